"""The dashes of a Japanese book: seen in rendered pages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from PIL import Image

LATEX: Final = Path(__file__).parents[2] / "bibouroku" / "latex"
FILES: Final = ("bibouroku-dashes.lua", "bibouroku-fonts.lua", "bibouroku-fonts.sty")
FONTS: Final = (r"\rmfamily", r"\sffamily", r"\sffamily\bfseries", r"\ttfamily")
#: One dash between Japanese letters, which stand there in white.
SINGLE: Final = r"\white{漢}—\white{字}"
#: In the size of the text, at places that pixels round otherwise.
SMALL: Final = tuple(rf"\normalsize\hskip {tenths / 10}pt——" for tenths in range(0, 10, 3))
#: One to a page.
SHOWN: Final = (
    *(f"{font} {letters}" for font in FONTS for letters in ("——", "口", SINGLE)),
    r"\white{A}—\white{B}", r"\white{A} — \white{B}", r"\white{漢}—\white{B}",
    "———", r"\hbox{——}", "— —", *SMALL,
)  # fmt: skip
#: A paragraph with three dashes, as narrow and as wide as may be.
BROKEN: Final = r"\parbox{%d\zw}{禁輸——H800という火種——罰、一週間の禁止——であるのだ。}"
WIDTHS: Final = range(3, 15)
PAGES: Final = (
    # every font in another size first, without dashes: in the PDF both sizes are one font
    "".join(f"{font} 題" for font in FONTS),
    *(rf"\Huge {letters}" for letters in SHOWN),
    *(BROKEN % width for width in WIDTHS),
)
SOURCE: Final = r"""\documentclass[hanging_punctuation]{jlreq}
\usepackage{xcolor,bibouroku-fonts}
\directlua{require("bibouroku-dashes").begin()}
\newcommand\white[1]{\textcolor{white}{#1}}
\pagestyle{empty}\parindent0pt
\begin{document}
%s
\end{document}
"""
#: Width and height of a letter in pixels: \Huge of jlreq is 24.88 points.
LETTER: Final = 24.88 / 72.27 * 300

pytestmark = [pytest.mark.needs_tex, pytest.mark.needs_poppler, pytest.mark.slow]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with pictures of the pages and their text."""
    folder = tmp_path_factory.mktemp("dashes")
    for name in FILES:
        shutil.copy(LATEX / name, folder)
    pages = "\\newpage\n".join(f"{{{page}}}" for page in PAGES)
    (folder / "dashes.tex").write_text(SOURCE % pages, encoding="utf-8")
    for command in (
        ["lualatex", "-halt-on-error", "-interaction=nonstopmode", "dashes.tex"],
        ["pdftoppm", "-r", "300", "-gray", "-l", str(len(SHOWN) + 1), "dashes.pdf", "page"],
        ["pdftotext", "-raw", "dashes.pdf"],
    ):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def ink(folder: Path, letters: str) -> np.ndarray:
    """Return what is seen on the page of these letters, cut to its edges; dark is 1."""
    page = sorted(folder.glob("page-*.pgm"))[1 + SHOWN.index(letters)]
    with Image.open(page) as image:
        return 1 - np.asarray(image, dtype=float) / 255


def edges(dark: np.ndarray, axis: int) -> tuple[int, int]:
    """Return the first and the last column (axis 1) or row (axis 0) with ink."""
    seen = np.flatnonzero(dark.max(axis=1 - axis) > 0.5)
    return int(seen[0]), int(seen[-1])


def middle(dark: np.ndarray) -> float:
    """Return the row in the middle of the ink."""
    return sum(edges(dark, 0)) / 2


@pytest.mark.parametrize("font", FONTS)
def test_two_dashes_are_one_stroke_of_even_thickness(folder: Path, font: str) -> None:
    dark = ink(folder, f"{font} ——")
    left, right = edges(dark, 1)
    thickness = dark[:, left + 1 : right].sum(axis=0)
    assert 1.8 * LETTER < right - left < 1.95 * LETTER
    assert thickness.min() > 0.98 * np.median(thickness)
    assert thickness.max() < np.median(thickness) + 0.8  # of a pixel, where the halves overlap


@pytest.mark.parametrize("letters", SMALL)
def test_no_pixel_parts_them_in_the_size_of_the_text(folder: Path, letters: str) -> None:
    dark = ink(folder, letters)
    left, right = edges(dark, 1)
    thickness = dark[:, left + 1 : right].sum(axis=0)
    assert thickness.min() > 0.95 * np.median(thickness)


@pytest.mark.parametrize("font", FONTS)
def test_dashes_stand_in_the_middle_of_japanese_letters(folder: Path, font: str) -> None:
    letter = middle(ink(folder, f"{font} 口"))
    for dash in ("——", SINGLE):
        assert abs(middle(ink(folder, f"{font} {dash}")) - letter) < 0.06 * LETTER


def test_a_dash_between_latin_letters_stays_low(folder: Path) -> None:
    high = middle(ink(folder, rf"\rmfamily {SINGLE}"))
    for letters in (r"\white{A}—\white{B}", r"\white{A} — \white{B}"):
        assert middle(ink(folder, letters)) - high > 0.08 * LETTER
    assert abs(middle(ink(folder, r"\white{漢}—\white{B}")) - high) < 1


def test_three_are_one_stroke_too_and_a_space_parts_them(folder: Path) -> None:
    left, right = edges(ink(folder, "———"), 1)
    assert 2.8 * LETTER < right - left < 2.95 * LETTER
    left, right = edges(ink(folder, "— —"), 1)
    assert (ink(folder, "— —").max(axis=0)[left:right] < 0.1).any()


def test_a_box_has_them_as_a_paragraph_has(folder: Path) -> None:
    left, right = edges(ink(folder, r"\hbox{——}"), 1)
    assert (ink(folder, r"\hbox{——}").max(axis=0)[left:right] > 0.5).all()


def test_no_line_ends_within_two_dashes(folder: Path) -> None:
    text = (folder / "dashes.txt").read_text(encoding="utf-8")
    pages = text.split("\f")[1 + len(SHOWN) :]
    lines = [line for page in pages for line in page.splitlines()]
    assert sum(line.count("——") for line in lines) == 3 * len(WIDTHS)
    assert {line.count("—") % 2 for line in lines} == {0}
