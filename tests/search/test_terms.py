"""What a text is found by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.search.normal_form import normal_text
from bibouroku.search.terms import asked_terms, terms


@pytest.mark.parametrize(
    ("text", "found", "asked"),
    [
        ("超伝導", ["超", "伝", "導", "超伝", "伝導"], ["超伝", "伝導"]),
        ("光", ["光"], ["光"]),
        ("lk-99の", ["lk", "99", "の", "lk99"], ["lk", "99", "の"]),
        ("明治26年", ["明", "治", "明治", "26", "年"], ["明治", "26", "年"]),
        ("cu2s", ["cu2s"], ["cu2s"]),
        ("8.5 gpa", ["8", "5", "gpa"], ["8", "5", "gpa"]),
        ("ああ", ["あ", "あ", "ああ"], ["ああ"]),
        ("𠮟る", ["𠮟", "る", "𠮟る"], ["𠮟る"]),
        ("x≤5", ["x", "≤", "5"], ["x", "≤", "5"]),
        ("…、。", [], []),
    ],
)
def test_a_text_is_split(text: str, found: list[str], asked: list[str]) -> None:
    assert terms(text) == set(found)
    assert asked_terms(text) == asked


JAPANESE = st.text(alphabet="超伝導光でーた學沢を見る、ＬＫ99-", min_size=1, max_size=12)


@given(JAPANESE, st.text(alphabet="超伝導でーたの", min_size=1, max_size=6), JAPANESE)
def test_every_part_of_a_run_is_found_in_any_text(before: str, part: str, after: str) -> None:
    assert set(asked_terms(normal_text(part))) <= terms(normal_text(before + part + after))


@given(st.text())
def test_a_text_is_found_by_itself(text: str) -> None:
    form = normal_text(text)
    assert set(asked_terms(form)) <= terms(form)
