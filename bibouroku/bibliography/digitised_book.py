"""The address of the very place that a locator names: a frame of a scan, a version, a page.

=============================  ==================================================
the work has                   the address
=============================  ==================================================
``eprint`` of arXiv            v2: ``https://arxiv.org/abs/2307.12037v2``
``ndlpid``                     コマ45: ``https://dl.ndl.go.jp/pid/828728/1/45``
``url`` at archive.org         コマ45: ``…/details/ID/page/n44``, 12頁: ``…/page/12``
Google Books (``url``, or      12頁: ``https://books.google.com/books?id=ID&pg=PA12``,
``eprint`` of googlebooks)     iv頁: ``…&pg=PR4``
``doi`` of PLOS                図1, 表2: the figure's own DOI, ``….g001``, ``….t002``
``doi`` of an RFC              2.1節: ``https://www.rfc-editor.org/rfc/rfc9110#section-2.1``
``url`` of a PDF               12頁: ``….pdf#page=12`` (ISO 32000-2, annex O)
=============================  ==================================================

Nothing else is linked: a publisher's page has no place for a page number that would last.

The field ``frames`` says on which frames of the scan the pages are::

    frames = {1=9; per=2; count=140}
    frames = {i-viii=4; 1=9; 57-57=38; 131=75; per=2; count=140}

- ``1=9``: page 1 is on frame 9 and all that follow go on from there. A later item
  (``131=75``) starts anew, as after plates that have no page numbers;
- ``i-viii=4``, ``57-57=38``: the same for these pages only; of items that hold a page
  the narrowest counts, so this is how exceptions are written;
- ``per=2``: pages to a frame (1 if left out), counted from the first page of the item;
- ``count=140``: the frames that there are.

The map is that of the copy whose address is given, the first of the list above
that has frames. In a PDF a frame is a page of the file; without a map the pages are
taken for those of the file only where no ``pages`` tell that it begins with another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote, urlsplit

from bibouroku.bibliography.links import ARXIV, BEFORE_DOI, DOI_RESOLVER, NDL, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibouroku.bibliography.locator import Locator
    from bibouroku.bibliography.reference import Reference

ARXIV_ID: Final = re.compile(
    r"(?:arXiv:)?([0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?", re.IGNORECASE
)
PLOS: Final = re.compile(r"10\.1371/journal\.[a-z]{4}\.[0-9]{7}", re.IGNORECASE)
RFC: Final = re.compile(r"10\.17487/(RFC[0-9]{1,5})", re.IGNORECASE)
ARCHIVE_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
GOOGLE_ID: Final = re.compile(r"[A-Za-z0-9_-]{6,40}")
GOOGLE_HOST: Final = re.compile(r"(?:books|www)\.google(?:\.[a-z]{2,3}){1,2}")
NUMBER: Final = re.compile("[0-9]{1,6}")
ROMAN: Final = re.compile(
    "(?=.)m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})", re.IGNORECASE
)
ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
RUN: Final = re.compile(r"([0-9a-z]+)(?:[-–]([0-9a-z]+))?", re.IGNORECASE)


class PlaceError(ValueError):
    """A place that the work does not have, or a map of frames that cannot be read."""


@dataclass(frozen=True, slots=True)
class Run:
    """Pages that follow each other on the frames of a scan."""

    #: Whether the pages have roman numbers.
    roman: bool
    first: int
    #: The last page, or ``None`` where the pages go on.
    last: int | None
    #: The frame of the first page.
    frame: int

    def holds(self, page: int) -> bool:
        """Return whether *page* is one of the pages."""
        return self.first <= page and (self.last is None or page <= self.last)

    def crosses(self, other: Run) -> bool:
        """Return whether the two share pages, and neither is the narrower one."""
        if self.roman != other.roman:
            return False
        ends = [float("inf") if run.last is None else run.last for run in (self, other)]
        if self.first == other.first:
            return ends[0] == ends[1]
        inner, outer = (0, 1) if self.first > other.first else (1, 0)
        return (self, other)[inner].first <= ends[outer] < ends[inner]


@dataclass(frozen=True, slots=True)
class FrameMap:
    """On which frames of a scan the pages of a book are."""

    runs: tuple[Run, ...]
    #: Pages to a frame.
    per: int = 1
    #: The frames that there are, or ``None`` if not known.
    count: int | None = None

    def frame(self, page: str) -> int:
        """Return the frame of *page*; raises ``PlaceError`` if there is none."""
        number = page_number(page)
        runs = [run for run in self.runs if number and run.roman == number[0]]
        runs = [run for run in runs if number and run.holds(number[1])]
        if not runs or number is None:
            message = f"{page}頁はframesの対応表にない"
            raise PlaceError(message)
        run = min(runs, key=lambda run: (run.last or 10**7) - run.first)
        frame = run.frame + (number[1] - run.first) // self.per
        return self.checked(frame, f"{page}頁は")

    def checked(self, frame: int, what: str = "") -> int:
        """Return *frame*; raises ``PlaceError`` if it is beyond the last one."""
        if self.count is not None and not 1 <= frame <= self.count:
            message = f"{what}コマ{frame}になるが、" if what else f"コマ{frame}はない。"
            raise PlaceError(f"{message}コマは{self.count}までである（framesのcount）")
        return frame


def page_number(text: str) -> tuple[bool, int] | None:
    """Return whether the page number *text* is roman, and its value; ``None`` if it is none."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if NUMBER.fullmatch(plain):
        return False, int(plain)
    if not ROMAN.fullmatch(plain):
        return None
    values = [ROMAN_VALUES[letter] for letter in plain]
    following = [*values[1:], 0]
    return True, sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def parse_frames(text: str) -> FrameMap:
    """Return the map that the field ``frames`` writes; raises ``PlaceError`` with the fault."""
    runs: list[Run] = []
    settings: dict[str, int] = {}
    for item in filter(None, (part.strip() for part in re.split("[;；]", text))):
        name, _, value = (part.strip() for part in item.partition("="))
        if not NUMBER.fullmatch(value) or not int(value):
            raise PlaceError(f"framesの「{item}」は「頁=コマ」「per=数」「count=数」のいずれでもない")
        if name in settings:
            raise PlaceError(f"framesに{name}が二つある")
        if name in {"per", "count"}:
            settings[name] = int(value)
        else:
            runs.append(_run(name, int(value), item))
    if not runs:
        raise PlaceError("framesに「頁=コマ」の対応が一つもない（例：1=9; per=2; count=140）")
    for place, run in enumerate(runs):
        if any(run.crosses(other) for other in runs[:place]):
            raise PlaceError(f"framesの{run.first}頁からの対応が、ほかの対応と食い違って重なる")
    frames = FrameMap(tuple(runs), settings.get("per", 1), settings.get("count"))
    for run in runs:
        last = run.first if run.last is None else run.last
        frames.checked(run.frame + (last - run.first) // frames.per, f"framesの{last}頁は")
    return frames


def _run(pages: str, frame: int, item: str) -> Run:
    match = RUN.fullmatch(pages)
    first = page_number(match[1]) if match else None
    last = page_number(match[2]) if match and match[2] else None
    if match is None or first is None or (match[2] and last is None):
        raise PlaceError(f"framesの「{item}」の頁は数字でもローマ数字でもない")
    if last and (last[0] != first[0] or last[1] < first[1]):
        raise PlaceError(f"framesの「{item}」の頁は前から後への範囲ではない")
    return Run(first[0], first[1], last[1] if last else None, frame)
