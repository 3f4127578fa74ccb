"""The order of places in a work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.place_order import place_order
from bibouroku.bibliography.reference import Reference

PLAIN = Reference("a", "book")
SCANNED = Reference("a", "book", {"frames": "1=9; per=2; count=140"})


def in_order(reference: Reference, *places: str) -> list[str]:
    return sorted(places, key=lambda written: place_order(reference, written))


@pytest.mark.parametrize(
    "places",
    [
        ("p. 3", "p. 12", "p. 100"),
        ("p. iv", "p. ix", "p. 1"),
        ("2.9節", "2.10節"),
        ("図1a", "図1b", "図2", "図10"),
        ("要旨", "p. 1", "p. 2, 図1", "§1", "なんとか", ""),
        ("v1", "v2", "要旨", "12頁"),
        ("p. 3", "コマ1"),
    ],
)
def test_places_go_as_in_the_work(places: tuple[str, ...]) -> None:
    assert in_order(PLAIN, *reversed(places)) == list(places)


def test_frames_and_pages_go_together_where_the_entry_maps_them() -> None:
    found = in_order(SCANNED, "コマ45", "p. 12", "コマ11", "p. 3", "p. 4")
    assert found == ["p. 3", "p. 4", "コマ11", "p. 12", "コマ45"]


@given(st.lists(st.text(max_size=8) | st.sampled_from(["p. 1", "コマ2", "図3", "§4", "v1"])))
def test_any_places_can_be_put_in_order(places: list[str]) -> None:
    assert sorted(in_order(SCANNED, *places)) == sorted(places)
