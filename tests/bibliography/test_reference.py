"""Persons in the order of their script, and what a reference says of itself."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.reference import Person, Reference, initials


@pytest.mark.parametrize(
    ("person", "full", "initialled"),
    [
        (Person("Lee", "Sukbae"), "Lee, Sukbae", "Lee, S."),
        (Person("Kim", "Ji-Hoon"), "Kim, Ji-Hoon", "Kim, J.-H."),
        (Person("van der Waals", "J. D."), "van der Waals, J. D.", "van der Waals, J. D."),
        (Person("寺田", "寅彦"), "寺田寅彦", "寺田寅彦"),
        (Person("김", "지훈"), "김지훈", "김지훈"),
        (Person("ケージ", "ジョン"), "ジョン・ケージ", "ジョン・ケージ"),
        (Person("バロー", "R. J."), "バロー, R. J.", "バロー, R. J."),
        (Person("Schmidt", "花子"), "Schmidt, 花子", "Schmidt, 花子"),
        (Person("NIST", literal=True), "NIST", "NIST"),
        (Person("King", "Martin Luther, Jr."), "King, Martin Luther, Jr.", "King, M. L., Jr."),
        (Person("Davis", "Bob, III"), "Davis, Bob, III", "Davis, B., III"),
    ],
)
def test_a_name_keeps_the_order_of_its_script(person: Person, full: str, initialled: str) -> None:
    assert person.full == full
    assert person.initialled == initialled


@pytest.mark.parametrize(
    ("given", "short"),
    [
        ("Mary Ann", "M. A."),
        ("Jean-Pierre", "J.-P."),
        ("J. R.", "J. R."),
        ("J.-H.", "J.-H."),
        ("Łukasz", "Ł."),
        ("", ""),
    ],
)
def test_given_names_are_cut_to_initials(given: str, short: str) -> None:
    assert initials(given) == short


@pytest.mark.parametrize(
    ("fields", "japanese"),
    [
        ({"title": "三角法"}, True),
        ({"title": "ベクトル"}, True),
        ({"title": "Trigonometry"}, False),
        ({"title": "三角法", "langid": "english"}, False),
        ({"title": "LK-99", "langid": "japanese"}, True),
        ({}, False),
    ],
)
def test_the_language_is_declared_or_seen_in_the_title(
    fields: dict[str, str], *, japanese: bool
) -> None:
    assert Reference("a", "book", fields).is_japanese is japanese


def test_relations_are_lists_of_keys() -> None:
    reference = Reference("a", "article", {"refutes": "b, c;d  e"})
    assert reference.keys_in("refutes") == ("b", "c", "d", "e")
    assert reference.keys_in("confirms") == ()


@pytest.mark.parametrize(
    ("keywords", "background"),
    [("background", True), ("physics, background", True), ("backgrounds", False), ("", False)],
)
def test_background_reading_is_a_keyword(keywords: str, *, background: bool) -> None:
    assert Reference("a", "book", {"keywords": keywords}).is_background is background
