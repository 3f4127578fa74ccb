"""Where works stand on a line of time: places between 0 and 1, and the days that its axis names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibouroku.bibliography.announcement import Window

#: Two labels of the axis are at least this part of it apart: 58 px of the 288 px that a phone
#: leaves, where the longest label (12月31日) takes 51 px in type of 12 px.
APART: Final = 0.2
DAY_STEPS: Final = (1, 2, 7, 14)
MONTH_STEPS: Final = (1, 2, 3, 6)
YEAR_STEPS: Final = tuple(digit * 10**power for power in range(4) for digit in (1, 2, 5))
MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that the axis names."""

    place: float
    #: 8月6日, 8月, or 2023年.
    words: str
    #: The year, where the words leave it out and it is another than that of the tick before.
    year: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a work stands: from the first to the last day that it can be of."""

    first: float
    last: float

    @property
    def middle(self) -> float:
        """Where its mark is put."""
        return (self.first + self.last) / 2


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that a chronology shows."""

    first: dt.date
    last: dt.date

    def place(self, day: dt.date) -> float:
        """Return where *day* stands; days outside stand at the ends."""
        inside = min(max(day, self.first), self.last)
        return (inside - self.first).days / (self.last - self.first).days

    def span(self, window: Window) -> Span:
        """Return where a work stands that came out in *window*."""
        return Span(self.place(window.first), self.place(window.last))

    def ticks(self) -> list[Tick]:
        """Return the days to name: as many as can be told apart, at round dates."""
        days, unit = self._round_days()
        found: list[Tick] = []
        year = 0
        for day in days:
            shown = "" if unit == "year" or day.year == year else f"{day.year}年"
            found.append(Tick(self.place(day), _words(day, unit), shown))
            year = day.year
        return found

    def _round_days(self) -> tuple[list[dt.date], str]:
        """Return days at the least step that keeps them apart, with the unit of the step."""
        every = ((list(self._every(unit, step)), unit) for unit, step in _steps())
        return next((days, unit) for days, unit in every if days and self._are_apart(days))

    def _are_apart(self, days: list[dt.date]) -> bool:
        """Return whether labels at *days* do not run into each other."""
        places = [self.place(day) for day in days]
        return all(right - left >= APART for left, right in pairwise(places))

    def _every(self, unit: str, step: int) -> Iterator[dt.date]:
        """Yield the days at a *step*, unless they are far too many."""
        if unit == "day":
            count = (self.last - self.first).days // step
            if count <= 1 / APART:
                yield from (self.first + dt.timedelta(days=step * at) for at in range(count + 1))
            return
        months = step if unit == "month" else step * MONTHS
        begin = _months(self.first) + (self.first.day > 1)
        begin += -begin % months
        end = _months(self.last)
        if (end - begin) // months <= 1 / APART:
            for month in range(begin, end + 1, months):
                yield dt.date(month // MONTHS, month % MONTHS + 1, 1)


def axis_for(windows: Iterable[Window]) -> Axis:
    """Return an axis that takes in every day of *windows*, those of open ends aside.

    It is at least a day long, also for no windows.
    """
    found = [day for window in windows for day in (window.first, window.last)]
    known = [day for day in found if day not in {dt.date.min, dt.date.max}]
    first = min(known, default=dt.date(2000, 1, 1))
    last = max(known, default=first)
    if first == last:
        if last < dt.date.max - dt.timedelta(days=1):
            last += dt.timedelta(days=1)
        else:
            first -= dt.timedelta(days=1)
    return Axis(first, last)


def _steps() -> Iterator[tuple[str, int]]:
    yield from (("day", step) for step in DAY_STEPS)
    yield from (("month", step) for step in MONTH_STEPS)
    yield from (("year", step) for step in YEAR_STEPS)


def _months(day: dt.date) -> int:
    return day.year * MONTHS + day.month - 1


def _words(day: dt.date, unit: str) -> str:
    if unit == "year":
        return f"{day.year}年"
    return f"{day.month}月{day.day}日" if unit == "day" else f"{day.month}月"
