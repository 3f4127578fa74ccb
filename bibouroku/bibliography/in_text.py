"""What a citation reads like in the text, for each of sphinxcontrib-bibtex's roles.

``p``: （Lee ほか 2023a, 図1a；Jain 2023）   ``t``: Lee ほか（2023a, 図1a）
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibouroku.bibliography.reference import Reference

BRACKETED: Final = frozenset({"p", "ps", "authorpar", "authorpars", "yearpar", "labelpar"})
TEXTUAL: Final = frozenset({"t", "ts", "ct", "cts"})
AUTHOR_ONLY: Final = frozenset(
    {"author", "authors", "authorpar", "authorpars", "cauthor", "cauthors"}
)
YEAR_ONLY: Final = frozenset({"year", "yearpar"})


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference as one role cites it."""

    reference: Reference
    #: Words before it, for example ``例えば``.
    prefix: str = ""
    #: The place in it, for example ``図1a``.
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text; linked when it belongs to a reference."""

    text: str
    #: The cite key that it links to, or ``""``.
    key: str = ""


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
        found.append(Segment(_words(role, cited), cited.reference.key))
    return [Segment("（"), *found, Segment("）")] if role in BRACKETED else found


def _words(role: str, cited: Cited) -> str:
    author, _, year = cited.reference.label.rpartition(" ")
    if role in AUTHOR_ONLY:
        return author
    if role in TEXTUAL:
        return f"{author}（{_joined(year, cited.locator)}）"
    return _joined(year if role in YEAR_ONLY else cited.reference.label, cited.locator)


def _joined(words: str, locator: str) -> str:
    return f"{words}, {locator}" if locator else words
