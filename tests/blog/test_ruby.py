"""Readings beside characters, as authors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.blog.ruby import RubyError, parse_ruby


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("超伝導|ちょうでんどう", (("超伝導", "ちょうでんどう"),)),
        ("超伝導|ちょう|でん|どう", (("超", "ちょう"), ("伝", "でん"), ("導", "どう"))),
        ("磁化｜じ｜か", (("磁", "じ"), ("化", "か"))),
        (" 磁 | じ ", (("磁", "じ"),)),
        ("葛\U000e0100城|かつら|ぎ", (("葛\U000e0100", "かつら"), ("城", "ぎ"))),
    ],
)
def test_a_reading_stands_beside_the_word_or_each_character(
    text: str, parts: tuple[tuple[str, str], ...]
) -> None:
    assert parse_ruby(text).parts == parts


@pytest.mark.parametrize("text", ["超伝導|ちょうでんどう", "超伝導|ちょう|でん|どう"])
def test_in_one_line_the_reading_follows_in_brackets(text: str) -> None:
    assert parse_ruby(text).plain == "超伝導（ちょうでんどう）"


@pytest.mark.parametrize(
    "text", ["", "|", "超伝導", "超伝導|", "|ちょう", "超|ちょう|", "超||でん"]
)
def test_a_word_without_a_reading_is_refused(text: str) -> None:
    with pytest.raises(RubyError, match=r"語と読みを\|で分けて書く"):
        parse_ruby(text)


def test_other_numbers_of_readings_than_of_characters_are_refused() -> None:
    with pytest.raises(RubyError, match="「超伝導」は3字で、読みは2個ある"):
        parse_ruby("超伝導|ちょう|でん")


@given(
    st.lists(st.tuples(st.sampled_from("超伝導磁化"), st.text("あいう", min_size=1)), min_size=2)
)
def test_what_is_written_is_what_is_read(parts: list[tuple[str, str]]) -> None:
    text = "|".join(["".join(base for base, _ in parts), *(reading for _, reading in parts)])
    assert parse_ruby(text).parts == tuple(parts)
