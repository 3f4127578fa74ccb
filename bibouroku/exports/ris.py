r"""References as RIS, for EndNote, Zotero, Mendeley and most library systems.

A tag and its value to a line, lines ending in CRLF, ``TY`` first and ``ER`` last, as
the format has it. Where programs differ, tags are those from which Zotero's
``RIS.js`` takes the field:

- ``A3`` for the editors of a whole book, ``A2`` for those of what a work stands in;
- ``T2`` for the journal or book, for a web page its site; ``T3`` for the series;
- ``DB`` and ``AN`` for an archive such as arXiv and the number in it;
- ``M1``, ``SN``, ``SV`` or ``IS`` for the number, by the type of the work;
- ``SP`` for the extent of a book.

``DA`` is ``1893/10/``; a date that is no single point has it in words in the fourth
part, which Zotero does not read, and in a note. An organisation has a full-width
comma (，): at the other every program would cut a family name off. ``KW`` holds the
reasons for citing (``cito:citesAsEvidence``), ``N1`` notes: those of the entry, what
became of the work, and fields that RIS does not have (``refutes: lee2023first``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.exports.entry_types import entry_type, subtype
from bibouroku.exports.plain_date import is_plain
from bibouroku.exports.record import listed, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibouroku.bibliography.edtf_date import EdtfDate, Point
    from bibouroku.bibliography.reference import Person
    from bibouroku.exports.record import Record

WHOLE_BOOKS: Final = frozenset({"BOOK", "CONF"})
#: Where the number of a work goes, by type; the rest have it as that of an issue.
NUMBER_TAGS: Final = {
    "BOOK": "M1", "CONF": "M1", "CHAP": "SV", "CPAPER": "SV", "RPRT": "SN", "PAT": "SN",
    "STAT": "M1", "LEGAL": "M1", "CASE": "M1", "ELEC": "M1", "BLOG": "M1", "GEN": "M1",
    "STAND": "SN",
}  # fmt: skip
#: Fields that have a tag of their own, whatever the type.
TAGS: Final = {
    "volume": "VL", "edition": "ET", "version": "ET", "location": "CY", "publisher": "PB",
    "institution": "PB", "organization": "PB", "type": "M3", "shortjournal": "J2",
    "shorttitle": "ST", "abstract": "AB", "isbn": "SN", "issn": "SN", "eprint": "AN",
    "annotation": "N1", "titleaddon": "N1", "howpublished": "N1", "addendum": "N1",
}  # fmt: skip
#: Fields that are told otherwise.
TOLD: Final = frozenset(
    {*TAGS, "title", "subtitle", "journaltitle", "journalsubtitle", "booktitle", "booksubtitle",
     "series", "number", "issue", "pages", "eid", "pagetotal", "doi", "url", "note",
     "keywords", "langid", "language", "eprinttype"}
)  # fmt: skip
PAGES: Final = re.compile(r"(.*?)\s*[-–—]+\s*(.*)")
#: What would part family and given name in the name of an organisation.
COMMA: Final = re.compile(", *")


def write(records: Iterable[Record]) -> str:
    """Return *records* as a ``.ris`` file, to be saved in UTF-8 with the line ends as they are."""
    return joined(map(entry, records))


def joined(entries: Iterable[str]) -> str:
    """Return the file that holds *entries*: an empty line between two."""
    return "\r\n".join(entries)


def entry(record: Record) -> str:
    """Return one record, with its ``ER`` line."""
    lines = [f"{tag}  - {line}\r\n" for tag, value in _tagged(record) if (line := one_line(value))]
    return "".join([*lines, "ER  - \r\n"])


def _tagged(record: Record) -> list[tuple[str, str]]:
    """Return tag and value of every line but the last; lines without a value fall out."""
    kind = entry_type(record.reference).ris
    accessed = _accessed(record.text("urldate"))
    said = {"urldate": accessed, "ndlpid": record.scan, "entrysubtype": subtype(record.reference)}
    told = TOLD | {name for name, value in said.items() if value}
    return [
        ("TY", kind),
        ("ID", record.reference.key),
        ("TI", record.full_title()),
        *_persons(record, kind),
        *_containers(record, kind),
        *_date(record.reference.date),
        *_extent(record, kind),
        *((tag, record.text(name)) for name, tag in TAGS.items()),
        ("DB", record.archive),
        ("DO", record.doi),
        *(("UR", url) for url in dict.fromkeys((record.address, record.scan))),
        ("Y2", accessed),
        ("LA", record.language),
        *(("KW", keyword) for keyword in record.keywords),
        ("N1", record.text("note")),
        ("N1", record.history),
        ("N1", listed(record.left_over(told))),
    ]


def _persons(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield authors, editors and translators in their order; say where more are not named."""
    tags = {"author": "AU", "editor": "A3" if kind in WHOLE_BOOKS else "A2", "translator": "A4"}
    for role, tag in tags.items():
        for person in record.reference.persons.get(role, ()):
            yield tag, ris_name(person)
    if record.reference.others:
        yield "N1", "名を挙げた人のほかにもいる（ほか）"


def ris_name(person: Person) -> str:
    """Return a name as ``姓, 名`` or ``Family, Given, Suffix``; an organisation as it stands."""
    family = COMMA.sub("，", person.family)
    return f"{family}, {person.given}" if person.given else family


def _containers(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what the work stands in, and the series that this belongs to."""
    series = record.text("series")
    within = record.full_title("journal") or record.full_title("book")
    if kind in {"BLOG", "ELEC"}:
        within = within or record.text("organization")
    yield "T2", within or series
    yield "T3", series if within else ""


def _date(date: EdtfDate | None) -> Iterator[tuple[str, str]]:
    """Yield year and date; in a note what is no plain year, month or day."""
    if date is None or (point := date.start or date.end) is None:
        return
    plain = is_plain(date)
    yield "PY", f"{point.year:04}"
    yield "DA", _slashed(point) + ("" if plain else date.japanese)
    if not plain:
        yield "N1", f"日付：{date.japanese}"


def _slashed(point: Point) -> str:
    """Return year, month and day of a point, each with a slash behind it."""
    return f"{point.year:04}/" + "".join(
        f"{part:02}/" if part else "/" for part in (point.month, point.day)
    )


def _accessed(text: str) -> str:
    """Return the day on which an address was seen, or nothing if it is no date."""
    try:
        date = parse_edtf(text)
    except ValueError:
        return ""
    return _slashed(date.start) if date.start else ""


def _extent(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield first and last page, or the extent of a book; the number."""
    pages = record.text("pages") or record.text("eid")
    if kind in {*WHOLE_BOOKS, "THES"} and record.text("pagetotal"):
        pages = record.text("pagetotal")
    span = PAGES.fullmatch(pages)
    yield "SP", span[1] if span else pages
    yield "EP", span[2] if span else ""
    yield NUMBER_TAGS.get(kind, "IS"), record.text("number") or record.text("issue")
