"""References as CSL-JSON, for pandoc, Zotero and everything with a CSL processor.

After the schema of CSL 1.0.2 (``schemas/input/csl-data.json``): no variable that it
does not list, dates in ``date-parts``. Beyond the plain fields:

- ``status`` is the gravest status (``retracted``), else BibLaTeX's ``pubstate``;
  ``references`` tells what befell the work, and so does ``note``, after the notes of
  the entry, for Zotero keeps only that one (as Extra);
- ``custom`` holds what has no variable: ``cito`` with the reasons for citing, the
  relations as lists of keys, the other fields by their names, the date in EDTF
  where ``date-parts`` cannot say it (``[2017..2020]``, ``199X``);
- an open end of a range is year 0, as pandoc writes and reads it;
- the particles of a name stay with the family name (``van der Zwaag``), for Zotero
  reads no others; a suffix has its own place;
- ``et al.`` is an author named ``others``, as pandoc has it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.entry_date import far_year
from bibouroku.bibliography.reference import RELATIONS
from bibouroku.exports.entry_types import PREPRINT, entry_type, subtype
from bibouroku.exports.plain_date import parts, told_by_parts
from bibouroku.exports.record import one_line, suffixed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibouroku.bibliography.edtf_date import EdtfDate, Point
    from bibouroku.bibliography.reference import Person
    from bibouroku.exports.record import Record

#: BibLaTeX's fields that are a variable as they stand.
VARIABLES: Final = {
    "shorttitle": "title-short", "shortjournal": "container-title-short",
    "issuetitle": "volume-title", "volume": "volume", "volumes": "number-of-volumes",
    "part": "part", "chapter": "chapter-number", "edition": "edition", "version": "version",
    "type": "genre", "pagetotal": "number-of-pages", "series": "collection-title",
    "location": "publisher-place", "eventtitle": "event-title", "venue": "event-place",
    "origtitle": "original-title", "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place", "isbn": "ISBN", "issn": "ISSN",
    "abstract": "abstract", "annotation": "annote",
}  # fmt: skip
DATES: Final = {"origdate": "original-date", "urldate": "accessed", "eventdate": "event-date"}
#: Of these the first that an entry has is the publisher.
PUBLISHERS: Final = ("publisher", "institution", "organization")
#: Where that is not told as the publisher: who brings out a blog is its title.
PUBLISHED_BY: Final = {"post-weblog": "container-title"}
TOLD: Final = frozenset(
    {*VARIABLES, *DATES, "title", "subtitle", "titleaddon", "journaltitle", "journalsubtitle",
     "booktitle", "booksubtitle", "number", "issue", "pages", "doi", "url", "note", "addendum",
     "keywords", "langid", "language", "eprint", "eprinttype"}
)  # fmt: skip
ARTICLES: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "periodical"}
)
IN_SERIES: Final = frozenset({"book", "chapter", "paper-conference", "entry-encyclopedia"})
#: EDTF's seasons in words: of ``"season": 1`` Zotero would make the date "1 2023", a January.
SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def write(records: Iterable[Record]) -> str:
    """Return *records* as a ``.json`` file, to be saved in UTF-8."""
    return joined(map(entry, records))


def joined(entries: Iterable[str]) -> str:
    """Return the file that holds *entries*: a JSON array."""
    return "[\n" + ",\n".join(entries) + "\n]\n"


def entry(record: Record) -> str:
    """Return one item as JSON."""
    return json.dumps(item(record), ensure_ascii=False, indent=1)


def item(record: Record) -> dict[str, Any]:
    """Return one item; variables without a value are left out."""
    reference = record.reference
    kind = entry_type(reference).csl
    variables: dict[str, Any] = {
        "id": one_line(reference.key),
        "type": kind,
        "citation-key": one_line(reference.key),
        "title": record.full_title(),
        **{
            role: [csl_name(person) for person in persons]
            + ([{"literal": "others"}] if role in reference.others else [])
            for role, persons in reference.persons.items()
            if role in {"author", "editor", "translator"}
        },
        "issued": csl_date(reference.date) if reference.date else _far_date(record),
        "container-title": record.full_title("journal") or record.full_title("book"),
        **{variable: record.text(name) for name, variable in VARIABLES.items()},
        PUBLISHED_BY.get(kind, "publisher"): next(filter(None, map(record.text, PUBLISHERS)), ""),
        **_numbers(record, kind),
        **_archived(record),
        "DOI": record.doi,
        "URL": record.address,
        **{variable: _date_in(record, name) for name, variable in DATES.items()},
        "language": record.language,
        "keyword": ", ".join(record.keywords),
        "status": record.status.name if record.status else record.text("pubstate"),
        "references": record.history,
        "note": _note(record),
        "custom": _custom(record),
    }
    return {name: value for name, value in variables.items() if value}


def csl_name(person: Person) -> dict[str, str]:
    """Return a name in CSL's parts; an organisation is literal."""
    family, (given, suffix) = one_line(person.family), suffixed(person)
    if person.literal or not given:
        return {"literal": family}
    name = {"family": family, "given": given}
    return name | {"suffix": suffix} if suffix else name


