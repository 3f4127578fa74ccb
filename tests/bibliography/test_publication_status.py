"""What became of a reference, derived from what others say of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.publication_status import (
    FATES,
    Badge,
    badge,
    fallen,
    histories,
    is_preprint,
    known,
    statuses,
)
from bibouroku.bibliography.reference import RELATIONS, Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibouroku.bibliography.publication_status import Event

WORK = Reference("work", "article")
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


@pytest.mark.parametrize("column", ["relation", "status", "word", "state"])
def test_retracted_and_refuted_never_share_a_status_or_a_word(column: str) -> None:
    assert len({getattr(fate, column) for fate in FATES}) == len(FATES)


def test_every_fate_is_a_relation_that_entries_may_have() -> None:
    assert {fate.relation for fate in FATES} <= set(RELATIONS)


@pytest.mark.parametrize(
    ("memo", "words"),
    [
        ("2024-02-01", "公開時すでに撤回"),
        ("2024-01-05", "公開時すでに撤回"),
        ("2023-12-31", "公開後に撤回"),
        ("2024-01", "撤回"),
        ("2024", "撤回"),
        (None, "撤回"),
    ],
)
def test_the_mark_in_the_text_tells_what_the_memo_could_know_from_what_it_could_not(
    memo: str | None, words: str
) -> None:
    befell = histories(parse(BIB, "x.bib").values())["claim"]
    assert badge(befell, parse_edtf(memo) if memo else None) == Badge("retracted", words)


def test_a_work_that_is_only_disputed_has_no_mark_in_the_text() -> None:
    befell = histories(parse(BIB, "x.bib").values())["other"]
    assert [event.fate.status for event in befell] == ["disputed"]
    assert badge(befell, None) is None


def befell(*entries: str) -> Mapping[str, tuple[Event, ...]]:
    """Return the histories of a file of minimal *entries*: key, date, relation, works."""
    fields = (entry.split(maxsplit=3) for entry in entries)
    parsed = [
        Reference(
            key,
            "misc",
            {relation: works} if relation else {},
            date=None if date == "-" else parse_edtf(date),
        )
        for key, date, relation, works in ((*found, "", "")[:4] for found in fields)
    ]
    return histories(parsed)


@pytest.mark.parametrize(
    ("relation", "name", "word"),
    [
        ("retracts", "retracted", "撤回"),
        ("withdraws", "withdrawn", "取り下げ"),
        ("refutes", "refuted", "反証"),
        ("expressesconcern", "under-concern", "懸念の表明"),
        ("disputes", "disputed", "異論"),
        ("corrects", "corrected", "訂正"),
        ("newversionof", "superseded", "新版あり"),
        ("confirms", "confirmed", "確認"),
        ("publishes", "published", "出版済み"),
    ],
)
def test_a_relation_gives_the_work_its_status(relation: str, name: str, word: str) -> None:
    events = befell(f"notice 2024 {relation} work")["work"]
    assert [(status.name, status.word) for status in statuses(WORK, events)] == [(name, word)]


@pytest.mark.parametrize("relation", sorted(set(RELATIONS) - {fate.relation for fate in FATES}))
def test_a_replication_or_extension_says_nothing_of_whether_a_work_stands(relation: str) -> None:
    assert relation in {"replicates", "extends"}
    assert befell(f"notice 2024 {relation} work") == {}


def test_the_authors_guide_has_the_same_table_in_the_same_order() -> None:
    guide = (Path(__file__).parents[2] / "guide.md").read_text(encoding="utf-8")
    row = r"^\| `(\w+)`(?:（[^|]*）)? \| `([a-z-]+)` \| (\S+) \|$"
    assert re.findall(row, guide, re.MULTILINE) == [
        (fate.relation, fate.status, fate.state) for fate in FATES
    ]


def test_several_statuses_can_hold_and_the_gravest_comes_first() -> None:
    events = befell("a 2023 confirms work", "b 2024 retracts work", "c 2024 refutes work")["work"]
    found = [status.name for status in statuses(WORK, events)]
    assert found == ["retracted", "refuted", "confirmed"]


def test_a_work_of_which_nobody_speaks_has_no_status() -> None:
    assert statuses(WORK, ()) == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"eprint": "2307.12008", "eprinttype": "arxiv"}, True),
        ({"eprint": "2307.12008"}, True),
        ({"eprint": "2307.12008", "doi": "10.48550/arXiv.2307.12008"}, True),
        ({"eprint": "2307.12008", "doi": "10.1016/j.physb.2021.413576"}, False),
        ({"eprint": "2307.12008", "journaltitle": "Nature"}, False),
        ({"eprint": "1706.03762", "booktitle": "NeurIPS"}, False),
        ({"eprint": "1706.03762", "publisher": "Springer"}, False),
        ({"eprint": "hep-th/9711200"}, True),
        ({"eprint": "Twitter"}, False),
        ({"eprint": "2699", "eprinttype": "jstor"}, False),
        ({"eprint": "2699", "eprinttype": "PubMed"}, False),
        ({"url": "https://arxiv.org/abs/2307.12008"}, False),
    ],
)
def test_a_preprint_is_what_lies_on_a_preprint_server_only(
    fields: dict[str, str], *, expected: bool
) -> None:
    reference = Reference("work", "online", fields)
    assert is_preprint(reference) is expected
    assert ([status.word for status in statuses(reference, ())] == ["プレプリント"]) is expected


def test_a_preprint_with_a_journal_version_is_published_and_may_be_disputed() -> None:
    events = befell("journal 2024 publishes work", "critic 2024 disputes work")["work"]
    reference = Reference("work", "online", {"eprint": "2307.12008"})
    assert [status.name for status in statuses(reference, events)] == ["disputed", "published"]


def test_a_retraction_that_was_withdrawn_no_longer_counts_but_is_told() -> None:
    events = befell("notice 2020 retracts work", "sorry 2021 withdraws notice")["work"]
    assert [(event.by.key, event.counts) for event in events] == [("notice", False)]
    assert events[0].by_fell is not None
    assert events[0].by_fell.word == "取り下げ"
    assert fallen(events) == []
    assert statuses(WORK, events) == ()
    assert badge(events, None) is None


def test_a_withdrawal_that_was_withdrawn_lets_the_retraction_count_again() -> None:
    events = befell(
        "notice 2020 retracts work", "sorry 2021 withdraws notice", "again 2022 retracts sorry"
    )["work"]
    assert [status.name for status in statuses(WORK, events)] == ["retracted"]


def test_a_refuted_refutation_still_counts_and_is_told() -> None:
    events = befell("comment 2020 refutes work", "reply 2021 refutes comment")["work"]
    assert [status.name for status in statuses(WORK, events)] == ["refuted"]
    assert events[0].by_fell is not None
    assert events[0].by_fell.word == "反証"


def test_a_refutation_in_a_retracted_comment_no_longer_counts() -> None:
    events = befell("comment 2020 refutes work", "notice 2021 retracts comment")["work"]
    assert fallen(events) == []


@pytest.mark.parametrize("relation", ["publishes", "newversionof"])
def test_a_retracted_journal_version_exists_all_the_same(relation: str) -> None:
    events = befell(f"journal 2020 {relation} work", "notice 2021 retracts journal")["work"]
    assert len(statuses(WORK, events)) == 1


def test_what_no_longer_counts_comes_last_in_a_history() -> None:
    events = befell(
        "notice 2020 retracts work", "sorry 2021 withdraws notice", "critic 2022 disputes work"
    )["work"]
    assert [event.by.key for event in events] == ["critic", "notice"]


def test_notices_that_take_back_each_other_change_nothing() -> None:
    found = befell("a 2020 retracts b work", "b 2020 retracts a")
    assert [event.counts for event in found["work"]] == [False]
    assert statuses(WORK, found["b"]) == ()


def test_a_work_named_twice_in_a_field_has_one_event() -> None:
    assert len(befell("notice 2020 retracts work, work")["work"]) == 1


@pytest.mark.parametrize(
    ("dates", "memo", "expected"),
    [
        (("2020", "2024"), "2023-08-22", True),
        (("2023-09", "2024"), "2023-08-22", False),
        (("2023-08", "2024"), "2023-08-22", None),
        (("2023-08", "2020"), "2023-08-22", True),
        (("2023-08-22",), "2023-08", None),
        (("2023-08",), "[2022..2023]", None),
        (("-", "2024"), "2023-08-22", None),
        (("-", "2020"), "2023-08-22", True),
        (("-",), "2023-08-22", None),
    ],
)
def test_one_early_event_is_enough_and_a_date_that_straddles_the_memo_tells_nothing(
    dates: tuple[str, ...], memo: str, *, expected: bool | None
) -> None:
    entries = [f"by{number} {date} retracts work" for number, date in enumerate(dates)]
    assert known(befell(*entries)["work"], parse_edtf(memo)) is expected


def test_a_long_chain_of_notices_is_judged_in_one_pass() -> None:
    entries = [f"n{number + 1} 2020 withdraws n{number}" for number in range(20_000)]
    found = befell(*entries)
    assert found["n19999"][0].counts
    assert not found["n19998"][0].counts
    assert found["n1"][0].counts
