"""From a reference back to pybtex's entry, with BibTeX's field names, for pybtex's own styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pybtex.database import Entry
from pybtex.database import Person as BibtexPerson

if TYPE_CHECKING:
    from bibouroku.bibliography.reference import Person, Reference

#: BibLaTeX's types and fields for which BibTeX's styles know another name.
BIBTEX_TYPES: Final = {
    "online": "misc", "report": "techreport", "thesis": "phdthesis", "collection": "book",
    "mvbook": "book", "legislation": "misc", "legal": "misc", "software": "misc",
    "dataset": "misc", "periodical": "misc", "reference": "book", "inreference": "incollection",
    "suppbook": "inbook", "bookinbook": "inbook", "mvcollection": "book", "patent": "misc",
}  # fmt: skip
#: What pybtex's styles cannot do without; an entry that lacks it becomes a ``misc``.
NEEDED: Final = {
    "article": {"author", "title", "journal", "year"},
    "book": {"title", "publisher", "year"},
    "booklet": {"author", "title", "year"},
    "inbook": {"title", "publisher", "year"},
    "incollection": {"author", "title", "booktitle", "year"},
    "inproceedings": {"author", "title", "booktitle", "year"},
    "manual": {"title"},
    "mastersthesis": {"author", "title", "school", "year"},
    "misc": set[str](),
    "phdthesis": {"author", "title", "school", "year"},
    "proceedings": {"title", "year"},
    "techreport": {"author", "title", "institution", "year"},
    "unpublished": {"author", "title", "note"},
}
BY_AUTHOR_OR_EDITOR: Final = frozenset({"book", "inbook"})
BIBTEX_NAMES: Final = {
    "journaltitle": "journal",
    "location": "address",
    "institution": "school",
    "eprinttype": "archiveprefix",
}


class ReferenceEntry(Entry):  # type: ignore[misc]  # pybtex is untyped
    """A pybtex entry that remembers the reference it was made from."""

    def __init__(self, reference: Reference) -> None:
        """Make the entry; every BibTeX name is filled in beside the BibLaTeX one."""
        fields = dict(reference.fields)
        for name, bibtex in BIBTEX_NAMES.items():
            if name in fields:
                fields.setdefault(bibtex, fields[name])
        if reference.date:
            fields["year"] = str(reference.date.year)
        persons = {
            role: [_bibtex_person(person) for person in people]
            for role, people in reference.persons.items()
            if people
        }
        super().__init__(_bibtex_type(reference.type, {*fields, *persons}), fields, persons)
        self.key = reference.key
        self.reference = reference


def _bibtex_person(person: Person) -> BibtexPerson:
    family = f"{{{person.family}}}" if person.literal else person.family
    return BibtexPerson(last=family, first=person.given)


def _bibtex_type(written: str, present: set[str]) -> str:
    """Return the BibTeX type of an entry that has the fields and persons *present*."""
    known = BIBTEX_TYPES.get(written, written)
    needed = NEEDED.get(known)
    anonymous = known in BY_AUTHOR_OR_EDITOR and not present & {"author", "editor"}
    return "misc" if needed is None or anonymous or not needed <= present else known
