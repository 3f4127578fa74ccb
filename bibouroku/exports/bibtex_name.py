"""A person as BibTeX writes a name: the reverse of ``person_name``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibouroku.exports.latex_escape import escaped
from bibouroku.exports.record import one_line, suffixed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibouroku.bibliography.reference import Person

#: A name of one word that means nothing else in a list of names.
ONE_WORD: Final = re.compile(r"(?!(?:and|others)$)[^\s,=]+", re.IGNORECASE)
#: What would end a part of a name, or begin BibLaTeX's extended form (``family=…``).
DIVIDES: Final = re.compile(r"[,=]|\band\b", re.IGNORECASE)


def names(persons: Iterable[Person], *, more: bool) -> str:
    """Return a list of names; with *more*, not all are named (``and others``)."""
    return " and ".join([*map(name, persons), *(["others"] if more else [])])


def name(person: Person) -> str:
    """Return one name: ``姓, 名``, ``von Last, Jr, First``, or an organisation in braces."""
    family, (given, suffix) = one_line(person.family), suffixed(person)
    if not given and not person.literal and ONE_WORD.fullmatch(family):
        return escaped(family)
    if not given or person.literal:
        return f"{{{escaped(family)}}}"
    return ", ".join([_family(family), *map(_part, filter(None, (suffix, given)))])


def _family(text: str) -> str:
    """Return a family name; small words before it stay open, for they are its particles."""
    words = text.split()
    while len(words) > 1 and words[0][0].islower():
        words.pop(0)
    inner = any(word[0].islower() for word in words)
    return f"{{{escaped(text)}}}" if inner and len(words) > 1 else _part(text)


def _part(text: str) -> str:
    return f"{{{escaped(text)}}}" if DIVIDES.search(text) else escaped(text)
