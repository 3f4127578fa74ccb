"""What citations read like in the text."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.in_text import Cited, Place, Segment, places, segments
from bibouroku.bibliography.publication_status import Badge
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
    assert words(role, Cited(LEE, places=(Place("図1a"),)), Cited(JAIN)) == expected


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


def test_a_place_with_an_address_is_a_link_of_its_own() -> None:
    there = Place("コマ45", "https://dl.ndl.go.jp/pid/828728/1/45")
    assert segments("p", [Cited(JAIN, places=(there, Place("図3")))]) == [
        Segment("（"),
        Segment("Jain 2023", "jain"),
        Segment(", "),
        Segment("コマ45", url=there.url),
        Segment(", "),
        Segment("図3", place="図3"),
        Segment("）"),
    ]


def test_places_without_an_address_are_marked_in_the_link_of_the_entry() -> None:
    found = segments("t", [Cited(JAIN, places=(Place("12頁"), Place("図3")))])
    assert found == [Segment("Jain（2023, 12頁, 図3）", "jain", place="12頁, 図3")]


def test_the_entry_link_of_a_textual_citation_leaves_the_place_to_its_own() -> None:
    there = Place("第2版(v2)", "https://arxiv.org/abs/2307.12037v2")
    found = segments("t", [Cited(JAIN, places=(there,))])
    assert "".join(segment.text for segment in found) == "Jain（2023, 第2版(v2)）"
    assert [(segment.key, segment.url) for segment in found] == [
        ("jain", ""), ("", ""), ("", there.url), ("", ""),
    ]  # fmt: skip


def test_places_are_read_from_the_words_of_a_citation() -> None:
    scanned = Reference("casey", "book", {"title": "三角法", "ndlpid": "828728"})
    assert places(scanned, "p. 12, コマ45") == (
        Place("12頁"),
        Place("コマ45", "https://dl.ndl.go.jp/pid/828728/1/45"),
    )


def test_the_mark_of_a_work_stands_inside_the_brackets() -> None:
    found = segments("p", [Cited(JAIN, badge=Badge("refuted", "反証")), Cited(LEE)])
    assert [segment.text for segment in found] == [
        "（", "Jain 2023", " ", "反証", "；", "Lee ほか 2023a", "）",
    ]  # fmt: skip
    assert found[3].status == "refuted"
