"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an entry that a link can lead to."""

    #: The anchor on the page, or ``""`` for its top.
    anchor: str
    heading: str
    text: str
    #: What it is found by, too, but no excerpt begins with: readings, keys, other spellings.
    also: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, or a term of the glossary."""

    #: What it is, in Japanese: メモ, 用語, 文献, 頁.
    kind: str
    title: str
    #: Its address from the root of the site.
    url: str
    #: The first one bears the title as its heading.
    sections: tuple[Section, ...]
    #: Every year that its date may mean.
    years: tuple[int, ...] = ()
    #: The date in words.
    date: str = ""
    tags: tuple[str, ...] = ()
    #: How the work stands: names for style sheets, and words.
    statuses: tuple[tuple[str, str], ...] = ()
    #: What is shown beside the title: the label of a reference, the reading of a term.
    note: str = ""
    #: The language of the title as BCP 47 names it, where it is not that of the site.
    language: str = ""
