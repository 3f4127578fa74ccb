"""Builds after a change: they do what they must, no more, and end where a new build would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.features.conftest import differing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.features.conftest import Build, Site

#: Sphinx writes a page with a toctree whenever it writes one that the toctree lists.
FRONT = {"index"}
#: Pages whose side column tells of the site.
SITE_PAGES = {"index", "glossary", "bibliography"}
MEMOS = {"posts/waves", "posts/light", "posts/claim", "posts/replication"}


def test_a_first_build_reads_every_page(first_build: tuple[Site, Build]) -> None:
    assert first_build[1].read == MEMOS | SITE_PAGES


def test_a_build_without_a_change_reads_and_writes_nothing(built: Site) -> None:
    pages = {path: path.stat().st_mtime_ns for path in built.output.rglob("posts/*.html")}
    build = built.build()
    assert build.read == build.written == set()
    assert build.warnings == ""
    assert pages == {path: path.stat().st_mtime_ns for path in pages}


def test_a_build_without_a_change_leaves_feeds_and_archives_alone(built: Site) -> None:
    def times() -> dict[Path, int]:
        made = [*built.output.rglob("atom.xml"), *(built.output / "blog").rglob("*.html")]
        return {path: path.stat().st_mtime_ns for path in made}

    before = times()
    assert len(before) == 19
    built.build()
    assert times() == before


def test_a_memo_may_go_while_an_entry_that_it_cited_changes(built: Site, tmp_path: Path) -> None:
    (built.folder / "posts/light.md").unlink()
    built.edit("posts/waves.md", "[光の話](light.md)", "光の話")
    built.edit("references.bib", "title = {Pentadiamond}", "title = {Pentadiamonds}")
    assert built.build().warnings == ""
    # what it showed stays among the images
    assert differing(built, tmp_path) <= {"_images/numbers-figure.svg"}


def test_an_edited_memo_is_read_and_written_with_the_front_page(
    built: Site, tmp_path: Path
) -> None:
    built.edit("posts/light.md", "## 図と表\n", "## 図と表\n\n加えた段落。\n")
    build = built.build()
    assert build.read == {"posts/light"} | FRONT
    assert build.written == {"posts/light"} | FRONT
    assert differing(built, tmp_path) == set()


def test_a_new_lead_reaches_front_page_and_feeds(built: Site, tmp_path: Path) -> None:
    built.edit("posts/light.md", "光と熱と鏡", "光と熱と影")
    assert built.build().written == {"posts/light"} | SITE_PAGES
    assert "光と熱と影" in built.page("page/2").text("body")
    assert "光と熱と影" in built.feed("blog/tag/バリ").read_text(encoding="utf-8")
    assert differing(built, tmp_path) == set()


def test_a_new_title_reaches_neighbours_and_backlinks(built: Site, tmp_path: Path) -> None:
    built.edit("posts/light.md", "# 光の話", "# 新しい光の話")
    build = built.build()
    assert build.read == {"posts/light"} | FRONT
    assert "新しい光の話" in built.page("bibliography").texts("#ref-fujii2020 .backlinks a")
    assert "新しい光の話" in built.page("posts/claim").text("a.left-prev")
    assert differing(built, tmp_path) == set()


def test_a_new_title_reaches_the_memos_that_link_to_it(built: Site, tmp_path: Path) -> None:
    # an older neighbour in no series with it
    built.edit("posts/claim.md", "主張がある", "[](waves.md)の後、主張がある")
    built.build()
    built.edit("posts/waves.md", "# 波の話", "# 新しい波の話")
    built.build()
    assert "新しい波の話の後" in built.page("posts/claim").text("article")
    assert differing(built, tmp_path) == set()


def test_an_edited_reference_rewrites_the_pages_that_show_it_and_reads_none(
    built: Site, tmp_path: Path
) -> None:
    built.edit("references.bib", "title = {海の物理学}", "title = {海の新物理学}")
    build = built.build()
    assert build.read == set()
    assert build.written == {"posts/waves", "glossary", "bibliography"} | FRONT
    assert "『海の新物理学』" in built.page("posts/waves").text("#ref-terada1915")
    assert differing(built, tmp_path) == set()


def test_a_new_label_reaches_front_page_and_feeds(built: Site, tmp_path: Path) -> None:
    built.edit("references.bib", "volume = {125}, date = {2020}", "volume = {125}, date = {2021}")
    build = built.build()
    assert build.read == set()
    assert "Fujii・Okada 2021" in built.page("page/2").text("body")
    assert "Fujii・Okada 2021" in built.feed().read_text(encoding="utf-8")
    assert build.written == {"posts/waves", "posts/light", "bibliography"} | FRONT
    assert differing(built, tmp_path) == set()


def test_a_reference_that_moves_the_letters_of_others_rewrites_their_pages(
    built: Site, tmp_path: Path
) -> None:
    built.edit("references.bib", "date = {1903-09}", "date = {1903-01}")
    assert {"posts/waves", "posts/claim", "bibliography"} <= built.build().written
    assert "（長岡 1903b；石原 1903, 2節）" in built.page("posts/waves").texts(".citation")
    assert differing(built, tmp_path) == set()


def test_a_reference_that_nobody_cites_rewrites_the_whole_bibliography_only(built: Site) -> None:
    built.edit("references.bib", "title = {Unread}", "title = {Still Unread}")
    assert built.build().written == {"bibliography"} | FRONT


def test_a_comment_in_the_bibliography_changes_nothing(built: Site) -> None:
    built.edit("references.bib", "@book{unread1950", "% a remark\n@book{unread1950")
    build = built.build()
    assert build.read == build.written == set()


def test_a_new_citation_rewrites_the_whole_bibliography(built: Site, tmp_path: Path) -> None:
    built.edit("posts/light.md", "## 図と表\n", "## 図と表\n\n加えた{cite:p}`unread1950`。\n")
    assert built.build().written == {"posts/light", "bibliography"} | FRONT
    assert built.page("bibliography").texts("#ref-unread1950 .backlinks a") == ["光の話"]
    assert differing(built, tmp_path) == set()


def test_a_new_memo_is_read_and_its_neighbours_are_written(built: Site, tmp_path: Path) -> None:
    text = (built.folder / "posts" / "replication.md").read_text(encoding="utf-8")
    new = text.replace("2023-08-22", "2023-08-12").replace("追試", "途中").replace("反射", "新語")
    (built.folder / "posts" / "between.md").write_text(new, encoding="utf-8")
    build = built.build()
    assert build.read == {"posts/between"} | FRONT
    assert build.written == {"posts/between", "posts/claim", "posts/replication"} | SITE_PAGES
    assert built.page("posts/claim").links("a.right-next") == ["between.html"]
    assert differing(built, tmp_path) == set()


def test_a_removed_memo_leaves_no_link_behind(built: Site, tmp_path: Path) -> None:
    (built.folder / "posts" / "light.md").unlink()
    built.edit("posts/waves.md", "[光の話](light.md)", "光の話")
    build = built.build()
    assert build.read == {"posts/waves"} | FRONT
    assert built.page("posts/waves").links("a.right-next") == ["claim.html"]
    assert "光の話" not in built.page("blog").texts("a")
    assert differing(built, tmp_path) == {"_images/numbers-figure.svg"}  # Sphinx leaves it there


def test_what_a_removed_memo_had_alone_is_gone_from_the_output(built: Site) -> None:
    alone = {"posts/light.html", "blog/2020.html", "blog/tag/バリ.html", "blog/tag/バリ/atom.xml"}
    assert alone <= built.files().keys()
    (built.folder / "posts" / "light.md").unlink()
    built.build()
    assert alone.isdisjoint(built.files())


def test_a_memo_removed_beside_a_broken_one_stays_in_the_output(built: Site) -> None:
    before = built.files()
    (built.folder / "posts" / "light.md").unlink()
    built.edit("posts/waves.md", "date:", "dote:")
    assert len(built.refused()) == 3
    assert built.files() == before


def test_a_link_to_a_removed_memo_is_reported_wherever_it_stands(built: Site) -> None:
    built.edit("posts/replication.md", "の続き。", "と[](waves.md)の続き。")
    built.build()
    (built.folder / "posts" / "waves.md").unlink()
    assert "posts/replication.md" in built.build().warnings


def test_a_changed_computation_reads_only_the_memos_that_show_it(built: Site) -> None:
    (built.folder / "computations" / "other.py").write_text("ONE = 1\n", encoding="utf-8")
    built.edit("posts/claim.md", "主張がある", "主張が{computed}`other.ONE`つある")
    built.build()
    (built.folder / "computations" / "other.py").write_text("ONE = 1 + 1\n", encoding="utf-8")
    build = built.build()
    assert build.read == {"posts/claim"}
    assert "主張が2つある" in built.page("posts/claim").text("article")
    assert "主張が2つある" in built.page("index").text("article.bd-article")


def test_a_table_made_of_references_follows_the_bibliography(built: Site, tmp_path: Path) -> None:
    built.edit("posts/claim.md", "## 追記\n", "```{computed-table} numbers.dated\n```\n\n## 追記\n")
    built.build()
    built.edit("references.bib", "date = {2023-07-22}", "date = {2024-07-22}")
    assert built.build().read == {"posts/claim"}
    assert built.page("posts/claim").texts("table td") == ["石", "2024"]
    assert differing(built, tmp_path) == set()


def test_a_draft_that_is_finished_appears(built: Site, tmp_path: Path) -> None:
    built.edit("posts/draft.md", "draft: true\n", "")
    assert "posts/draft" in built.build().read
    assert built.page("index").texts(".memo-card h2")[0] == "書きかけ"
    assert differing(built, tmp_path) == set()


@pytest.mark.parametrize(
    ("setting", "value", "page", "shown"),
    [
        ("html_title", "新しい題", "posts/waves", "新しい題"),
        ("bibouroku_memos_per_page", 3, "index", "光の話"),
    ],
)
def test_a_changed_setting_is_seen(
    built: Site, setting: str, value: Any, page: str, shown: str
) -> None:
    assert shown not in built.page(page).text("article.bd-article") + built.page(page).text("title")
    built.build(**{setting: value})
    assert shown in built.page(page).text("article.bd-article") + built.page(page).text("title")


def test_a_number_of_another_page_is_shown_as_it_is_now(built: Site, tmp_path: Path) -> None:
    built.edit("posts/claim.md", "主張がある", "{numref}`tbl-light`に主張がある")
    built.build()
    assert "表 1に主張がある" in built.page("posts/claim").text("article")
    table = "```{computed-table} numbers.table\n"
    built.edit("posts/light.md", "## 図と表\n", f"## 図と表\n\n{table}先の表。\n```\n")
    build = built.build()
    assert build.read == {"posts/light"} | FRONT
    assert "表 2に主張がある" in built.page("posts/claim").text("article")
    assert "表 2に主張がある" in built.page("references/dated2023").text("article")
    assert differing(built, tmp_path) == set()


def test_a_heading_of_another_page_is_shown_as_it_is_now(built: Site, tmp_path: Path) -> None:
    built.edit("posts/claim.md", "主張がある", "{ref}`waves-measure`に主張がある")
    built.build()
    built.edit("posts/waves.md", "## 測る", "## 量る")
    assert "posts/claim" not in built.build().read
    assert "量るに主張がある" in built.page("posts/claim").text("article")
    assert differing(built, tmp_path) == set()


def test_another_order_of_the_pages_of_the_site_is_told_everywhere(
    built: Site, tmp_path: Path
) -> None:
    built.edit("index.md", "glossary\nbibliography", "bibliography\nglossary")
    assert built.build().read == {"index"}
    assert differing(built, tmp_path) == set()
