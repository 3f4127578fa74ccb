"""Dates by Japanese era as library catalogues write them, and back from EDTF.

``明26.10``, ``明治二十六年十月``, ``M26``, ``明8,9``, ``[明12]``: the forms of title pages and
of the National Diet Library (NDL: ``info.csv`` of ndl-lab/pdmocrdataset-part1, 2024-06-26). The
Chinese eras in that file, 同治 and 光緒, are read, never written.

====  ===============  ================================================================
era   first day        source
====  ===============  ================================================================
慶応  元治2年4月7日    改元 of 1865-05-01; the whole lunisolar year is taken as 慶応元年
明治  慶応4年1月1日    詔書 of 慶応4年9月8日 (1868-10-23), in force from New Year
                       (1868-01-25): www.archives.go.jp/ayumi/kobetsu/m01_1868_04.html
大正  1912-07-30       詔書 of that day, in force that day (also 明治45年)
昭和  1926-12-25       詔書 of that day, in force that day (also 大正15年)
平成  1989-01-08       昭和64年政令第1号, in force the day after its issue
令和  2019-05-01       平成31年政令第143号
====  ===============  ================================================================

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
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias

from bibouroku.bibliography.edtf_date import DECEMBER, EdtfDate, Point, parse_edtf

Window: TypeAlias = tuple[dt.date, dt.date]


class Era(NamedTuple):
    """An era; *base* is the Gregorian year before its first, *old_to* its last lunisolar day."""

    name: str
    base: int
    first: dt.date
    last: dt.date
    span: str
    old_to: tuple[int, int, int] = (0, 0, 0)


_on = dt.date.fromisoformat
ERAS: Final = (
    Era("慶応", 1864, _on("1865-05-01"), _on("1868-10-23"), "元年から4年9月8日まで", (4, 9, 8)),
    Era("明治", 1867, _on("1868-01-25"), _on("1912-07-30"), "元年から45年7月30日まで", (5, 12, 2)),
    Era("大正", 1911, _on("1912-07-30"), _on("1926-12-25"), "元年7月30日から15年12月25日まで"),
    Era("昭和", 1925, _on("1926-12-25"), _on("1989-01-07"), "元年12月25日から64年1月7日まで"),
    Era("平成", 1988, _on("1989-01-08"), _on("2019-04-30"), "元年1月8日から31年4月30日まで"),
    Era("令和", 2018, _on("2019-05-01"), dt.date.max, "元年5月1日から"),
    Era("同治", 1861, _on("1862-01-30"), _on("1874-12-31"), "元年から13年まで", (13, 12, 30)),
    Era("光緒", 1874, _on("1875-02-06"), _on("1908-12-31"), "元年から34年まで", (34, 12, 30)),
)
JAPANESE, CHINESE = ERAS[:6], ERAS[6:]
ERA_OF: Final = {name: era for era in ERAS for name in (era.name, era.name[0])}
ERA_OF.update({"慶應": ERAS[0]}, **dict(zip("MTSHR", ERAS[1:6], strict=True)))
LAST_OLD_DAY: Final = dt.date(1872, 12, 31)
ERA: Final = rf"(?P<era>{'|'.join(ERA_OF)})"
PART: Final = re.compile(
    rf"(?a)(?:西暦|{ERA})?\s*(?:(?P<year>元|\d{{1,4}})(?:年\s*|[./]|(?!\d)))?"
    r"(?:(?P<month>(?!0+\b)\d{1,2})(?:月\s*|[./]|(?!\d)))?(?:(?P<day>(?!0+\b)\d{1,2})日?)?\s*"
    r"(?P<tail>[序跋識写刊]?頃?)\s*(?P<old>\(旧暦\))?"
)
PERIOD: Final = re.compile(rf"(?a){ERA}(?:年間|--)|(?P<years>\d\d--|\d\d\d-)")
BRACKETED: Final = re.compile(r"[\[〔]([^\[\]〔〕]*)[\]〕]")
THROUGH: Final = re.compile(r"\s*(?:--?|[\u2010\u2012-\u2015\u2212~〜至]|から)\s*")
AND: Final = re.compile(r"\s*[,、・]\s*")
NUMERAL: Final = re.compile(
    "D{1,4}(?![十拾])|(?:D?[十拾]|[廿卅])D?".replace("D", "[〇零一二三四五六七八九壱弐参]")
)
UNREADABLE: Final = "日付「{}」は明治26年10月、明26.10、明10-11、明8,9、1893のいずれの形でもない"


@dataclass(frozen=True, slots=True)
class _Part:
    """One year, month or day as written."""

    era: Era | None
    year: int
    month: int = 0
    day: int = 0
    tail: str = ""
    supplied: bool = False

    @property
    def gregorian(self) -> int:
        return self.year + (self.era.base if self.era else 0)

    @property
    def lunisolar(self) -> bool:
        old_to = self.era.old_to[0] if self.era else LAST_OLD_DAY.year * (self.month > 0)
        return self.year <= old_to or "旧暦" in self.tail

    @property
    def window(self) -> Window:
        """The days it can mean; a lunisolar month touches its own to the second next."""
        if self.lunisolar:
            over, month = divmod((self.month or DECEMBER) + 2, DECEMBER)
            last = dt.date(self.gregorian + over, month + 1, 1) - dt.timedelta(1)
            if self.gregorian == LAST_OLD_DAY.year and self.era not in CHINESE:
                last = LAST_OLD_DAY
            return dt.date(self.gregorian, self.month or 1, 1), last
        point = Point(self.gregorian, self.month, self.day)
        first, last = (self.era.first, self.era.last) if self.era else (dt.date.min, dt.date.max)
        return max(point.first_day, first), min(point.last_day, last)

    @property
    def edtf(self) -> str:
        point = Point(self.gregorian, self.month, self.day)
        about = any(word in self.tail for word in "序跋識頃")
        if self.lunisolar:
            point = replace(point, month=0, day=0)
            about |= self.window[1].year > self.gregorian
        return point.edtf + (("%" if self.supplied else "~") if about else "?" * self.supplied)

    def words(self, before: _Part | None = None) -> str:
        """Return the part for readers, without the era that *before* names."""
        text = self.era.name if self.era and not (before and before.era == self.era) else ""
        text += f"{'元' if self.era and self.year == 1 else self.year}年"
        text += f"{self.month}月" if self.month else ""
        text += (f"{self.day}日" if self.day else "") + self.tail
        return f"〔{text}〕" if self.supplied else text

    @property
    def fault(self) -> str:
        """Why there is no such date, if there is none."""
        era, lunisolar, reason = self.era, self.lunisolar, ""
        span = f"{era.name}は{era.span}" if era else ""
        if era and not 1 <= self.year <= era.last.year - era.base:
            reason = span
        elif self.month > DECEMBER:
            reason = "月は1月から12月まで"
        elif lunisolar and self.day not in range(31):
            reason = "旧暦の月は30日まで"
        elif lunisolar and era and (self.year, self.month, self.day) > era.old_to:
            reason = span if era.name == "慶応" else "明治5年12月2日の翌日は6年1月1日"
        elif not lunisolar and self.day > (most := monthrange(self.gregorian, self.month or 1)[1]):
            reason = f"この月は{most}日まで"
        elif not lunisolar and self.window[0] > self.window[1]:
            reason = span
        return reason


class _Reading(NamedTuple):
    """What a catalogue's date means, how it reads, and the days of each end."""

    date: EdtfDate
    words: str
    windows: tuple[Window, ...]


