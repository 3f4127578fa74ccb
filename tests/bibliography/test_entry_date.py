"""The date of an entry, from whichever fields tell it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.entry_date import EraMismatchError, entry_date, far_date, year_text


def edtf(**fields: str) -> str:
    """Return the date of *fields* in EDTF, or an empty string."""
    date = entry_date(fields)
    return date.edtf if date else ""


@pytest.mark.parametrize(
    ("year", "month", "day", "read"),
    [
        ("1893", "October", "", "1893-10"),
        ("1893", "oct~12", "", "1893-10-12"),
        ("1893", "oct", "12", "1893-10-12"),
        ("1893", "10", "12", "1893-10-12"),
        ("1893", "22 aug", "", "1893-08-22"),
        ("1893", "jul~22–25", "", "1893-07-22/1893-07-25"),
        ("1893", "jun 30 – jul 2", "", "1893-06-30/1893-07-02"),
        ("1893", "July/August", "", "1893-07/1893-08"),
        ("1893", "Fall", "", "1893-23"),
        ("1893", "Dec./Jan.", "", "1893"),
        ("1893", "Feb. 30", "", "1893-02"),
        ("1893", "Michaelmas", "", "1893"),
        ("1893", "ju", "", "1893"),
        ("1893", "May 1893", "", "1893-05"),
        ("1893", "", "12", "1893"),
        ("1893", "²", "", "1893"),
    ],
)
def test_month_and_day_are_read_as_far_as_they_are_told(
    year: str, month: str, day: str, read: str
) -> None:
    assert edtf(year=year, month=month, day=day) == read


@pytest.mark.parametrize(
    ("year", "read"),
    [
        ("1998–2000", "1998/2000"),
        ("1998--2000", "1998/2000"),
        ("1998-99", "1998/1999"),
        ("1998/99", "1998/1999"),
        ("2004–", "2004/.."),
        ("c. 1890", "1890~"),
        ("ca.1890", "1890~"),
        ("Circa 1890", "1890~"),
        ("約1890", "1890~"),
        ("1890頃", "1890~"),
        ("[1890]", "1890?"),
        ("[1890?]", "1890?"),
        ("(1890)", "1890"),
        ("2019a", "2019"),
        ("2019年", "2019"),
        ("2019-08-22", "2019-08-22"),
        ("明治26年10月", "1893-10"),
    ],
)
def test_a_year_is_read_as_people_write_it(year: str, read: str) -> None:
    assert edtf(year=year) == read


@pytest.mark.parametrize(
    "year", ["in press", "紀元前43年", "1997 [1985]", "MCMLXXXV", "???x", "Issue Date"]
)
def test_a_year_that_is_no_date_is_text(year: str) -> None:
    assert entry_date({"year": year, "month": "oct"}) is None
    assert year_text({"year": year}) == year


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("-0876", "紀元前877年"),
        ("-3000~", "紀元前3001年頃"),
        ("0000", "紀元前1年"),
        ("y-51234", "紀元前51235年"),
        ("Y52000", "52000年"),
        ("-0350-02", "紀元前351年"),
        ("-0010/0005", "紀元前11年–5年"),
    ],
)
def test_a_year_beyond_the_calendar_is_words(date: str, words: str) -> None:
    assert entry_date({"date": date}) is None
    assert year_text({"date": date}) == words


@pytest.mark.parametrize("date", ["-0876/x", "-10/-9/-8", "--5", "2023", ""])
def test_other_dates_are_no_years_beyond_the_calendar(date: str) -> None:
    assert not far_date(date)


@pytest.mark.parametrize("name", ["date", "year"])
@pytest.mark.parametrize("words", ["n.d.", "s. d.", "o.J.", "No date", "–", r"\bibstring nodate",
                                   "[刊年不明]", "---"])  # fmt: skip
def test_words_for_no_date_are_none(name: str, words: str) -> None:
    assert entry_date({name: words}) is None
    assert not year_text({name: words})


def test_a_date_comes_before_a_year() -> None:
    assert edtf(date="2020-08", year="1999", month="jan") == "2020-08"
    assert not year_text({"date": "2020", "year": "in press"})


@pytest.mark.parametrize(
    "date", ["2016-07-18T20:26:06Z", "2016-07-18T20:26:06+10:00", "2013-10-30T11:20:51-07:00"]
)
def test_the_t_of_a_time_is_no_era(date: str) -> None:
    assert edtf(date=date) == date[:10]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"date": "in press"}, "いずれの形でもない"),
        ({"date": "1998--2000"}, "いずれの形でもない"),
        ({"date": "明治46年"}, "明治は元年から"),
        ({"year": "明治46年"}, "明治は元年から"),
        ({"year": "1990", "month": "13"}, "暦にない日付「1990-13」"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, str], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        entry_date(fields)


def test_a_contradiction_between_the_calendars_is_a_fault_of_its_own() -> None:
    with pytest.raises(EraMismatchError, match="合わない"):
        entry_date({"date": "1894-10", "eradate": "明26.10"})
    assert edtf(date="1893-10", eradate="明26.10") == edtf(eradate="明26.10") == "1893-10"


@settings(deadline=None)
@given(st.text(alphabet="0123456789-–/[]?~ caXjunfb.", max_size=16), st.text(max_size=12))
def test_no_year_and_month_of_words_stops_a_file(year: str, month: str) -> None:
    if month.isdecimal():
        return
    date = entry_date({"year": year, "month": month})
    assert date is None or date.earliest <= date.latest
