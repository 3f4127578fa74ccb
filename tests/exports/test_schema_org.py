"""References in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibouroku.bibliography.reference import Person, Reference
from bibouroku.exports.record import Record
from bibouroku.exports.schema_org import cited_work, work

if TYPE_CHECKING:
    from typing import Any


@pytest.mark.parametrize(
    ("key", "name", "expected"),
    [
        ("casey1893", "@type", "Book"),
        ("casey1893", "datePublished", "1893-10"),
        ("casey1893", "url", "https://dl.ndl.go.jp/pid/828728"),
        ("preprint2023", "@type", "ScholarlyArticle"),
        ("either2017", "datePublished", None),
        ("about1895", "@type", "WebPage"),
        ("about1895", "inLanguage", None),
        ("report2001", "@type", "Report"),
    ],
)
def test_a_work_is_told_as_far_as_it_is_known(
    edge: dict[str, Record], key: str, name: str, expected: object
) -> None:
    assert work(edge[key]).get(name) == expected


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (Person("岡田", "晋"), {"name": "岡田晋", "familyName": "岡田", "givenName": "晋"}),
        (Person("Smith", "Bob, Jr"),
         {"name": "Bob Smith Jr", "familyName": "Smith", "givenName": "Bob"}),
        (Person("Aristotle"), {"name": "Aristotle"}),
    ],
)  # fmt: skip
def test_a_person_has_the_name_in_its_own_order(person: Person, told: dict[str, Any]) -> None:
    found = work(Record(Reference("a", "book", {}, {"author": (person,)})))
    assert found["author"] == [{"@type": "Person", **told}]


def test_where_a_work_is_cited_people_have_one_name() -> None:
    record = Record(Reference("a", "book", {"title": "T"}, {"author": (Person("岡田", "晋"),)}))
    assert cited_work(record) == work(record) | {"author": [{"@type": "Person", "name": "岡田晋"}]}


def test_an_organisation_is_no_person() -> None:
    office = Person("文部科学省", literal=True)
    found = work(Record(Reference("a", "book", {}, {"author": (office,)})))
    assert found["author"] == [{"@type": "Organization", "name": "文部科学省"}]


def test_an_organisation_that_edits_contributes_for_editors_are_persons() -> None:
    editors = (Person("文部科学省", literal=True), Person("岡田", "晋"))
    found = work(Record(Reference("a", "book", {}, {"editor": editors})))
    assert [one["name"] for one in found["contributor"]] == ["文部科学省"]
    assert [one["name"] for one in found["editor"]] == ["岡田晋"]


JOURNAL = {"@type": "Periodical", "name": "J"}
VOLUME = {"@type": "PublicationVolume", "volumeNumber": "2", "isPartOf": JOURNAL}


@pytest.mark.parametrize(
    ("kind", "fields", "whole"),
    [
        ("article", {"journaltitle": "J"}, JOURNAL),
        ("article", {"journaltitle": "J", "volume": "2"}, VOLUME),
        ("article", {"journaltitle": "J", "volume": "2", "number": "3"},
         {"@type": "PublicationIssue", "issueNumber": "3", "isPartOf": VOLUME}),
        ("inreference", {"booktitle": "B"}, {"@type": "Book", "name": "B"}),
        ("article", {"volume": "2"}, None),
    ],
)  # fmt: skip
def test_a_work_tells_what_it_is_part_of(
    kind: str, fields: dict[str, str], whole: dict[str, Any] | None
) -> None:
    assert work(Record(Reference("a", kind, fields))).get("isPartOf") == whole


@pytest.mark.parametrize(
    ("kind", "fields", "name", "value"),
    [
        ("article", {"pages": "1–9"}, "pagination", "1–9"),
        ("book", {"pages": "1–9"}, "pagination", None),
        ("book", {"edition": "2"}, "bookEdition", "2"),
        ("book", {"pagetotal": "163"}, "numberOfPages", "163"),
        ("book", {"publisher": "P"}, "publisher", {"@type": "Organization", "name": "P"}),
        ("software", {"version": "2.1"}, "softwareVersion", "2.1"),
        ("software", {}, "@type", "SoftwareApplication"),
        ("patent", {}, "@type", "CreativeWork"),
        ("article", {"entrysubtype": "newspaper"}, "@type", "NewsArticle"),
    ],
)
def test_a_work_tells_what_its_type_has(
    kind: str, fields: dict[str, str], name: str, value: object
) -> None:
    assert work(Record(Reference("a", kind, fields))).get(name) == value


def test_every_number_is_told_with_its_register() -> None:
    fields = {"doi": "https://doi.org/10.1/x", "eprint": "arXiv:2307.1", "eprinttype": "arxiv",
              "isbn": "978-3-540-72586-2", "ndlpid": "828728"}  # fmt: skip
    numbers = work(Record(Reference("a", "article", fields)))["identifier"]
    assert [(number["propertyID"], number["value"]) for number in numbers] == [
        ("DOI", "10.1/x"), ("arXiv", "2307.1"), ("ISBN", "978-3-540-72586-2"), ("NDL", "828728"),
    ]  # fmt: skip


def test_the_gravest_status_goes_with_the_work(records: dict[str, Record]) -> None:
    for record in records.values():
        status = record.status.name if record.status else None
        assert work(record).get("creativeWorkStatus") == status
