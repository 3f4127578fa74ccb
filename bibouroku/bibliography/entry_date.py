"""The date of an entry, from the fields that BibLaTeX and BibTeX have for it.

``date`` is EDTF, or by era as a catalogue writes it, and nothing else. Where there is
none, ``year``, ``month`` and ``day`` of BibTeX are read as far as they say a date, as
people and programs fill them::

    year = 1893, month = oct # "~12"     1893-10-12
    year = {2020}, month = {July/Aug.}   2020-07/2020-08
    year = {1998--2000}, {1998-99}       1998/2000, 1998/1999
    year = {c. 1890}, {[1890]}           1890~, 1890?
    year = {2019a}                       2019

Any other ``year`` (in press, n.d.) is no date: the entry counts as undated, and what is
written stands where the year would. Files as other programs write them so load as they are.
So does a ``date`` of EDTF whose year no calendar here reaches: -0876 is 紀元前877年, as EDTF
has a year 0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pybtex.database.input.bibtex import month_names

from bibouroku.bibliography.edtf_date import MARKS, EdtfDate, parse_edtf
from bibouroku.bibliography.era_date import agrees, parse_era_date

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS: Final = {name.lower(): number for number, name in enumerate(month_names.values(), 1)}
#: The seasons by the numbers of EDTF.
SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
#: How many ends a range has.
RANGE: Final = 2
#: Shorter ones (``ju``) do not say which month is meant.
SHORTEST_MONTH: Final = 3
#: What only a date by era has: the name of an era in full or cut short, or its initial.
ERA: Final = re.compile(r"[慶明大昭平令同光]|(?<![0-9A-Za-z-])[MTSHR][0-9０-９元]")
#: A date in EDTF whose year lies before 1 or after 9999.
FAR_DATE: Final = re.compile(
    r"(?:[Yy]?-(?P<before>[0-9]+)|[Yy](?P<after>[0-9]{5,})|0000)(?:-[0-9X]{2}){0,2}[?~%]?"
)
#: What says that there is no date.
UNDATED_WORDS: Final = frozenset(
    {"", "nd", "nodate", "sa", "sd", "oj", "undated", "unknown", "年不明", "刊年不明", "発行年不明",
     "出版年不明", "日付なし"}
)  # fmt: skip
#: Years as people write them, and the same in EDTF.
LOOSE_YEARS: Final = (
    (r"(?:c|ca|circa|約)[.\s]*([0-9]{4})頃?", r"\1~"),
    (r"([0-9]{4})\s*頃", r"\1~"),
    (r"\[([0-9]{4})\??\]", r"\1?"),
    (r"\(?([0-9]{4})[a-z]?\)?年?", r"\1"),
    (r"([0-9]{4})\s*[-–—/]+\s*([0-9]{4})?", r"\1/\2"),
    (r"([0-9]{2})([0-9]{2})\s*[-–—/]\s*([0-9]{2})", r"\1\2/\1\3"),
)


class EraMismatchError(ValueError):
    """``eradate`` and the date of the entry contradict each other; the message is Japanese."""


def date_field(fields: Mapping[str, str]) -> str | None:
    """Return the name of the field that tells the date, or ``None`` if none does."""
    return next((name for name in ("date", "year", "eradate") if fields.get(name)), None)


def entry_date(fields: Mapping[str, str]) -> EdtfDate | None:
    """Return the date that *fields* tell, or ``None`` where they tell none.

    Raises ``EraMismatchError`` where ``eradate`` does not agree with it, and ``ValueError``
    for what is no date, both with a Japanese message.
    """
    era = fields.get("eradate", "")
    name = date_field(fields)
    if name is None or (name != "eradate" and is_undated(fields[name])):
        return None
    if far_date(fields.get("date", "")):
        return None
    date = _by_year(fields) if name == "year" else _strict(fields[name])
    if date and era and not agrees(era, date):
        message = f"eradate「{era}」とdate「{date.edtf}」が合わない"
        raise EraMismatchError(message)
    return date


def year_text(fields: Mapping[str, str]) -> str:
    """Return what an undated entry prints where the year would stand, or ``""``."""
    if date := fields.get("date"):
        return far_date(date)
    written = fields.get("year", "")
    return "" if is_undated(written) else written


def far_date(written: str) -> str:
    """Return a date or range that reaches years before 1 or after 9999 in words, else ``""``."""
    ends = [end.strip() for end in written.split("/")]
    words = [_far_words(end) for end in ends]
    if len(ends) > RANGE or not any(words):
        return ""
    try:
        return "–".join(far or _strict(end).japanese for far, end in zip(words, ends, strict=True))
    except ValueError:
        return ""


def far_year(written: str) -> int | None:
    """Return the year of a date in EDTF that lies before 1 or after 9999, -1 for 1 BC."""
    match = FAR_DATE.fullmatch(written.strip())
    if match is None:
        return None
    return int(match["after"]) if match["after"] else -int(match["before"] or 0) - 1


def _far_words(written: str) -> str:
    year = far_year(written)
    if year is None:
        return ""
    mark = MARKS[re.sub("[^?~%]", "", written)]
    return f"{f'紀元前{-year}' if year < 0 else year}年{mark}"


def is_undated(written: str) -> bool:
    r"""Return whether *written* only says that there is no date: n.d., ``\bibstring{nodate}``."""
    plain = written.lower().replace("\\bibstring", "")
    return re.sub(r"[\W_]", "", plain) in UNDATED_WORDS


def _strict(written: str) -> EdtfDate:
    return parse_era_date(written) if ERA.search(written) else parse_edtf(written)


def _by_year(fields: Mapping[str, str]) -> EdtfDate | None:
    """Return BibTeX's date, or ``None`` for a year that is none."""
    year = fields["year"].strip()
    if re.fullmatch("[0-9]{4}", year):
        return _with_month(year, fields.get("month", ""), fields.get("day", ""))
    if ERA.search(year):
        return parse_era_date(year)
    for loose, edtf in LOOSE_YEARS:
        if match := re.fullmatch(loose, year, re.IGNORECASE):
            year = match.expand(edtf)
            break
    try:
        return parse_edtf(year)
    except ValueError:
        return None


