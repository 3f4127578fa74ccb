"""Dates as precise as they are known: reading, order, Japanese."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.edtf_date import parse_edtf

DAYS = st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(9999, 12, 31))


@pytest.mark.parametrize(
    ("written", "japanese", "earliest", "latest"),
    [
        ("2023-08-22", "2023年8月22日", (2023, 8, 22), (2023, 8, 22)),
        ("2020-02", "2020年2月", (2020, 2, 1), (2020, 2, 29)),
        ("1893", "1893年", (1893, 1, 1), (1893, 12, 31)),
        ("2020~", "2020年頃", (2020, 1, 1), (2020, 12, 31)),
        ("2020-05?", "2020年5月（推定）", (2020, 5, 1), (2020, 5, 31)),
        ("1868%", "1868年頃（推定）", (1868, 1, 1), (1868, 12, 31)),
        ("1875/1876", "1875年–1876年", (1875, 1, 1), (1876, 12, 31)),
        ("[2017..2020]", "2017年から2020年までのあいだ", (2017, 1, 1), (2020, 12, 31)),
        ("2020/..", "2020年–", (2020, 1, 1), (9999, 12, 31)),
        ("../1868", "–1868年", (1, 1, 1), (1868, 12, 31)),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(
    written: str, japanese: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    date = parse_edtf(written)
    assert date.japanese == japanese
    assert date.earliest == dt.date(*earliest)
    assert date.latest == dt.date(*latest)
    assert date.edtf == written


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("2023-13", "暦にない日付「2023-13」"),
        ("2023-02-29", "暦にない日付"),
        ("2023-00", "暦にない日付"),
        ("2023-08-00", "暦にない日付"),
        ("0000", "暦にない日付"),
        ("22.8.2023", "いずれの形でもない"),
        ("2023-8-22", "いずれの形でもない"),
        ("2023-08-22T10:00", "いずれの形でもない"),
        ("", "いずれの形でもない"),
        ("2020/2017", "より前にある"),
        ("[2020..2017]", "より前にある"),
        ("../..", "始まりも終わりもない"),
        ("/", "始まりも終わりもない"),
        ("[2017,2018]", "いずれの形でもない"),
    ],
)
def test_what_is_no_date_is_refused_with_its_fault(written: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        parse_edtf(written)


def test_one_of_some_years_is_filed_under_the_first() -> None:
    assert parse_edtf("[2017..2020]").year == 2017
    assert parse_edtf("[2017..2020]").one_of


def test_a_range_with_an_open_beginning_is_filed_under_its_end() -> None:
    assert parse_edtf("../1868").year == 1868


def test_a_range_may_end_within_the_period_it_begins_in() -> None:
    assert parse_edtf("2020-06/2020").japanese == "2020年6月–2020年"


def test_a_range_of_one_point_is_that_point() -> None:
    assert parse_edtf("2020/2020") == parse_edtf("2020")


def test_spaces_around_a_date_do_not_count() -> None:
    assert parse_edtf(" 2020-08 ") == parse_edtf("2020-08")
    assert parse_edtf("2017 / 2020") == parse_edtf("2017/2020")


@settings(deadline=None)
@given(DAYS)
def test_every_day_reads_back(day: dt.date) -> None:
    date = parse_edtf(day.isoformat())
    assert date.earliest == date.latest == day
    assert date.edtf == day.isoformat()


@settings(deadline=None)
@given(DAYS, DAYS)
def test_a_range_holds_exactly_if_it_does_not_run_backwards(start: dt.date, end: dt.date) -> None:
    written = f"{start}/{end}"
    if start > end:
        with pytest.raises(ValueError, match="より前にある"):
            parse_edtf(written)
    else:
        date = parse_edtf(written)
        assert (date.earliest, date.latest) == (start, end)


@settings(deadline=None)
@given(st.text(alphabet="0123456789-/.[]~?% ", max_size=24))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = parse_edtf(text)
    except ValueError:
        return
    assert date.earliest <= date.latest
    assert parse_edtf(date.edtf) == date
