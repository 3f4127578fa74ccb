"""The rules of the linter."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.linter import rules


@pytest.mark.parametrize("field", ["doi", "eprint", "url", "ndlpid", "isbn"])
def test_any_identifier_makes_a_reference_findable(field: str) -> None:
    references = parse(f"@misc{{a, {field} = {{1}}}}\n@misc{{b,}}", "x.bib")
    (problem,) = rules.unfindable(references, "x.bib")
    assert (problem.line, problem.code) == (2, "unfindable-reference")
    assert "「b」に所在がない。doi、eprint、url、ndlpid、isbnのどれかを書く" in problem.message


def test_an_empty_identifier_finds_nothing() -> None:
    assert list(rules.unfindable(parse("@misc{a, doi = {}}", "x.bib"), "x.bib"))


def test_a_reference_needs_a_title() -> None:
    references = parse("@misc{a, title = {T}}\n@misc{b,}\n@misc{c, title = {}}", "x.bib")
    assert [problem.line for problem in rules.untitled(references, "x.bib")] == [2, 3]


def test_notes_about_our_own_checking_are_not_printed() -> None:
    references = parse("@misc{a, seenat = {x}, Confidence = {high}, note = {n}}", "x.bib")
    told = [problem.message for problem in rules.private(references, "x.bib")]
    assert [message.split("は")[0] for message in told] == ["「a」のconfidence", "「a」のseenat"]


def test_a_reference_is_cited_or_background() -> None:
    references = parse("@misc{a,}\n@misc{b,}\n@misc{c, keywords = {background}}", "x.bib")
    (problem,) = rules.uncited(references, {"a"}, "x.bib")
    assert (problem.line, problem.code) == (2, "uncited-reference")


def test_an_unknown_key_is_told_at_each_place() -> None:
    references = parse("@misc{a,}", "x.bib")
    problems = rules.unknown_keys([(3, "a"), (5, "b"), (9, "A")], references, "posts/m.md")
    assert [(problem.path, problem.line) for problem in problems] == [
        ("posts/m.md", 5),
        ("posts/m.md", 9),
    ]


def test_a_map_of_frames_that_cannot_be_read_is_named() -> None:
    references = parse("\n\n@book{a, title = {題}, frames = {1=9; per=zwei}}", "x.bib")
    found = list(rules.broken_frames(references, "x.bib"))
    assert [(problem.code, problem.line) for problem in found] == [("broken-frames", 3)]
