"""In-text labels: author and year, with a, b, … where two would be the same.

The label of a reference depends on the whole bibliography and on nothing else,
so it is the same in HTML, PDF and feeds, and does not change with what is cited.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.entry_date import year_text
from bibouroku.bibliography.sort_key import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibouroku.bibliography.reference import Person, Reference

#: Up to this many authors are named; more become "first ほか".
NAMED_AUTHORS: Final = 2
#: A title that stands in for the author is cut to this many characters; ``shorttitle`` is not.
TITLE_LENGTH: Final = 16
UNDATED: Final = "年不明"


def labelled(references: Iterable[Reference]) -> dict[str, Reference]:
    """Return the references by cite key, each with its label."""
    same: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    everything = list(references)
    for reference in everything:
        same[author_label(reference), year_label(reference)].append(reference)
    letter: dict[str, str] = {}
    for group in same.values():
        if len(group) > 1:
            for number, reference in enumerate(sorted(group, key=sort_key)):
                letter[reference.key] = _letters(number)
    return {
        reference.key: replace(reference, label=_label(reference, letter.get(reference.key, "")))
        for reference in everything
    }


def _label(reference: Reference, letter: str) -> str:
    year = year_label(reference)
    hyphen = "-" if letter and not year[-1].isdecimal() else ""
    return f"{author_label(reference)} {year}{hyphen}{letter}"


def author_label(reference: Reference) -> str:
    """Return who a citation names: author, else editor, else translator, else the title.

    BibLaTeX's ``shortauthor`` and ``shorteditor`` stand for author and editor.
    """
    for role in ("shortauthor", "author", "shorteditor", "editor", "translator"):
        if persons := reference.persons.get(role):
            return names_label(persons, more=role in reference.others)
    return _title_label(reference)


def _title_label(reference: Reference) -> str:
    if short := reference.text("shorttitle"):
        return f"「{short}」"
    title = reference.text("title") or reference.key
    if len(title) > TITLE_LENGTH:
        title = title[: TITLE_LENGTH - 1] + "…"
    return title if title.startswith("［") else f"「{title}」"


def names_label(persons: tuple[Person, ...], *, more: bool) -> str:
    """Return the family names: 菊池・沢田, or Lee ほか for three and more."""
    if len(persons) > NAMED_AUTHORS or more:
        # kanji run on; a Latin name is set off
        space = "" if persons[0].is_cjk else " "
        return f"{persons[0].family}{space}ほか"
    return "・".join(person.family for person in persons)


def year_label(reference: Reference) -> str:
    """Return the year of a citation, else what stands for it (in press), else 年不明."""
    if reference.date:
        return reference.date.year_words
    # a label is one word in front of its last space
    return year_text(reference.fields).replace(" ", "\N{NO-BREAK SPACE}") or UNDATED


def _letters(number: int) -> str:
    """Return a, b, …, z, aa, ab, … for 0, 1, …."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
