"""What became of a reference, derived from what others say of it."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.publication_status import FATES, Badge, badge, histories
from bibouroku.bibliography.reference import RELATIONS

BIB = """
@article{claim, author = {Lee, S.}, title = {Claim}, date = {2023-07-22}}
@article{comment, author = {Zhu, S.}, title = {Comment}, date = {2023-08-06}, refutes = {claim}}
@article{notice, author = {Lee, S.}, title = {Notice}, date = {2024-01-05}, retracts = {claim}}
@article{early, author = {Kumar, K.}, title = {Early}, date = {2023-07}, disputes = {claim, other}}
@article{other, author = {Wu, H.}, title = {Other}, date = {2023}}
"""


def test_a_history_is_sorted_by_gravity_then_date() -> None:
    befell = histories(parse(BIB, "x.bib").values())
    assert [(event.fate.word, event.by.key) for event in befell["claim"]] == [
        ("撤回", "notice"),
        ("反証", "comment"),
        ("異論", "early"),
    ]


def test_one_entry_can_speak_of_several_works() -> None:
    befell = histories(parse(BIB, "x.bib").values())
    assert [event.by.key for event in befell["other"]] == ["early"]


def test_a_work_of_which_nobody_speaks_has_no_history() -> None:
    assert "comment" not in histories(parse(BIB, "x.bib").values())


@pytest.mark.parametrize(
    ("memo", "known"),
    [("2023-08-22", True), ("2023-08-06", True), ("2023-08", None), ("2023-08-05", False)],
)
def test_an_event_is_known_when_its_last_day_is_not_after_the_memo(
    memo: str, *, known: bool | None
) -> None:
    event = histories(parse(BIB, "x.bib").values())["claim"][1]
    assert event.known_by(parse_edtf(memo)) is known


def test_retracted_and_refuted_never_share_a_status_or_a_word() -> None:
    assert len({fate.status for fate in FATES}) == len({fate.word for fate in FATES}) == len(FATES)


def test_every_fate_is_a_relation_that_entries_may_have() -> None:
    assert {fate.relation for fate in FATES} <= set(RELATIONS)


@pytest.mark.parametrize(
    ("memo", "words"),
    [("2024-02-01", "撤回"), ("2023-12-31", "公開後に撤回"), ("2024", "撤回"), (None, "撤回")],
)
def test_the_mark_in_the_text_tells_news_that_the_memo_could_not_know(
    memo: str | None, words: str
) -> None:
    befell = histories(parse(BIB, "x.bib").values())["claim"]
    assert badge(befell, parse_edtf(memo) if memo else None) == Badge("retracted", words)


def test_a_work_that_is_only_disputed_has_no_mark_in_the_text() -> None:
    befell = histories(parse(BIB, "x.bib").values())["other"]
    assert [event.fate.status for event in befell] == ["disputed"]
    assert badge(befell, None) is None
