"""Titles in lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.blog.line_breaking import NOT_FIRST, NOT_LAST, broken, reads_well


def lines(text: str, most: float) -> list[str]:
    """Return *text* in lines; Latin letters are half as wide as others."""
    return broken(text, [0.5 if letter.isascii() else 1.0 for letter in text], most)


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("", 8, []),
        ("光の話", 8, ["光の話"]),
        (
            "LK-99の追試結果と一連の騒動に関する雑記",
            14,
            ["LK-99の追試結果と", "一連の騒動に関する雑記"],
        ),
        (
            "和積の公式・積和の公式は暗記すべきか?",
            14,
            ["和積の公式・積和の", "公式は暗記すべきか?"],
        ),
        ("「ペンタダイヤモンド」に関する騒動", 15, ["「ペンタダイヤモンド」に関する", "騒動"]),
        (
            "LK-99は本当に常温常圧超伝導を達成しているのか",
            14,
            ["LK-99は本当に", "常温常圧超伝導を", "達成しているのか"],
        ),
        (
            "炭素の新しい「ペンタダイヤモンド」の話",
            14,
            ["炭素の新しい", "「ペンタダイヤモンド」の話"],
        ),
        ("The First Superconductor", 8, ["The First", "Superconductor"]),
    ],
)
def test_a_title_is_broken_where_it_reads_best(text: str, most: float, expected: list[str]) -> None:
    assert lines(text, most) == expected


@pytest.mark.parametrize(
    ("found", "well"),
    [
        (["光の", "話"], True),
        (["光"], True),
        (["常温常圧超", "伝導"], False),
        (["石に", "関する話"], False),
        (["「石」", "に"], False),
    ],
)
def test_a_break_in_a_word_reads_badly(found: list[str], *, well: bool) -> None:
    assert reads_well(found) is well


def test_a_word_longer_than_a_line_is_broken_all_the_same() -> None:
    assert "".join(lines("Pneumonoultramicroscopic", 4)) == "Pneumonoultramicroscopic"
    assert len(lines("Pneumonoultramicroscopic", 4)) == 3


@given(st.text(alphabet="光あア、。（）「」ーx "), st.integers(min_value=1, max_value=9))
def test_no_letter_is_lost_and_no_line_too_wide(text: str, most: int) -> None:
    found = lines(text, most)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) == 1 or _width(line) <= most for line in found)


@given(st.text(alphabet="光あアxの", min_size=2, max_size=12))
def test_brackets_and_points_stay_where_they_belong(text: str) -> None:
    found = lines(f"{text}（{text}）。{text}", 8)
    assert not any(line[0] in NOT_FIRST or line[-1] in NOT_LAST for line in found)


def _width(line: str) -> float:
    return sum(0.5 if letter.isascii() else 1.0 for letter in line)
