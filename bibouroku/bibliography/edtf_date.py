"""Dates as precise as they are known, written in EDTF and shown in Japanese.

The subset of EDTF (ISO 8601-2:2019, levels 0 and 1, and the set "one of" of
level 2) that memos and bibliographies use::

    2023-08-22   2023-08   2023          a day, a month, a year
    2020~  2020?  2020%                  about, uncertain, both
    2017/2020    2020/..   ../1868       a range, also open
    [2017..2020]                         one of these years, not known which

A date is sorted by the first day it can mean.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

POINT: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[?~%]?)"
)
MARKS: Final = {"": "", "~": "頃", "?": "（推定）", "%": "頃（推定）"}
DECEMBER: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A year, a month of a year, or a day."""

    year: int
    #: 1 to 12, or 0 when only the year is known.
    month: int = 0
    #: 1 to 31, or 0 when only the month is known.
    day: int = 0
    #: The EDTF qualifier: ``""``, ``"~"``, ``"?"`` or ``"%"``.
    mark: str = ""

    @property
    def first_day(self) -> dt.date:
        """The first day that the point can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The last day that the point can mean."""
        month = self.month or DECEMBER
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def edtf(self) -> str:
        """The point in EDTF."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts) + self.mark

    @property
    def japanese(self) -> str:
        """The point in Japanese, as precise as it is: 2023年8月."""
        text = f"{self.year}年"
        text += f"{self.month}月" if self.month else ""
        text += f"{self.day}日" if self.day else ""
        return text + MARKS[self.mark]


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A point in time, a range, or one of a span of years."""

    #: ``None`` for an open beginning.
    start: Point | None
    #: ``None`` for an open end; the same as ``start`` for a single point.
    end: Point | None
    #: True for ``[a..b]``: one point of the span, not known which.
    one_of: bool = False

    @property
    def earliest(self) -> dt.date:
        """The first day that the date can mean: what it is sorted by."""
        return self.start.first_day if self.start else dt.date.min

    @property
    def latest(self) -> dt.date:
        """The last day that the date can mean."""
        return self.end.last_day if self.end else dt.date.max

    @property
    def year(self) -> int:
        """The year under which the date is filed: that of its first known point."""
        point = self.start or self.end
        return point.year if point else 0

    @property
    def edtf(self) -> str:
        """The date in EDTF."""
        start, end = (point.edtf if point else ".." for point in (self.start, self.end))
        if self.one_of:
            return f"[{start}..{end}]"
        return start if self.start == self.end else f"{start}/{end}"

    @property
    def japanese(self) -> str:
        """The date in Japanese: 2023年8月22日, 2017年–2020年, 2017年から2020年までのあいだ."""
        if self.start == self.end and self.start:
            return self.start.japanese
        start, end = (point.japanese if point else "" for point in (self.start, self.end))
        return f"{start}から{end}までのあいだ" if self.one_of else f"{start}–{end}"


def parse_edtf(text: str) -> EdtfDate:
    """Return the date that *text* writes in EDTF.

    Raises ``ValueError``, with a Japanese message that names the fault, for anything else.
    """
    text = text.strip()
    if span := re.fullmatch(r"\[([^\[\]]+)\.\.([^\[\]]+)\]", text):
        return _ordered(_point(span[1]), _point(span[2]), one_of=True)
    if "/" in text:
        start, _, end = text.partition("/")
        return _ordered(_end_of_range(start), _end_of_range(end))
    point = _point(text)
    return EdtfDate(point, point)


def _point(text: str) -> Point:
    match = POINT.fullmatch(text.strip())
    if match is None:
        message = f"日付「{text}」は2023-08-22、2023-08、2023のいずれの形でもない"
        raise ValueError(message)
    point = Point(
        int(match["year"]), int(match["month"] or 0), int(match["day"] or 0), match["mark"]
    )
    try:
        # "00" is as impossible as 13: read the parts as written, not as left out
        dt.date(point.year, int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        message = f"暦にない日付「{text}」"
        raise ValueError(message) from None
    return point


def _end_of_range(text: str) -> Point | None:
    return None if text.strip() in {"", ".."} else _point(text)


def _ordered(start: Point | None, end: Point | None, *, one_of: bool = False) -> EdtfDate:
    if start is None and end is None:
        message = "始まりも終わりもない期間"
        raise ValueError(message)
    if start and end and start.first_day > end.last_day:
        message = f"期間の終わり「{end.edtf}」が始まり「{start.edtf}」より前にある"
        raise ValueError(message)
    return EdtfDate(start, end, one_of)
