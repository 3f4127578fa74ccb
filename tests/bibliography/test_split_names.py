"""Lists of names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.split_names import split_names, without_others


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Lee, S. and Kim, J.", ["Lee, S.", "Kim, J."]),
        ("A AND B  and\nC", ["A", "B", "C"]),
        ("{Barnes and Noble} and A", ["{Barnes and Noble}", "A"]),
        ("Anderson, P. and Sandoz, R.", ["Anderson, P.", "Sandoz, R."]),
        ("A and others", ["A", "others"]),
        ("{A {and} B}", ["{A {and} B}"]),
        ("", []),
        ("  ", []),
    ],
)
def test_names_are_split_at_and_outside_braces(written: str, names: list[str]) -> None:
    assert split_names(written) == names


@pytest.mark.parametrize("word", ["others", "Others", "et al.", "et al", "ほか", "他"])
def test_the_word_for_more_names_is_no_name(word: str) -> None:
    assert without_others(["A, B", word]) == (["A, B"], True)


def test_a_name_that_begins_like_it_is_one() -> None:
    assert without_others(["A, B", "Etal, C"]) == (["A, B", "Etal, C"], False)
    assert without_others([]) == ([], False)


@settings(deadline=None)
@given(st.lists(st.from_regex(r"[A-Z][a-z]{0,8}, [A-Z]\.|\{[a-z]+ and [a-z]+\}", fullmatch=True)))
def test_names_joined_by_and_come_back(names: list[str]) -> None:
    assert split_names(" and ".join(names)) == names
