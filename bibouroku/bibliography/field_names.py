"""Names of entry types and fields: BibTeX's and other programs', by those of BibLaTeX.

After the manual of BibLaTeX ("Type Aliases", "Field Aliases"). Where a file gives a field
under two names, BibLaTeX's own counts. One pair says two things: in the exports of the
ACM Digital Library ``address`` is where the publisher is, ``location`` where the meeting was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: ``phdthesis``, ``mastersthesis`` and ``techreport`` stay: they say what kind it is.
TYPES: Final = {"conference": "inproceedings", "electronic": "online", "www": "online"}
FIELDS: Final = {
    "address": "location",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "hyphenation": "langid",
    "journal": "journaltitle",
    "key": "sortkey",
    "pdf": "file",
    "primaryclass": "eprintclass",
    "school": "institution",
}
#: Fields of which an export may hold several; none is printed.
REPEATABLE: Final = frozenset({"keywords", "file", "abstract", "annotation"})


def entry_type(written: str) -> str:
    """Return BibLaTeX's name of an entry type, in lower case."""
    name = written.lower()
    return TYPES.get(name, name)


def renamed(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, str], list[str]]:
    """Return the values of fields by BibLaTeX's names, and the names that come twice.

    The first value stays, as in BibTeX. A field twice with the same value, and one that
    only another program reads (``Author-Email``), is no fault.
    """
    given: dict[str, str] = {}
    twice = []
    for written, value in pairs:
        name = written.lower()
        if given.setdefault(name, value) != value and not _passed_over(name):
            twice.append(written)
    fields = {name: value for name, value in given.items() if name not in FIELDS}
    if {"address", "location"} <= given.keys():
        fields.setdefault("venue", fields.pop("location"))
    for alias, name in FIELDS.items():
        if alias in given:
            fields.setdefault(name, given[alias])
    return fields, twice


def _passed_over(name: str) -> bool:
    return name in REPEATABLE or "-" in name
