"""From a line of the book's TeX to the line of the source that it was made from.

While the TeX is written, marks stand in it where something of a known line begins. They are taken
out before the file is written, and what they said is kept beside it.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Around a number: characters that Unicode keeps for the inner use of programs, never for text.
BEFORE, AFTER = "\ufdd0", "\ufdd1"
MARK: Final = re.compile(f"{BEFORE}([0-9]+){AFTER}")


class Place(NamedTuple):
    """A line of a source."""

    #: The file, as its author knows it.
    path: str
    #: Counted from 1.
    line: int
    #: The cite key of the entry that begins there; empty in memos.
    key: str = ""


def mark(number: int) -> str:
    """Return the mark of the place with this number."""
    return f"{BEFORE}{number}{AFTER}"


def without_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return *text* without marks, and for each line that has any, the number of the first.

    Lines are counted from 1, as TeX counts them.
    """
    pieces = MARK.split(text)
    firsts: dict[int, int] = {}
    line = 1
    for piece, number in zip(pieces[::2], pieces[1::2], strict=False):
        line += piece.count("\n")
        firsts.setdefault(line, int(number))
    return "".join(pieces[::2]), list(firsts.items())


@dataclass(slots=True)
class SourceMap:
    """What is known of the lines of one TeX file."""

    #: Lines of the TeX, ascending, and what stands there.
    lines: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    @classmethod
    def of(cls, marks: Iterable[tuple[int, int]], places: list[Place]) -> SourceMap:
        """Return the map for the *marks* of a text, which number the *places*."""
        known = [(line, places[number]) for line, number in marks if number < len(places)]
        return cls([line for line, _ in known], [place for _, place in known])

    def place(self, line: int) -> Place | None:
        """Return the place of a line of the TeX; ``None`` before the first that is known.

        Between two marks the sources are as many lines further as the TeX is, but not beyond
        the second. An entry of a bibliography is told by where it begins.
        """
        found = bisect_right(self.lines, line) - 1
        if found < 0:
            return None
        path, first, key = self.places[found]
        if key:
            return self.places[found]
        guess = first + line - self.lines[found]
        after = self.places[found + 1] if found + 1 < len(self.places) else None
        if after and after.path == path and after.line > first:
            return Place(path, min(guess, after.line - 1))
        return Place(path, first) if line > self.lines[found] else Place(path, guess)

    def write(self, path: Path) -> None:
        """Write the map as JSON: names of files, then for each line the TeX's, file, line, key."""
        names = list(dict.fromkeys(place.path for place in self.places))
        numbers = {name: number for number, name in enumerate(names)}
        rows = [
            [line, numbers[place.path], place.line, *([place.key] if place.key else [])]
            for line, place in zip(self.lines, self.places, strict=True)
        ]
        text = json.dumps({"files": names, "lines": rows}, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> SourceMap:
        """Return the map that was written; an empty one if there is none."""
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        rows = held["lines"]
        places = [Place(held["files"][number], *place) for _, number, *place in rows]
        return cls([row[0] for row in rows], places)
