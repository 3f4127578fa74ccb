"""The order of places in a work: what comes first in it comes first in a list.

Pages and frames of a scan are compared by frames where the entry maps the ones
to the others. Kinds of places that cannot be compared follow each other as in
``KINDS``; what is not understood, and citations of a work as a whole, come last.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.digitised_book import (
    NUMBER,
    FrameMap,
    PlaceError,
    page_number,
    parse_frames,
)
from bibouroku.bibliography.locator import PRINTED, parse_locator

if TYPE_CHECKING:
    from bibouroku.bibliography.locator import Locator
    from bibouroku.bibliography.reference import Reference

#: Kinds of places in order; the rest stand as in ``locator.PRINTED``.
KINDS: Final = ("version", "abstract", "preface", "page", "leaf", "folio")
Order = tuple[int, tuple[tuple[int, str], ...]]
TEXT: Final = len(KINDS) + len(PRINTED)
WHOLE_WORK: Final[Order] = (TEXT + 1, ())


def place_order(reference: Reference, written: str) -> Order:
    """Return what the place that a citation's words name in *reference* is sorted by."""
    locators = parse_locator(written)
    if not locators:
        return WHOLE_WORK
    first = locators[0]
    if first.kind in {"page", "frame"}:
        return KINDS.index("page"), _page(_frames(reference), first)
    return _rank(first.kind), _natural(first.first or first.text)


def _rank(kind: str) -> int:
    if kind in KINDS:
        return KINDS.index(kind)
    return len(KINDS) + list(PRINTED).index(kind) if kind in PRINTED else TEXT


def _frames(reference: Reference) -> FrameMap:
    try:
        return parse_frames(reference.text("frames") or "")
    except PlaceError:
        return FrameMap(())


def _page(frames: FrameMap, locator: Locator) -> tuple[tuple[int, str], ...]:
    """Return roman pages first, then arabic ones; frames after the pages they cannot be told from.

    The second part keeps pages on one frame in order.
    """
    number = page_number(locator.first)
    if locator.kind == "frame":
        frame = int(locator.first) if NUMBER.fullmatch(locator.first) else 0
        return ((1 if frames.runs else 2, ""), (frame, ""))
    try:
        frame = frames.frame(locator.first)
    except PlaceError:
        return ((0 if number and number[0] else 1, ""), *_natural(locator.first))
    return ((1, ""), (frame, ""), *_natural(locator.first))


def _natural(number: str) -> tuple[tuple[int, str], ...]:
    """Return *number* with its digits compared as numbers: 2.10 after 2.9, iv as 4."""
    if roman := page_number(number):
        return ((roman[1], ""),)
    parts = re.findall("([0-9]+)|([^0-9]+)", number)
    return tuple((int(digits or 0), letters) for digits, letters in parts)
