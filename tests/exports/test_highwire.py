"""References as tags from which Zotero saves the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibouroku.bibliography.reference import Person, Reference
from bibouroku.exports.highwire import TELLING, ZOTERO_TYPES, reference_tag, tags
from bibouroku.exports.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping


def contents(record: Record, name: str) -> list[str]:
    """Return the contents of the tags called *name*."""
    return [tag.content for tag in tags(record) if tag.name == name]


def made(kind: str, fields: Mapping[str, str]) -> Record:
    return Record(Reference("a", kind, fields))


@pytest.mark.parametrize(
    ("key", "name", "expected"),
    [
        ("長岡半太郎1903", "citation_journal_title", ["東洋学芸雑誌"]),
        ("長岡半太郎1903", "citation_author", ["長岡, 半太郎", "石原, 純"]),
        ("長岡半太郎1903", "citation_publication_date", ["1903/04"]),
        ("長岡半太郎1903", "citation_volume", ["20"]),
        ("長岡半太郎1903", "citation_issue", ["3"]),
        ("長岡半太郎1903", "citation_firstpage", ["1"]),
        ("長岡半太郎1903", "citation_lastpage", ["9"]),
        ("長岡半太郎1903", "citation_language", ["ja"]),
        ("casey1893", "citation_title", ["初等平面三角法：附録"]),
        ("casey1893", "citation_publisher", ["金港堂"]),
        ("casey1893", "citation_public_url", ["https://dl.ndl.go.jp/pid/828728"]),
        ("names2020", "citation_doi", ["10.1002/(SICI)1_2<3>4;5"]),
        ("names2020", "citation_issn", ["0003-049X"]),
        ("notice2021", "citation_public_url", ["https://doi.org/10.1/retraction"]),
        ("preprint2023", "citation_arxiv_id", ["2307.12008"]),
        ("preprint2023", "citation_publisher", ["arXiv"]),
        ("paper2019", "citation_inbook_title", ["Proc. of X"]),
        ("paper2019", "citation_conference_title", ["Proc. of X"]),
        ("paper2019", "citation_series_title", ["LNCS"]),
        ("paper2019", "citation_isbn", ["978-3-540-72586-2"]),
        ("thesis2001", "citation_dissertation_institution", ["東京大学"]),
        ("thesis2001", "citation_publisher", []),
        ("report2001", "citation_technical_report_number", ["TR-1"]),
        ("preprint2023", "citation_technical_report_number", ["arXiv:2307.12008"]),
        ("長岡半太郎1903", "citation_technical_report_number", []),
        ("about1895", "citation_language", ["und"]),
        ("before1868", "citation_publication_date", []),
    ],
)
def test_a_work_is_told_in_tags(
    edge: dict[str, Record], key: str, name: str, expected: list[str]
) -> None:
    assert contents(edge[key], name) == expected


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("1-9", ["1"], ["9"]),
        ("24824–24837", ["24824"], ["24837"]),
        ("S1--S9", ["S1"], ["S9"]),
        ("055703", ["055703"], []),
        ("1-3, 7-9", ["1"], []),
        ("5, 8", ["5"], []),
    ],
)
def test_only_one_span_of_pages_has_an_end(written: str, first: list[str], last: list[str]) -> None:
    record = made("article", {"pages": written})
    assert contents(record, "citation_firstpage") == first
    assert contents(record, "citation_lastpage") == last


@pytest.mark.parametrize(
    ("kind", "fields", "name", "value"),
    [
        ("book", {"title": "T"}, "DC.type", "book"),
        ("online", {"title": "T", "organization": "O"}, "og:type", "website"),
        ("online", {"title": "T", "organization": "O"}, "prism.publicationName", "O"),
        ("online", {"eprint": "2307.1", "eprinttype": "arxiv"}, "DC.type", "preprint"),
        ("software", {"title": "T"}, "DC.type", "computerProgram"),
        ("thesis", {"title": "T"}, "DC.type", "thesis"),
        ("article", {"title": "T"}, "DC.type", "journalArticle"),
        ("inreference", {"title": "T", "booktitle": "E"}, "DC.type", "encyclopediaArticle"),
        ("inreference", {"title": "T", "booktitle": "E"}, "prism.publicationName", "E"),
        (
            "article",
            {"journaltitle": "N", "entrysubtype": "newspaper"},
            "DC.type",
            "newspaperArticle",
        ),
        (
            "article",
            {"journaltitle": "N", "entrysubtype": "newspaper"},
            "prism.publicationName",
            "N",
        ),
        ("article", {"entrysubtype": "magazine"}, "DC.type", "magazineArticle"),
        ("online", {"organization": "B", "entrysubtype": "blog"}, "DC.type", "blogPost"),
    ],
)
def test_the_type_is_told_where_no_other_tag_tells_it(
    kind: str, fields: dict[str, str], name: str, value: str
) -> None:
    assert contents(made(kind, fields), name) == [value]


def test_every_work_has_its_type_told_once(records: dict[str, Record]) -> None:
    typed = {"DC.type", "og:type"}
    for key, record in records.items():
        found = {tag.name for tag in tags(record)}
        assert len(found & typed) == (0 if found & TELLING else 1), key


def test_a_tag_of_a_type_stands_behind_those_of_other_types(edge: dict[str, Record]) -> None:
    telling = [tag.name for tag in tags(edge["paper2019"]) if tag.name in TELLING]
    assert telling[-1] == "citation_conference_title"


def test_types_are_those_that_zotero_has() -> None:
    # the keys of itemTypes in its schema.json, version 41, that can hold a work
    known = {
        "artwork", "audioRecording", "bill", "blogPost", "book", "bookSection", "case",
        "computerProgram", "conferencePaper", "dataset", "dictionaryEntry", "document", "email",
        "encyclopediaArticle", "film", "forumPost", "hearing", "instantMessage", "interview",
        "journalArticle", "letter", "magazineArticle", "manuscript", "map", "newspaperArticle",
        "patent", "podcast", "preprint", "presentation", "radioBroadcast", "report", "standard",
        "statute", "thesis", "tvBroadcast", "videoRecording", "webpage",
    }  # fmt: skip
    assert set(ZOTERO_TYPES.values()) <= known


@pytest.mark.parametrize(
    ("kind", "fields", "name", "value"),
    [
        ("legislation", {"number": "87 FR 62186"}, "citation_technical_report_number",
         "87 FR 62186"),
        ("patent", {"number": "US 1"}, "citation_technical_report_number", "US 1"),
        ("standard", {"number": "JIS X 4051"}, "citation_technical_report_number", "JIS X 4051"),
        ("book", {"edition": "2"}, "prism.edition", "2"),
        ("software", {"version": "5.0.2"}, "prism.edition", "5.0.2"),
        ("book", {"location": "東京"}, "eprints.place_of_pub", "東京"),
        ("book", {"pagetotal": "163"}, "eprints.pages", "163"),
    ],
)  # fmt: skip
def test_number_edition_place_and_extent_are_told(
    kind: str, fields: dict[str, str], name: str, value: str
) -> None:
    assert contents(made(kind, {"title": "T", **fields}), name) == [value]


def test_the_number_in_a_series_is_not_that_of_the_work() -> None:
    assert contents(made("book", {"number": "3"}), "citation_technical_report_number") == []


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("preprint2023", "citation_arxiv_id=2307.12008;"),
        (
            "長岡半太郎1903",
            "citation_journal_title=東洋学芸雑誌;citation_volume=20;citation_number=3;",
        ),
    ],
)
def test_a_cited_work_is_told_in_one_tag(edge: dict[str, Record], key: str, told: str) -> None:
    tag = reference_tag(edge[key])
    assert tag.name == "citation_reference"
    assert tag.content.startswith(f"citation_title={edge[key].full_title()};")
    assert tag.content.endswith(told)


def test_a_cited_author_has_the_given_name_first_and_no_semicolon_parts_a_value() -> None:
    people = {"author": (Person("Lee; L", "Sukbae"),)}
    told = reference_tag(Record(Reference("a", "book", {"title": "a; b"}, people))).content
    assert told == "citation_title=a； b;citation_author=Sukbae Lee； L;"


def test_no_content_has_a_line_break_or_is_empty() -> None:
    record = made("book", {"title": "a\nb\x00", "publisher": "\r\n", "note": "x"})
    assert contents(record, "citation_title") == ["a b"]
    assert contents(record, "citation_publisher") == []
