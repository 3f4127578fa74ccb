"""Words of the search."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.japanese_search import JAPANESE, WORD, SearchJapanese, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("超伝導", ["超伝", "伝導", "超", "伝", "導"]),
        ("データ", ["デー", "ータ", "デ", "ー", "タ"]),
        ("である", ["であ", "ある"]),
        ("光", ["光"]),
        ("を", []),
        ("LK-99の追試", ["lk-99", "追試", "追", "試"]),
        ("ＤｅｅｐＳｅｅｋ", ["deepseek"]),
        ("ﾃﾞｰﾀ", ["デー", "ータ", "デ", "ー", "タ"]),
        ("Müller 8.5 GPa", ["müller", "8.5", "gpa"]),
        ("人々", ["人々", "人", "々"]),
        ("…、。！", []),
        ("", []),
    ],
)
def test_text_is_found_by_its_characters_pairs_and_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


JAPANESE_TEXT = st.text(alphabet="超伝導光データを見るLK-9 、", max_size=12)


@settings(deadline=None)
@given(JAPANESE_TEXT, st.text(alphabet="超伝導", min_size=1, max_size=4), JAPANESE_TEXT)
def test_a_run_of_kanji_is_found_within_any_text(before: str, run: str, after: str) -> None:
    assert set(words(run)) <= set(words(before + run + after))


def test_the_browser_splits_by_the_same_characters() -> None:
    script = SearchJapanese.js_splitter_code
    ours = re.compile("|".join(re.findall(r'"(\[[^"]+\]\+)"', script)))
    latin = re.compile(re.findall(r"const latin = /(.+)/g;", script)[0])
    everything = [chr(code) for code in range(0x10000) if not 0xD800 <= code <= 0xDFFF]
    for here, there in ((JAPANESE, ours), (WORD, latin)):
        assert [letter for letter in everything if here.fullmatch(letter)] == [
            letter for letter in everything if there.fullmatch(letter)
        ]


def test_no_word_is_stemmed_or_left_out() -> None:
    search = SearchJapanese({})
    assert search.split("光 the") == ["the", "光"]
    assert search.stem("running") == "running"
    assert search.word_filter("光")
