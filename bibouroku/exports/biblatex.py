r"""References as BibLaTeX, for biber, JabRef, pandoc and Zotero.

Every field of BibLaTeX's data model goes out under its name, dates as EDTF. What
the model has no field for would be dropped by biber with a warning, so it goes
where programs keep it:

====================  ==========================================================
what                  where
====================  ==========================================================
status                ``pubstate``, of works that fell or are under concern
history in words      ``note``, after that of the entry (Zotero reads ``note``)
reasons for citing    ``keywords``: ``cito:citesAsEvidence``
``yomi``              ``sortname``, which biber sorts by
``ndlpid``            ``url``
relations, findings,  ``annote``: ``refutes: lee2023first | finding: …`` (biber and
other own fields      pandoc read it as ``annotation``, Zotero makes a note of it)
====================  ==========================================================

What has its place taken by a field of the entry goes into ``annote``, too; so does
a date that BibLaTeX cannot tell: of ``[2017..2020]`` it gets ``2017~/2020~``.

Entry types stay what they are. Zotero's ``BibTeX.js`` passes over those that it does
not know (``dataset``, ``standard``, ``review`` …); it takes them from RIS and CSL-JSON.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.entry_date import far_date
from bibouroku.bibliography.publication_status import MARKED_IN_TEXT
from bibouroku.exports.bibtex_name import names
from bibouroku.exports.entry_types import ENTRY_TYPES
from bibouroku.exports.latex_escape import escaped, escaped_title, verbatim
from bibouroku.exports.record import listed, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.exports.record import Record

#: Fields that come first, in this order; the others follow by their names.
FIRST: Final = (
    "title", "subtitle", "titleaddon", "journaltitle", "booktitle", "booksubtitle", "edition",
    "volume", "number", "pages", "publisher", "location", "date", "doi", "eprint", "eprinttype",
    "eprintclass", "url", "urldate", "langid",
)  # fmt: skip
#: Titles of works, in which styles may turn capitals into small letters.
TITLES: Final = frozenset(
    {f"{beginning}{rest}" for beginning in ("", "main", "book", "issue", "event")
     for rest in ("title", "subtitle", "titleaddon")} | {"shorttitle"}
)  # fmt: skip
VERBATIM: Final = frozenset({"doi", "eprint", "url", "verba", "verbb", "verbc"})
DATES: Final = frozenset({"origdate", "urldate", "eventdate"})
#: The other fields of BibLaTeX's data model (blx-dm.def) that hold text or names.
TEXTS: Final = frozenset(
    {"abstract", "addendum", "afterword", "annotator", "authortype", "bookauthor",
     "bookpagination", "chapter", "commentator", "edition", "editora", "editorb", "editorc",
     "editoratype", "editorbtype", "editorctype", "editortype", "eid", "entrysubtype",
     "eprintclass", "eprinttype", "foreword", "holder", "howpublished", "indexsorttitle",
     "indextitle", "institution", "introduction", "isan", "isbn", "ismn", "isrn", "issn", "issue",
     "iswc", "journalsubtitle", "journaltitle", "journaltitleaddon", "keywords", "label",
     "langid", "language", "library", "lista", "listb", "listc", "listd", "liste", "listf",
     "location", "nameaddon", "note", "number", "organization", "origlanguage", "origlocation",
     "origpublisher", "origtitle", "pages", "pagetotal", "pagination", "part", "presort",
     "publisher", "pubstate", "series", "shortauthor", "shorteditor", "shorthand",
     "shorthandintro", "shortjournal", "shortseries", "sortkey", "sortname", "sortshorthand",
     "sorttitle", "sortyear", "type", "usera", "userb", "userc", "userd", "usere", "userf",
     "venue", "version", "volume", "volumes"}
)  # fmt: skip
STANDARD: Final = TITLES | VERBATIM | DATES | TEXTS
#: What biber or pandoc take for the end of a key, or for something else.
UNSAFE_IN_KEY: Final = re.compile(r"_(?=x[0-9a-f]+_)|[^\w.:;?!`$/*@+\[\]&-]")


def write(records: Iterable[Record]) -> str:
    """Return *records* as a ``.bib`` file, to be saved in UTF-8."""
    return joined(map(entry, records))


def joined(entries: Iterable[str]) -> str:
    """Return the file that holds *entries*: an empty line between two."""
    return "\n".join(entries)


def entry(record: Record) -> str:
    """Return one entry, a field to a line."""
    reference = record.reference
    kind = reference.type if reference.type in ENTRY_TYPES else "misc"
    people = {
        role: names(persons, more=role in reference.others)
        for role, persons in reference.persons.items()
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in (people | _fields(record)).items()]
    return f"@{kind}{{{export_key(reference.key)},\n{''.join(lines)}}}\n"


def export_key(key: str) -> str:
    """Return the cite key as biber and pandoc read it: other signs by their codes, ``_x27_``.

    No two keys become one. Letters and digits, Japanese ones too, stay as they are.
    """
    return UNSAFE_IN_KEY.sub(lambda match: f"_x{ord(match[0]):x}_", one_line(key))


def biblatex_date(date: EdtfDate) -> str:
    """Return *date* in the EDTF that BibLaTeX reads: no ``XX`` for parts, no "one of"."""
    points = (date.start, date.end)
    start, end = (re.sub("(-XX)+", "", point.edtf) if point else "" for point in points)
    if start == end:
        return start
    if date.one_of:
        return "/".join(f"{point.rstrip('?~%')}~" for point in (start, end))
    return f"{start}/{end}"


def _fields(record: Record) -> dict[str, str]:
    """Return the fields of an entry, escaped, in the order in which they are written."""
    left = record.left_over(())
    values = {name: left.pop(name) for name in STANDARD & left.keys()}
    values |= {"note": record.note, "keywords": ", ".join(record.keywords)}
    values |= {"doi": record.doi, "url": record.address if "url" in values else record.scan}
    if values["url"] == record.scan:
        left.pop("ndlpid", None)
    if "yomi" in left and "sortname" not in values:
        values["sortname"] = left.pop("yomi")
    if (status := record.status) and status.name in MARKED_IN_TEXT:
        values["pubstate"] = status.name
    values |= _dates(record, values, left)
    ordered = [*FIRST, *sorted(values.keys() - set(FIRST))]
    written = {name: _written(name, values[name]) for name in ordered if values.get(name)}
    return written | _annotation(left)


def _dates(record: Record, values: dict[str, str], left: dict[str, str]) -> dict[str, str]:
    """Return the dates of an entry; what BibLaTeX cannot tell of them joins what is *left*."""
    given = {name: values.pop(name) for name in DATES & values.keys()}
    if record.reference.date:
        given["date"] = record.reference.date.edtf
    far = {"date": left.pop("date")} if far_date(left.get("date", "")) else {}
    found = {}
    for name, edtf in sorted(given.items()):
        try:
            date = parse_edtf(edtf)
        except ValueError:
            left[name] = edtf
            continue
        found[name] = biblatex_date(date)
        if parse_edtf(found[name]) != date:
            left[name] = edtf
    return found | far


def _written(name: str, value: str) -> str:
    if name in DATES or name == "date":
        return value
    if name in VERBATIM:
        return verbatim(value)
    if name == "pages":
        return escaped(value).replace("–", "--")
    return escaped_title(value) if name in TITLES else escaped(value)


def _annotation(left: dict[str, str]) -> dict[str, str]:
    """Return what has no field of its own as one field; a remark of the entry stays its own."""
    remarks = [left.pop(name) for name in ("annotation", "annote") if name in left]
    told = " | ".join([*remarks, *([listed(left)] if left else [])])
    return {"annote": escaped(told)} if told else {}
