"""Anchors of references."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.identifier import anchor

LOOKALIKES = st.text(alphabet="a_0-5cf長é:", max_size=6)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("lee2023first", "ref-lee2023first"),
        ("長岡1903", "ref-_9577__5ca1_1903"),
        ("a_b", "ref-a_5f_b"),
        ("a:b/c", "ref-a_3a_b_2f_c"),
        ("DOI10-1", "ref-DOI10-1"),
    ],
)
def test_an_anchor_tells_its_key(key: str, expected: str) -> None:
    assert anchor(key) == expected


@settings(deadline=None)
@given(st.text() | LOOKALIKES, st.text() | LOOKALIKES)
def test_two_keys_never_share_an_anchor(one: str, two: str) -> None:
    assert (anchor(one) == anchor(two)) == (one == two)


@settings(deadline=None)
@given(st.text())
def test_an_anchor_is_safe_everywhere(key: str) -> None:
    assert re.fullmatch(r"ref-[A-Za-z0-9_-]*", anchor(key))
