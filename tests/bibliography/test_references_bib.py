"""The references of this site."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bibouroku.bibliography.bibtex_file import load
from bibouroku.bibliography.identifier import anchor
from bibouroku.bibliography.japanese_style import format_reference

if TYPE_CHECKING:
    from bibouroku.bibliography.reference import Reference


@cache
def references() -> dict[str, Reference]:
    return load(Path(__file__).parents[2] / "references.bib")


def test_the_bibliography_loads_and_is_large_enough() -> None:
    assert len(references()) >= 70


def test_no_two_labels_are_alike() -> None:
    assert len({reference.label for reference in references().values()}) == len(references())


def test_no_two_anchors_are_alike_even_where_case_does_not_count() -> None:
    assert len({anchor(key).lower() for key in references()}) == len(references())


def test_every_entry_prints_without_left_over_latex() -> None:
    printed = {key: str(format_reference(entry)) for key, entry in references().items()}
    assert {key: text for key, text in printed.items() if set("\\{}") & set(text)} == {}
    assert {key: text for key, text in printed.items() if "無題" in text or "  " in text} == {}


def test_names_in_kanji_are_told_into_family_and_given_name() -> None:
    whole = {
        person.family
        for reference in references().values()
        for people in reference.persons.values()
        for person in people
        if person.is_cjk and not person.given and not person.literal
    }
    assert whole == set()
