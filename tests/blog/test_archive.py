"""The order of memos, and their groups."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.blog.archive import (
    archive,
    keywords,
    memo_month,
    months,
    newest_date,
    newest_first,
    oldest_first,
    slug,
    year_name,
)
from bibouroku.blog.memo import Memo, Update


def memo(name: str, date: str, category: str = "物理", tags: str = "", series: str = "") -> Memo:
    return Memo(name, name, parse_edtf(date), category, tuple(tags.split()), series)


FIVE = [
    memo("deepseek", "2025-04", "計算機", "AI 計算"),
    memo("wasseki", "[2017..2020]", "数学", "歴史"),
    memo("lk99-replication", "2023-08-22", tags="超伝導 追試", series="LK-99"),
    memo("pentadiamond", "2020-08", tags="炭素 計算"),
    memo("lk99-claim", "2023-08-02", tags="超伝導", series="LK-99"),
]


def test_memos_stand_by_the_first_day_they_can_be_of() -> None:
    assert [each.docname for each in oldest_first(FIVE)] == [
        "wasseki",
        "pentadiamond",
        "lk99-claim",
        "lk99-replication",
        "deepseek",
    ]
    assert newest_first(FIVE) == oldest_first(FIVE)[::-1]


def test_memos_of_one_day_stand_by_name() -> None:
    one, two = memo("a", "2020"), memo("b", "2020-01-01")
    assert oldest_first([two, one]) == [one, two]


def test_an_archive_groups_by_category_tag_and_year() -> None:
    groups = archive(FIVE, "blog")
    assert [(group.name, len(group.memos)) for group in groups.categories] == [
        ("物理", 3),
        ("数学", 1),
        ("計算機", 1),
    ]
    assert [group.name for group in groups.tags[:2]] == ["計算", "超伝導"]
    assert [group.name for group in groups.years] == ["2025", "2023", "2020", "2017-2020"]
    assert list(groups.memos) == newest_first(FIVE)


def test_every_group_has_a_page_of_its_own() -> None:
    groups = archive(FIVE, "blog").groups
    pages = [group.pagename for group in groups]
    assert len(set(pages)) == len(pages)
    assert {"blog/category/物理", "blog/tag/AI", "blog/2017-2020"} <= set(pages)


def test_within_a_group_the_newest_memo_is_first() -> None:
    (physics, *_) = archive(FIVE, "blog").categories
    assert [each.docname for each in physics.memos] == [
        "lk99-replication",
        "lk99-claim",
        "pentadiamond",
    ]


def test_no_memos_make_no_groups() -> None:
    assert archive([], "blog").groups == ()


@pytest.mark.parametrize(
    ("date", "year", "month"),
    [
        ("2023-08-22", "2023", 8),
        ("2020-08", "2020", 8),
        ("2020", "2020", 0),
        ("[2017..2020]", "2017-2020", 0),
        ("[2023-07..2023-08]", "2023", 0),
        ("2019-12/2020-01", "2019", 0),
        ("../2020", "2020", 0),
        ("2020~", "2020", 0),
    ],
)
def test_a_memo_is_filed_no_more_precisely_than_its_date(date: str, year: str, month: int) -> None:
    assert year_name(memo("a", date)) == year
    assert memo_month(memo("a", date)) == month


def test_months_are_counted_newest_first_the_unknown_last() -> None:
    held = [memo(date, date) for date in ("2023-08-02", "2023", "2023-08-22", "2023-11")]
    assert months(held) == [(11, 1), (8, 2), (0, 1)]


def test_a_series_is_told_oldest_first() -> None:
    found = archive(FIVE, "blog").series_of(FIVE[2])
    assert [each.docname for each in found] == [
        "lk99-claim",
        "lk99-replication",
    ]


def test_memos_without_a_series_are_no_series() -> None:
    assert archive(FIVE, "blog").series_of(FIVE[0]) == ()


def test_each_memo_knows_the_next_older_and_newer() -> None:
    around = archive(FIVE, "blog").neighbours
    names = {
        docname: tuple(memo.docname if memo else None for memo in both)
        for docname, both in around.items()
    }
    ordered = [memo.docname for memo in oldest_first(FIVE)]
    assert list(names) == ordered
    assert [older for older, _ in names.values()] == [None, *ordered[:-1]]
    assert [newer for _, newer in names.values()] == [*ordered[1:], None]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("物性物理", "物性物理"),
        ("AI", "AI"),
        ("C++", "C_2b__2b_"),
        ("open source", "open+source"),
        ("a_b", "a_5f_b"),
        ("../etc", "_2e__2e__2f_etc"),
        ("<script>", "_3c_script_3e_"),
        ("ハ\u309aン", "パン"),
    ],
)
def test_a_slug_tells_its_name(name: str, expected: str) -> None:
    assert slug(name) == expected


LOOKALIKES = st.text(alphabet="a_2bf5 +-.\u3099かが", max_size=6)


@settings(deadline=None)
@given(st.text() | LOOKALIKES, st.text() | LOOKALIKES)
def test_two_names_never_share_a_slug(one: str, two: str) -> None:
    def same(name: str) -> str:
        return unicodedata.normalize("NFC", " ".join(name.split()))

    assert (slug(one) == slug(two)) == (same(one) == same(two))


@settings(deadline=None)
@given(st.text())
def test_a_slug_is_safe_in_a_file_name_and_an_address(name: str) -> None:
    assert re.fullmatch(r"[\w+-]*", slug(name))


def test_the_newest_date_may_be_that_of_a_note() -> None:
    noted = Memo(
        "posts/noted", "題", parse_edtf("2020-08"), "物理",
        updates=(Update(parse_edtf("2025-05-27"), "u"),),
    )  # fmt: skip
    newest = newest_date([*FIVE, noted])
    assert newest
    assert newest.japanese == "2025年5月27日"
    assert newest_date([]) is None


def test_keywords_come_once_and_in_order_of_the_memos() -> None:
    assert keywords([memo("b", "2023", tags="乙 甲"), memo("a", "2020", tags="甲")]) == [
        "物理", "甲", "乙",
    ]  # fmt: skip
