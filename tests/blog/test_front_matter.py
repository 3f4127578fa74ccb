"""Front matter: read, checked, every fault named."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.citation_reason import reason_named
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.blog.front_matter import FrontMatter, date_in, draft_in, read, with_day

GOOD = """---
date: "2020-08"  # the news
category: 物性物理
tags: 炭素, 計算科学、弾性, 炭素
series: LK-99
description: 一文の
  要約
author: 備忘子
---

# 題
"""


def memo(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "", "# 題", ""])


def found(text: str) -> FrontMatter:
    held, problems = read(text, "posts/a.md")
    assert problems == []
    assert held is not None
    return held


def test_front_matter_is_read() -> None:
    assert found(GOOD) == FrontMatter(
        date=parse_edtf("2020-08"),
        category="物性物理",
        tags=("炭素", "計算科学", "弾性"),
        series="LK-99",
        description="一文の 要約",
        author="備忘子",
    )


@pytest.mark.parametrize("name", ["evidence", "cites_as_evidence", "citesAsEvidence"])
def test_a_memo_has_a_default_reason(name: str) -> None:
    held = found(memo("date: 2020", "category: a", f"citation_reason: {name}"))
    assert held.citation_reason == reason_named("citesAsEvidence")


@pytest.mark.parametrize(
    "tags", ["tags: 炭素, 弾性", "tags: 炭素、弾性", "tags: [炭素, 弾性]", "tags:\n- 炭素\n- 弾性"]
)
def test_tags_are_a_list_however_written(tags: str) -> None:
    assert found(memo("date: 2020", "category: a", tags)).tags == ("炭素", "弾性")


def test_names_that_look_alike_are_one() -> None:
    held = found(memo("date: 2020", "category: a  b ", "tags: ガス, カ\u3099ス, x  y, x y"))
    assert held.category == "a b"
    assert held.tags == ("ガス", "x y")


@pytest.mark.parametrize("value", ["2023-08-22", "'[2017..2020]'", '"2020-08"', "2020", "2020~"])
def test_a_date_is_taken_as_written(value: str) -> None:
    assert found(memo(f"date: {value}", "category: a")).date.edtf == value.strip("\"'")


@pytest.mark.parametrize(
    ("value", "kept"), [("no", "no"), ("2020", "2020"), ("Cu₂S", "Cu₂S"), ("0x1F", "0x1F")]
)
def test_words_are_never_taken_for_numbers_or_truths(value: str, kept: str) -> None:
    assert found(memo("date: 2020", f"category: {value}")).category == kept


@pytest.mark.parametrize(
    ("lines", "line", "code", "words"),
    [
        (["category: a"], 1, "missing-date", "dateがない"),
        (["date: 2020"], 1, "missing-category", "categoryがない"),
        (["date: 2020", "category:"], 3, "missing-category", "categoryがない"),
        (["category: a", "date: 2023-13-01"], 3, "impossible-date", "暦にない日付「2023-13-01」"),
        (["date: 昨日", "category: a"], 2, "impossible-date", "EDTF（例 2023-08-22、2023-08）に"),
        (["date: 2020/2017", "category: a"], 2, "impossible-date", "より前にある"),
        (["date: [2017..2020]", "category: a"], 2, "malformed-front-matter", "引用符で囲む"),
        (["date: {a: b}", "category: a"], 2, "malformed-front-matter", "引用符で囲む"),
        (["date: 2020", "category: [a, b]"], 3, "malformed-front-matter", "一つだけ書く"),
        (["date: 2020", "category: a", "series: [b]"], 4, "malformed-front-matter", "一つだけ"),
        (["date: 2020", "category: a", "daft: true"], 4, "unknown-front-matter", "「draft」の誤り"),
        (
            ["date: 2020", "category: a", "citation_reason: evidance"],
            4,
            "unknown-citation-reason",
            "近いのはcitesAsEvidence",
        ),
        (
            ["date: 2020", "category: a", "citation_reason: [evidence]"],
            4,
            "malformed-front-matter",
            "citation_reasonは一つだけ書く",
        ),
        (["date: 2020", "category: a", "price: 1"], 4, "unknown-front-matter", "使えるのはdate、"),
        (["date: 2020", "category: a", "draft: yes"], 4, "malformed-front-matter", "trueかfalse"),
        (["date: 2020", "category: a", "date: 2021"], 4, "malformed-front-matter", "二度ある"),
        (["date: 2020: x"], 2, "malformed-front-matter", "YAMLの形でない"),
        (["date: 2020", 'category: "a'], 4, "malformed-front-matter", "YAMLの形でない"),
        (["date: 2020", "category: a\x07"], 2, "malformed-front-matter", "YAMLの形でない"),
        (["category: !!python/name:os.system"], 2, "malformed-front-matter", "YAMLの形でない"),
        (["- date", "- category"], 2, "malformed-front-matter", "並びでない"),
        ([], 2, "malformed-front-matter", "並びでない"),
    ],
)
def test_a_fault_names_line_and_remedy(lines: list[str], line: int, code: str, words: str) -> None:
    held, problems = read(memo(*lines), "posts/a.md")
    assert held is None
    told = [(problem.path, problem.line, problem.code) for problem in problems]
    assert ("posts/a.md", line, code) in told
    assert words in str(problems[told.index(("posts/a.md", line, code))])


@pytest.mark.parametrize("text", ["", "# 題\n", "\n---\ndate: 2020\n---\n", "---\ndate: 2020\n"])
def test_a_memo_without_front_matter_is_told_so(text: str) -> None:
    held, (problem,) = read(text, "a.md")
    assert held is None
    assert (problem.line, problem.code) == (1, "missing-front-matter")


def test_all_faults_are_told_at_once() -> None:
    _, problems = read(memo("date: x", "categry: a"), "a.md")
    assert sorted(problem.code for problem in problems) == [
        "impossible-date",
        "missing-category",
        "unknown-front-matter",
    ]


def test_a_byte_order_mark_and_windows_lines_change_nothing() -> None:
    assert found("\ufeff" + GOOD) == found(GOOD)
    assert found(GOOD.replace("\n", "\r\n")) == found(GOOD)


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("draft: true", True),
        ("draft: True", True),
        ('draft: "true"', True),
        ("draft : true # not yet", True),
        ("draft: false", False),
        ("description: 'draft: true'", False),
    ],
)
def test_a_draft_is_seen_with_and_without_reading_the_rest(line: str, *, draft: bool) -> None:
    text = memo("date: 2020", "category: a", line)
    assert draft_in(text) is draft
    assert found(text).draft is draft


def test_words_in_the_text_make_no_draft() -> None:
    assert not draft_in(memo("date: 2020") + "\ndraft: true\n")
    assert not draft_in("draft: true\n")


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("date: 2023-08-22", "2023-08-22"),
        ('date: "[2017..2020]"', "[2017..2020]"),
        ("date: '2020-08'   # unsure", "2020-08"),
        ("date : 2020~", "2020~"),
        ("date: soon", None),
        ("dated: 2020", None),
    ],
)
def test_the_date_alone_is_found_quickly(line: str, edtf: str | None) -> None:
    date = date_in(memo(line, "category: a"))
    assert (date.edtf if date else None) == edtf


def test_a_text_without_front_matter_has_no_date() -> None:
    assert date_in("date: 2020\n") is None


def test_a_day_takes_the_place_of_the_date_and_lines_stay() -> None:
    changed = with_day(GOOD, parse_edtf("2020-08"))
    assert changed == GOOD.replace('"2020-08"  # the news', "2020-08-01")
    assert with_day("# 題\n", parse_edtf("2020")) == "# 題\n"


def test_only_the_front_matter_is_changed() -> None:
    text = memo("category: a", "date: '[2017..2020]'") + "\ndate: 2020\n"
    changed = with_day(text, parse_edtf("[2017..2020]"))
    assert "date: 2017-01-01\n---" in changed
    assert changed.endswith("\ndate: 2020\n")


@settings(deadline=None)
@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_every_day_is_read_the_same_in_both_ways(day: dt.date) -> None:
    text = memo(f"date: {day}", "category: a")
    assert found(text).date == date_in(text) == parse_edtf(day.isoformat())


LINES = st.lists(
    st.sampled_from(
        ["date: 2020", "date:", "category: a", "tags: [a", "tags: ]", "- x", "a: b: c", "draft: 1",
         "&a", "*a", "? x", "{", "'", "\t", "#", "null: ~", "true: x", "<<: *a", "<<: {a: b}"]
    ),
    max_size=6,
)  # fmt: skip


@settings(deadline=None)
@given(LINES)
def test_any_front_matter_is_read_or_told_what_is_wrong(lines: list[str]) -> None:
    text = memo(*lines)
    held, problems = read(text, "a.md")
    assert (held is None) == bool(problems)
    assert all(1 <= problem.line <= len(lines) + 2 for problem in problems)


@pytest.mark.parametrize(
    ("yaml", "code", "line"),
    [
        ("date: >\n  2023-08-22\ncategory: 数学\n", "malformed-front-matter", 2),
        ("date: 2023-08-22\ncategory: ' '\n", "missing-category", 3),
        ("date: 2023-08-22\ncategory: 数学\ntags: {a: b}\n", "malformed-front-matter", 4),
    ],
)
def test_what_cannot_be_meant_is_named_with_its_line(yaml: str, code: str, line: int) -> None:
    _, problems = read(f"---\n{yaml}---\n# 題\n", "posts/a.md")
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]
