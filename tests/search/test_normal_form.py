"""The form in which texts and queries are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.search.kanji_variants import VARIANTS
from bibouroku.search.normal_form import normal_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＬＫ－９９", "lk-99"),
        ("ﾃﾞｰﾀ", "でーた"),
        ("データ", "でーた"),
        ("Cu₂S", "cu2s"),
        ("㍻", "平成"),
        ("學", "学"),
        ("澤", "沢"),
        ("髙﨑", "高崎"),
        ("神", "神"),
        ("Poincaré", "poincare"),
        ("2020—21", "2020-21"),
        ("LK‐99", "lk-99"),
        ("辻󠄀", "辻"),
        ("が", "ガ"),
        ("a\u00adb\u3000c", "ab c"),
        ("三ヶ月", "三か月"),
        ("二箇所", "二ヵ所"),
        ("時々、々", "時々、々"),
        ("", ""),
    ],
)
def test_two_ways_to_write_a_word_are_one(one: str, other: str) -> None:
    assert normal_text(one) == normal_text(other)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("光", "熱"), ("カ", "力"), ("ー", "一")])
def test_different_letters_stay_apart(one: str, other: str) -> None:
    assert normal_text(one) != normal_text(other)


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    once = normal_text(text)
    assert normal_text(once) == once


def test_no_variant_stands_for_a_variant() -> None:
    assert VARIANTS.keys().isdisjoint(VARIANTS.values())
    assert {len(sign) for pair in VARIANTS.items() for sign in pair} == {1}


@pytest.mark.parametrize(("variant", "common"), list(VARIANTS.items()))
def test_a_variant_is_found_under_the_common_form(variant: str, common: str) -> None:
    assert normal_text(variant) == normal_text(common) == common