def csl_date(date: EdtfDate) -> dict[str, Any]:
    """Return *date* in parts: a day, month or year, or the ends of a span."""
    ends = [date.start] if date.start == date.end else [date.start, date.end]
    spans = [end for point in ends for end in _spanned(point)]
    found: dict[str, Any] = {"date-parts": [spans[0], spans[-1]] if len(spans) > 1 else spans}
    first = date.start or date.end
    if first and len(spans) == 1 and first.season in SEASONS:
        found["season"] = SEASONS[first.season]
    points = [point for point in ends if point]
    if date.one_of or any(point.mark or point.unknown_digits for point in points):
        found["circa"] = True
    return found


def _far_date(record: Record) -> dict[str, Any] | None:
    """Return a date before the year 1 or after 9999: its year, without a year 0, as in pandoc."""
    year = far_year(record.text("date"))
    return {"date-parts": [[year]]} if year else None


def _spanned(point: Point | None) -> list[list[int]]:
    """Return the parts of a point; first and last year where digits of the year are unknown."""
    if point is None:
        return [[0]]
    if point.unknown_digits:
        return [[point.year], [point.year + 10**point.unknown_digits - 1]]
    return [parts(point)]


def _date_in(record: Record, name: str) -> dict[str, Any] | None:
    """Return the date in the field *name*; one that cannot be read goes into ``custom``."""
    try:
        return csl_date(parse_edtf(record.text(name)))
    except ValueError:
        return None


def _numbers(record: Record, kind: str) -> dict[str, str]:
    """Return pages and the number, which is that of an issue, in a series, or of the work."""
    number, issue = record.text("number"), record.text("issue")
    told = {"page": (record.text("pages") or record.text("eid")).replace("–", "-")}
    if kind in ARTICLES:
        return told | {"issue": number or issue}
    return told | {"collection-number" if kind in IN_SERIES else "number": number or issue}


def _archived(record: Record) -> dict[str, str]:
    """Return archive and number; of a preprint they are publisher and number, as Zotero has it."""
    if number := preprint_number(record):
        return {"publisher": record.archive, "number": number}
    return {"archive": record.archive, "archive_location": record.text("eprint")}


def preprint_number(record: Record) -> str:
    """Return the number of a preprint at arXiv as Zotero has it: arXiv:2307.12008; or nothing."""
    if entry_type(record.reference) != PREPRINT or record.archive != "arXiv":
        return ""
    return f"arXiv:{record.text('eprint').removeprefix('arXiv:')}"


def _note(record: Record) -> str:
    """Return notes of the entry and history, a line each."""
    told = [*map(record.text, ("titleaddon", "note", "addendum")), record.history]
    return "\n".join(filter(None, told))


def _custom(record: Record) -> dict[str, Any]:
    """Return what has no variable, by the names of BibLaTeX and ours."""
    used = next((name for name in PUBLISHERS if record.text(name)), "")
    told = (TOLD | {used}) - {name for name in DATES if not _date_in(record, name)}
    if subtype(record.reference):
        told |= {"entrysubtype"}
    custom: dict[str, Any] = dict(record.left_over(told))
    for relation in custom.keys() & set(RELATIONS):
        custom[relation] = list(record.reference.keys_in(relation))
    date = record.reference.date
    if date and not (
        told_by_parts(date) or (date.start == date.end and "season" in csl_date(date))
    ):
        custom["edtf"] = date.edtf
    if record.reasons:
        custom["cito"] = [reason.property for reason in record.reasons]
    return custom
