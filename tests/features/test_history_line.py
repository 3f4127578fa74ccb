"""The line that tells what became of a work."""

from __future__ import annotations

from typing import Final

import pytest
from docutils import nodes

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.publication_status import histories
from bibouroku.features.history_line import Heading, _others, further_events, history_line

BIB = """
@article{work, title = {Work}, date = {2019}}
@misc{first, title = {First}, shorttitle = {一}, date = {2020-05}, refutes = {work}}
@misc{second, title = {Second}, shorttitle = {二}, date = {2022-03-04}, refutes = {work}}
@misc{reply, title = {Reply}, shorttitle = {返}, date = {2023}, refutes = {second}}
@misc{notice, title = {Notice}, shorttitle = {通}, retracts = {work}}
@misc{sorry, title = {Sorry}, shorttitle = {否}, date = {2024}, withdraws = {notice}}
"""


AFTER: Final = "公開後に反証：second（2022年3月4日、のちに反証）。"


def line(memo: str | None) -> nodes.Element:
    """Return the line of the work in a memo of that date."""
    events = histories(parse(BIB, "x.bib").values())["work"]
    date = parse_edtf(memo) if memo else None
    _space, told = history_line(events, date, lambda by: nodes.Text(by.key))
    assert isinstance(told, nodes.Element)
    return told


@pytest.mark.parametrize(
    ("memo", "told"),
    [
        (None, "反証：first（2020年5月）、second（2022年3月4日、のちに反証）。"),
        (
            "2021-01-01",
            "公開時すでに反証：first（2020年5月）。公開後に反証：second（2022年3月4日、のちに反証）。",
        ),
        (
            "2023-01-01",
            "公開時すでに反証：first（2020年5月）、second（2022年3月4日、のちに反証）。",
        ),
        (
            "2020-05-10",
            "反証：first（2020年5月）。公開後に反証：second（2022年3月4日、のちに反証）。",
        ),
    ],
)
def test_events_are_grouped_by_what_the_memo_could_know(memo: str | None, told: str) -> None:
    assert line(memo).astext().startswith(told)


def test_what_was_taken_back_is_told_last_and_has_no_mark_of_a_status() -> None:
    *_, last = line(None).findall(nodes.strong)
    assert last["classes"] == ["status", "status-void"]
    assert line("2021").astext().endswith("撤回（今は効力がない）：notice（のちに取り下げ）。")


def test_events_of_one_status_are_counted_whatever_comes_between() -> None:
    counts = {
        Heading("disputed", "異論", "公開時すでに"): 3,
        Heading("refuted", "反証", "公開後に"): 1,
        Heading("disputed", "異論", ""): 4,
        Heading("disputed", "異論", "公開後に"): 1,
    }
    shown, *_ = counts
    assert _others(shown, counts) == "ほか2件、前後不明の4件、公開後に1件"


def test_nothing_is_unknown_of_what_no_longer_counts() -> None:
    fates = ("撤回（今は効力がない）", "反証（今は効力がない）")
    counts = {Heading("void", fate, ""): 1 for fate in fates}
    shown, *_ = counts
    assert _others(shown, counts) == "、反証（今は効力がない）1件"


def test_a_work_that_nobody_speaks_of_has_no_line() -> None:
    assert history_line((), None, lambda by: nodes.Text(by.key)) == []


@pytest.mark.parametrize(
    ("memo", "left_out"),
    [
        (None, [("ほか1件", "、second（2022年3月4日、のちに反証）")]),
        (
            "2021-01-01",
            [("、公開後に1件", ""), ("", AFTER)],
        ),
        (
            "2020-05-10",
            [("、公開後に1件", ""), ("", AFTER)],
        ),
        ("2023-01-01", [("ほか1件", "、second（2022年3月4日、のちに反証）")]),
    ],
)
def test_a_card_tells_one_event_of_a_fate_and_counts_the_others_by_when_they_came(
    memo: str | None, left_out: list[tuple[str, str]]
) -> None:
    runs = line(memo).findall(further_events)
    assert [(run["words"], run.astext()) for run in runs] == left_out
