"""When a work came out: by its date, which for a preprint on arXiv its number may narrow.

arXiv gives out its numbers (``2308.04353``: year, month, running number) in the
order in which preprints are announced. So a preprint that is only known to be of
a month came out between its neighbours whose day is known: an estimate, for a
submission can be held back, and the days known are those of submission.

Source of the form of the numbers: https://info.arxiv.org/help/arxiv_identifier.html
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.publication_status import is_preprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.bibliography.reference import Reference

#: A number as given out since April 2007, with or without the version.
NUMBER: Final = re.compile(
    r"(?:arXiv:)?(?P<year>\d{2})(?P<month>0[1-9]|1[0-2])\.(?P<running>\d{4,5})(?:v\d+)?",
    re.IGNORECASE | re.ASCII,
)
FIRST_YEAR: Final = 7


@dataclass(frozen=True, slots=True)
class Number:
    """A number of arXiv."""

    month: tuple[int, int]
    running: int

    @property
    def window(self) -> Window:
        """The month in which the number was given out."""
        year, month = self.month
        last = calendar.monthrange(year, month)[1]
        return Window(dt.date(year, month, 1), dt.date(year, month, last))


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which a work came out; one day when that is known."""

    first: dt.date
    last: dt.date
    #: Whether the number of the preprint made it narrower than the entry's own date.
    estimated: bool = False

    def known_by(self, date: EdtfDate) -> bool | None:
        """Return whether the work was out before *date* was over; ``None`` if that is open."""
        return date.knows(self.first, self.last)


class Announcements:
    """The numbers whose day is known, in order; made once for a bibliography."""

    def __init__(self, references: Iterable[Reference]) -> None:
        """Sort the dated numbers of *references* by month."""
        dated: dict[tuple[int, int], list[tuple[int, dt.date]]] = defaultdict(list)
        for reference in references:
            number, date = arxiv_number(reference), reference.date
            # the day of a journal version says nothing of the number: the month differs
            if number and date and _is_day(date) and _month(date.earliest) == number.month:
                dated[number.month].append((number.running, date.earliest))
        self._months = {month: _Month(sorted(held)) for month, held in dated.items()}

    def window(self, reference: Reference) -> Window | None:
        """Return the days between which *reference* came out; ``None`` without a date."""
        date = reference.date
        if date is None:
            return None
        own = Window(date.earliest, date.latest)
        number = arxiv_number(reference)
        if number is None or own.first == own.last or not is_preprint(reference):
            return own
        month = self._months.get(number.month)
        for narrow in (month.between(number) if month else None, number.window):
            if narrow and (found := _narrowed(own, narrow)):
                return found
        return own


class _Month:
    """The dated numbers of a month."""

    def __init__(self, held: list[tuple[int, dt.date]]) -> None:
        days = [day for _, day in held]
        self._numbers = [number for number, _ in held]
        #: By place: the latest day up to it, and the earliest day from it on.
        self._latest = list(accumulate(days, max))
        self._earliest = list(accumulate(reversed(days), min))[::-1]

    def between(self, number: Number) -> Window:
        """Return the days between the neighbours of *number*; the first may follow the last."""
        month = number.window
        before = bisect_left(self._numbers, number.running)
        after = bisect_right(self._numbers, number.running)
        return Window(
            self._latest[before - 1] if before else month.first,
            self._earliest[after] if after < len(self._numbers) else month.last,
        )


def arxiv_number(reference: Reference) -> Number | None:
    """Return the number of a preprint on arXiv; ``None`` for all else and for older numbers."""
    if (reference.text("eprinttype") or "").lower() != "arxiv":
        return None
    match = NUMBER.fullmatch((reference.text("eprint") or "").strip())
    if match is None or int(match["year"]) < FIRST_YEAR:
        return None
    return Number((2000 + int(match["year"]), int(match["month"])), int(match["running"]))


def when_in_words(reference: Reference, window: Window | None) -> str:
    """Return in Japanese when a work came out: 2023年8月, or 2023年8月6日〜9日頃 if estimated."""
    if window is None or not window.estimated:
        return reference.date_words
    first, last = window.first, window.last
    words = f"{first.year}年{first.month}月{first.day}日"
    if last == first:
        return f"{words}頃"
    # an estimate lies within one month
    return f"{words}〜{last.day}日頃"


def _narrowed(own: Window, narrow: Window) -> Window | None:
    """Return the days of both; ``None`` where they have none in common or are not fewer."""
    first, last = max(own.first, narrow.first), min(own.last, narrow.last)
    if first > last or (first, last) == (own.first, own.last):
        return None
    return Window(first, last, estimated=True)


def _month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month


def _is_day(date: EdtfDate) -> bool:
    return date.start == date.end and bool(date.start and date.start.day and not date.start.mark)
