"""The order of memos and the groups in which archives show them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.blog.memo import Memo


def oldest_first(memos: Iterable[Memo]) -> list[Memo]:
    """Return *memos* by date; those of one day by document name."""
    return sorted(memos, key=lambda memo: (memo.date.earliest, memo.docname))


def newest_first(memos: Iterable[Memo]) -> list[Memo]:
    """Return *memos* from the newest to the oldest."""
    return oldest_first(memos)[::-1]


def newest_date(memos: Iterable[Memo]) -> EdtfDate | None:
    """Return the date of the newest memo or note, if there is one."""
    return max((memo.modified for memo in memos), key=lambda date: date.earliest, default=None)


def keywords(memos: Iterable[Memo]) -> list[str]:
    """Return every category and tag once, those of old memos first."""
    words = (word for memo in oldest_first(memos) for word in (memo.category, *memo.tags))
    return list(dict.fromkeys(filter(None, words)))


@dataclass(frozen=True, slots=True)
class Group:
    """Memos that share a category, a tag or a year, newest first."""

    name: str
    #: The page of the group, without suffix.
    pagename: str
    memos: tuple[Memo, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """All memos, and every group of them."""

    #: Newest first.
    memos: tuple[Memo, ...]
    categories: tuple[Group, ...]
    tags: tuple[Group, ...]
    #: Newest year first.
    years: tuple[Group, ...]
    #: The memos of each series, oldest first.
    series: Mapping[str, tuple[Memo, ...]]
    #: The next older and the next newer memo of each, by document name.
    neighbours: Mapping[str, tuple[Memo | None, Memo | None]]

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every group."""
        return self.categories + self.tags + self.years

    def series_of(self, memo: Memo) -> tuple[Memo, ...]:
        """Return the memos of the series of *memo*, itself included; none if it is of none."""
        return self.series.get(memo.series, ()) if memo.series else ()


def archive(memos: Iterable[Memo], path: str) -> Archive:
    """Return the archive of *memos*, its pages below *path*."""
    ordered = newest_first(memos)
    by_tag: dict[str, list[Memo]] = defaultdict(list)
    by_category: dict[str, list[Memo]] = defaultdict(list)
    by_year: dict[str, list[Memo]] = defaultdict(list)
    by_series: dict[str, list[Memo]] = defaultdict(list)
    for memo in ordered:
        by_category[memo.category].append(memo)
        by_year[year_name(memo)].append(memo)
        by_series[memo.series].append(memo)
        for tag in memo.tags:
            by_tag[tag].append(memo)
    return Archive(
        tuple(ordered),
        _groups(by_category, f"{path}/category"),
        _groups(by_tag, f"{path}/tag"),
        tuple(Group(year, f"{path}/{slug(year)}", tuple(held)) for year, held in by_year.items()),
        {name: tuple(reversed(held)) for name, held in by_series.items()},
        _neighbours(ordered),
    )


def _neighbours(ordered: Sequence[Memo]) -> dict[str, tuple[Memo | None, Memo | None]]:
    around: list[Memo | None] = [None, *reversed(ordered), None]
    return {
        memo.docname: (older, newer)
        for older, memo, newer in zip(around, around[1:], around[2:], strict=False)
        if memo
    }


def _groups(held: Mapping[str, Sequence[Memo]], path: str) -> tuple[Group, ...]:
    """Return groups by size, then name."""
    names = sorted(held, key=lambda name: (-len(held[name]), name))
    return tuple(Group(name, f"{path}/{slug(name)}", tuple(held[name])) for name in names)


def months(memos: Iterable[Memo]) -> list[tuple[int, int]]:
    """Return months (0: unknown) with the number of memos in each, newest first."""
    counted = Counter(memo_month(memo) for memo in memos)
    return sorted(counted.items(), reverse=True)


def year_name(memo: Memo) -> str:
    """Return the year under which a memo is filed, or the span of years that it may be of."""
    start, end = memo.date.start, memo.date.end
    if memo.date.one_of and start and end and start.year != end.year:
        return f"{start.year}-{end.year}"
    return str(memo.date.year)


def memo_month(memo: Memo) -> int:
    """Return the month of a memo, or 0 when its date does not say one."""
    date = memo.date
    return date.start.month if date.start and date.start == date.end else 0


def slug(name: str) -> str:
    """Return *name* as part of a file name and URL; two names never share one.

    Letters of every script, digits and hyphens stay (composed, so that パ, バ
    and ハ remain apart); a space becomes ``+``; every other character becomes
    its code point between underscores.
    """
    text = " ".join(unicodedata.normalize("NFC", name).split())
    kept = re.sub(r"[^\w -]|_", lambda match: f"_{ord(match[0]):x}_", text)
    return kept.replace(" ", "+")
