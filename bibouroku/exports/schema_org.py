"""A reference in the words of schema.org, for the JSON-LD of pages that cite it.

What a work stands in is ``isPartOf``: an issue of a volume of a periodical, as far as these are
known, or a book. An editor of schema.org is a person: an organisation that edits contributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bibouroku.bibliography.links import links
from bibouroku.bibliography.meta_tag import iso_date
from bibouroku.exports.csl_json import ARTICLES, PUBLISHERS
from bibouroku.exports.entry_types import entry_type
from bibouroku.exports.record import natural_name, one_line, suffixed

if TYPE_CHECKING:
    from bibouroku.bibliography.reference import Person
    from bibouroku.exports.record import Record

#: Types of works by CSL's; all others are a ``CreativeWork``.
TYPES: Final = {
    **dict.fromkeys(
        ("article", "article-journal", "review", "paper-conference"), "ScholarlyArticle"
    ),
    **dict.fromkeys(("article-magazine", "entry-encyclopedia"), "Article"),
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "periodical": "Periodical",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
#: Properties that hold people.
ROLES: Final = frozenset({"author", "contributor", "editor", "translator"})
SOFTWARE: Final = "SoftwareApplication"
#: Properties that only works of some types have, and the fields in which they stand.
OF_TYPES: Final = {
    "Book": {"bookEdition": "edition", "numberOfPages": "pagetotal"},
    SOFTWARE: {"softwareVersion": "version"},
}
#: Of these pages can be told.
PAGED: Final = frozenset({"Article", "Chapter", "NewsArticle", "Report", "ScholarlyArticle"})


def work(record: Record) -> dict[str, Any]:
    """Return the work of *record*; properties without a value are left out.

    The date is left out unless ISO 8601 can say it. ``creativeWorkStatus`` is the gravest
    status (``retracted``).
    """
    reference = record.reference
    kind = entry_type(reference).csl
    own = SOFTWARE if reference.type == "software" else TYPES.get(kind, "CreativeWork")
    return _filled(
        {
            "@type": own,
            "name": record.full_title(),
            **_people(record),
            "datePublished": iso_date(reference.date) if reference.date else "",
            "inLanguage": record.language,
            "isPartOf": _periodical(record) if kind in ARTICLES else _book(record),
            "pagination": record.text("pages") if own in PAGED else "",
            **{name: record.text(field) for name, field in OF_TYPES.get(own, {}).items()},
            "publisher": _publisher(record),
            "identifier": _identifiers(record),
            "url": next((link.url for link in links(reference)), ""),
            "creativeWorkStatus": record.status.name if record.status else "",
        }
    )


def cited_work(record: Record) -> dict[str, Any]:
    """Return the work of *record* for a page that cites it: light, people by one name each.

    Family and given names stand where the work is told for itself.
    """
    found = work(record)
    for role in ROLES & found.keys():
        found[role] = [{"@type": who["@type"], "name": who["name"]} for who in found[role]]
    return found


def _people(record: Record) -> dict[str, list[dict[str, str]]]:
    """Return those who made the work, by their role."""
    people = record.reference.persons
    editors = people.get("editor", ())
    found = {
        "author": people.get("author", ()),
        "editor": [editor for editor in editors if not editor.literal],
        "contributor": [editor for editor in editors if editor.literal],
        "translator": people.get("translator", ()),
    }
    return {role: [_person(person) for person in held] for role, held in found.items()}


def _person(person: Person) -> dict[str, str]:
    """Return a person with the name in its own order, or an organisation."""
    family, (given, _suffix) = one_line(person.family), suffixed(person)
    if not given:
        return {"@type": "Organization" if person.literal else "Person", "name": family}
    name = natural_name(person)
    return {"@type": "Person", "name": name, "familyName": family, "givenName": given}


def _periodical(record: Record) -> dict[str, Any]:
    """Return the issue, volume and periodical in which an article stands, or nothing."""
    name = record.full_title("journal")
    if not name:
        return {}
    found: dict[str, Any] = {"@type": "Periodical", "name": name}
    volume, issue = record.text("volume"), record.text("number") or record.text("issue")
    for level, number in (("Volume", volume), ("Issue", issue)):
        if number:
            named = {"@type": f"Publication{level}", f"{level.lower()}Number": number}
            found = {**named, "isPartOf": found}
    return found


def _book(record: Record) -> dict[str, Any]:
    """Return the book in which a work stands, or nothing."""
    name = record.full_title("book")
    return {"@type": "Book", "name": name} if name else {}


def _publisher(record: Record) -> dict[str, str]:
    name = next(filter(None, map(record.text, PUBLISHERS)), "")
    return {"@type": "Organization", "name": name} if name else {}


def _identifiers(record: Record) -> list[dict[str, str]]:
    """Return the numbers of the work, each with the name of its register."""
    archived = record.text("eprint").removeprefix("arXiv:") if record.archive else ""
    found = {
        "DOI": record.doi,
        record.archive: archived,
        "ISBN": record.text("isbn"),
        "NDL": record.text("ndlpid"),
    }
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in found.items()
        if value
    ]


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}
