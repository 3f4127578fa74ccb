"""Places of works on a line of time."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.announcement import Window
from bibouroku.bibliography.chronology import APART, Axis, Span, axis_for

days = st.dates()
windows = st.tuples(days, days).map(lambda both: Window(min(both), max(both)))


def window(first: str, last: str = "") -> Window:
    return Window(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))


@given(st.lists(windows, max_size=6))
def test_every_work_has_its_place_on_the_axis(shown: list[Window]) -> None:
    axis = axis_for(shown)
    for span in map(axis.span, shown):
        assert 0 <= span.first <= span.middle <= span.last <= 1


@given(st.lists(windows, min_size=1, max_size=6), days, days)
def test_a_later_day_never_stands_before_an_earlier_one(
    shown: list[Window], one: dt.date, other: dt.date
) -> None:
    axis = axis_for(shown)
    assert axis.place(min(one, other)) <= axis.place(max(one, other))


@given(days, days)
def test_labels_of_the_axis_do_not_run_into_each_other(one: dt.date, other: dt.date) -> None:
    ticks = axis_for([Window(min(one, other), max(one, other))]).ticks()
    places = [tick.place for tick in ticks]
    assert places
    assert all(0 <= place <= 1 for place in places)
    assert all(right - left >= APART for left, right in pairwise(places))


@given(days, days)
def test_the_year_is_named_at_the_first_label_and_where_it_changes(
    one: dt.date, other: dt.date
) -> None:
    ticks = axis_for([Window(min(one, other), max(one, other))]).ticks()
    years = [tick.year for tick in ticks if not tick.words.endswith("年")]
    assert all(left != right for left, right in pairwise(year for year in years if year))
    assert years == [] or years[0]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2023-07-22", "2023-07-23", ["2023年7月22日", "7月23日"]),
        ("2023-07-22", "2023-08-11", ["2023年7月22日", "7月29日", "8月5日"]),
        ("2023-11-20", "2024-03-02", ["2023年12月", "2024年1月", "2月", "3月"]),
        ("2021-05-05", "2023-04-05", ["2021年7月", "2022年1月", "7月", "2023年1月"]),
        ("1875-01-01", "1893-12-31", ["1875年", "1880年", "1885年", "1890年"]),
        ("0001-01-02", "9999-12-30", ["2000年", "4000年", "6000年", "8000年"]),
    ],
)
def test_the_axis_names_round_days(first: str, last: str, shown: list[str]) -> None:
    ticks = axis_for([window(first, last)]).ticks()
    assert [tick.year + tick.words for tick in ticks] == shown


def test_one_day_is_a_point_and_a_month_a_bar() -> None:
    axis = axis_for([window("2023-07-01", "2023-07-31"), window("2023-07-16")])
    assert axis.span(window("2023-07-16")) == Span(0.5, 0.5)
    assert axis.span(window("2023-07-01", "2023-07-31")).middle == pytest.approx(0.5)


@pytest.mark.parametrize("day", ["2023-07-22", "9999-12-31", "9999-12-30", "0001-01-02"])
def test_a_single_day_has_an_axis_too(day: str) -> None:
    axis = axis_for([window(day)])
    assert (axis.last - axis.first).days == 1
    assert axis.place(dt.date.fromisoformat(day)) in {0, 1}


def test_open_ends_do_not_stretch_the_axis() -> None:
    axis = axis_for([Window(dt.date.min, dt.date(1868, 1, 1)), window("1893-10-01")])
    assert axis == Axis(dt.date(1868, 1, 1), dt.date(1893, 10, 1))
    assert axis.span(Window(dt.date(1870, 1, 1), dt.date.max)).last == 1


def test_works_without_a_date_leave_an_axis_to_draw() -> None:
    assert axis_for([]).ticks()
