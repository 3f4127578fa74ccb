"""What citations read like in the text."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.in_text import Cited, Segment, segments
from bibouroku.bibliography.reference import Reference

LEE = Reference("lee", "article", label="Lee ほか 2023a")
JAIN = Reference("jain", "article", label="Jain 2023")
UNDATED = Reference("u", "misc", label="「Plain T…」 年不明-b")


def words(role: str, *cited: Cited) -> str:
    return "".join(segment.text for segment in segments(role, cited))


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("p", "（Lee ほか 2023a, 図1a；Jain 2023）"),
        ("t", "Lee ほか（2023a, 図1a）、Jain（2023）"),
        ("author", "Lee ほか、Jain"),
        ("authorpar", "（Lee ほか、Jain）"),
        ("year", "2023a, 図1a；2023"),
        ("yearpar", "（2023a, 図1a；2023）"),
        ("label", "Lee ほか 2023a, 図1a；Jain 2023"),
        ("empty", ""),
    ],
)
def test_a_role_has_its_own_wording(role: str, expected: str) -> None:
    assert words(role, Cited(LEE, locator="図1a"), Cited(JAIN)) == expected


def test_words_before_a_citation_stand_inside_the_brackets() -> None:
    assert words("p", Cited(JAIN, prefix="例えば")) == "（例えば Jain 2023）"


def test_the_year_of_a_label_that_holds_spaces_is_its_last_word() -> None:
    assert words("t", Cited(UNDATED)) == "「Plain T…」（年不明-b）"


def test_only_the_label_is_linked() -> None:
    found = segments("p", [Cited(LEE, prefix="cf."), Cited(JAIN)])
    assert [segment for segment in found if segment.key] == [
        Segment("Lee ほか 2023a", "lee"),
        Segment("Jain 2023", "jain"),
    ]
