"""A finished PDF: PDF/A-2b, tagged, and what is copied from it."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest
from PIL import Image, ImageChops

from bibouroku.archive import finish
from bibouroku.archive.metadata import metadata_file, read_metadata
from bibouroku.features.latex_tagging import PACKAGE, opening
from tests.archive.copying import copied, lost, read_aloud
from tests.archive.pdfa_checks import findings
from tests.archive.structure_checks import structure_faults, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.testing.util import SphinxTestApp

REPOSITORY: Final = Path(__file__).parents[2]
SPHINX: Final = (sys.executable, "-m", "sphinx", "-q", "-b", "latex")
TEX: Final = ("lualatex", "--no-shell-escape", "-halt-on-error", "-interaction=nonstopmode")


def run(command: list[str], folder: Path) -> None:
    """Run *command*; tell what it says when it fails."""
    result = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]


@pytest.fixture(scope="session")
def site(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small book that has been written for LaTeX."""
    site = tmp_path_factory.mktemp("archive") / "site"
    shutil.copytree(rootdir / "test-archive", site)
    run([*SPHINX, "-W", "--keep-going", "-n", "-d", "_build/doctrees", ".", "_build/latex"], site)
    return site


@pytest.fixture(scope="session")
def book(site: Path) -> Path:
    """Return the finished PDF of the small book."""
    folder = site / "_build" / "latex"
    for _ in range(2):  # the second knows contents and table widths
        run([*TEX, "copying.tex"], folder)
    finish(folder / "copying.pdf", read_metadata(metadata_file(folder / "copying.pdf")))
    return folder / "copying.pdf"


@pytest.fixture(scope="session")
def untagged(site: Path, book: Path) -> Path:
    """Return the PDF of the same book without marks."""
    run([*SPHINX, "-D", "bibouroku_tagged_pdf=0", ".", "_build/untagged"], site)
    folder = site / "_build" / "untagged"
    for suffix in (".aux", ".toc", ".out"):  # saves a run
        shutil.copy(book.with_suffix(suffix), folder)
    run([*TEX, "copying.tex"], folder)
    return folder / "copying.pdf"


def pictures(pdf: Path) -> Iterator[Image.Image]:
    """Yield small grey pictures of the pages of a PDF."""
    run(["pdftoppm", "-r", "40", "-gray", pdf.name, pdf.stem], pdf.parent)
    for page in sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm")):
        with Image.open(page) as image:
            yield image.copy()


@pytest.fixture(scope="session")
def pdf(book: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(book) as opened:
        yield opened


@pytest.fixture(scope="session")
def memo(site: Path) -> nodes.document:
    """Return the memo of the small book as Sphinx read it."""
    pickled = (site / "_build" / "doctrees" / "posts" / "signs.doctree").read_bytes()
    document: nodes.document = pickle.loads(pickled)  # noqa: S301 - our own
    return document


# ---- what Sphinx writes


def test_alternative_texts_are_safe_for_tex() -> None:
    assert opening("Figure", "}\\%図𠮷") == r"\BibourokuOpen{Figure}{007D005C002556F3D842DFB7}"


def test_marks_are_balanced(site: Path) -> None:
    tex = (site / "_build" / "latex" / "copying.tex").read_text(encoding="utf-8")
    assert tex.count(r"\BibourokuOpen{") == tex.count(r"\BibourokuClose{}") > 100
    assert tex.count(r"\BibourokuOpenRow ") == tex.count(r"\BibourokuCloseRow ") > 40


def test_titles_and_captions_hold_no_marks(site: Path) -> None:
    tex = (site / "_build" / "latex" / "copying.tex").read_text(encoding="utf-8")
    for command in (r"\section{", r"\caption{"):
        after = tex.partition(command)[2].partition("\n")[0]
        assert after
        assert r"\BibourokuOpen" not in after.partition(r"\label")[0].partition("}")[0]


def test_a_switch_leaves_the_marks_out(make_app: Any, rootdir: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(rootdir / "test-archive", copy)
    app: SphinxTestApp = make_app(
        "latex", srcdir=copy, confoverrides={"bibouroku_tagged_pdf": False}
    )
    app.build()
    tex = (app.outdir / "copying.tex").read_text(encoding="utf-8")
    assert "BibourokuOpen" not in tex
    assert PACKAGE not in tex
    assert not (app.outdir / f"{PACKAGE}.lua").exists()


# ---- what comes out


@pytest.mark.needs_tex
@pytest.mark.slow
def test_it_is_pdf_a(book: Path) -> None:
    assert findings(book) == set()


@pytest.mark.needs_tex
@pytest.mark.slow
def test_its_structure_agrees_with_its_pages(book: Path) -> None:
    assert structure_faults(book) == []


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_marks_change_nothing_that_is_seen(book: Path, untagged: Path) -> None:
    for marked, plain in zip(pictures(book), pictures(untagged), strict=True):
        # rounding may shade the edge of a letter otherwise
        darkest = max(ImageChops.difference(marked, plain).tobytes())
        assert darkest < 80


def kinds(element: Any) -> Iterator[str]:
    """Yield the types of the elements in *element*, in order."""
    yield str(element.S)[1:]
    for child in element.K:
        if "/S" in child:
            yield from kinds(child)


@pytest.mark.needs_tex
@pytest.mark.slow
def test_it_has_the_structure_of_its_source(pdf: pikepdf.Pdf) -> None:
    found = list(kinds(pdf.Root.StructTreeRoot.K))
    counts = {kind: found.count(kind) for kind in found}
    assert (counts["H1"], counts["H2"], counts["H3"]) == (1, 1, 1)
    assert (counts["L"], counts["LI"], counts["Lbl"], counts["LBody"]) == (3, 5, 5, 5)
    assert (counts["Table"], counts["TR"], counts["TH"], counts["TD"]) == (2, 44, 44, 44)
    assert counts["Note"] == 1
    assert counts["TOC"] == 1
    assert counts["TOCI"] == 2
    assert texts_of(pdf, "Figure") == ["赤茶色の四角。"]
    assert texts_of(pdf, "Formula")[0] == "a^2+b^2=c^2"
    assert texts_of(pdf, "Span", "/Lang") == ["en"]
    assert texts_of(pdf, "Formula")[-1].strip() == "x = 1"


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_heads_feet_and_repeated_lines_are_not_read_aloud(book: Path) -> None:
    text = read_aloud(book)
    assert text.count("写しと検索の試験") == 2  # contents and heading
    assert "前のページ" not in text
    assert text.count("番号説明") == 1
    assert "項目の一つ目。•項目の二つ目。1.番号の一つ目。" in text
    assert text.endswith("著作権山田太郎")  # of the colophon


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_every_sentence_can_be_copied(book: Path, memo: nodes.document) -> None:
    # a ligature that is a letter of its own in the source comes as its two letters
    missing = lost(memo, copied(book))
    assert [sentence for sentence in missing if "ﬁ" not in sentence] == []
    assert "简体字探访、ệ、fi。" in "".join(copied(book))


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_dash_and_bar_are_one_glyph_and_copied_each_as_itself(book: Path) -> None:
    assert "—全角—、二倍——の線、―線―、" in "".join(copied(book))


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_code_and_formulas_can_be_copied(book: Path) -> None:
    text = "".join(copied(book))
    assert """deff(x_1,y='a',z="b"):\"\"\"文字列\\n--`引用`~^.\"\"\"""" in text
    assert """x_1<=yand"--"!='''<<fiff>>'''""" in text
    assert "a2+b2=c2" in text
    assert "ℝ∋x↦" in text
