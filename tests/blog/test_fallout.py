"""Memos that rest on fallen sources, and the ways by which they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.blog.fallout import LONGEST, Way, fallout, ways

if TYPE_CHECKING:
    from bibouroku.blog.fallout import Affected

    Graph = dict[str, set[str]]

#: a → b → the source s.
CITATIONS = {"b": {"s"}}
LINKS = {"a": {"b"}}
MEMOS = tuple("abcdefgh")
GRAPHS = st.dictionaries(st.sampled_from(MEMOS), st.sets(st.sampled_from(MEMOS), max_size=4))
SOURCES = st.dictionaries(st.sampled_from(MEMOS), st.sets(st.sampled_from("stuv"), max_size=2))


def told(found: dict[str, Affected], memo: str) -> list[str]:
    """Return the ways of *memo*, each as one line."""
    return [">".join((*way.memos, "".join(way.sources))) for way in ways(found, memo)]


def test_a_memo_that_leans_on_a_fallen_source_is_affected_at_depth_one() -> None:
    found = fallout({"b": {"s", "t"}}, {}, {"s"})
    assert [(one.memo, one.depth, one.sources) for one in found.values()] == [("b", 1, ("s",))]
    assert told(found, "b") == ["b>s"]


def test_a_memo_that_leans_on_such_a_memo_is_affected_at_depth_two() -> None:
    found = fallout(CITATIONS, LINKS, {"s"})
    assert [(one.memo, one.depth) for one in found.values()] == [("b", 1), ("a", 2)]
    assert told(found, "a") == ["a>b>s"]


def test_a_critical_citation_or_link_stops_the_way() -> None:
    # what does not lean is not among the citations and links
    assert fallout({"b": set()}, LINKS, {"s"}) == {}
    assert list(fallout(CITATIONS, {"a": set()}, {"s"})) == ["b"]


def test_nothing_is_affected_while_all_sources_stand() -> None:
    assert fallout(CITATIONS, LINKS, set()) == {}


@pytest.mark.parametrize(
    ("links", "affected"),
    [
        ({"b": {"b"}}, ["b"]),
        ({"a": {"b"}, "b": {"a"}}, ["b", "a"]),
        ({"a": {"b"}, "c": {"a"}, "b": {"c"}}, ["b", "a", "c"]),
        ({"x": {"y"}, "y": {"x"}}, ["b"]),
    ],
)
def test_circles_of_links_end(links: Graph, affected: list[str]) -> None:
    found = fallout(CITATIONS, links, {"s"})
    assert list(found) == affected
    assert told(found, "b") == ["b>s"]


def test_the_shortest_way_comes_first_and_every_other_link_has_its_own() -> None:
    links = {"a": {"b", "c", "d"}, "c": {"b"}, "d": {"c"}}
    found = fallout({"a": {"t"}, "b": {"s"}}, links, {"s", "t"})
    assert told(found, "a") == ["a>t", "a>b>s", "a>c>b>s", "a>d>c>b>s"]


def test_a_way_that_would_come_back_is_left_out() -> None:
    # b rests on s through a only, so a does not rest on s through b
    found = fallout({"a": {"s"}}, {"a": {"b"}, "b": {"a"}}, {"s"})
    assert told(found, "a") == ["a>s"]
    assert told(found, "b") == ["b>a>s"]


def test_all_sources_of_the_last_memo_are_named() -> None:
    found = fallout({"b": {"t", "s", "u"}}, LINKS, {"s", "t"})
    assert list(ways(found, "a")) == [Way(("a", "b"), 0, ("s", "t"))]


@pytest.mark.parametrize(("length", "shown", "left_out"), [(5, 5, 0), (6, 5, 1), (40, 5, 35)])
def test_a_long_way_is_told_with_its_first_memos_and_its_last(
    length: int, shown: int, left_out: int
) -> None:
    links = {f"m{number:02}": {f"m{number - 1:02}"} for number in range(1, length)}
    found = fallout({"m00": {"s"}}, links, {"s"})
    (way,) = ways(found, f"m{length - 1:02}")
    assert (len(way.memos), way.left_out) == (shown, left_out)
    assert way.memos[-1] == "m00"


def reachable(citations: Graph, links: Graph, fallen: set[str]) -> dict[str, int]:
    """Return the depth of each affected memo, found the slow way: round by round."""
    depths = {memo: 1 for memo, keys in citations.items() if keys & fallen}
    for depth in range(2, len(MEMOS) + 2):
        near = {memo for memo, held in depths.items() if held < depth}
        depths |= {memo: depth for memo, to in links.items() if to & near and memo not in depths}
    return depths


@given(SOURCES, GRAPHS, st.sets(st.sampled_from("stuv")))
def test_depths_are_those_of_a_slow_search(
    citations: Graph, links: Graph, fallen: set[str]
) -> None:
    found = fallout(citations, links, fallen)
    assert {memo: one.depth for memo, one in found.items()} == reachable(citations, links, fallen)


@given(SOURCES, GRAPHS, st.sets(st.sampled_from("stuv")))
def test_every_step_of_a_way_is_a_link_and_no_memo_is_passed_twice(
    citations: Graph, links: Graph, fallen: set[str]
) -> None:
    found = fallout(citations, links, fallen)
    for memo in found:
        told_ways = list(ways(found, memo))
        assert told_ways
        for way in told_ways:
            assert len(set(way.memos)) == len(way.memos) <= LONGEST
            assert set(way.sources) == citations[way.memos[-1]] & fallen != set()
            steps = list(zip(way.memos, way.memos[1:], strict=False))
            for here, there in steps[:-1] if way.left_out else steps:
                assert there in links[here]


@given(SOURCES, GRAPHS, st.sets(st.sampled_from("stuv")))
def test_the_first_way_is_as_long_as_the_memo_is_deep(
    citations: Graph, links: Graph, fallen: set[str]
) -> None:
    found = fallout(citations, links, fallen)
    for memo, one in found.items():
        lengths = [len(way.memos) + way.left_out for way in ways(found, memo)]
        assert lengths == sorted(lengths)
        assert lengths[0] == one.depth


def test_a_long_chain_of_memos_is_no_trouble() -> None:
    count = 20_000
    links = {f"{n:05}": {f"{m:05}" for m in (n - 1, n - 2) if m >= 0} for n in range(count)}
    found = fallout({"00000": {"s"}}, links, {"s"})
    assert len(found) == count
    assert sum(len(list(ways(found, memo))) for memo in found) == 2 * (count - 1)
