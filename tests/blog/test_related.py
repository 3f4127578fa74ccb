"""Which memos go together, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.blog.memo import Memo
from bibouroku.blog.related import COMMON, MOST, related_memos

if TYPE_CHECKING:
    from random import Random


def memo(name: str, tags: str = "", category: str = "物理", date: str = "2023") -> Memo:
    return Memo(name, name, parse_edtf(date), category, tuple(tags.split()))


def names(memos: list[Memo], cited: dict[str, list[str]], of: str) -> list[str]:
    return [one.memo.docname for one in related_memos(memos, cited)[of]]


@st.composite
def libraries(draw: st.DrawFn) -> tuple[list[Memo], dict[str, list[str]]]:
    """Draw memos with tags and categories, and what each cites."""
    words = st.lists(st.sampled_from("xyzuvw"), max_size=4, unique=True)
    numbers = range(draw(st.integers(0, 9)))
    memos = [memo(f"m{n}", " ".join(draw(words)), draw(st.sampled_from("ab"))) for n in numbers]
    return memos, {one.docname: draw(words) for one in memos}


@pytest.mark.parametrize(
    ("cited", "tags", "category", "reason"),
    [
        ("x y z", "", "数学", "共通の文献3件"),
        ("x", "超伝導 追試", "数学", "共通の文献1件、タグ「超伝導」「追試」"),
        ("", "追試", "物理", "タグ「追試」、分類「物理」"),
    ],
)
def test_the_reason_is_told_in_words(cited: str, tags: str, category: str, reason: str) -> None:
    here, there = memo("a", "超伝導 追試"), memo("b", tags, category)
    found = related_memos([here, there], {"a": ["x", "y", "z"], "b": cited.split()})
    assert [one.reason for one in found["a"]] == [reason]


def test_a_category_alone_relates_nothing() -> None:
    assert names([memo("a"), memo("b")], {}, "a") == []


def test_a_rare_source_counts_more_than_a_common_one() -> None:
    cited = {"a": ["rare", "common"], "b": ["common"], "c": ["rare"], "d": ["common"]}
    assert names([memo(name) for name in "abcd"], cited, "a")[0] == "c"


def test_a_shared_source_counts_more_than_a_shared_tag() -> None:
    memos = [memo("a", "t"), memo("b", "t"), memo("c")]
    assert names(memos, {"a": ["x"], "c": ["x"]}, "a") == ["c", "b"]


def test_of_equals_the_newer_comes_first_then_the_name() -> None:
    memos = [memo("a", "t"), memo("b", "t", date="2020"), memo("d", "t"), memo("c", "t")]
    assert names(memos, {}, "a") == ["c", "d", "b"]


def test_at_most_five_are_named() -> None:
    assert len(names([memo(f"m{n}", "t") for n in range(9)], {}, "m0")) == MOST


def test_what_everything_shares_relates_nothing_but_is_named_beside_what_does() -> None:
    memos = [memo(f"m{n}", "everywhere") for n in range(COMMON + 1)]
    assert names(memos, {}, "m0") == []
    (one,) = related_memos(memos, {"m0": ["x"], "m7": ["x"]})["m0"]
    assert one.reason == "共通の文献1件、タグ「everywhere」、分類「物理」"


def test_a_memo_that_shares_nothing_moves_no_other() -> None:
    memos = [memo("a", "t u"), memo("b", "t"), memo("c", "u")]
    before = related_memos(memos, {"a": ["x"], "c": ["x"]})
    after = related_memos([*memos, memo("new", "v", "数学")], {"a": ["x"], "c": ["x"]})
    assert {name: after[name] for name in before} == before


@given(libraries())
def test_the_score_is_the_same_from_both_sides(
    library: tuple[list[Memo], dict[str, list[str]]],
) -> None:
    found = related_memos(*library)
    scores = {(name, one.memo.docname): one.score for name in found for one in found[name]}
    assert all(scores.get(pair[::-1], score) == score for pair, score in scores.items())
    assert all(name != other for name, other in scores)


@given(libraries(), st.randoms())
def test_the_order_of_memos_and_citations_does_not_matter(
    library: tuple[list[Memo], dict[str, list[str]]], random: Random
) -> None:
    memos, cited = library
    expected = related_memos(memos, cited)
    random.shuffle(memos)
    turned = {name: cited[name][::-1] for name in reversed(cited)}
    assert related_memos(memos, turned) == expected
