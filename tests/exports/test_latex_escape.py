"""Escaping for LaTeX, held against our own reading of LaTeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.latex_text import plain
from bibouroku.exports.latex_escape import escaped, escaped_title, verbatim

SIGNS = st.text(alphabet="aB9é₂岡ー –—-'`\"?!\\{}%&#_$~^@,=<>|\u00a0")


def depth(text: str) -> list[int]:
    found = [0]
    for sign in text:
        found.append(found[-1] + (sign == "{") - (sign == "}"))
    return found


@given(SIGNS)
def test_what_is_escaped_reads_as_it_was(text: str) -> None:
    assert plain(escaped(text)) == text


@given(SIGNS)
def test_a_protected_title_reads_as_it_was(text: str) -> None:
    assert plain(escaped_title(text)) == text


@given(SIGNS)
def test_no_value_ends_before_its_field(text: str) -> None:
    for written in (escaped(text), escaped_title(text), verbatim(text)):
        assert min(depth(written)) == depth(written)[-1] == 0


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("The First LK-99 Superconductor", "The First {LK-99} Superconductor"),
        ("DeepSeek and Cu₂S", "{DeepSeek} and {Cu₂S}"),
        ("Room-Temperature X-ray", "Room-Temperature X-ray"),
        ("A&B", r"A\&B"),
        ("R&DX", r"{R\&DX}"),
        ("LK-99の追試", "LK-99の追試"),
    ],
)
def test_only_words_with_an_inner_capital_are_protected(title: str, written: str) -> None:
    assert escaped_title(title) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{x}", r"\{x\}"),
        ("}{", r"{\textbraceright}{\textbraceleft}"),
        ("a--b", "a-{}-b"),
        ("''", "'{}'"),
        ("a\u00a0b", "a~b"),
        (r"\input{x}", r"{\textbackslash}input\{x\}"),
    ],
)
def test_signs_of_latex_are_written_as_signs(text: str, written: str) -> None:
    assert escaped(text) == written


def test_an_address_keeps_its_signs() -> None:
    assert verbatim("https://x.org/a_b%20c~d#e&f{g}\\") == "https://x.org/a_b%20c~d#e&f%7Bg%7D%5C"
