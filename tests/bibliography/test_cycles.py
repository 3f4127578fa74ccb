"""Circles of keys."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.cycles import cycles

GRAPHS = st.dictionaries(
    st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), max_size=4)
)


@pytest.mark.parametrize(
    ("targets", "found"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ({"a": ["z"]}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, [["b", "c"]]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c", "a"]}, [["a", "b"], ["c", "d"]]),
    ],
)
def test_circles_are_found_and_nothing_else(
    targets: dict[str, list[str]], found: list[list[str]]
) -> None:
    assert list(cycles(targets)) == found


def test_a_long_way_round_is_found_without_recursion() -> None:
    targets = {str(number): [str((number + 1) % 5000)] for number in range(5000)}
    (circle,) = cycles(targets)
    assert len(circle) == 5000


def _leads_back(targets: dict[str, list[str]], start: str) -> bool:
    seen: set[str] = set()
    waiting = list(targets.get(start, ()))
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += targets.get(key, ())
    return start in seen


@settings(deadline=None)
@given(GRAPHS)
def test_a_circle_is_yielded_exactly_if_there_is_one(targets: dict[str, list[str]]) -> None:
    found = list(cycles(targets))
    assert bool(found) == any(_leads_back(targets, key) for key in targets)
    for circle in found:
        arrows = zip(circle, [*circle[1:], circle[0]], strict=True)
        assert all(after in targets[key] for key, after in arrows)


@settings(deadline=None)
@given(GRAPHS)
def test_every_circle_shares_a_key_with_one_that_is_yielded(targets: dict[str, list[str]]) -> None:
    told = [key for circle in cycles(targets) for key in circle]
    assert len(told) == len(set(told))
    rest = {key: after for key, after in targets.items() if key not in told}
    assert not any(_leads_back(rest, key) for key in rest)
