"""When works came out, by their dates and the numbers of preprints."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.announcement import Announcements, Window, when_in_words
from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.reference import Reference

BIB = """
@online{first, title={A}, date={2023-08-03}, eprint={2308.01516}, eprinttype={arxiv}}
@online{second, title={B}, date={2023-08-06}, eprint={arXiv:2308.03110v2}, eprinttype={arxiv}}
@online{third, title={C}, date={2023-08-09}, eprint={2308.05143}, eprinttype={arxiv}}
@online{month, title={D}, date={2023-08}, eprint={2308.04353}, eprinttype={arxiv}}
@online{before, title={E}, date={2023-08}, eprint={2308.00001}, eprinttype={arxiv}}
@online{year, title={F}, date={2023}, eprint={2308.09999}, eprinttype={arxiv}}
@online{lonely, title={G}, date={2021}, eprint={2103.00001}, eprinttype={arxiv}}
@online{othermonth, title={H}, date={2023-07}, eprint={2308.04353}, eprinttype={arxiv}}
@article{journal, title={I}, date={2023}, journaltitle={J}, eprint={2308.04353}, eprinttype={arxiv}}
@online{elsewhere, title={J}, date={2023-08}, eprint={2308.04353}, eprinttype={hal}}
@online{old, title={K}, date={2001}, eprint={0101.1234}, eprinttype={arxiv}}
@online{undated, title={L}, eprint={2308.04353}, eprinttype={arxiv}}
@online{about, title={M}, date={2023-08-08~}, eprint={2308.04400}, eprinttype={arxiv}}
"""
REFERENCES = parse(BIB, "x.bib")
ANNOUNCEMENTS = Announcements(REFERENCES.values())


def words(key: str) -> str:
    return when_in_words(REFERENCES[key], ANNOUNCEMENTS.window(REFERENCES[key]))


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("second", "2023年8月6日"),
        ("month", "2023年8月6日〜9日頃"),
        ("before", "2023年8月1日〜3日頃"),
        ("year", "2023年8月9日〜31日頃"),
        ("lonely", "2021年3月1日〜31日頃"),
        ("othermonth", "2023年7月"),
        ("journal", "2023年"),
        ("elsewhere", "2023年8月"),
        ("old", "2001年"),
        ("undated", "日付不明"),
        ("about", "2023年8月8日頃"),
    ],
)
def test_only_the_number_of_a_preprint_of_the_same_month_narrows_a_date(
    key: str, shown: str
) -> None:
    assert words(key) == shown


def test_two_neighbours_of_one_day_leave_that_day() -> None:
    same = BIB.replace("2023-08-09", "2023-08-06")
    found = parse(same, "x.bib")
    window = Announcements(found.values()).window(found["month"])
    assert when_in_words(found["month"], window) == "2023年8月6日頃"


def test_neighbours_out_of_order_tell_nothing() -> None:
    swapped = BIB.replace("2023-08-06", "2023-08-20")
    found = parse(swapped, "x.bib")
    assert Announcements(found.values()).window(found["month"]) == Window(
        dt.date(2023, 8, 1), dt.date(2023, 8, 31)
    )


@pytest.mark.parametrize(
    ("date", "known"),
    [("2023-08-09", True), ("2023-08-08", None), ("2023-08-05", False), ("2023-08", None)],
)
def test_a_work_is_known_when_its_last_possible_day_is_over(
    date: str, *, known: bool | None
) -> None:
    window = ANNOUNCEMENTS.window(REFERENCES["month"])
    assert window is not None
    assert window.known_by(parse_edtf(date)) is known


def preprint(number: int, date: str) -> Reference:
    fields = {"eprint": f"2308.{number:05}", "eprinttype": "arxiv"}
    return Reference(f"k{number}", "online", fields, date=parse_edtf(date))


@given(
    st.dictionaries(st.integers(1, 99_999), st.integers(1, 31), max_size=8),
    st.integers(1, 99_999),
)
def test_an_estimate_lies_within_the_month_and_is_never_empty(
    days: dict[int, int], number: int
) -> None:
    dated = [preprint(other, f"2023-08-{day:02}") for other, day in days.items()]
    window = Announcements(dated).window(preprint(number, "2023-08"))
    assert window is not None
    assert dt.date(2023, 8, 1) <= window.first <= window.last <= dt.date(2023, 8, 31)


@given(
    st.sets(st.integers(1, 99_999), min_size=3, max_size=3), st.tuples(*[st.integers(1, 31)] * 2)
)
def test_an_estimate_lies_between_the_days_of_the_neighbours(
    numbers: set[int], days: tuple[int, int]
) -> None:
    low, middle, high = sorted(numbers)
    first, last = sorted(days)
    dated = [preprint(low, f"2023-08-{first:02}"), preprint(high, f"2023-08-{last:02}")]
    window = Announcements(dated).window(preprint(middle, "2023-08"))
    assert window is not None
    assert (window.first.day, window.last.day) == (first, last)
