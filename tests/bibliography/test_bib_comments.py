"""Comments in .bib files."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.bib_comments import without_comments


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("% mail a@b.c\n@a{k}", "\n@a{k}"),
        ("  % note\n", "  \n"),
        ("@a{k,\n % x = {y},\n t = {T}, % why\n}", "@a{k,\n \n t = {T}, \n}"),
        ('@a{k, t = "50 % of\n% it", % why\n}', '@a{k, t = "50 % of\n% it", \n}'),
        ("@a(k, t = {5 % of\n% it}, % why\n)\n% end", "@a(k, t = {5 % of\n% it}, \n)\n"),
        ("free text 5 % of it", "free text 5 % of it"),
        ("@a{k, t = {a\n% b}}", "@a{k, t = {a\n% b}}"),
        ("}}} % still text\n% comment", "}}} % still text\n"),
        ('@a{k, t = {"}, % why\n}', '@a{k, t = {"}, \n}'),
    ],
)
def test_a_comment_goes_and_a_value_stays(text: str, left: str) -> None:
    assert without_comments(text) == left


@settings(deadline=None)
@given(st.text(alphabet='ab@{}()"%,= \n\r'))
def test_lines_stay_where_they_are(text: str) -> None:
    before, after = text.split("\n"), without_comments(text).split("\n")
    assert len(after) == len(before)
    assert all(old.startswith(new) for old, new in zip(before, after, strict=True))