def parse_era_date(text: str) -> EdtfDate:
    """Return the date that *text* writes in a catalogue's form, by the rules and sources above.

    Years joined by a comma (``明8,9``) are a range from the first to the last; ``[明治年間]``
    and ``[192-]`` are one of the years of the era or decade.
    Raises ``ValueError``, with a Japanese message that names the fault and what is valid, for
    a date that never was, for one that reads two ways (``明30.7-8``), and for any other form.
    """
    return _read(text).date


def spelled(text: str) -> str:
    """Return a catalogue's date for readers: ``明26.10`` → 明治26年10月, ``明8,9`` → 明治8・9年.

    Brackets become 〔〕. A lunisolar month stays. Raises ``ValueError`` as ``parse_era_date`` does.
    """
    return _read(text).words


def agrees(era_text: str, date: EdtfDate) -> bool:
    """Return whether a catalogue's *era_text* and the EDTF *date* can mean the same.

    Two points do if they share a day: 明治45年 agrees with 1912 and 1912-07, not with 1912-08.
    Two ranges do if their beginnings do and their ends do, a range and a point if the range
    lies within the point: 明8,9 agrees with 1875/1876, not with 1876. Marks do not count, and
    a lunisolar month is any of the three Gregorian months that it can touch. Raises
    ``ValueError`` as ``parse_era_date`` does.
    """
    ours, theirs = _read(era_text).windows, _windows(date)
    if len(ours) == len(theirs):
        return all(a[0] <= b[1] and b[0] <= a[1] for a, b in zip(ours, theirs, strict=True))
    (whole,), (start, end) = sorted((ours, theirs), key=len)
    return whole[0] <= start[0] and end[1] <= whole[1]


