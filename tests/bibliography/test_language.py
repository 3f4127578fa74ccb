"""Languages of works and titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.language import BCP_47, LANGUAGES, language_tag, title_language


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("japanese", "ja"), ("Chinese-Hant", "zh-Hant"), ("zh-Hans", "zh-Hans"), ("", ""),
        ("naustrian", "de-AT"), ("english and more", ""),
    ],
)  # fmt: skip
def test_a_language_is_known_by_the_names_of_biblatex_and_by_its_tag(name: str, tag: str) -> None:
    assert language_tag(name) == tag


def test_every_tag_is_well_formed() -> None:
    assert [tag for tag in LANGUAGES.values() if not BCP_47.fullmatch(tag)] == []


@pytest.mark.parametrize(
    ("words", "tag", "found"),
    [
        ("LK-99 검증위", "ko", "ko"),
        ("검증위", "en", "ko"),
        ("東南大學教授", "zh-Hant", "zh-Hant"),
        ("三角法", "en", "ja"),
        ("LK-99", "ko", "ko"),
        ("Über die Wärme", "de", "de"),
        ("A paper in English", "ja", "en"),
        ("Title", "", "en"),
    ],
)
def test_the_script_of_a_title_outweighs_the_language_of_its_work(
    words: str, tag: str, found: str
) -> None:
    assert title_language(words, tag) == found


@given(st.text(), st.sampled_from(["", *LANGUAGES.values()]))
def test_every_title_has_a_language(words: str, tag: str) -> None:
    assert BCP_47.fullmatch(title_language(words, tag))
