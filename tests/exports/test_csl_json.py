"""References as CSL-JSON: valid by the schema, and which variable holds what."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

import pytest

from bibouroku.bibliography.citation_reason import REASONS
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.reference import Person, Reference
from bibouroku.exports.csl_json import csl_date, csl_name, entry, item, joined
from bibouroku.exports.entry_types import ENTRY_TYPES, PREPRINT, SUBTYPES
from bibouroku.exports.record import Record

#: The item types of CSL 1.0.2 that Zotero's ``CSL JSON.js`` lists too: all but ``software``.
TYPES: Final = {
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "song", "speech", "standard", "thesis", "treaty", "webpage"}  # fmt: skip
#: The variables of the schema that this module writes, by what they hold.
STRINGS: Final = {
    "id", "type", "citation-key", "title", "title-short", "container-title",
    "container-title-short", "volume-title", "volume", "number-of-volumes", "part",
    "chapter-number", "edition", "version", "genre", "number-of-pages", "collection-title",
    "collection-number", "publisher", "publisher-place", "event-title", "event-place",
    "original-title", "original-publisher", "original-publisher-place", "ISBN", "ISSN",
    "archive", "archive_location", "archive_collection", "abstract", "annote", "page", "issue",
    "number", "DOI", "URL", "language", "keyword", "status", "references", "note"}  # fmt: skip
NAMES: Final = {"author", "editor", "translator"}
DATES: Final = {"issued", "accessed", "original-date", "event-date"}


def faults(found: dict[str, Any]) -> list[str]:
    """Return what the schema of CSL 1.0.2 forbids in an item."""
    told = [name for name in found if name not in STRINGS | NAMES | DATES | {"custom"}]
    told += [name for name in ("id", "type") if name not in found]
    told += [found["type"]] if found["type"] not in TYPES else []
    told += [name for name in STRINGS & found.keys() if not isinstance(found[name], str)]
    for name in NAMES & found.keys():
        told += [name for who in found[name] if not is_name(who)]
    return told + [name for name in DATES & found.keys() if not is_date(found[name])]


def is_name(who: dict[str, str]) -> bool:
    keys = set(who)
    known = keys == {"literal"} or {"family", "given"} <= keys <= {"family", "given", "suffix"}
    return known and all(who.values())


def is_date(date: dict[str, Any]) -> bool:
    ends = date["date-parts"]
    return (
        date.keys() <= {"date-parts", "circa", "season"}
        and 1 <= len(ends) <= 2
        and all(1 <= len(end) <= 3 for end in ends)
        and all(isinstance(part, int) for end in ends for part in end)
    )


def made(kind: str, fields: dict[str, str]) -> dict[str, Any]:
    return item(Record(Reference("a", kind, fields)))


def test_every_item_is_valid(records: dict[str, Record]) -> None:
    found = {key: faults(item(record)) for key, record in records.items()}
    assert {key: told for key, told in found.items() if told} == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("owner", "me"), ("type", "software"), ("volume", None), ("author", [{"family": "A"}]),
        ("issued", {"date-parts": [[2020], [2021], [2022]]}),
        ("issued", {"date-parts": [["2020"]]}),
    ],
)  # fmt: skip
def test_the_checker_sees_a_broken_item(edge: dict[str, Record], name: str, value: object) -> None:
    assert faults({**item(edge["names2020"]), name: value})


@pytest.mark.parametrize("types", [*ENTRY_TYPES.values(), *SUBTYPES.values(), PREPRINT])
def test_every_type_is_one_that_zotero_accepts(types: tuple[str, str]) -> None:
    assert types[1] in TYPES


def test_a_file_is_an_array_of_items(edge: dict[str, Record]) -> None:
    held = list(edge.values())[:2]
    assert json.loads(joined(map(entry, held))) == [item(record) for record in held]
    assert json.loads(joined([])) == []


@pytest.mark.parametrize(
    ("who", "name"),
    [
        (Person("岡田", "晋"), {"family": "岡田", "given": "晋"}),
        (Person("van Beek", "A."), {"family": "van Beek", "given": "A."}),
        (Person("Smith", "Bob, Jr"), {"family": "Smith", "given": "Bob", "suffix": "Jr"}),
        (Person("X, Y", literal=True), {"literal": "X, Y"}),
        (Person("Plato"), {"literal": "Plato"}),
    ],
)
def test_a_name_has_the_parts_of_csl(who: Person, name: dict[str, str]) -> None:
    assert csl_name(who) == name


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2023-08-22", {"date-parts": [[2023, 8, 22]]}),
        ("1893-10", {"date-parts": [[1893, 10]]}),
        ("1875/1876", {"date-parts": [[1875], [1876]]}),
        ("2020/..", {"date-parts": [[2020], [0]]}),
        ("../1868", {"date-parts": [[0], [1868]]}),
        ("2020~", {"date-parts": [[2020]], "circa": True}),
        ("[2017..2020]", {"date-parts": [[2017], [2020]], "circa": True}),
        ("199X", {"date-parts": [[1990], [1999]], "circa": True}),
        ("2023-22", {"date-parts": [[2023]], "season": "summer"}),
        ("2023-33", {"date-parts": [[2023]]}),
    ],
)
def test_a_date_is_told_in_parts(edtf: str, expected: dict[str, Any]) -> None:
    assert csl_date(parse_edtf(edtf)) == expected


@pytest.mark.parametrize(
    ("edtf", "kept"),
    [
        ("2023-08-22", False), ("1875/1876", False), ("2020/..", False), ("2023-22", False),
        ("2020~", True), ("[2017..2020]", True), ("199X", True), ("2023-33", True),
    ],
)  # fmt: skip
def test_a_date_that_parts_cannot_tell_is_kept_in_edtf(edtf: str, kept: bool) -> None:  # noqa: FBT001
    found = item(Record(Reference("a", "misc", date=parse_edtf(edtf))))
    assert found.get("custom") == ({"edtf": edtf} if kept else None)


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", {"journaltitle": "J", "number": "3", "pages": "1–9"},
         {"container-title": "J", "issue": "3", "page": "1-9", "type": "article-journal"}),
        ("inproceedings", {"booktitle": "B", "booksubtitle": "S", "number": "4"},
         {"container-title": "B: S", "collection-number": "4"}),
        ("report", {"institution": "I", "number": "TR-1", "type": "White paper"},
         {"publisher": "I", "number": "TR-1", "genre": "White paper"}),
        ("online", {"eprint": "2307.1", "eprinttype": "arxiv"},
         {"type": "article", "publisher": "arXiv", "number": "arXiv:2307.1",
          "URL": "https://arxiv.org/abs/2307.1", "status": "preprint"}),
        ("article", {"journaltitle": "J", "eprint": "1", "eprinttype": "jstor"},
         {"archive": "JSTOR", "archive_location": "1"}),
        ("online", {"organization": "O"}, {"type": "webpage", "publisher": "O"}),
        ("online", {"organization": "O", "entrysubtype": "blog"},
         {"type": "post-weblog", "container-title": "O", "publisher": None, "custom": None}),
        ("article", {"journaltitle": "N", "number": "3", "entrysubtype": "newspaper"},
         {"type": "article-newspaper", "container-title": "N", "issue": "3"}),
        ("article", {"entrysubtype": "x"},
         {"type": "article-journal", "custom": {"entrysubtype": "x"}}),
        ("misc", {"titleaddon": "README", "note": "注", "addendum": "後"},
         {"note": "README\n注\n後"}),
        ("misc", {"publisher": "P", "organization": "O"},
         {"publisher": "P", "custom": {"organization": "O"}}),
        ("misc", {"retracts": "x, y", "finding": "無し"},
         {"custom": {"retracts": ["x", "y"], "finding": "無し"}}),
        ("misc", {"urldate": "2023-08-01", "origdate": "then"},
         {"accessed": {"date-parts": [[2023, 8, 1]]}, "custom": {"origdate": "then"}}),
        ("misc", {"pubstate": "inpress", "langid": "german"},
         {"status": "inpress", "language": "de"}),
        ("misc", {"url": "javascript:alert(1)", "file": "/home/me"}, {"URL": None, "custom": None}),
    ],
)  # fmt: skip
def test_a_field_has_its_variable(
    kind: str, fields: dict[str, str], expected: dict[str, Any]
) -> None:
    found = made(kind, fields)
    assert {name: found.get(name) for name in expected} == expected


def test_a_retracted_work_says_so(edge: dict[str, Record]) -> None:
    found = item(edge["names2020"])
    assert found["status"] == "retracted"
    assert found["note"] == found["references"] == edge["names2020"].history


def test_reasons_are_listed(edge: dict[str, Record]) -> None:
    found = item(replace(edge["paper2019"], reasons=REASONS[:2]))
    assert found["custom"] == {"cito": ["citesAsEvidence", "citesAsAuthority"]}
    assert found["keyword"] == "cito:citesAsEvidence, cito:citesAsAuthority"


def test_authors_who_are_not_named_are_others(edge: dict[str, Record]) -> None:
    assert item(edge["長岡半太郎1903"])["author"][-1] == {"literal": "others"}


def test_a_control_character_does_not_go_out() -> None:
    assert made("misc", {"title": "a\x00\x1b\nb\ud800"})["title"] == "a b"
