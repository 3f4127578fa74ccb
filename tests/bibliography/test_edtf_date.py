"""Dates as precise as they are known: reading, order, Japanese."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.edtf_date import SEASONS, Point, parse_edtf

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
        ("2023-21", "2023年春", (2023, 3, 1), (2023, 5, 31)),
        ("2023-22~", "2023年夏頃", (2023, 6, 1), (2023, 8, 31)),
        ("2023-24", "2023年冬", (2023, 12, 1), (2024, 2, 29)),
        ("9999-24", "9999年冬", (9999, 12, 1), (9999, 12, 31)),
        ("2023-29", "2023年春（南半球）", (2023, 9, 1), (2023, 11, 30)),
        ("2023-36", "2023年第4四半期", (2023, 10, 1), (2023, 12, 31)),
        ("2023-38", "2023年5月から8月", (2023, 5, 1), (2023, 8, 31)),
        ("2023-41", "2023年後半", (2023, 7, 1), (2023, 12, 31)),
        ("2023-21/2023-23", "2023年春–2023年秋", (2023, 3, 1), (2023, 11, 30)),
        ("199X", "1990年代", (1990, 1, 1), (1999, 12, 31)),
        ("199X?", "1990年代（推定）", (1990, 1, 1), (1999, 12, 31)),
        ("19XX", "1900年から1999年までのあいだ", (1900, 1, 1), (1999, 12, 31)),
        ("1999-XX", "1999年（月不明）", (1999, 1, 1), (1999, 12, 31)),
        ("1999-02-XX", "1999年2月（日不明）", (1999, 2, 1), (1999, 2, 28)),
        ("1999-XX-XX", "1999年（月日不明）", (1999, 1, 1), (1999, 12, 31)),
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
        ("2023-20", "暦にない日付"),
        ("2023-42", "暦にない日付"),
        ("2023-21-01", "暦にない日付"),
        ("2023-21-XX", "暦にない日付"),
        ("19XX-01", "暦にない日付"),
        ("199X-XX", "暦にない日付"),
        ("000X", "暦にない日付"),
        ("1999-01-01-XX", "暦にない日付"),
        ("1999-XX-01", "いずれの形でもない"),
        ("1XXX", "いずれの形でもない"),
        ("XXXX", "いずれの形でもない"),
        ("0000", "1年から9999年までにない"),
        ("-0043", "1年から9999年までにない"),
        ("-2000~", "1年から9999年までにない（文献ならyearに言葉で書く）"),
        ("-0043-03", "1年から9999年までにない"),
        ("Y170000002", "1年から9999年までにない"),
        ("2023-08T10:00:00", "いずれの形でもない"),
        ("２０２３", "いずれの形でもない"),
        ("22.8.2023", "いずれの形でもない"),
        ("2023-8-22", "いずれの形でもない"),
        ("2023-08-22T10", "いずれの形でもない"),
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


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2023-08-22T10:00:00", "2023-08-22"),
        ("2023-08-22T10:00:00Z", "2023-08-22"),
        ("2023-08-22T10:00", "2023-08-22"),
        ("1723?~", "1723%"),
        ("1723~?", "1723%"),
        ("2023-08-22T10:00:00.5+09:00", "2023-08-22"),
        ("2023-08-22T10:00:00Z/2023-08-23T11:00:00Z", "2023-08-22/2023-08-23"),
        ("2020/", "2020/.."),
        ("/2020", "../2020"),
        ("2020/open", "2020/.."),
        ("unknown/2020", "../2020"),
        ("199u", "199X"),
        ("1999-uu", "1999-XX"),
    ],
)
def test_other_ways_to_write_a_date_mean_the_same(written: str, edtf: str) -> None:
    assert parse_edtf(written).edtf == edtf


@pytest.mark.parametrize(
    ("written", "words"),
    [("2023-08", "2023"), ("199X", "1990年代"), ("19XX", "1900–1999"), ("../1868", "1868")],
)
def test_the_year_of_a_label_claims_no_more_than_is_known(written: str, words: str) -> None:
    assert parse_edtf(written).year_words == words


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
@given(st.text(alphabet="0123456789-/.[]~?% XuTZ:+", max_size=24))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = parse_edtf(text)
    except ValueError:
        return
    assert date.earliest <= date.latest
    assert parse_edtf(date.edtf) == date


POINTS = st.one_of(
    st.builds(Point, st.integers(1, 9999), mark=st.sampled_from(["", "~", "?", "%"])),
    st.builds(Point, st.integers(1, 9999), st.integers(1, 12), unknown_parts=st.integers(0, 1)),
    st.builds(Point, st.integers(1, 9999), unknown_parts=st.integers(0, 2)),
    st.builds(Point, st.integers(1, 9999), season=st.sampled_from(sorted(SEASONS))),
    st.builds(
        lambda tens, unknown: Point(tens * 10**unknown, unknown_digits=unknown),
        st.integers(1, 99),
        st.integers(1, 2),
    ),
)


@settings(deadline=None)
@given(POINTS)
def test_every_point_reads_back(point: Point) -> None:
    date = parse_edtf(point.edtf)
    assert date.start == date.end == point
    assert date.earliest <= date.latest


@settings(deadline=None)
@given(POINTS, POINTS)
def test_a_range_means_no_day_outside_its_ends(start: Point, end: Point) -> None:
    if start.first_day > end.last_day:
        return
    date = parse_edtf(f"{start.edtf}/{end.edtf}")
    assert (date.earliest, date.latest) == (start.first_day, end.last_day)
    assert parse_edtf(date.edtf) == date


@settings(deadline=None)
@given(st.integers(1, 9998))
def test_the_seasons_of_a_year_follow_each_other(year: int) -> None:
    seasons = [Point(year, season=number) for number in range(21, 25)]
    assert [point.first_day for point in seasons] == sorted(point.first_day for point in seasons)
    quarters = [Point(year, season=number) for number in range(33, 37)]
    days = sum((point.last_day - point.first_day).days + 1 for point in quarters)
    assert days == (dt.date(year, 12, 31) - dt.date(year, 1, 1)).days + 1


@pytest.mark.parametrize(
    ("date", "known"),
    [("2023-08-22", True), ("2023-08-21", None), ("2023-08", None), ("2023-07-31", False)],
)
def test_a_date_knows_what_had_come_by_it(date: str, *, known: bool | None) -> None:
    assert parse_edtf(date).knows(dt.date(2023, 8, 1), dt.date(2023, 8, 22)) is known
