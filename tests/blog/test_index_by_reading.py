"""The index by reading: readings, groups, order, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.blog.index_by_reading import (
    GROUPS,
    IndexEntry,
    Place,
    group_name,
    index,
    is_reading,
    line_naming,
    needs_reading,
    sort_key,
    split_reading,
)

if TYPE_CHECKING:
    from random import Random

WORDS = st.text("あがさゃぱヴンーAz9α漢 ", min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("text", "word", "reading"),
    [
        ("超伝導 : ちょうでんどう", "超伝導", "ちょうでんどう"),
        (" うなり ", "うなり", ""),
        ("比1:2", "比1:2", ""),
        ("a : b : c", "a", "b : c"),
    ],
)
def test_a_reading_stands_behind_its_word(text: str, word: str, reading: str) -> None:
    assert split_reading(text) == (word, reading)


@pytest.mark.parametrize("word", ["超伝導", "ポアソン比", "X線", "佐々木", "々", "〆", "髙", "𠮟"])
def test_a_word_with_kanji_needs_a_reading(word: str) -> None:
    assert needs_reading(word)


@pytest.mark.parametrize("word", ["うなり", "プレプリント", "LK-99", "Cu₂S", "α", "10%"])
def test_other_words_need_none(word: str) -> None:
    assert not needs_reading(word)


@pytest.mark.parametrize(
    ("text", "good"),
    [("ちょうでんどう", True), ("ふぉーくと・ろいす", True), ("えっくすせん", True),
     ("超でんどう", False), ("choudendou", False), ("", False), ("ーん", False)],
)  # fmt: skip
def test_a_reading_is_in_kana(text: str, good: bool) -> None:  # noqa: FBT001 - a row of the table
    assert is_reading(text) is good


@pytest.mark.parametrize(
    ("word", "reading", "group"),
    [
        ("超伝導", "ちょうでんどう", "た"), ("ポアソン比", "ぽあそんひ", "は"),
        ("ヴァイオリン", "", "あ"),
        ("ンジャメナ", "", "わ"), ("ゃ", "", "や"), ("ﾃﾞｰﾀ", "", "た"), ("LK-99", "", "A–Z"),
        ("étale", "", "A–Z"), ("ＬＫ", "", "A–Z"), ("99", "", "数字・記号"),
        ("α線", "", "数字・記号"),
        ("漢字", "", "数字・記号"), ("", "", "数字・記号"),
    ],
)  # fmt: skip
def test_a_word_is_filed_by_its_first_sound(word: str, reading: str, group: str) -> None:
    assert group_name(word, reading) == group


def test_words_stand_in_the_order_of_their_readings() -> None:
    readings = {"硬さ": "かたさ", "加法": "かほう", "蒸留": "じょうりゅう", "状態": "じょうたい"}
    words = ["99", "LK-99", "ガラス", "カラス", "蒸留", "加法", "状態", "硬さ", "Ångström"]
    assert sorted(words, key=lambda word: sort_key(word, readings.get(word, ""))) == [
        "硬さ", "加法", "カラス", "ガラス", "状態", "蒸留", "Ångström", "LK-99", "99",
    ]  # fmt: skip


def test_a_word_has_its_places_once_the_main_one_first() -> None:
    plain, main = Place("memo", "a"), Place("glossary", "b", main=True)
    entries = [IndexEntry(("うなり",), place) for place in (plain, main, plain)]
    ((group, (heading,)),) = index(entries, {})
    assert (group, heading.places) == ("あ", [main, plain])


def test_words_stand_below_words_in_their_own_order() -> None:
    place = Place("memo", "a")
    entries = [IndexEntry(("うなり", word), place) for word in ("測定", "音")]
    ((_, (heading,)),) = index(entries, {"測定": "そくてい", "音": "おと"})
    assert [below.word for below in heading.below] == ["音", "測定"]
    assert heading.places == []


def test_a_word_leads_to_another() -> None:
    entries = [
        IndexEntry(("DFT",), see="密度汎関数法"),
        IndexEntry(("DFT",), see="電子", also=True),
    ]
    ((_, (heading,)),) = index(entries, {})
    assert (heading.see, heading.see_also) == (["密度汎関数法"], ["電子"])


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("一行目\n硬さ : かたさ\n", 2),
        ("硬さは量である。\n\n:::{glossary}\n硬さ\n  量。\n", 4),
        ("これは{index}`硬さ`である。", 1),
        ("硬さは量である。", 0),
    ],
)
def test_the_line_that_names_a_word_is_found(source: str, line: int) -> None:
    assert line_naming(source, "硬さ") == line


@given(st.lists(WORDS, max_size=8), st.randoms())
def test_every_word_is_in_one_group_whatever_the_order(words: list[str], random: Random) -> None:
    place = Place("memo", "a")
    found = index([IndexEntry((word,), place) for word in words], {})
    assert sorted(one.word for _, held in found for one in held) == sorted(set(words))
    assert [GROUPS.index(name) for name, _ in found] == sorted(GROUPS.index(n) for n, _ in found)
    random.shuffle(words)
    assert index([IndexEntry((word,), place) for word in words], {}) == found
