"""What a memo's source cites and computes, with line numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A role, which may run on over line ends but not over a blank line.
CITE: Final = re.compile(r"\{(?:foot)?cite(?::[a-z]+)?\}`((?:[^`\n]|\n(?![ \t]*\n))+)`")
#: One key of a role, after the words in braces before it and before those after it.
KEY: Final = re.compile(r"\s*(?:\{[^{}]+\})?\s*([^{}\s,]+)\s*(?:\{[^{}]+\})?\s*(?:,|$)")
TABLE: Final = re.compile(r"^\s*[`:]{3,}\{computed-table\}\s+(\S+)")
#: A directive that asks what is known of a claim, and an option of it.
ASKING: Final = re.compile(r"^\s*[`:]{3,}\{(?:evidence|chronology)\}\s+(.+)")
OPTION: Final = re.compile(r"^\s*:([a-z-]+):\s*(.*)")
FENCE: Final = re.compile(r"^\s*(`{3,}|~{3,})([^`]*)$")
#: Words shown as code between two or more backticks: they cite nothing.
CODE: Final = re.compile(r"(?<!`)(`{2,})(?!`).*?(?<!`)\1(?!`)")


def citations(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and cite key of every citation in *text*, code and comments excepted."""
    held = dict(_lines(text))
    prose = "\n".join(
        CODE.sub("", held.get(number, "")) for number in range(1, max(held, default=0) + 1)
    )
    for role in CITE.finditer(prose):
        for key in KEY.finditer(role[1]):
            yield 1 + prose.count("\n", 0, role.start(1) + key.start(1)), key[1]


def line_citing(text: str, key: str) -> int:
    """Return the first line of *text* that cites *key*, one without a reason first, or 0."""
    found = list(citations(text))
    plain = (line for line, cited in found if cited == key)
    reasoned = (line for line, cited in found if cited.endswith(f":{key}"))
    return next(plain, 0) or next(reasoned, 0)


def computed_tables(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of every computed table in *text*."""
    for number, line in _lines(text):
        if match := TABLE.match(line):
            yield number, match[1]


def questions(text: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield line, cite keys and options of every table of evidence and chronology in *text*."""
    asked: tuple[int, str, dict[str, str]] | None = None
    for number, line in _lines(text):
        option = OPTION.match(line)
        if asked and option:
            asked[2][option[1]] = option[2]
            continue
        if asked:
            yield asked
        match = ASKING.match(line)
        asked = (number, match[1], {}) if match else None
    if asked:
        yield asked


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines outside code blocks; the content of directives counts as text."""
    fences: list[tuple[str, bool]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = FENCE.match(line)
        mark, words = (match[1], match[2].strip()) if match else ("", "")
        if fences and mark and not words and mark.startswith(fences[-1][0]):
            fences.pop()
        elif mark and not (fences and fences[-1][1]):
            fences.append((mark, not words.startswith("{")))
            yield number, line
        elif not (fences and fences[-1][1]) and not line.startswith("%"):
            yield number, line
