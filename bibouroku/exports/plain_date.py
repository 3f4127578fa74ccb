"""Dates for formats that know years, months and days only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibouroku.bibliography.edtf_date import Point

if TYPE_CHECKING:
    from bibouroku.bibliography.edtf_date import EdtfDate


def is_plain(date: EdtfDate) -> bool:
    """Return whether *date* is one year, month or day, without a doubt about it."""
    return date.start is not None and date.start == date.end and told_by_parts(date)


def told_by_parts(date: EdtfDate) -> bool:
    """Return whether the years, months and days of its ends say all of *date*."""
    points = [point for point in (date.start, date.end) if point]
    return not date.one_of and all(
        point == Point(point.year, point.month, point.day) for point in points
    )


def parts(point: Point) -> list[int]:
    """Return year, month and day of *point* as far as they are known."""
    return [part for part in (point.year, point.month, point.day) if part]
