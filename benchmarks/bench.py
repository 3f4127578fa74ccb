"""Times builds of seeded corpora and prints how the cost grows: ``make bench``.

CPU seconds of the whole process, not wall time, so that a busy machine does
not matter much; what counts is the growth: cost in proportion to the memos has
exponent 1, and a build in which nothing changed should stay well below that.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus


def cpu_seconds(folder: Path) -> float:
    """Build the site in *folder*; return the user and system time that it took."""
    before = os.times()
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "_build"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    subprocess.run(command, cwd=folder, env=environment, check=True, stdin=subprocess.DEVNULL)  # noqa: S603
    after = os.times()
    used = after.children_user + after.children_system
    return used - before.children_user - before.children_system


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first *old* of a file by *new*."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def measure(memos: int) -> dict[str, float]:
    """Return the CPU seconds of each kind of build of a corpus of *memos* memos."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write(folder, memos)
        found = {"cold": cpu_seconds(folder), "no change": cpu_seconds(folder)}
        edit(folder / "posts" / "memo00000.md", "である", "であった")
        found["one memo edited"] = cpu_seconds(folder)
        edit(folder / "references.bib", "学会誌", "会報")
        found["one entry edited"] = cpu_seconds(folder)
        page = folder / "_build" / "posts" / "memo00001.html"
        found["page (kB)"] = page.stat().st_size / 1000
        return found


def main() -> None:
    """Measure two sizes and print both with the exponent of growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--memos", type=int, nargs=2, default=(50, 200), metavar="N")
    few, many = parser.parse_args().memos
    small, large = measure(few), measure(many)
    sys.stdout.write(f"{'CPU seconds':18}{few:>10}{many:>10}{'exponent':>10}\n")
    for kind, value in small.items():
        exponent = math.log(large[kind] / value) / math.log(many / few)
        sys.stdout.write(f"{kind:18}{value:10.2f}{large[kind]:10.2f}{exponent:10.2f}\n")


if __name__ == "__main__":
    main()
