"""Splitting a BibTeX list of names at `` and `` outside braces."""

from __future__ import annotations

import re
from typing import Final

AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)
#: What stands at the end of a list of which the rest was left out.
OTHERS: Final = re.compile(r"others|et\.?\s*al\.?|ほか|他", re.IGNORECASE)


def without_others(names: list[str]) -> tuple[list[str], bool]:
    """Return *names* without the word for more names at their end, and whether it stood there."""
    if names and OTHERS.fullmatch(names[-1].strip("{}")):
        return names[:-1], True
    return names, False


def split_names(value: str) -> list[str]:
    """Return the names of *value*; braces protect an ``and`` that belongs to a name."""
    names, start, depth = [], 0, 0
    position = 0
    while position < len(value):
        letter = value[position]
        depth += (letter == "{") - (letter == "}")
        match = AND.match(value, position) if depth == 0 and letter.isspace() else None
        if match:
            names.append(value[start:position])
            start = position = match.end()
        else:
            position += 1
    names.append(value[start:])
    return [name.strip() for name in names if name.strip()]
