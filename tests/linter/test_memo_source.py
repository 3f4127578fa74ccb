"""What memos cite and compute."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.linter.memo_source import citations, computed_tables, questions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{cite:p}`a`", [(1, "a")]),
        ("x{cite:t}`a`と{cite}`b`、{footcite:p}`c`", [(1, "a"), (1, "b"), (1, "c")]),
        ("{cite:p}`a{要旨},b{図1a}`", [(1, "a"), (1, "b")]),
        ("{cite:p}`{例えば}a{p. 3, 5},{また} b`", [(1, "a"), (1, "b")]),
        ("{cite:p}`長岡1903, DBLP:x/y+z`", [(1, "長岡1903"), (1, "DBLP:x/y+z")]),
        ("\n{cite:p}`a,\n b{表1},\nc`\n", [(2, "a"), (3, "b"), (4, "c")]),
        ("{cite:p}`a\n\nb`", []),
        ("`{cite:p}`", []),
        ("{numref}`fig` {term}`a`", []),
        ("```{note}\n{cite:p}`a`\n```", [(2, "a")]),
        (":::{update} 2023\n{cite:p}`a`\n:::", [(2, "a")]),
    ],
)
def test_citations_are_found_with_their_lines(text: str, found: list[tuple[int, str]]) -> None:
    assert list(citations(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "```\n{cite:p}`a`\n```",
        "~~~python\n{cite:p}`a`\n~~~",
        "````markdown\n```{note}\n{cite:p}`a`\n```\n````",
        "`` {cite:p}`a` ``",
        "% {cite:p}`a`",
    ],
)
def test_code_and_comments_cite_nothing(text: str) -> None:
    assert list(citations(text)) == []
    assert list(citations(text + "\n{cite:p}`b`")) == [(text.count("\n") + 2, "b")]


def test_computed_tables_are_found_with_their_lines() -> None:
    text = "# x\n```{computed-table} a.b\n:name: t\n```\n:::{computed-table} c.d\n:::\n"
    assert list(computed_tables(text)) == [(2, "a.b"), (5, "c.d")]


def test_a_table_shown_as_code_is_none() -> None:
    assert list(computed_tables("````\n```{computed-table} a.b\n```\n````")) == []


@settings(deadline=None)
@given(st.text(alphabet="{}`~:cite,p a%\n", max_size=60))
def test_any_text_has_citations_in_its_lines_or_none(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 and key for line, key in citations(text))


def test_questions_are_read_with_their_options() -> None:
    text = (
        "```{evidence} a b\n:as-of: 2023\n:relations: refutes\n説明。\n:x: y\n```\n"
        ":::{chronology} c\n:::\n````\n```{evidence} shown\n```\n````\n"
    )
    assert list(questions(text)) == [
        (1, "a b", {"as-of": "2023", "relations": "refutes"}),
        (7, "c", {}),
    ]
