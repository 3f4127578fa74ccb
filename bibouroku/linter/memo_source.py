"""What a memo's source cites and computes, with line numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CITE: Final = re.compile(r"\{(?:foot)?cite(?::[a-z]+)?\}`([^`]+)`")
#: One key of a role, after the words in braces before it and before those after it.
KEY: Final = re.compile(r"\s*(?:\{[^{}]+\})?\s*([^{}\s,]+)\s*(?:\{[^{}]+\})?\s*(?:,|$)")
TABLE: Final = re.compile(r"^\s*[`:]{3,}\{computed-table\}\s+(\S+)")
FENCE: Final = re.compile(r"^\s*(`{3,}|~{3,})([^`]*)$")


def citations(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and cite key of every citation in *text*, code blocks excepted."""
    for number, line in _lines(text):
        for role in CITE.finditer(line):
            for key in KEY.finditer(role[1]):
                yield number, key[1]


def computed_tables(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of every computed table in *text*."""
    for number, line in _lines(text):
        if match := TABLE.match(line):
            yield number, match[1]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines outside code blocks; the content of directives counts as text."""
    fences: list[tuple[str, bool]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = FENCE.match(line)
        mark, words = (match[1], match[2].strip()) if match else ("", "")
        if fences and mark and not words and mark.startswith(fences[-1][0]):
            fences.pop()
        elif mark and not (fences and fences[-1][1]):
            fences.append((mark, not words.startswith("{")))
            yield number, line
        elif not (fences and fences[-1][1]):
            yield number, line