def _with_month(year: str, month: str, day: str) -> EdtfDate:
    """Return the date of a *year* with what is written of *month* and *day*.

    The number of a month has to be one; words that fit no calendar leave the year alone.
    """
    words = re.findall(r"[a-z]+", month.lower())
    months = list(filter(None, map(_month, words)))
    days = re.findall(r"(?<![0-9])[0-9]{1,2}(?![0-9])", f"{month if words else ''} {day}")
    if not words and re.fullmatch("[0-9]+", month):
        return parse_edtf(_joined(year, [int(month)], days[:1]))
    for parts in (days, []) if len(months) == len(words) else ():
        try:
            return parse_edtf(_joined(year, months, parts))
        except ValueError:
            continue
    return parse_edtf(year)


def _joined(year: str, months: list[int], days: list[str]) -> str:
    """Return the EDTF of a year with its months and days: one of each, or the ends of a range."""
    if len(months) == 1 < len(days):
        months *= len(days)
    points = [f"{year}-{month:02}" for month in months] or [year]
    if len(days) == len(months):
        points = [f"{point}-{int(day):02}" for point, day in zip(points, days, strict=True)]
    return points[0] if len(points) == 1 else f"{points[0]}/{points[-1]}"


def _month(word: str) -> int:
    """Return the number of a month or season by its name, also cut short, or 0."""
    if word in SEASONS or len(word) < SHORTEST_MONTH:
        return SEASONS.get(word, 0)
    return next((number for name, number in MONTHS.items() if name.startswith(word)), 0)
