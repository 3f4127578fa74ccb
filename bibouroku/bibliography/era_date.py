"""Dates by Japanese era as library catalogues write them, and back from EDTF.

``明26.10``, ``明治二十六年十月``, ``M26``, ``明8,9``, ``昭11至14``, ``慶4-明9``, ``[明12]``, ``明7.1序``:
the forms of the National Diet Library (NDL) in ``info.csv`` of its data set
ndl-lab/pdmocrdataset-part1 (2024-06-26), and those of title pages.

====  ======  =============  ======================================================
era   year 1  first day      source
====  ======  =============  ======================================================
慶応  1865    元治2年4月7日  (the lunisolar year counts as 慶応 from its beginning)
明治  1868    慶応4年1月1日  改元の詔 of 慶応4年9月8日 (1868-10-23), in force from New
                             Year: www.archives.go.jp/ayumi/kobetsu/m01_1868_04.html
大正  1912    1912-07-30     詔書 of that day, in force that day (also 明治45年)
昭和  1926    1926-12-25     詔書 of that day, in force that day (also 大正15年)
平成  1989    1989-01-08     昭和64年政令第1号, in force the day after its issue
令和  2019    2019-05-01     平成31年政令第143号
====  ======  =============  ======================================================

The Chinese eras 同治 and 光緒, which NDL's records have too, are read, never written.

**Before 1873** Japan counted lunisolar months: 明治5年12月2日 is 1872-12-31, the next day
明治6年1月1日 (明治5年太政官布告第337号). Such a month or day is checked, but never becomes a
Gregorian one; nor does that of ``1871.7``, where a catalogue may have converted the year alone.
The year is NDL's, 1867 + N for 明治N. The winter solstice lies in the eleventh month, so months
11 and 12, and a year without month, may reach into the next Gregorian year: they get the mark
``~`` (明4 → ``1871~``), the others none (明4.10 → ``1871``). 明治5年 ended with 1872: no mark.

**Marks.** What a cataloguer supplied in brackets is uncertain (``?``); a date taken from a
preface or postface (序, 跋, 識), or with 頃, is approximate (``~``); both together are ``%``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from bibouroku.bibliography.edtf_date import DECEMBER, EdtfDate, Point, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

Window: TypeAlias = tuple[dt.date, dt.date]


class Era(NamedTuple):
    """An era: its names, its years, its days."""

    name: str
    #: Other spellings, as a pattern.
    short: str
    #: The Gregorian year before the era's first.
    base: int
    first: dt.date
    last: dt.date
    #: First and last day as one writes them.
    span: str
    #: The last year, or a part of one, that was lunisolar.
    lunisolar_to: int = 0


ERAS: Final = (
    Era("慶応", "慶應|慶", 1864, dt.date(1865, 5, 1), dt.date(1868, 10, 23), "元年から4年9月8日まで", 4),
    Era("明治", "明|M", 1867, dt.date(1868, 1, 25), dt.date(1912, 7, 30), "元年から45年7月30日まで", 5),
    Era("大正", "大|T", 1911, dt.date(1912, 7, 30), dt.date(1926, 12, 25),
        "元年7月30日から15年12月25日まで"),
    Era("昭和", "昭|S", 1925, dt.date(1926, 12, 25), dt.date(1989, 1, 7),
        "元年12月25日から64年1月7日まで"),
    Era("平成", "平|H", 1988, dt.date(1989, 1, 8), dt.date(2019, 4, 30), "元年1月8日から31年4月30日まで"),
    Era("令和", "令|R", 2018, dt.date(2019, 5, 1), dt.date.max, "元年5月1日から"),
    Era("同治", "同治", 1861, dt.date(1862, 1, 30), dt.date(1874, 12, 31), "元年から13年まで", 13),
    Era("光緒", "光緒", 1874, dt.date(1875, 2, 6), dt.date(1908, 12, 31), "元年から34年まで", 34),
)  # fmt: skip
KEIO, MEIJI = ERAS[:2]
JAPANESE: Final = ERAS[:6]
CHINESE: Final = ERAS[6:]
ERA_OF: Final = {name: era for era in ERAS for name in (era.name, *era.short.split("|"))}
#: The months of 慶応 and 明治 that were counted twice.
LEAP_MONTHS: Final = {(KEIO, 1): 5, (KEIO, 4): 4, (MEIJI, 1): 4, (MEIJI, 3): 10}
#: The last lunisolar days in Japan.
LAST_LUNISOLAR: Final = {KEIO: (4, 9, 8), MEIJI: (5, 12, 2)}
#: The lunisolar New Year's days from 慶応2年 (1866) to 明治5年 (1872).
NEW_YEARS: Final = (dt.date(1866, 2, 15), dt.date(1867, 2, 5), dt.date(1868, 1, 25),
                    dt.date(1869, 2, 11), dt.date(1870, 2, 1), dt.date(1871, 2, 19),
                    dt.date(1872, 2, 9))  # fmt: skip
NEW_CALENDAR: Final = dt.date(1873, 1, 1)
LONGEST_LUNAR_MONTH: Final = 30
FOUR_DIGITS: Final = 1000

NAMES: Final = "|".join(ERA_OF)
PART: Final = re.compile(
    rf"(?:西暦|(?P<era>{NAMES}))?\s*(?:(?P<year>元|\d{{1,4}})(?:年\s*|[./]|(?!\d)))?"
    r"(?:(?P<leap>閏)?(?P<month>\d{1,2})(?:月\s*|[./]|(?!\d)))?(?:(?P<day>\d{1,2})日?)?\s*"
    r"(?P<tail>[序跋識写刊]?(?:頃|ころ|ごろ)?)\s*(?P<old>\(旧暦\))?", re.ASCII)  # fmt: skip
PERIOD: Final = re.compile(
    rf"([\[〔])?(?:(?P<era>{NAMES})(?:年間|--)|(?P<years>\d\d(?=--)|\d\d\d(?=-))--?)[\]〕]?", re.ASCII)  # fmt: skip
BRACKETED: Final = re.compile(r"[\[〔]([^\[\]〔〕]*)[\]〕]")
THROUGH: Final = re.compile(r"\s*(?:--?|[\u2010\u2012-\u2015\u2212~〜至]|から)\s*")
AND: Final = re.compile(r"\s*[,、・]\s*")
DIGITS: Final = "〇一二三四五六七八九"
SCALES: Final = {"十": 10, "百": 100, "千": 1000}
OLD_DIGITS: Final = str.maketrans(
    dict(zip("零壱壹弌弐貳弍参參拾廿卅", "〇 一 一 一 二 二 二 三 三 十 二十 三十".split(), strict=True))
)
NUMERAL: Final = re.compile(
    f"[{DIGITS}]+(?![十百千])|(?=[{DIGITS}十百千])" + "".join(f"(?:[{DIGITS}]?{scale})?" for scale in "千百十")
    + f"[{DIGITS}]?")  # fmt: skip


class _Reading(NamedTuple):
    """What a catalogue's date means, how it reads, and the days of each end."""

    date: EdtfDate
    words: str
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One year, month or day as written."""

    era: Era | None
    year: int
    month: int = 0
    day: int = 0
    leap: bool = False
    tail: str = ""
    supplied: bool = False

    @property
    def gregorian(self) -> int:
        return self.year + (self.era.base if self.era else 0)

    @property
    def lunisolar(self) -> bool:
        if self.era:
            return self.year <= self.era.lunisolar_to
        return self.month > 0 and self.year < NEW_CALENDAR.year

    @property
    def window(self) -> Window:
        """The days it can mean; a lunisolar month touches its own to the second next."""
        if self.lunisolar:
            over, month = divmod((self.month or DECEMBER) + 2, DECEMBER)
            last = dt.date(self.gregorian + over, month + 1, 1) - dt.timedelta(1)
            if self.gregorian < NEW_CALENDAR.year and self.era not in CHINESE:
                last = min(last, NEW_CALENDAR - dt.timedelta(1))
            return dt.date(self.gregorian, self.month or 1, 1), last
        point = Point(self.gregorian, self.month, self.day)
        earliest, latest = (self.era.first, self.era.last) if self.era else (dt.date.min, dt.date.max)
        return max(point.first_day, earliest), min(point.last_day, latest)

    @property
    def edtf(self) -> str:
        lunisolar = self.lunisolar
        about = bool(set(self.tail) & set("序跋識頃"))
        about |= lunisolar and self.window[1].year > self.gregorian
        mark = ("%" if self.supplied else "~") if about else "?" * self.supplied
        point = Point(self.gregorian, self.month, self.day, mark)
        return (replace(point, month=0, day=0) if lunisolar else point).edtf

    def words(self, before: _Part | None = None) -> str:
        """Return the part for readers, without the era and year that *before* names."""
        same_era = before is not None and before.era is self.era
        era = "" if same_era or not self.era else self.era.name
        text = f"{era}{'元' if self.era and self.year == 1 else self.year}年"
        if before and same_era and before.year == self.year and before.month and self.month:
            text = ""
        text += f"{'閏' * self.leap}{self.month}月" if self.month else ""
        return text + (f"{self.day}日" if self.day else "") + self.tail

    def faults(self) -> Iterator[str]:
        """Yield why there is no such date."""
        era, written = self.era, (self.year, self.month, self.day)
        span = f"{era.name}は{era.span}" if era else ""
        if era and not 1 <= self.year <= era.last.year - era.base:
            yield span
        if self.month > DECEMBER:
            yield "月は1月から12月まで"
        if self.lunisolar:
            if self.day > LONGEST_LUNAR_MONTH:
                yield "旧暦の月は30日まで"
            if self.leap and era in JAPANESE and LEAP_MONTHS.get((era, self.year)) != self.month:
                yield "この年にその閏月はない"
            if era in LAST_LUNISOLAR and written > LAST_LUNISOLAR[era]:
                yield span if era is KEIO else "明治5年は12月2日までで、翌日が6年1月1日"
            return
        if self.leap or "旧暦" in self.tail:
            yield "旧暦は明治5年12月2日まで"
        if self.day > (most := monthrange(self.gregorian, self.month or 1)[1]):
            yield f"この月は{most}日まで"
        if self.window[0] > self.window[1]:
            yield span
