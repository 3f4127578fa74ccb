"""Anchors and page names of references."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.identifier import LONGEST_NAME, anchor, page_name

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


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("lee2023first", "references/lee2023first"),
        ("smith_first.2020-1", "references/smith_first.2020-1"),
        ("長岡1903", "references/~9577~~5ca1~1903"),
        ("DBLP:conf/x", "references/DBLP~3a~conf~2f~x"),
        ("index", "references/~69~ndex"),
        ("Index", "references/~49~ndex"),
        ("..", "references/~2e~~2e~"),
    ],
)
def test_a_page_name_tells_its_key(key: str, expected: str) -> None:
    assert page_name(key) == expected


@settings(deadline=None)
@given(st.text() | LOOKALIKES, st.text() | LOOKALIKES)
def test_two_keys_never_share_a_page(one: str, two: str) -> None:
    assert (page_name(one) == page_name(two)) == (one == two)


@settings(deadline=None)
@given(st.text(min_size=1))
def test_a_page_name_stays_in_its_folder(key: str) -> None:
    assert re.fullmatch(
        r"references/[A-Za-z0-9_~-]([A-Za-z0-9_.~-]*[A-Za-z0-9_~-])?", page_name(key)
    )


def test_long_keys_have_pages_with_names_that_file_systems_take() -> None:
    names = {page_name("長" * 300), page_name("長" * 301)}
    assert len(names) == 2
    assert max(map(len, names)) <= len("references/") + LONGEST_NAME
