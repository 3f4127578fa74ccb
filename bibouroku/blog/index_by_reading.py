"""The index by reading: words under あ か さ た な は ま や ら わ, then A–Z, then the rest.

A word with kanji is filed by its reading, which its author gives once, anywhere:
``超伝導 : ちょうでんどう``, as Sphinx's glossary has its keys. Other words are their
own readings. Readings are not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.sort_key import OTHERS, ROWS, SMALL, kana_key, latin_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LATIN_GROUP, OTHER_GROUP = "A–Z", OTHERS
GROUPS: Final = (*(row[0] for row in ROWS), LATIN_GROUP, OTHER_GROUP)
#: Chinese characters, and the signs that repeat or abbreviate them.
KANJI: Final = re.compile(r"[々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]")
#: What stands between a word and its reading.
SEPARATOR: Final = re.compile(r"\s+:\s+")
#: A reading is kana; long vowels, spaces, middle dots, letters and digits may follow.
READING: Final = re.compile(r"[ぁ-ゖァ-ヺ][ぁ-ゖァ-ヺー・\s0-9A-Za-z]*")


def split_reading(text: str) -> tuple[str, str]:
    """Return word and reading of ``語 : よみ``; the reading is ``""`` where none is given."""
    word, *rest = SEPARATOR.split(text.strip(), maxsplit=1)
    return word, rest[0].strip() if rest else ""


def needs_reading(word: str) -> bool:
    """Return whether *word* cannot be filed as it is written."""
    return bool(KANJI.search(word))


def is_reading(text: str) -> bool:
    """Return whether *text* can be a reading: it is in kana."""
    return bool(READING.fullmatch(text))


def line_naming(source: str, word: str) -> int:
    """Return the line of *source* that has *word* as a term or an index entry; 0 if none has."""
    named = re.compile(rf"{re.escape(word)}(\s+:\s.*)?|.*{{index}}.*{re.escape(word)}.*")
    lines = enumerate(source.splitlines(), 1)
    return next((number for number, line in lines if named.fullmatch(line.strip())), 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands."""

    page: str
    anchor: str
    #: Whether the word is explained there.
    main: bool = False


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A word, or a word below another, with its place or with the word to see instead."""

    words: tuple[str, ...]
    place: Place | None = None
    #: The word to look under, and whether it is there besides (``も見よ``).
    see: str = ""
    also: bool = False


@dataclass(slots=True)
class Heading:
    """A word of the index, with all that stands under it."""

    word: str
    reading: str = ""
    places: list[Place] = field(default_factory=list)
    below: list[Heading] = field(default_factory=list)
    see: list[str] = field(default_factory=list)
    see_also: list[str] = field(default_factory=list)


def sort_key(word: str, reading: str = "") -> tuple[int, str, str]:
    """Return what *word* is sorted by: its group, its reading or letters, the word itself."""
    group = GROUPS.index(group_name(word, reading))
    spelt = reading or word
    key = latin_key(spelt) if group == len(ROWS) else kana_key(spelt)
    return group, key, word


def group_name(word: str, reading: str = "") -> str:
    """Return the group of *word*: the row of its first kana, ``A–Z``, or the rest."""
    first = kana_key(reading or word)[:1].translate(SMALL)
    for row in ROWS:
        if first and first in row:
            return row[0]
    letter = latin_key(word)[:1]
    return LATIN_GROUP if letter.isascii() and letter.isalpha() else OTHER_GROUP


def index(
    entries: Iterable[IndexEntry], readings: Mapping[str, str]
) -> list[tuple[str, list[Heading]]]:
    """Return the groups that have words, each with its words in order.

    Places stay in the order of *entries*, those where a word is explained first.
    """
    headings: dict[tuple[str, ...], Heading] = {}
    for entry in entries:
        for depth, word in enumerate(entry.words):
            path = entry.words[: depth + 1]
            if path not in headings:
                headings[path] = Heading(word, readings.get(word, ""))
                if depth:
                    headings[path[:-1]].below.append(headings[path])
        _add(headings[entry.words], entry)
    groups: dict[str, list[Heading]] = {}
    for one in _ordered(heading for path, heading in headings.items() if len(path) == 1):
        groups.setdefault(group_name(one.word, one.reading), []).append(one)
    return list(groups.items())


def _add(heading: Heading, entry: IndexEntry) -> None:
    if entry.place and entry.place not in heading.places:
        heading.places.append(entry.place)
    others = heading.see_also if entry.also else heading.see
    if entry.see and entry.see not in others:
        others.append(entry.see)


def _ordered(headings: Iterable[Heading]) -> list[Heading]:
    found = sorted(headings, key=lambda one: sort_key(one.word, one.reading))
    for one in found:
        one.places.sort(key=lambda place: not place.main)
        one.below = _ordered(one.below)
    return found
