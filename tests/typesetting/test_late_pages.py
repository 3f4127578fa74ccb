"""Page numbers that are put right at the end of a run: as if set from the beginning."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import pytest

from bibouroku.typesetting.passes import typeset_book

if TYPE_CHECKING:
    from pathlib import Path

    from bibouroku.typesetting.passes import Typeset

pytestmark = [pytest.mark.needs_tex, pytest.mark.slow]
STYLE: Final = (
    "bibouroku.sty",
    "bibouroku-pages.sty",
    "bibouroku-pages.lua",
    "bibouroku-digits.lua",
    "bibouroku.ist",
)
#: Pages 1 with the contents, 2 with the references, from 3 on those of the text; the index.
BOOK: Final = r"""\documentclass{article}
\pdfvariable trailerid {[<00> <00>]}
\newcommand\sphinxstyleindexlettergroup[1]{}
\newenvironment{sphinxtheindex}{\begin{theindex}}{\end{theindex}}
\usepackage{hyperref,makeidx}
\usepackage{bibouroku-pages}
\makeindex
\begin{document}
\tableofcontents
\clearpage
Of the first \pageref{a:first}, of the second \pageref{a:second} and \pageref*{a:second}.

Together \BibourokuPages{a:first,a:second,a:again}.
\clearpage PAGES
\section{First}\label{a:first}\index{alpha}words
\clearpage
\section{Second}\BibourokuSpot{\label{a:second}}\index{beta}\BibourokuSpot{\label{a:again}}words\index{alpha}
\clearpage
Back to \BibourokuPages{a:first,a:again}.
\input{small.ind}
\end{document}
"""


def typeset(folder: Path, pages: int, text: str = BOOK) -> Typeset:
    """Typeset the book with so many pages before its first section."""
    if not folder.exists():
        folder.mkdir()
        for name in STYLE:
            shutil.copy(str(files("bibouroku") / "latex" / name), folder)
    filled = text.replace("PAGES", r"page\clearpage " * pages)
    (folder / "small.tex").write_text(filled, encoding="utf-8")
    return typeset_book(folder / "small.tex")


def text_of(pdf: Path) -> str:
    """Return the text of a PDF, its white space as single spaces."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    return " ".join(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    )


def check(done: Typeset, fresh: Typeset, first: int) -> None:
    """Compare a book with one set from the beginning, the first section on page *first*."""
    text = text_of(done.pdf)
    second = first + 1
    assert f"Of the first {first}, of the second {second} and {second}." in text
    assert f"Together {first}, {second}. " in text
    assert f"Back to {first}, {second}." in text
    assert re.search(rf"1 First {first} 2 Second {second}", text)
    assert f"alpha, {first}, {second} beta, {second}" in text
    assert done.pdf.read_bytes() == fresh.pdf.read_bytes()


def test_a_book_is_set_twice_and_an_edited_one_once(tmp_path: Path) -> None:
    typeset(tmp_path / "book", 1)
    done = typeset(tmp_path / "book", 3)
    fresh = typeset(tmp_path / "fresh", 3)
    assert (done.runs, fresh.runs) == (1, 2)
    check(done, fresh, 6)
    assert re.search(
        r"bibouroku-pages: [1-9]\d* of \d+ put right, 0 wrong",
        done.pdf.with_suffix(".log").read_text(encoding="utf-8"),
    )


@pytest.mark.parametrize(("before", "after"), [(6, 7), (7, 6), (5, 7)])
def test_contents_and_last_lines_have_room_for_one_digit_more(
    tmp_path: Path, before: int, after: int
) -> None:
    text = BOOK.replace(" of the second", "\n\nOf the second").replace(" and", ".\n\nAnd")
    typeset(tmp_path / "book", before, text)
    done, fresh = typeset(tmp_path / "book", after, text), typeset(tmp_path / "fresh", after, text)
    assert done.runs == 1
    assert done.pdf.read_bytes() == fresh.pdf.read_bytes()


def test_a_number_that_could_break_lines_elsewhere_asks_for_another_run(tmp_path: Path) -> None:
    text = BOOK.replace("Of the first", f"\\pageref{{a:first}} {'long words ' * 40}")
    typeset(tmp_path / "book", 6, text)
    done, fresh = typeset(tmp_path / "book", 8, text), typeset(tmp_path / "fresh", 8, text)
    assert done.runs == 2
    assert done.pdf.read_bytes() == fresh.pdf.read_bytes()


def test_what_is_shipped_because_the_book_is_long_is_set_once_more(tmp_path: Path) -> None:
    text = BOOK.replace(r"\begin{document}", r"\BibourokuMostHeld=2 \begin{document}")
    typeset(tmp_path / "book", 1, text)
    done, fresh = typeset(tmp_path / "book", 3, text), typeset(tmp_path / "fresh", 3, text)
    assert done.runs == 2
    check(done, fresh, 6)


def test_labels_that_share_a_page_no_more_are_both_named(tmp_path: Path) -> None:
    text = BOOK.replace(r"\index{beta}", r"\index{beta}BREAK")
    typeset(tmp_path / "book", 1, text.replace("BREAK", ""))
    apart = text.replace("BREAK", r"\clearpage ")
    done, fresh = typeset(tmp_path / "book", 1, apart), typeset(tmp_path / "fresh", 1, apart)
    assert "Together 4, 5, 6." in text_of(done.pdf)
    assert "Back to 4, 6." in text_of(done.pdf)
    assert done.pdf.read_bytes() == fresh.pdf.read_bytes()


def test_one_more_place_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    typeset(tmp_path / "book", 1)
    more = BOOK.replace(r"\clearpage PAGES", r"\BibourokuSpot{\label{a:new}}\clearpage PAGES")
    more = more.replace("a:first,a:again", "a:new,a:again")
    done, fresh = typeset(tmp_path / "book", 1, more), typeset(tmp_path / "fresh", 1, more)
    assert done.runs == 1
    assert "Back to 2, 5." in text_of(done.pdf)
    assert done.pdf.read_bytes() == fresh.pdf.read_bytes()


def test_a_label_that_there_is_not_is_told_and_no_reason_to_go_on(tmp_path: Path) -> None:
    done = typeset(tmp_path / "book", 1, BOOK.replace("*{a:second}", "{a:nowhere}"))
    assert done.runs <= 3
    assert any("a:nowhere" in problem.message for problem in done.complaints)
