"""Times the book of seeded corpora and prints how the cost grows: ``make bench-book``.

CPU seconds of Sphinx and of TeX with what follows it, the pages, and how often TeX ran. The last
row tells of the PDFs of memos: once TeX has set them all, what it takes to cut and finish them.
A cost in proportion to the pages has exponent 1.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import corpus
import pikepdf

KINDS: Final = ("cold", "no change", "one memo edited")
SPHINX: Final = ("sphinx", "-q", "-d", "_build/doctrees", "-b")
WRITE_BOOK: Final = (*SPHINX, "latex", ".", "_build/latex")
WRITE_MEMOS: Final = (*SPHINX, "offprints", ".", "_build/offprints")
TYPESET: Final = ("bibouroku", "typeset", "_build/latex")
MAKE_MEMOS: Final = ("bibouroku", "offprints", "_build/offprints", "_build/memos")
#: So much text moves the pages behind it.
ADDED: Final = "これは後から加えた段落である。" * 40


def run(folder: Path, *words: str) -> tuple[float, str]:
    """Run a module of Python in *folder*; return the CPU seconds that it took and what it said."""
    before = os.times()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "-m", *words], cwd=folder, env=environment, check=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    after = os.times()
    used = after.children_user + after.children_system
    return used - before.children_user - before.children_system, done.stdout


def measure(memos: int) -> dict[str, tuple[float, float, int, int]]:
    """Return Sphinx's seconds, TeX's, its runs and the pages for each kind of build."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write(folder, memos)
        for kind in KINDS:
            if kind == "one memo edited":
                path = folder / "posts" / "memo00000.md"
                text = path.read_text(encoding="utf-8")
                path.write_text(text.replace("## 節1", f"{ADDED}\n\n## 節1", 1), encoding="utf-8")
            written, _ = run(folder, *WRITE_BOOK)
            typeset, said = run(folder, *TYPESET)
            runs = re.search(r"LuaLaTeX (\d+)回", said)
            (book,) = (folder / "_build").glob("*.pdf")
            with pikepdf.open(book) as pdf:
                pages = len(pdf.pages)
            found[kind] = written, typeset, int(runs[1]) if runs else 0, pages
        found["memos cut"] = measure_cutting(folder)
    return found


def measure_cutting(folder: Path) -> tuple[float, float, int, int]:
    """Return the same of the PDFs of memos, cut anew out of what TeX has set already."""
    written, _ = run(folder, *WRITE_MEMOS)
    run(folder, *MAKE_MEMOS)
    (folder / "_build" / "memos" / "manifest.json").unlink()
    cut, said = run(folder, *MAKE_MEMOS)
    return written, cut, 0, sum(map(int, re.findall(r"（(\d+)頁）", said)))


def exponent(few: tuple[float, float, int, int], many: tuple[float, float, int, int]) -> str:
    """Return how the time of one run of TeX, or of what does without, grows with the pages."""
    seconds = (many[1] / max(1, many[2])) / (few[1] / max(1, few[2]))
    return f"{math.log(seconds) / math.log(many[3] / few[3]):.2f}"


def main() -> None:
    """Measure two sizes and print both, the second with the exponent of growth over pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--memos", type=int, nargs=2, default=(25, 100), metavar="N")
    sizes = parser.parse_args().memos
    head = ("memos", "", "pages", "Sphinx s", "runs", "TeX s", "exponent")
    row = "{:>5}  {:16}{:>6}{:>10}{:>6}{:>8}{:>10}\n"
    sys.stdout.write(row.format(*head))
    before: dict[str, tuple[float, float, int, int]] = {}
    for memos in sizes:
        found = measure(memos)
        for kind, (written, typeset, runs, pages) in found.items():
            grown = exponent(before[kind], found[kind]) if before else ""
            cells = (memos, kind, pages, f"{written:.1f}", runs, f"{typeset:.1f}", grown)
            sys.stdout.write(row.format(*cells))
        sys.stdout.flush()
        before = found


if __name__ == "__main__":
    main()
