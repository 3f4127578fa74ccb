"""The papers on which the book can be set, and the type area (基本版面) of each.

JLReq (W3C, 日本語組版処理の要件 2.4) has a type area made of whole letters and lines:
so many letters of the text to a line, so many lines to a page, the rest is margin.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

#: The size of letters in tables and footnotes, of those in the text (jlreq's ``\footnotesize``).
SMALL_TYPE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, and how it is filled."""

    #: What the class takes for the paper, and for the size of type in points.
    option: str
    points: int
    #: Full-width letters in a line, lines on a page, and the distance of lines in letters.
    letters: int
    lines: int
    leading: float
    #: Above the text, in millimetres; page number and running head stand within.
    head: int

    @property
    def table_letters(self) -> float:
        """Full-width letters of the type of tables in a line of the page."""
        return self.letters / SMALL_TYPE

    @property
    def class_options(self) -> str:
        """The type area as options of jlreq."""
        return (
            f"line_length={self.letters}zw,number_of_lines={self.lines},"
            f"baselineskip={self.leading}zw,head_space={self.head}mm"
        )


#: Lines of 40 letters at most, distances of 1.5 to 2 letters (JLReq 2.4.2). The phone's page is as
#: narrow as a screen, so that its letters need no enlarging.
PAPERS: Final = MappingProxyType({
    "a4": Paper("a4paper", 11, letters=40, lines=38, leading=1.65, head=29),
    "a5": Paper("a5paper", 9, letters=36, lines=31, leading=1.7, head=22),
    "phone": Paper("phonepaper", 11, letters=20, lines=22, leading=1.6, head=14),
})  # fmt: skip


def paper_named(name: str) -> Paper:
    """Return the paper called *name*.

    Raises ``ValueError``, with a Japanese message that names the remedy, for any other name.
    """
    if name in PAPERS:
        return PAPERS[name]
    known = "、".join(f"「{paper}」" for paper in PAPERS)
    message = f"bibouroku_paperの「{name}」という紙はない。{known}のどれかにする"
    raise ValueError(message)
