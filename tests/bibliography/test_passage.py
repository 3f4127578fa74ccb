"""Sentences that cite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.passage import CITATION, OBJECT, Run, cut, joined, sentences

PROSE = st.text(alphabet="あい。！「」（）. aB" + OBJECT, max_size=40)
RUNS = st.lists(
    st.builds(Run, st.just("text"), PROSE) | st.builds(Run, st.just("math"), st.just("x^2")),
    max_size=6,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一つ。二つ。", ["一つ。", "二つ。"]),
        ("終わりなし", ["終わりなし"]),
        ("彼は「行く。待て」と言った。次。", ["彼は「行く。待て」と言った。", "次。"]),
        ("本当か！（たぶん。）次", ["本当か！", "（たぶん。）次"]),
        (f"先に句点。{CITATION}次。", [f"先に句点。{CITATION}", "次。"]),
        (f"次は式。{OBJECT}は0。", ["次は式。", f"{OBJECT}は0。"]),
        (f"ここ{CITATION}。次。", [f"ここ{CITATION}。", "次。"]),
        ("「本当か！」次。", ["「本当か！」次。"]),
        ("そうだ！」次。", ["そうだ！」", "次。"]),
        ("a)のあと。次。", ["a)のあと。", "次。"]),
        ("値は2.5である。", ["値は2.5である。"]),
        ("It is 2.5 K. So it is. ", ["It is 2.5 K.", " So it is.", " "]),
        ("Fig. 1は図である。", ["Fig. 1は図である。"]),
        ("", []),
    ],
)
def test_a_sentence_ends_where_it_ends_in_japanese(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(PROSE)
def test_sentences_leave_nothing_out(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text


@given(RUNS)
def test_cutting_loses_no_sign_but_space(runs: list[Run]) -> None:
    def signs(found: list[Run]) -> str:
        return "".join("".join(run.plain for run in found).split())

    assert signs([run for piece in cut(runs) for run in piece]) == signs(runs)


def test_a_citation_stays_whole_in_its_sentence() -> None:
    citation = Run("citation", "a{p. 1}", "id1", "p")
    first, second = cut([Run("text", "一つ。 二つ"), citation, Run("text", "。三つ。")])[:2]
    assert first == (Run("text", "一つ。"),)
    assert second == (Run("text", "二つ"), citation, Run("text", "。"))


@pytest.mark.parametrize(("role", "number"), [("p", 0), ("t", 1)])
def test_a_citation_after_the_end_belongs_to_its_sentence_unless_it_is_part_of_the_next(
    role: str, number: int
) -> None:
    citation = Run("citation", "a", "id1", role)
    pieces = cut([Run("text", "一つ。"), citation, Run("text", "による。")])
    assert [citation in piece for piece in pieces].index(True) == number


def test_an_unclosed_bracket_keeps_the_rest_together() -> None:
    assert len(sentences("あ（い。う。")) == 1


def test_the_cells_of_a_row_are_set_apart() -> None:
    cells = [[Run("text", "銅")], [], [Run("math", "x")]]
    assert [run.text for run in joined(cells)] == ["銅", "｜", "x"]
