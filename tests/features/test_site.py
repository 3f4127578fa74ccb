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
def test_a_cite_key_finds_its_work_and_is_shown_of_none(site: Site, key: str) -> None:
    found = [held for name, held in site.search_files().items() if name.startswith("text-")]
    assert [held for held in found if key in str([part[:3] for part in held[6]])] == []
    assert len([held for held in found if key in held[6][0][3].split("　")]) == 1