def japanese_era(date: EdtfDate) -> str:
    """Return *date* by era, as precise as it is: 明治26年10月; ``""`` before 慶応 (1865).

    Where two eras share the year, month or day, both stand: 明治45年／大正元年. So 1868 is
    慶応4年／明治元年, and 1912-07-30 has two names. Before 1873 only the year is given: to a
    year by NDL's rule (1871 → 明治4年); to a month or day in January or February, where the
    lunisolar New Year lies, the old and the new. EDTF's marks are left out.
    """
    start, end = (_eras(point) if point else "" for point in (date.start, date.end))
    if (date.start and not start) or (date.end and not end) or date.start == date.end:
        return start and end
    return f"{start}から{end}までのあいだ" if date.one_of else f"{start}–{end}"


def _eras(point: Point) -> str:
    first, last = point.first_day, point.last_day
    old = last <= LAST_OLD_DAY
    exact = (0, 0) if old else (point.month, point.day)
    years = (point.year - 1, point.year) if old and point.month in {1, 2} else (point.year,)
    return "／".join(
        _Part(era, year - era.base, *exact).words()
        for year in years
        for era in JAPANESE
        if era.base < year and era.first <= last and first <= era.last
    )


def _windows(date: EdtfDate) -> tuple[Window, ...]:
    if date.one_of or date.start == date.end:
        return ((date.earliest, date.latest),)
    ends = ((date.start, dt.date.min), (date.end, dt.date.max))
    return tuple((end.first_day, end.last_day) if end else (bound, bound) for end, bound in ends)


def _read(text: str) -> _Reading:
    plain = NUMERAL.sub(_arabic, " ".join(unicodedata.normalize("NFKC", text).split()))
    whole = BRACKETED.fullmatch(plain)
    inner, brackets = (whole[1], "〔{}〕") if whole else (plain, "{}")
    if period := PERIOD.fullmatch(inner):
        return _period(period, brackets)
    pieces, sign = THROUGH.split(inner.removeprefix("自").removesuffix("まで"), maxsplit=1), "–"
    if len(pieces) == 1:
        pieces, sign = AND.split(inner), "・"
    parts = [_part(pieces[0], None, text)]
    words = parts[0].words()
    for piece in pieces[1:]:
        before, part = parts[-1], _part(piece, parts[-1], text)
        if part.era == before.era and not part.month:
            words = words.removesuffix("年")  # 明治8・9年
        words += sign + part.words(before)
        parts.append(part)
    ends = [replace(part, supplied=True) if whole else part for part in (parts[0], parts[-1])]
    date = parse_edtf("/".join(part.edtf for part in ends))
    start, end = (part.window for part in ends)
    windows = ((start[0], end[1]),) if date.start == date.end else (start, end)
    return _Reading(date, brackets.format(words), windows)


def _period(match: re.Match[str], brackets: str) -> _Reading:
    if era := ERA_OF.get(match["era"]):
        first, last = str(era.base + 1), str(era.last.year)
    else:
        first, last = (match["years"].rstrip("-").ljust(4, digit) for digit in "09")
    date = parse_edtf(f"[{first}..{last}]")
    words = brackets.format(f"{era.name}年間" if era else date.japanese)
    return _Reading(date, words, _windows(date))


def _part(piece: str, before: _Part | None, text: str) -> _Part:
    bracketed = BRACKETED.fullmatch(piece)
    match = PART.fullmatch(bracketed[1] if bracketed else piece)
    if match is None:
        raise ValueError(UNREADABLE.format(text))
    era = ERA_OF.get(match["era"])
    year, month, day = (int((n or "0").replace("元", "1")) for n in match.group(2, 3, 4))
    readable = bool(match["year"])
    if not era and year not in range(1000, 10000):  # it stands in the part before
        readable = before is not None and bool(before.era if readable else month)
        if before and before.month and piece.isdecimal():
            message = f"日付「{text}」の「{piece}」は年とも月ともとれる（年か月を添える）"
            raise ValueError(message)
        if before:
            era, year = before.era, year if match["year"] else before.year
    if not readable or (day and not month):
        raise ValueError(UNREADABLE.format(text))
    tail = match["tail"] + ("（旧暦）" if match["old"] else "")
    part = _Part(era, year, month, day, tail, supplied=bool(bracketed))
    if part.fault:
        message = f"日付「{part.words()}」はない（{part.fault}）"
        raise ValueError(message)
    return part


def _arabic(match: re.Match[str]) -> str:
    total = digit = 0
    for value in (int(unicodedata.numeric(sign)) for sign in match[0]):
        if value in {10, 20, 30}:
            total, digit = (digit or 1) * value, 0
        else:
            digit = 10 * digit + value
    return str(total + digit)
