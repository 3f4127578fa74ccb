"""Kinds of works and their eras, in words for readers."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.kind import eras, kind
from bibouroku.bibliography.reference import Reference


@pytest.mark.parametrize(
    ("type_", "fields", "expected"),
    [
        ("article", {}, "論文"),
        ("online", {}, "ウェブ"),
        ("online", {"eprint": "2307.12008", "eprinttype": "arxiv"}, "プレプリント"),
        ("mvbook", {}, "書籍"),
        ("phdthesis", {}, "学位論文"),
        ("customa", {}, "その他"),
    ],
)
def test_a_kind_is_told_in_japanese(type_: str, fields: dict[str, str], expected: str) -> None:
    assert kind(Reference("a", type_, fields)) == expected


@pytest.mark.parametrize(
    ("date", "title", "expected"),
    [
        ("1893-10", "初等平面三角法", ("明治",)),
        ("1912", "三角法", ("明治", "大正")),
        ("1911/1927", "叢書", ("明治", "昭和")),
        ("2023", "追試", ("令和",)),
        ("1893", "Trigonometry", ()),
        ("1800", "算法", ()),
    ],
)
def test_a_japanese_work_is_of_an_era(date: str, title: str, expected: tuple[str, ...]) -> None:
    assert eras(Reference("a", "book", {"title": title}, date=parse_edtf(date))) == expected


def test_a_work_without_a_date_is_of_no_era() -> None:
    assert eras(Reference("a", "book", {"title": "算法"})) == ()
