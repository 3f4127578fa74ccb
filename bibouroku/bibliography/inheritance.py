"""What entries take over from others by ``crossref`` and ``xdata``, before values are read.

The rules are BibLaTeX's (its manual, "Cross-referencing", "Data Containers" and
"Default Inheritance Setup"). What an entry has of its own is never replaced.

- ``xdata``, one key or several, copies every field of ``@xdata`` entries, which may
  name others. They are no references themselves.
- ``crossref`` names one parent. Its fields are taken over under their own names,
  but for those of ``NOT_INHERITED`` and, between the types of ``TITLES``, for titles:
  the title of a book is the ``booktitle`` of its chapter. The author of a book is
  the ``bookauthor`` of its chapter, too.
- A date is taken over whole or not at all: no month is added to a year of one's own.

A parent may stand after its child, and be named by one of its ``ids``. Two rules are
ours: what an entry says of other entries is its own, and readings (``yomi``) go with
the names that they are of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.cycles import cycles
from bibouroku.bibliography.reference import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

XDATA: Final = "xdata"
#: Fields that belong to their entry alone, by BibLaTeX and, in the last line, by us.
NOT_INHERITED: Final = frozenset(
    {"ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options",
     "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand",
     "shorthandintro", "sortkey",
     "statusoverride", "finding", "findingplace", *RELATIONS}
)  # fmt: skip
#: Other names of a title, which say nothing of the part that the child is.
TITLE_FORMS: Final = frozenset({"shorttitle", "sorttitle", "indextitle", "indexsorttitle"})
DATES: Final = frozenset({"date", "year", "month", "day", "eradate"})
NAMES: Final = frozenset({"author", "editor", "translator"})
READINGS: Final = frozenset({"yomi", "sortname"})
IN_BOOK: Final = frozenset({"inbook", "bookinbook", "suppbook"})
IN_COLLECTION: Final = frozenset({"incollection", "inreference", "suppcollection"})
#: The types of parents and children between which a title gets another name, and its beginning.
TITLES: Final = (
    ({"mvbook"}, {"book"} | IN_BOOK, "main"),
    ({"mvcollection", "mvreference"}, {"collection", "reference"} | IN_COLLECTION, "main"),
    ({"mvproceedings"}, {"proceedings", "inproceedings"}, "main"),
    ({"book"}, IN_BOOK, "book"),
    ({"collection", "reference"}, IN_COLLECTION, "book"),
    ({"proceedings"}, {"inproceedings"}, "book"),
    ({"periodical"}, {"article", "suppperiodical"}, "journal"),
)


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it is written: field values not yet read."""

    type: str
    key: str
    #: Values by field name.
    fields: Mapping[str, str]
    #: The line on which it begins.
    line: int
    #: The entries that inherited values come from, by field name.
    sources: Mapping[str, RawEntry] = field(default_factory=dict)

    def source(self, name: str) -> RawEntry:
        """Return the entry in which the value of the field *name* is written."""
        return self.sources.get(name, self)


def inherited(entries: Mapping[str, RawEntry]) -> dict[str, RawEntry]:
    """Return *entries*, in which ``faults`` finds nothing, with all that they inherit."""
    folded = _keys(entries)
    parents = {key: [folded[name] for _, name in _parents(entry)] for key, entry in entries.items()}
    done: dict[str, RawEntry] = {}
    for key in TopologicalSorter(parents).static_order():
        entry = entries[key]
        for parent in parents[key]:
            entry = _from(done[parent], entry)
        done[key] = entry
    return {key: done[key] for key in entries}


def faults(entries: Mapping[str, RawEntry]) -> Iterator[tuple[RawEntry, str, str]]:
    """Yield what is wrong with ``crossref`` and ``xdata``: entry, code, and Japanese words."""
    folded = _keys(entries)
    for entry in entries.values():
        for name, written in _parents(entry):
            parent = entries.get(folded.get(written, ""))
            said = f"「{entry.key}」の{name}が指す「{parent.key if parent else written}」"
            if parent is None:
                yield entry, "unknown-parent", f"{said}という項目はない。綴りを直すか項目を加える"
            elif (parent.type == XDATA) != (name == XDATA):
                remedy = "xdataには@xdata、crossrefにはほかの項目を書く"
                yield entry, "wrong-parent", f"{said}は@{parent.type}である。{remedy}"
    targets = {
        key: [folded[name] for _, name in _parents(entry) if name in folded]
        for key, entry in entries.items()
    }
    for circle in cycles(targets):
        keys = [*circle, circle[0]]
        way = " → ".join(keys)
        yield (
            entries[keys[0]],
            "inheritance-cycle",
            f"「{keys[0]}」のcrossrefかxdataがひと回りする（{way}）。どれかを消す",
        )


def _keys(entries: Mapping[str, RawEntry]) -> dict[str, str]:
    """Return the keys of entries by every key that means them, without regard to case."""
    others = {
        other.casefold(): key
        for key, entry in entries.items()
        for other in _listed(entry.fields.get("ids", ""))
    }
    return others | {key.casefold(): key for key in entries}


def _listed(written: str) -> Iterator[str]:
    return filter(None, re.split(r"[\s,]+", written))


def _parents(entry: RawEntry) -> list[tuple[str, str]]:
    """Return field and folded key of the entries from which *entry* inherits, first come first."""
    return [
        (name, key.casefold())
        for name in (XDATA, "crossref")
        for key in _listed(entry.fields.get(name, ""))
    ]


def _from(parent: RawEntry, child: RawEntry) -> RawEntry:
    """Return *child* with what it takes over from *parent*."""
    fields, sources = dict(child.fields), dict(child.sources)
    own: set[str] = set()
    if not DATES.isdisjoint(fields):
        own |= DATES
    if not NAMES.isdisjoint(fields):
        own |= READINGS
    for name, value in parent.fields.items():
        for taken in _names(parent.type, child.type, name):
            if taken not in fields and taken not in own:
                fields[taken] = value
                sources[taken] = parent.source(name)
    return RawEntry(child.type, child.key, fields, child.line, sources)


def _names(parent: str, child: str, name: str) -> list[str]:
    """Return the names under which a *child* (a type) takes the field *name* of a *parent*."""
    if parent == XDATA:
        return [] if name in {XDATA, "ids"} else [name]
    if name in NOT_INHERITED:
        return []
    for sources, targets, beginning in TITLES:
        if parent in sources and child in targets:
            if name in TITLE_FORMS:
                return []
            if name in {"title", "subtitle", "titleaddon"}:
                return [beginning + name]
    if name == "author" and parent in {"book", "mvbook"} and child in IN_BOOK:
        return ["author", "bookauthor"]
    return [name]
