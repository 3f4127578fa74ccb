"""Digests of values."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from bibouroku.offprint.fingerprint import canonical, fingerprint

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda held: st.lists(held) | st.dictionaries(st.text(), held) | st.tuples(held, held),
)


@dataclass(frozen=True)
class Work:
    title: str
    others: frozenset[str] = frozenset()
    line: int = field(default=0, compare=False)


@given(VALUES, VALUES)
def test_values_have_the_same_fingerprint_if_they_are_made_of_the_same(
    one: object, other: object
) -> None:
    same = repr(canonical(one)) == repr(canonical(other))
    assert (fingerprint(one) == fingerprint(other)) is same


@given(st.dictionaries(st.text(), st.integers()))
def test_the_order_of_what_has_none_does_not_count(held: dict[str, int]) -> None:
    turned = dict(reversed(held.items()))
    assert fingerprint(held, held.keys()) == fingerprint(turned, turned.keys())


def test_what_is_not_compared_does_not_count() -> None:
    assert fingerprint(Work("題", line=1)) == fingerprint(Work("題", line=2))
    assert fingerprint(Work("題")) != fingerprint(Work("題", frozenset({"author"})))


def test_what_has_an_address_in_memory_is_known_by_its_type() -> None:
    assert fingerprint(object()) == fingerprint(object())
    assert fingerprint(lambda: 1) == fingerprint(lambda: 2)
