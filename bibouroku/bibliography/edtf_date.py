"""Dates as precise as they are known, written in EDTF and shown in Japanese.

The subset of EDTF (ISO 8601-2:2019) that memos and bibliographies use: levels 0 and 1
as BibLaTeX reads them, the seasons of level 2, and its set "one of"::

    2023-08-22   2023-08   2023          a day, a month, a year
    2023-08-22T10:00:00Z                 a time, of which the day is kept
    2023-21   2023-25   2023-33          spring, spring in the north, the first quarter
    199X   19XX   1999-XX   1999-XX-XX   a digit, a month, a day that nobody knows
    2020~  2020?  2020%                  about, uncertain, both
    2017/2020    2020/..   ../1868       a range, also open (2020/, /1868)
    [2017..2020]                         one of these years, not known which

``u``, ``open`` and ``?~``, as drafts of EDTF and old versions of BibLaTeX have them, are
read, and never written. Years before 1 and after 9999 are refused: no calendar here reaches
them. ``SEASONS`` says which months a season is: the standard does not, so it has those
of Japan and the north, winter from December into the next year.

A date is sorted by the first day it can mean.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, NamedTuple

POINT: Final = re.compile(
    r"(?P<year>[0-9]{2}(?:[0-9]{2}|[0-9][Xu]|[Xu]{2}))"
    r"(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<open>(?:-(?:XX|uu)){0,2})"
    r"(?P<mark>[?~%]?|[?]~|~[?])"
)
#: What may follow a day: its time, with the zone.
TIME: Final = re.compile(
    r"(?<=-[0-9]{2}-[0-9]{2})T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
    r"(?=[?~%]?$)"
)
BEYOND: Final = re.compile(r"-[0-9]{4}(?:-[0-9X-]*)?[?~%]*|[Yy]-?[0-9]+[?~%]*|0000.*")
MARKS: Final = {"": "", "~": "頃", "?": "（推定）", "%": "頃（推定）"}
DECEMBER: Final = 12
#: Year, month and day.
PARTS: Final = 3


class Season(NamedTuple):
    """A part of a year that has a number of its own in EDTF."""

    name: str
    #: The first month.
    start: int
    #: How many months it has; they may reach into the next year.
    months: int


SEASONS: Final = {
    21: Season("春", 3, 3), 22: Season("夏", 6, 3), 23: Season("秋", 9, 3), 24: Season("冬", 12, 3),
    25: Season("春（北半球）", 3, 3), 26: Season("夏（北半球）", 6, 3),
    27: Season("秋（北半球）", 9, 3), 28: Season("冬（北半球）", 12, 3),
    29: Season("春（南半球）", 9, 3), 30: Season("夏（南半球）", 12, 3),
    31: Season("秋（南半球）", 3, 3), 32: Season("冬（南半球）", 6, 3),
    33: Season("第1四半期", 1, 3), 34: Season("第2四半期", 4, 3),
    35: Season("第3四半期", 7, 3), 36: Season("第4四半期", 10, 3),
    37: Season("1月から4月", 1, 4), 38: Season("5月から8月", 5, 4), 39: Season("9月から12月", 9, 4),
    40: Season("前半", 1, 6), 41: Season("後半", 7, 6),
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A year, a season or month of a year, or a day; a decade or century if digits are unknown."""

    year: int
    #: 1 to 12, or 0 when only the year is known.
    month: int = 0
    #: 1 to 31, or 0 when only the month is known.
    day: int = 0
    #: The EDTF qualifier: ``""``, ``"~"``, ``"?"`` or ``"%"``.
    mark: str = ""
    #: A key of ``SEASONS`` in place of the month, or 0.
    season: int = 0
    #: How many of the year's last digits are unknown; they are 0 in ``year``.
    unknown_digits: int = 0
    #: How many parts after those known are written as unknown: 1 in ``1999-XX``.
    unknown_parts: int = 0

    @property
    def first_day(self) -> dt.date:
        """The first day that the point can mean."""
        month = SEASONS[self.season].start if self.season else self.month or 1
        return dt.date(self.year, month, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The last day that the point can mean."""
        if self.season:
            _, start, months = SEASONS[self.season]
            over, month = divmod(start + months - 2, DECEMBER)
            return _last_of(self.year + over, month + 1)
        if self.day:
            return dt.date(self.year, self.month, self.day)
        return _last_of(self.year + 10**self.unknown_digits - 1, self.month or DECEMBER)

    @property
    def edtf(self) -> str:
        """The point in EDTF."""
        year = f"{self.year:04}"
        if self.unknown_digits:
            year = year[: -self.unknown_digits] + "X" * self.unknown_digits
        parts = [year, *(f"{part:02}" for part in (self.season or self.month, self.day) if part)]
        return "-".join(parts + ["XX"] * self.unknown_parts) + self.mark

    @property
    def year_words(self) -> str:
        """The year in Japanese, without 年 at its end: 2023, 1990年代, 1900–1999."""
        if self.unknown_digits > 1:
            return f"{self.year}–{self.year + 10**self.unknown_digits - 1}"
        return f"{self.year}年代" if self.unknown_digits else str(self.year)

    @property
    def japanese(self) -> str:
        """The point in Japanese, as precise as it is: 2023年8月, 2023年春, 1990年代."""
        if self.unknown_digits > 1:
            last = self.year + 10**self.unknown_digits - 1
            return f"{self.year}年から{last}年までのあいだ{MARKS[self.mark]}"
        text = self.year_words + ("" if self.unknown_digits else "年")
        text += SEASONS[self.season].name if self.season else ""
        text += f"{self.month}月" if self.month else ""
        text += f"{self.day}日" if self.day else ""
        if self.unknown_parts:
            unknown = "日" if self.month else "月" if self.unknown_parts == 1 else "月日"
            text += f"（{unknown}不明）"
        return text + MARKS[self.mark]


def _last_of(year: int, month: int) -> dt.date:
    """Return the last day of a month, or of the calendar if the month lies beyond it."""
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month, calendar.monthrange(year, month)[1])


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
    def year_words(self) -> str:
        """The year of ``year`` for readers, in a label: 2023, 1990年代."""
        point = self.start or self.end
        return point.year_words if point else ""

    def knows(self, first: dt.date, last: dt.date) -> bool | None:
        """Return whether what came between the days *first* and *last* came by this date.

        ``None`` if that is open: something may have come on a day that the date can mean.
        """
        if last <= self.earliest:
            return True
        return False if first > self.latest else None

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
    written = TIME.sub("", text.strip())
    if BEYOND.fullmatch(written):
        message = f"日付「{text}」の年は1年から9999年までにない（文献ならyearに言葉で書く）"
        raise ValueError(message)
    match = POINT.fullmatch(written)
    if match is None:
        message = f"日付「{text}」は2023-08-22、2023-08、2023のいずれの形でもない"
        raise ValueError(message)
    point = _unchecked(match)
    if not _in_calendar(point, match):
        message = f"暦にない日付「{text}」"
        raise ValueError(message)
    return point


def _unchecked(match: re.Match[str]) -> Point:
    year = re.sub("[Xu]", "0", match["year"])
    month = int(match["month"] or 0)
    season = month if month in SEASONS else 0
    return Point(
        int(year),
        0 if season else month,
        int(match["day"] or 0),
        match["mark"] if len(match["mark"]) < len("?~") else "%",
        season,
        len(re.findall("[Xu]", match["year"])),
        match["open"].count("-"),
    )


def _in_calendar(point: Point, match: re.Match[str]) -> bool:
    """Return whether there is such a date, and such a way to leave parts of it open."""
    known = sum(match[part] is not None for part in ("month", "day"))
    if point.season:
        fits = known == 1 and not point.unknown_digits and not point.unknown_parts
    else:
        fits = not (point.unknown_digits and (known or point.unknown_parts))
    try:
        # "00" is as impossible as 13: read the parts as written, not as left out
        month = 1 if point.season else int(match["month"] or 1)
        dt.date(point.year, month, int(match["day"] or 1))
    except ValueError:
        return False
    return fits and known + point.unknown_parts < PARTS


def _end_of_range(text: str) -> Point | None:
    return None if text.strip() in {"", "..", "open", "unknown"} else _point(text)


def _ordered(start: Point | None, end: Point | None, *, one_of: bool = False) -> EdtfDate:
    if start is None and end is None:
        message = "始まりも終わりもない期間"
        raise ValueError(message)
    if start and end and start.first_day > end.last_day:
        message = f"期間の終わり「{end.edtf}」が始まり「{start.edtf}」より前にある"
        raise ValueError(message)
    return EdtfDate(start, end, one_of)
