"""The order of a bibliography."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.sort_key import (
    heading,
    kana_key,
    latin_key,
    sort_key,
    without_length_marks,
)


def in_order(text: str) -> list[str]:
    references = parse(text, "x.bib").values()
    return [reference.key for reference in sorted(references, key=sort_key)]


def test_readings_come_first_then_other_kanji_then_latin() -> None:
    assert in_order(
        """@book{latin, author = {Abe, K.}}
        @book{unread, author = {一, 二}}
        @book{read, author = {湯川, 秀樹}, yomi = {ゆかわ, ひでき}}
        @book{kana, author = {トドハンター, アイザック}}"""
    ) == ["kana", "read", "unread", "latin"]


def test_works_of_one_author_are_sorted_by_date_the_undated_last() -> None:
    assert in_order(
        """@book{none, author = {Lee, S.}}
        @book{late, author = {Lee, S.}, date = {2023-08-06}}
        @book{early, author = {Lee, S.}, date = {2023-07}}"""
    ) == ["early", "late", "none"]


def test_the_sort_name_replaces_the_author() -> None:
    assert in_order("@book{a, author = {Zed}, sortname = {Abel}}\n@book{b, author = {Mill}}") == [
        "a",
        "b",
    ]


def test_a_work_without_persons_is_sorted_by_its_title() -> None:
    assert in_order("@book{b, title = {Nature}}\n@book{a, author = {Mill}}") == ["a", "b"]


@pytest.mark.parametrize(
    "readings",
    [
        ["あい", "いあ", "うえ"],
        ["はは", "はば", "ぱぱ"],
        ["かき", "がき", "きか"],
        ["きよう", "きょうと", "きよし"],
        ["アイ", "あう"],
        ["フーリエ級数", "ふえ", "プロスタファエレシス"],
        ["カーテン", "かいき", "かん"],
        ["ｱｲ", "アウ"],
    ],
)
def test_readings_stand_in_the_order_of_the_kana(readings: list[str]) -> None:
    backwards = readings[::-1]
    assert sorted(backwards, key=kana_key) == readings


def test_small_kana_count_as_large_ones() -> None:
    assert kana_key("しょ").partition("\0")[0] == kana_key("しよ").partition("\0")[0]


@settings(deadline=None)
@given(st.text(alphabet="あいうかがはばぱゃゅっー", max_size=8))
def test_katakana_and_hiragana_are_sorted_alike(hiragana: str) -> None:
    katakana = "".join(chr(ord(letter) + 0x60) if letter != "ー" else "ー" for letter in hiragana)
    assert kana_key(katakana) == kana_key(hiragana)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Müller", "muller"),
        ("O'Brien", "obrien"),
        ("Łukasiewicz", "lukasiewicz"),
        ("Ørsted", "orsted"),
        ("Weiß", "weiss"),
        ("Ærø", "aero"),
        ("van der Waals", "van der waals"),
        ("ＬＥＥ", "lee"),
    ],
)
def test_latin_names_are_sorted_without_accents(name: str, key: str) -> None:
    assert latin_key(name) == key


@pytest.mark.parametrize(
    ("fields", "under"),
    [
        ("author = {湯川, 秀樹}, yomi = {ゆかわ ひでき}", "や"),
        ("author = {ガリレオ}", "か"),
        ("author = {一, 二}", "読み未確認"),
        ("author = {Šafařík, P.}", "S"),
        ("title = {3.14}", "数字・記号"),
    ],
)
def test_a_list_in_order_has_headings(fields: str, under: str) -> None:
    (reference,) = parse(f"@book{{key, {fields}}}", "x.bib").values()
    assert heading(reference) == under


@pytest.mark.parametrize(
    ("reading", "spelt"),
    [("オイラー", "おいらあ"), ("おーぷん", "おおぷん"), ("ショー", "しょお"), ("ガード", "があど"),
     ("X線", "X線"), ("ーあ", "ーあ")],
)  # fmt: skip
def test_length_marks_are_spelt_as_vowels(reading: str, spelt: str) -> None:
    assert without_length_marks(reading) == spelt
