"""References as RIS: the form of the lines, and which tag holds what."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.citation_reason import REASONS
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.reference import Person, Reference
from bibouroku.exports.record import Record
from bibouroku.exports.ris import entry, joined, ris_name

if TYPE_CHECKING:
    from collections.abc import Mapping

LINE = re.compile(r"[A-Z][A-Z0-9]  - \S.*|ER  - ")
HOSTILE = st.text(alphabet="a\r\n\x00\x0b\x85\u2028TYER  -岡")


def tagged(record: Record) -> list[tuple[str, str]]:
    """Return tag and value of every line."""
    lines = entry(record).split("\r\n")
    return [(line[:2], line[6:]) for line in lines if line]


def values(record: Record, tag: str) -> list[str]:
    return [value for name, value in tagged(record) if name == tag]


def made(kind: str, fields: Mapping[str, str], **more: tuple[Person, ...]) -> Record:
    return Record(Reference("a", kind, fields, more))


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_value_begins_a_line_of_its_own(title: str, family: str, keyword: str) -> None:
    persons = {"author": (Person(family, title),)}
    fields = {"title": title, "keywords": keyword, "url": f"https://x.org/{title}", "x": title}
    written = entry(Record(Reference(f"k{title}", "book", fields, persons)))
    lines = written.removesuffix("\r\n").split("\r\n")
    assert len(written.splitlines()) == len(lines)
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert [line for line in lines if line[:2] in {"TY", "ER"}] == ["TY  - BOOK", "ER  - "]


def test_type_first_and_end_last(records: dict[str, Record]) -> None:
    tags = [[tag for tag, _ in tagged(record)] for record in records.values()]
    assert {(found[0], found[-1]) for found in tags} == {("TY", "ER")}
    assert {found.count("TY") for found in tags} == {1}


def test_lines_end_in_crlf_and_records_in_an_empty_line() -> None:
    assert joined(["TY  - GEN\r\nER  - \r\n"] * 2).split("\r\n") == [
        "TY  - GEN", "ER  - ", "", "TY  - GEN", "ER  - ", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "written"),
    [
        (Person("岡田", "晋"), "岡田, 晋"),
        (Person("van der Zwaag", "Sybrand"), "van der Zwaag, Sybrand"),
        (Person("Smith", "Bob, Jr"), "Smith, Bob, Jr"),
        (Person("国立国会図書館", literal=True), "国立国会図書館"),
        (Person("Bureau X, U.S.", literal=True), "Bureau X，U.S."),
    ],
)
def test_a_name_is_cut_at_its_first_comma_only(who: Person, written: str) -> None:
    assert ris_name(who) == written


@pytest.mark.parametrize(
    ("date", "year", "day", "noted"),
    [
        ("2023-08-22", "2023", "2023/08/22/", []),
        ("1893-10", "1893", "1893/10//", []),
        ("0794", "0794", "0794///", []),
        ("1875/1876", "1875", "1875///1875年–1876年", ["日付：1875年–1876年"]),
        ("../1868", "1868", "1868///–1868年", ["日付：–1868年"]),
        ("1895~", "1895", "1895///1895年頃", ["日付：1895年頃"]),
        ("2023-21", "2023", "2023///2023年春", ["日付：2023年春"]),
    ],
)
def test_a_date_has_four_parts(date: str, year: str, day: str, noted: list[str]) -> None:
    record = Record(Reference("a", "misc", date=parse_edtf(date)))
    assert [values(record, tag) for tag in ("PY", "DA", "N1")] == [[year], [day], noted]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", {"journaltitle": "J", "number": "3", "pages": "1–9"},
         {"T2": "J", "IS": "3", "SP": "1", "EP": "9"}),
        ("article", {"journaltitle": "J", "pages": "016001"}, {"SP": "016001"}),
        ("book", {"series": "S", "number": "2", "pagetotal": "260頁", "pages": "1"},
         {"T2": "S", "M1": "2", "SP": "260頁"}),
        ("inproceedings", {"booktitle": "B", "series": "S", "number": "4"},
         {"T2": "B", "T3": "S", "SV": "4"}),
        ("report", {"institution": "I", "number": "TR-1"}, {"PB": "I", "SN": "TR-1"}),
        ("online", {"organization": "O"}, {"T2": "O", "PB": "O"}),
        ("online", {"organization": "O", "entrysubtype": "blog"},
         {"TY": "BLOG", "T2": "O", "N1": None}),
        ("article", {"journaltitle": "N", "entrysubtype": "Newspaper"}, {"TY": "NEWS", "T2": "N"}),
        ("online", {"eprint": "2307.1", "eprinttype": "arxiv"},
         {"TY": "UNPD", "AN": "2307.1", "DB": "arXiv", "UR": "https://arxiv.org/abs/2307.1"}),
        ("book", {"title": "T", "subtitle": "S", "isbn": "1"}, {"TI": "T: S", "SN": "1"}),
        ("book", {"title": "三角法", "subtitle": "附録"}, {"TI": "三角法：附録"}),
        ("misc", {"urldate": "2023-08-01", "langid": "ngerman"}, {"Y2": "2023/08/01/", "LA": "de"}),
        ("misc", {"urldate": "then", "doi": "https://doi.org/10.1/x"},
         {"N1": "urldate: then", "DO": "10.1/x"}),
        ("misc", {"refutes": "x", "file": "/home/me"}, {"N1": "refutes: x"}),
    ],
)  # fmt: skip
def test_a_field_has_the_tag_from_which_zotero_takes_it(
    kind: str, fields: dict[str, str], expected: dict[str, str]
) -> None:
    written = dict(tagged(made(kind, fields)))
    assert {tag: written.get(tag) for tag in expected} == expected
    assert "home" not in str(written)


@pytest.mark.parametrize(("kind", "tag"), [("book", "A3"), ("collection", "A3"), ("inbook", "A2")])
def test_editors_of_whole_books_and_of_parts_differ(kind: str, tag: str) -> None:
    record = made(kind, {}, editor=(Person("E", "F"),), translator=(Person("T"),))
    assert values(record, tag) == ["E, F"]
    assert values(record, "A4") == ["T"]


def test_history_and_reasons_go_out(edge: dict[str, Record]) -> None:
    record = replace(edge["names2020"], reasons=REASONS[:1])
    assert values(record, "KW") == ["cito:citesAsEvidence"]
    assert values(record, "N1") == ["撤回：Editors 2021（2021年3月1日、doi:10.1/retraction）。"]


def test_authors_who_are_not_named_are_told_of(edge: dict[str, Record]) -> None:
    record = edge["長岡半太郎1903"]
    assert values(record, "AU") == ["長岡, 半太郎", "石原, 純"]
    assert values(record, "N1") == ["名を挙げた人のほかにもいる（ほか）"]


def test_a_scan_beside_another_address_is_a_second_address() -> None:
    record = made("book", {"url": "https://x.org/", "ndlpid": "1"})
    assert values(record, "UR") == ["https://x.org/", "https://dl.ndl.go.jp/pid/1"]
