"""How the style ``bibouroku`` names persons: 石原純編, ``Smith, E.; Roe, R. (eds.)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.style_words import JAPANESE, words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibouroku.bibliography.reference import Person, Reference

#: Those who made the work.
MAKERS: Final = ("author", "editor", "translator")
#: More persons than this are cut to these and ほか.
NAMED_PERSONS: Final = 8


def makers(reference: Reference) -> str:
    """Return who made the work; the editor of a book stands with it where an author is named."""
    roles = [role for role in MAKERS if reference.persons.get(role)]
    if "author" in roles and reference.text("booktitle"):
        roles = [role for role in roles if role != "editor"]
    return _names(reference, "author") if roles == ["author"] else _joined(reference, roles)


def makers_of_book(reference: Reference) -> str:
    """Return author and editor of the book that holds the work, unless they head the entry."""
    persons = reference.persons
    roles = []
    if persons.get("bookauthor") and persons["bookauthor"] != persons.get("author"):
        roles.append("bookauthor")
    if persons.get("editor") and persons.get("author"):
        roles.append("editor")
    return _joined(reference, roles)


def in_role(reference: Reference, role: str) -> str:
    """Return the persons of a *role* with its word."""
    words = words_for(reference).roles[role]
    if len(reference.persons[role]) > 1 or role in reference.others:
        words = words.replace("(ed.)", "(eds.)")
    return words.format(_names(reference, role))


def _joined(reference: Reference, roles: Iterable[str]) -> str:
    words = words_for(reference)
    between = "、" if words is JAPANESE else words.between
    return between.join(in_role(reference, role) for role in roles)


def _names(reference: Reference, role: str) -> str:
    words = words_for(reference)
    persons: tuple[Person, ...] = reference.persons[role]
    more = role in reference.others or len(persons) > NAMED_PERSONS
    shown = words.between.join(person.initialled for person in persons[:NAMED_PERSONS])
    return shown + (words.more if more else "")
