"""The table that ``bibouroku-archive.lua`` leaves in a PDF: its elements, and their marks on pages.

One to a line, children after their parents::

    E number parent type alternative-text     M page mark number     N pages
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

#: Where the table is in the catalog of the PDF.
TABLE: Final = "/BibourokuStructure"
#: The number of the element that holds all others.
TOP: Final = 1


class StructureTable:
    """The table of a whole PDF, out of which those of its parts are taken.

    It is read once: taking a part costs as much as the part is long.
    """

    def __init__(self, text: str) -> None:
        """Read the table *text*."""
        #: By number: the lines of elements, and their parents.
        self._elements: dict[int, str] = {}
        self._parents: dict[int, int] = {}
        #: By page, counted from 1: marks and numbers of their elements.
        self._marks: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for line in text.splitlines():
            letter, *fields = line.split(" ")
            if letter == "E":
                number = int(fields[0])
                self._elements[number] = line
                self._parents[number] = int(fields[1])
            elif letter == "M":
                page, mark, owner = fields
                self._marks[int(page)].append((mark, int(owner)))

    def part(self, pages: range) -> str:
        """Return the table of a PDF that has only these *pages*, counted from 0.

        It holds the elements with marks on them, and what these stand in.
        """
        held = {TOP}
        lines = []
        for page, number in enumerate(pages, start=1):
            for mark, owner in self._marks.get(number + 1, ()):
                lines.append(f"M {page} {mark} {owner}")
                around = owner
                while around not in held:
                    held.add(around)
                    around = self._parents[around]
        elements = [self._elements[number] for number in sorted(held)]
        return "\n".join([*elements, *lines, f"N {len(pages)}"])
