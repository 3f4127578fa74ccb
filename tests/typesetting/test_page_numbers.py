"""Whether a run has made its page numbers right: what may differ, and what may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.typesetting.page_numbers import is_settled, labels_linked, shape_of

if TYPE_CHECKING:
    from pathlib import Path

    from bibouroku.typesetting.page_numbers import Shape

RIGHT: Final = "bibouroku-pages: 3 of 9 put right, 0 wrong\n"
AUX: Final = r"""\relax
\@writefile{toc}{\contentsline {section}{\numberline {1}One}{4}{section.1}\protected@file@percent }
\newlabel{a:one}{{1}{4}{On {e}}{section.1}{}}
\newlabel{a:cited}{{}{5}{}{a:cited}{}}
\newlabel{1.footnote.1}{{1}{5}{}{1.footnote.1}{}}
\gdef \@abspage@last{9}
"""
TOC: Final = "\\contentsline {section}{\\numberline {1}One}{4}{section.1}%\n"
TEX: Final = r"""\section{One}\label{\detokenize{a:one}}
\label{\detokenize{a:cited}}\hyperref[\detokenize{a:one}]{there}
\BibourokuPages{\detokenize{a:cited},\detokenize{a:one}}
"""


def shape(folder: Path, aux: str = AUX, toc: str = TOC) -> Shape:
    """Return the shape of these two files."""
    (folder / "book.aux").write_text(aux, encoding="utf-8")
    (folder / "book.toc").write_text(toc, encoding="utf-8")
    return shape_of([folder / "book.aux", folder / "book.toc"])


@pytest.mark.parametrize(
    ("old", "new", "settled"),
    [
        ("{4}", "{5}", True),  # pages
        ("{9}", "{10}", True),  # how many there are
        ("{{1}{4}", "{{2}{4}", False),  # the number of what is linked
        ("On {e}", "Tw{o}", False),
        ("{section.1}{}}", "{section.2}{}}", False),  # where a link leads
        ("{{}{5}{}{a:cited}", "{{1}{5}{}{section.1}", True),  # nothing but its page is asked for
        ("{1.footnote.1}{}}", "{1.footnote.2}{}}", False),
        ("\\relax\n", "\\relax\nnews\n", False),
        ("\\newlabel{a:one}", "\\newlabel{a:other}", False),  # gone, and still linked
        ("\\newlabel{a:cited}", "\\newlabel{a:new}", True),
    ],
)
def test_only_numbers_of_pages_may_differ(
    tmp_path: Path, old: str, new: str, *, settled: bool
) -> None:
    assert old in AUX
    assert (
        is_settled(shape(tmp_path), shape(tmp_path, AUX.replace(old, new)), RIGHT, TEX) == settled
    )


def test_lists_keep_their_lines(tmp_path: Path) -> None:
    known = shape(tmp_path)
    assert is_settled(known, shape(tmp_path, toc=TOC.replace("{4}", "{14}")), RIGHT, TEX)
    assert not is_settled(known, shape(tmp_path, toc=TOC.replace("One", "Two")), RIGHT, TEX)
    assert not is_settled(known, shape(tmp_path, toc=TOC * 2), RIGHT, TEX)


@pytest.mark.parametrize(
    "log",
    [
        "",  # another look, or TeX died before
        RIGHT.replace("0 wrong", "10 wrong, such as 9 for toc:1"),
        f"LaTeX Warning: Reference `x' on page 3 undefined on input line 9.\n{RIGHT}",
        f"LaTeX Warning: Hyper reference `x' on page 3 undefined on input line 9.\n{RIGHT}",
    ],
)
def test_what_the_log_says_counts(tmp_path: Path, log: str) -> None:
    assert not is_settled(shape(tmp_path), shape(tmp_path), log, TEX)


@given(
    st.lists(st.integers(1, 999), min_size=2, max_size=2),
    st.text(st.characters(exclude_characters="\\{}\n\r", codec="utf-8")),
)
def test_no_page_is_part_of_the_shape(
    tmp_path_factory: pytest.TempPathFactory, pages: list[int], title: str
) -> None:
    folder = tmp_path_factory.mktemp("shape")
    one, other = (
        shape(folder, f"\\newlabel{{x:y}}{{{{1}}{{{page}}}{{{title}}}{{s.1}}{{}}}}\n")
        for page in pages
    )
    assert one == other
    assert repr(title) in one.labels["x:y"]


def test_labels_of_which_more_than_the_page_is_asked() -> None:
    linked = labels_linked(TEX + r"\eqref{equation:a:eq}\BibourokuPlace{a:id1}{a:one}")
    assert {"a:one", "equation:a:eq", "a:id1"} <= linked
    assert "a:cited" not in linked
