"""Tables of evidence on a miniature site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from bibouroku.features.asking_directive import is_one_target
from tests.features.conftest import clean_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.conftest import Site

MEMO = "posts/asking"
FILE = "references.bib"
OTHERS = "@online{claim, author"


@pytest.fixture(scope="session")
def evidence_site(new_site: Callable[[str], Site]) -> Site:
    """Return the root ``test-evidence``, built; not to be changed."""
    site = new_site("evidence")
    assert site.build().warnings == ""
    return site


@pytest.fixture
def asking(new_site: Callable[[str], Site]) -> Site:
    """Return the root ``test-evidence``, not yet built, for a test that changes it."""
    return new_site("evidence")


def rows(site: Site) -> list[list[str]]:
    """Return the texts of the cells of the table, by row."""
    table = site.page(MEMO).one("table#tbl-known")
    return [
        [" ".join(cell.get_text().split()) for cell in row.select("td")]
        for row in table.select("tbody tr")
    ]


def test_a_row_has_date_work_fields_finding_and_relation(evidence_site: Site) -> None:
    assert evidence_site.page(MEMO).texts("table#tbl-known th") == [
        "日付",
        "文献",
        "試料",
        "所見",
        "関係",
    ]
    assert rows(evidence_site)[2] == [
        "2023年8月6日",
        "Guo（2023, 要旨） 北京大学 プレプリント",
        "焼結体 <b>&",
        "弱い強磁性",
        "追試・反証",
    ]


def test_rows_stand_by_date_and_tell_how_it_is_known(evidence_site: Site) -> None:
    assert [row[0] for row in rows(evidence_site)] == [
        "2023年8月（前後不明）",
        "2023年8月3日",
        "2023年8月6日",
        "2023年8月6日〜9日頃",
    ]


def test_the_caption_names_the_claim_and_the_date(evidence_site: Site) -> None:
    caption = evidence_site.page(MEMO).text("table#tbl-known caption")
    assert caption.startswith("表1 追試の一覧。対象はLee ほか（2023）")
    assert "2023年8月22日の時点。その後に知られた1件は含まない。" in caption


def test_a_table_is_numbered_and_referred_to_as_others_are(evidence_site: Site) -> None:
    assert evidence_site.page(MEMO).texts("p a .std-numref") == ["表1", "図1"]


def test_each_work_is_cited_as_in_the_text(evidence_site: Site) -> None:
    page = evidence_site.page(MEMO)
    links = page.links("table#tbl-known td .citation a.citation-link")
    assert links == ["#ref-undecided", "#ref-fallen", "#ref-day", "#ref-month"]
    listed = {str(entry["id"]) for entry in page.all("ul.bibliography > li")}
    assert listed == {"ref-claim", "ref-second", *(link[1:] for link in links)}
    assert evidence_site.dead_links() == set()


def test_a_work_that_fell_is_shown_marked_once_and_passes_the_gate(evidence_site: Site) -> None:
    (fallen,) = [row for row in rows(evidence_site) if row[0] == "2023年8月3日"]
    assert fallen[1] == "Wu（2023a） 公開時すでに撤回"


def test_a_key_is_asked_in_vain_where_nobody_speaks_of_it(asking: Site) -> None:
    asking.edit(f"{MEMO}.md", "{evidence} claim second", "{evidence} silent")
    assert asking.build().warnings == ""
    assert rows(asking) == [["知られたものはない", "—", "—", "—", "—"]]


def test_a_table_without_a_caption_says_what_it_shows(asking: Site) -> None:
    asking.edit(f"{MEMO}.md", "追試の一覧。\n", "")
    assert asking.build().warnings == ""
    caption = asking.page(MEMO).text("table#tbl-known caption")
    assert "について述べた文献。2023年8月22日の時点。" in caption


def test_latest_asks_for_everything(asking: Site) -> None:
    asking.edit(f"{MEMO}.md", "sample=試料\n", "sample=試料\n:as-of: latest\n")
    assert asking.build().warnings == ""
    assert rows(asking)[-1][0] == "2023年12月13日"


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("{evidence} claim second", "{evidence} nobody", "unknown-cite-key", "「nobody」"),
        (":fields: group, s", ":as-of: 2023-13\n:fields: s", "impossible-date", "2023-13"),
        (":fields: group, s", ":relations: likes\n:fields: s", "unknown-relation", "「likes」"),
    ],
)
def test_a_question_that_cannot_be_meant_is_one_line(
    asking: Site, old: str, new: str, code: str, says: str
) -> None:
    asking.edit(f"{MEMO}.md", old, new)
    fault, _total = asking.refused()
    assert fault.startswith(f"ERROR: {MEMO}.md:10: ")
    assert fault.endswith(f"[{code}]")
    assert says in fault


def test_a_page_without_a_date_must_say_as_of_when(asking: Site) -> None:
    table = "\n```{evidence} claim\n```\n"
    path = asking.folder / "index.md"
    path.write_text(path.read_text("utf-8") + table, encoding="utf-8")
    fault, _total = asking.refused()
    assert fault.endswith("[missing-as-of]")


NEW = "@misc{new, author={Puphal, P.}, title={N}, date={2023-08-11}, doi={1}, refutes={claim}}\n"


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        (OTHERS, NEW + OTHERS, {MEMO}),
        (OTHERS, NEW.replace("refutes={claim}", "disputes={silent}") + OTHERS, set()),
        (OTHERS, NEW.replace("2023-08-11", "2024-08-11") + OTHERS, {MEMO}),
        ("finding = {一次転移}", "finding = {別の所見}", {MEMO}),
        ("date = {2023-08-09}", "date = {2023-08-10}", {MEMO}),
        ("寺田, 寅彦", "寺田, 虎彦", set()),
        ("retracts = {fallen}", "disputes = {fallen}", {MEMO}),
    ],
)
def test_a_memo_is_read_again_when_its_question_is_answered_otherwise(
    asking: Site, old: str, new: str, read: set[str]
) -> None:
    asking.build()
    asking.edit(FILE, old, new)
    done = asking.build()
    assert (done.read, done.warnings) == (read, "")
    assert done.written >= read


def test_nothing_is_read_again_without_need(asking: Site) -> None:
    asking.build()
    again = asking.build()
    assert (again.read, again.written) == (set(), set())


def test_parallel_reading_gives_the_same_pages(asking: Site, evidence_site: Site) -> None:
    for number in range(8):  # Sphinx reads in parallel from some documents on
        path = asking.folder / "posts" / f"filler{number}.md"
        path.write_text("---\ndate: 2020\ncategory: 物理\n---\n\n# 題\n\n文。\n", encoding="utf-8")
    assert asking.build(parallel=2).warnings == ""
    assert rows(asking) == rows(evidence_site)
    asking.edit(FILE, OTHERS, NEW + OTHERS)
    asking.build(parallel=2)
    assert [row[4] for row in rows(asking)][-1] == "反証"


@pytest.mark.parametrize(
    ("written", "one"),
    [("key{p. 3}", True), ("key{a}b", False), ("key{a{b}}", False), ("key{a},b{c}", False)],
)
def test_a_place_with_braces_of_its_own_is_not_taken(written: str, *, one: bool) -> None:
    assert is_one_target(written) is one


def test_restructured_text_can_ask_too(tmp_path: Path, asking: Site) -> None:
    (asking.folder / "page.rst").write_text(
        ":orphan:\n\n題\n==\n\n.. evidence:: claim\n   :as-of: 2023-08-22\n\n   説明。\n",
        encoding="utf-8",
    )
    with clean_process():
        app = SphinxTestApp("html", srcdir=asking.folder, builddir=tmp_path)
        app.build()
        table = next(iter(app.env.get_doctree("page").findall(nodes.table)))
    assert len(list(table.findall(nodes.row))) == 4
