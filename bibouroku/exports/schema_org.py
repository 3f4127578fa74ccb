"""A reference in the words of schema.org, for the JSON-LD of pages that cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bibouroku.bibliography.links import links
from bibouroku.bibliography.meta_tag import iso_date
from bibouroku.exports.entry_types import entry_type
from bibouroku.exports.record import one_line, suffixed

if TYPE_CHECKING:
    from bibouroku.bibliography.reference import Person
    from bibouroku.exports.record import Record

#: Types of works by CSL's; all others are a ``CreativeWork``.
TYPES: Final = {
    **dict.fromkeys(
        ("article", "article-journal", "review", "paper-conference"), "ScholarlyArticle"
    ),
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "periodical": "Periodical",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


def work(record: Record) -> dict[str, Any]:
    """Return the work of *record*; properties without a value are left out.

    The date is left out unless ISO 8601 can say it. ``creativeWorkStatus`` is the gravest
    status (``retracted``).
    """
    reference = record.reference
    found: dict[str, Any] = {
        "@type": TYPES.get(entry_type(reference).csl, "CreativeWork"),
        "name": record.full_title(),
        **{
            role: [_person(person) for person in reference.persons.get(role, ())]
            for role in ("author", "editor", "translator")
        },
        "datePublished": iso_date(reference.date) if reference.date else "",
        "inLanguage": record.language,
        "identifier": _identifiers(record),
        "url": next((link.url for link in links(reference)), ""),
        "creativeWorkStatus": record.status.name if record.status else "",
    }
    return {name: value for name, value in found.items() if value}


def _person(person: Person) -> dict[str, str]:
    """Return a person with the name in its own order, or an organisation."""
    family, (given, suffix) = one_line(person.family), suffixed(person)
    if not given:
        return {"@type": "Organization" if person.literal else "Person", "name": family}
    if person.is_cjk:
        name = one_line(person.full)
    else:
        name = " ".join(filter(None, (given, family, suffix)))
    return {"@type": "Person", "name": name, "familyName": family, "givenName": given}


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
