"""What became of references as dated news with ids of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.publication_status import FATES, Event, histories
from bibouroku.bibliography.reference import Reference
from bibouroku.bibliography.status_change import TAG_DATE, Change, changes, quoted_title

if TYPE_CHECKING:
    from bibouroku.bibliography.publication_status import Fate

SITE: Final = "https://Example.org:8080/site/"
#: ``tagURI`` of RFC 4151, section 2.1, for an authority that is a host.
TAG: Final = re.compile(
    r"tag:[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
    r",\d{4}(-\d\d(-\d\d)?)?"
    r":([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*"
)
KEYS: Final = st.text(st.characters(codec="utf-8", exclude_characters="={}`\\"), min_size=1)


def change(key: str = "claim", relation: str = "retracts", by: str = "notice") -> Change:
    """Return a change to the article 「題」."""
    fate = next(fate for fate in FATES if fate.relation == relation)
    reference = Reference(key, "article", {"title": "題"})
    return Change(reference, Event(fate, Reference(by, "misc")))


def test_an_id_is_made_of_site_keys_and_relation() -> None:
    assert change().tag(SITE, "2025") == "tag:example.org,2025:site/changes/claim/retracts/notice"


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("https://bibouroku.example/", "tag:bibouroku.example,2025-01:changes/a/refutes/b%2Fc"),
        ("https://例え.テスト", "tag:xn--r8jz45g.xn--zckzah,2025-01:changes/a/refutes/b%2Fc"),
        ("https://e.org/科学/", "tag:e.org,2025-01:%E7%A7%91%E5%AD%A6/changes/a/refutes/b%2Fc"),
        ("https://e.org/%E7%A7%91/", "tag:e.org,2025-01:%E7%A7%91/changes/a/refutes/b%2Fc"),
    ],
)
def test_an_id_names_host_and_path_in_ascii(site: str, expected: str) -> None:
    assert change("a", "refutes", "b/c").tag(site, "2025-01") == expected
    assert TAG.fullmatch(expected)


@given(KEYS, st.sampled_from(FATES), KEYS)
def test_every_id_is_a_tag_uri(key: str, fate: Fate, by: str) -> None:
    one = change(key, fate.relation, by)
    assert TAG.fullmatch(one.tag(SITE, "2025"))


@given(st.sets(st.tuples(KEYS, st.sampled_from(["retracts", "refutes"]), KEYS), min_size=2))
def test_two_changes_never_share_an_id(told: set[tuple[str, str, str]]) -> None:
    assert len({change(*one).tag(SITE, "2025") for one in told}) == len(told)


@pytest.mark.parametrize(
    ("written", "valid"),
    [
        ("2025", True), ("2025-01", True), ("2025-01-31", True),
        ("25", False), ("2025-13", False), ("2025-1", False), ("2025-01-32", False), ("", False),
    ],
)  # fmt: skip
def test_the_date_of_an_id_is_a_year_a_month_or_a_day(written: str, *, valid: bool) -> None:
    assert bool(TAG_DATE.fullmatch(written)) is valid


@pytest.mark.parametrize(
    ("relation", "headline"),
    [
        ("retracts", "「題」が撤回された"),
        ("withdraws", "「題」が取り下げられた"),
        ("refutes", "「題」に反証が出た"),
        ("expressesconcern", "「題」に懸念が表明された"),
        ("disputes", "「題」に異論が出た"),
        ("corrects", "「題」が訂正された"),
        ("newversionof", "「題」の新版が出た"),
        ("confirms", "「題」が確認された"),
        ("publishes", "「題」が出版された"),
    ],
)
def test_a_headline_tells_the_news_in_one_sentence(relation: str, headline: str) -> None:
    assert change(relation=relation).headline == headline


def test_the_title_of_a_book_has_the_brackets_of_a_book() -> None:
    assert quoted_title(Reference("b", "book", {"title": "題"})) == "『題』"


def test_brackets_in_a_title_stand_within_those_around_it() -> None:
    assert quoted_title(Reference("b", "article", {"title": "「題」の話"})) == "「『題』の話」"


def test_a_work_without_title_is_called_by_its_label() -> None:
    untitled = Reference("b", "misc", label="岡田 1990")
    assert Change(untitled, change().event).headline == "岡田 1990が撤回された"


def test_changes_stand_from_the_newest_to_those_without_a_date() -> None:
    dates = {"old": "2020", "new": "2024-05", "a": "2022-01-01", "b": "2022-01", "none": ""}
    works = [
        Reference(f"by-{key}", "misc", {"corrects": key}, date=parse_edtf(date) if date else None)
        for key, date in dates.items()
    ] + [Reference(key, "article") for key in dates]
    found = changes({work.key: work for work in works}, histories(works))
    assert [one.reference.key for one in found] == ["new", "a", "b", "old", "none"]


@pytest.mark.parametrize(("date", "dated"), [("2020", True), ("2020/..", True), ("../1868", False)])
def test_a_change_is_dated_when_its_first_day_is_known(date: str, *, dated: bool) -> None:
    by = Reference("by", "misc", date=parse_edtf(date))
    assert Change(change().reference, Event(FATES[0], by)).is_dated is dated
    assert not change().is_dated
