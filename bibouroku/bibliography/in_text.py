"""What a citation reads like in the text, for each of sphinxcontrib-bibtex's roles.

``p``: （Lee ほか 2023a, 図1a；Jain 2023）   ``t``: Lee ほか（2023a, 図1a）
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.digitised_book import place_url
from bibouroku.bibliography.locator import japanese, parse_locator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibouroku.bibliography.publication_status import Badge
    from bibouroku.bibliography.reference import Reference

BRACKETED: Final = frozenset({"p", "ps", "authorpar", "authorpars", "yearpar", "labelpar"})
TEXTUAL: Final = frozenset({"t", "ts", "ct", "cts"})
AUTHOR_ONLY: Final = frozenset(
    {"author", "authors", "authorpar", "authorpars", "cauthor", "cauthors"}
)
YEAR_ONLY: Final = frozenset({"year", "yearpar"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a work as the reader sees it, with the address of it where one is known."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference as one role cites it."""

    reference: Reference
    #: Words before it, for example ``例えば``.
    prefix: str = ""
    #: The places in it.
    places: tuple[Place, ...] = ()
    #: The mark of a work that was retracted or refuted.
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text; linked to an entry, or to a place in a work, or not at all."""

    text: str
    #: The cite key of the entry that it links to, or ``""``.
    key: str = ""
    #: The address of the place that it links to, or ``""``.
    url: str = ""
    #: The status that the text is the mark of, or ``""``.
    status: str = ""
    #: The part of the text that names places without an address, or ``""``.
    place: str = ""


def places(reference: Reference, written: str) -> tuple[Place, ...]:
    """Return the places in *reference* that a citation's words name, in Japanese.

    Raises ``PlaceError`` for a page or frame that the work does not have.
    """
    return tuple(
        Place(japanese([locator]), place_url(reference, locator) or "")
        for locator in parse_locator(written)
    )


def segments(role: str, citations: Sequence[Cited]) -> list[Segment]:
    """Return what the role *role* prints for *citations*, in order."""
    if role == "empty":
        return []
    separator = "、" if role in TEXTUAL | AUTHOR_ONLY else "；"
    found: list[Segment] = []
    for number, cited in enumerate(citations):
        if number:
            found.append(Segment(separator))
        if cited.prefix:
            found.append(Segment(cited.prefix + " "))
        found += _one(role, cited)
        if cited.badge:
            found += [Segment(" "), Segment(cited.badge.words, status=cited.badge.status)]
    return [Segment("（"), *found, Segment("）")] if role in BRACKETED else found


def _one(role: str, cited: Cited) -> list[Segment]:
    """Return a reference and its places; a place without an address shares the entry's link."""
    author, _, year = cited.reference.label.rpartition(" ")
    key = cited.reference.key
    if role in AUTHOR_ONLY:
        return [Segment(author, key)]
    opening, closing = (f"{author}（", "）") if role in TEXTUAL else ("", "")
    shown = year if role in TEXTUAL | YEAR_ONLY else cited.reference.label
    if not any(place.url for place in cited.places):
        named = ", ".join(place.text for place in cited.places)
        words = f"{shown}, {named}" if named else shown
        return [Segment(f"{opening}{words}{closing}", key, place=named)]
    found = [Segment(opening + shown, key)]
    for place in cited.places:
        named = "" if place.url else place.text
        found += [Segment(", "), Segment(place.text, url=place.url, place=named)]
    return [*found, Segment(closing)] if closing else found
