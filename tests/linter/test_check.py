"""A whole knowledge base, checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from bibouroku.linter.check import Site, check

MEMO = "---\ndate: 2020\ncategory: a\n---\n# T\n{cite:p}`a`\n"
TABLE = "from bibouroku.computed import Table\nT = Table(('x',), (('{cite:p}`b`',),))\n"
BIB = "@misc{a, title={A}, doi={1}}\n@misc{b, title={B}, doi={2}}\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "posts").mkdir()
    (tmp_path / "computations").mkdir()
    (tmp_path / "references.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "computations" / "t.py").write_text(TABLE, encoding="utf-8")
    (tmp_path / "posts" / "m.md").write_text(
        MEMO + "```{computed-table} t.T\n```\n", encoding="utf-8"
    )
    return Site(tmp_path)


def told(site: Site) -> list[tuple[str, int, str]]:
    return [(problem.path, problem.line, problem.code) for problem in check(site)]


def test_a_sound_site_has_no_problems(site: Site) -> None:
    assert check(site) == []


def test_a_citation_in_a_computed_table_counts(site: Site) -> None:
    (site.root / "posts" / "m.md").write_text(MEMO, encoding="utf-8")
    assert told(site) == [("references.bib", 2, "uncited-reference")]


def test_works_that_a_table_of_evidence_or_a_chronology_shows_count_as_cited(site: Site) -> None:
    spoken = "@misc{c, title={C}, doi={3}, date={2019}, disputes={b}}\n"
    (site.root / "references.bib").write_text(BIB + spoken, encoding="utf-8")
    for name in ("evidence", "chronology"):
        asking = MEMO + f"```{{{name}}} b\n```\n"
        (site.root / "posts" / "m.md").write_text(asking, encoding="utf-8")
        assert check(site) == []


def test_a_question_that_cannot_be_meant_is_told_where_it_stands(site: Site) -> None:
    text = MEMO + "{cite:p}`b`\n\n```{evidence} a\n:relations: likes\n```\n"
    (site.root / "posts" / "m.md").write_text(text, encoding="utf-8")
    assert told(site) == [("posts/m.md", 9, "unknown-relation")]


def test_a_citation_on_a_page_at_the_top_counts(site: Site) -> None:
    (site.root / "posts" / "m.md").write_text(MEMO, encoding="utf-8")
    (site.root / "index.md").write_text("# I\n{cite:p}`b,c`\n", encoding="utf-8")
    assert told(site) == [("index.md", 2, "unknown-cite-key")]


def test_problems_of_all_files_are_sorted_by_place(site: Site) -> None:
    (site.root / "references.bib").write_text(BIB + "@misc{c,}", encoding="utf-8")
    (site.root / "posts" / "m.md").write_text("# T\n{cite:p}`x`\n", encoding="utf-8")
    (site.root / "posts" / "n.md").write_text(MEMO + "{cite:t}`y`{cite:t}`b`", encoding="utf-8")
    assert told(site) == [
        ("posts/m.md", 1, "missing-front-matter"),
        ("posts/m.md", 2, "unknown-cite-key"),
        ("posts/n.md", 7, "unknown-cite-key"),
        ("references.bib", 3, "missing-title"),
        ("references.bib", 3, "uncited-reference"),
        ("references.bib", 3, "unfindable-reference"),
    ]


def test_a_broken_bibliography_is_told_alone(site: Site) -> None:
    (site.root / "references.bib").write_text("@misc{a, title={A}", encoding="utf-8")
    assert told(site) == [("references.bib", 1, "malformed-bib")]


def test_a_missing_bibliography_is_a_problem(site: Site) -> None:
    (site.root / "references.bib").unlink()
    assert told(site) == [("references.bib", 0, "unreadable-bib")]


def test_a_failing_computation_is_told_at_its_place(site: Site) -> None:
    (site.root / "computations" / "t.py").write_text("T = 1 / 0\n", encoding="utf-8")
    assert ("posts/m.md", 7, "failed-computation") in told(site)


def test_an_empty_memo_is_told_so(site: Site) -> None:
    (site.root / "posts" / "n.md").touch()
    assert told(site) == [("posts/n.md", 1, "missing-front-matter")]


def test_a_memo_in_another_encoding_is_told_so(site: Site) -> None:
    (site.root / "posts" / "n.md").write_bytes((MEMO + "和積").encode("shift_jis"))
    assert told(site) == [("posts/n.md", 7, "page-encoding")]


def test_a_memo_may_begin_with_a_byte_order_mark(site: Site) -> None:
    (site.root / "posts" / "n.md").write_text(MEMO, encoding="utf-8-sig")
    assert check(site) == []


def test_this_site_is_sound() -> None:
    assert [str(problem) for problem in check(Site(Path(__file__).parents[2]))] == []
