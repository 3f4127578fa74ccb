"""The search index of a miniature site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.features.conftest import Site


@pytest.mark.parametrize("word", ["光", "熱", "鏡", "研究", "pentadiamond", "12008"])
def test_a_word_of_a_memo_is_in_the_search_index(site: Site, word: str) -> None:
    assert word in site.search_terms()


@pytest.mark.parametrize("key", ["terada1915", "fujii2020", "長岡半太郎1903", "dated2023"])
def test_the_search_index_holds_no_cite_keys(site: Site, key: str) -> None:
    assert key not in site.search_terms()
