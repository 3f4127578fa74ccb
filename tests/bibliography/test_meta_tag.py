"""Dates as the tags in the head of a page have them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.meta_tag import highwire_date, highwire_names, iso_date
from bibouroku.bibliography.reference import Person

DAYS = st.dates(min_value=dt.date(1, 1, 1))


@pytest.mark.parametrize(
    ("edtf", "highwire", "iso"),
    [
        ("2023-08-22", "2023/08/22", "2023-08-22"),
        ("2023-08", "2023/08", "2023-08"),
        ("2023", "2023", "2023"),
        ("0987", "0987", "0987"),
        ("2023-08-22?", "2023", ""),
        ("1895~", "1895", ""),
        ("2023-21", "2023", ""),
        ("2023-24", "2023", ""),
        ("1999-XX", "1999", ""),
        ("199X", "1990-1999", ""),
        ("[2017..2020]", "2017-2020", ""),
        ("1875/1876", "1875-1876", ""),
        ("2023-01/2023-05", "2023", ""),
        ("199X/2001-03", "1990-2001", ""),
        ("2020/..", "2020-", ""),
        ("../1868", "", ""),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(edtf: str, highwire: str, iso: str) -> None:
    date = parse_edtf(edtf)
    assert (highwire_date(date), iso_date(date)) == (highwire, iso)


@given(DAYS, DAYS)
def test_a_span_is_told_by_its_years_alone(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    told = highwire_date(parse_edtf(f"{first}/{last}"))
    if first != last:
        assert [int(year) for year in re.split("-", told)] == sorted({first.year, last.year})


@given(DAYS)
def test_a_day_can_be_read_back(day: dt.date) -> None:
    date = parse_edtf(day.isoformat())
    assert dt.date.fromisoformat(iso_date(date)) == day
    assert highwire_date(date) == day.isoformat().replace("-", "/")


@pytest.mark.parametrize(
    ("persons", "written"),
    [
        ([Person("岡田", "晋")], ["岡田, 晋"]),
        ([Person("Smith", "Bob, Jr")], ["Smith, Bob Jr"]),
        ([Person("van der Zwaag", "Sybrand J.")], ["van der Zwaag, Sybrand J.;"]),
        ([Person("van Dam", "A. B."), Person("A", "B")], ["van Dam, A. B.", "A, B"]),
        ([Person("文部科学省", literal=True)], ["文部科学省"]),
        ([Person("Bureau X, U.S.", literal=True)], ["Bureau X，U.S.,"]),
        ([Person("A; B", "C;D")], ["A； B, C；D"]),
        ([], []),
    ],
)
def test_names_are_written_as_zotero_reads_them(persons: list[Person], written: list[str]) -> None:
    assert highwire_names(persons) == written
