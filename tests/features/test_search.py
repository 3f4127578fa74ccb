"""The search of miniature sites: what is indexed, and what builds write."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.conftest import Site

STOCK = ("searchindex.js", "_static/searchtools.js", "_static/language_data.js")


def entries(site: Site) -> dict[str, list[Any]]:
    """Return what the index holds of each entry by title."""
    found = site.search_files()
    return {held[1]: held for name, held in found.items() if name.startswith("text-")}


def texts(site: Site, title: str) -> list[list[str]]:
    """Return the sections of the entry *title*: anchor, heading, text, what else finds it."""
    found: list[list[str]] = entries(site)[title][6]
    return found


def index_of(site: Site) -> dict[str, Any]:
    """Return what every query loads."""
    files = site.search_files()
    found: dict[str, Any] = files[files["start"]["index"]]
    return found


def index_times(site: Site) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (site.output / "search-index").iterdir()}


def test_memos_terms_works_and_pages_are_found(site: Site) -> None:
    found = entries(site)
    assert found["光の話"][0] == "メモ"
    assert found["光の話"][2:4] == ["posts/light.html", "2020年8月"]
    assert {"バリ", "反射"} <= index_of(site)["filters"]["tag"].keys()
    assert "2020" in index_of(site)["filters"]["year"]
    assert found["干渉"][0] == "用語"
    assert found["干渉"][2].startswith("glossary.html#term-")
    assert found["海の物理学"][0] == "文献"
    assert found["海の物理学"][2] == "references/terada1915.html"
    assert not [row for row in found.values() if row[2].startswith("blog")]


def test_a_memo_is_indexed_by_section_with_labels_for_citations(site: Site) -> None:
    sections = texts(site, "光の話")
    assert sections[0][0] == ""
    assert sections[0][2] == "光と熱と鏡についての研究（Fujii・Okada 2020）。"
    assert [heading for _, heading, *_ in sections] == ["光の話", "図と表", "参考文献"]
    assert all(site.page("posts/light").all(f"[id='{anchor}']") for anchor, *_ in sections[1:])


def test_a_term_is_found_by_its_definition_and_its_reading(site: Site) -> None:
    assert texts(site, "干渉") == [["", "干渉", "波の重なり（寺田 1915）。", "かんしょう"]]
    assert entries(site)["干渉"][4] == "かんしょう"


def test_a_work_is_found_by_author_date_and_status(site: Site) -> None:
    ((_, _, text, also),) = texts(site, "海の物理学")
    assert text.startswith("寺田寅彦")
    assert {"寺田 1915", "大正4年", "terada1915"} <= set(also.split("　"))
    assert "小さなサイト" not in entries(site)  # the front page lists memos, which are found


@pytest.mark.parametrize("name", STOCK)
def test_nothing_is_left_of_the_stock_search(site: Site, name: str) -> None:
    assert not (site.output / name).exists()


def test_pages_load_the_script_and_nothing_else_of_the_search(site: Site) -> None:
    page = site.page("posts/light")
    loaded = [str(tag["src"]) for tag in page.all("script[src]")]
    assert [name.partition("?")[0] for name in loaded if "search" in name] == [
        "../_static/search.js"
    ]
    assert page.links("link[rel=search]:not([type])") == ["../search.html"]


def test_without_a_script_the_page_lists_memos_and_headings(site: Site) -> None:
    page = site.page("search")
    assert page.text("noscript").startswith("この頁の検索にはJavaScriptが要る。")
    assert "光の話" in page.texts("h3 a")
    assert "図と表" in page.texts(".search-headings a")
    links = page.links(".search-pages a")
    assert {"glossary.html", "bibliography.html", "blog/tag/反射.html"} <= set(links)
    assert "干渉" in page.texts(".search-words a")


def test_browsers_are_told_of_the_search(site: Site) -> None:
    root = etree.fromstring((site.output / "search.xml").read_bytes())
    (url,) = root.findall("{*}Url")
    assert url.get("template") == "https://example.org/site/search.html?q={searchTerms}"


def test_a_site_of_the_basic_theme_has_the_same_search(plain_site: Site) -> None:
    assert plain_site.build().warnings == ""
    assert entries(plain_site)
    assert [tag for tag in plain_site.page("search").all("script[src]")
            if "search.js" in str(tag["src"])]  # fmt: skip
    assert not (plain_site.output / "search.xml").exists()
    assert not [name for name in STOCK if (plain_site.output / name).exists()]


def test_hostile_titles_stay_text(new_site: Callable[[str], Site]) -> None:
    site = new_site("hostile")
    site.build()
    for path in (site.output / "search-index").iterdir():
        assert "<" not in path.read_text(encoding="utf-8")
    assert [title for title in entries(site) if "<script>" in title]


# ---- builds after a change


@pytest.fixture
def built(own_site: Site) -> Site:
    own_site.build()
    return own_site


def test_a_second_build_writes_nothing(built: Site) -> None:
    before = index_times(built)
    page = (built.output / "search.html").stat().st_mtime_ns
    built.build()
    assert index_times(built) == before
    assert (built.output / "search.html").stat().st_mtime_ns == page


def test_an_edited_memo_changes_its_text_and_the_parts_of_its_terms(built: Site) -> None:
    before = index_times(built)
    built.edit("posts/light.md", "光と熱と鏡", "光と熱と影")
    built.build()
    after = index_times(built)
    new = {name for name, time in after.items() if before.get(name) != time}
    assert len([name for name in new if name.startswith("text")]) == 1
    assert "start.js" in new
    assert len(after) == len(before)


def test_a_removed_memo_is_not_found_any_more(built: Site, tmp_path: Path) -> None:
    (built.folder / "posts/replication.md").unlink()
    built.edit("references.bib", "title = {Pentadiamond}", "title = {Pentadiamonds}")
    built.build()
    assert "posts/replication.html" not in {held[2] for held in entries(built).values()}
    fresh = type(built)(tmp_path / "fresh")
    shutil.copytree(built.folder, fresh.folder, ignore=shutil.ignore_patterns("_build"))
    fresh.build()
    assert fresh.search_files() == built.search_files()


def test_a_lost_file_of_the_index_is_made_again(built: Site) -> None:
    before = built.search_files()
    (built.output / "search-index" / "start.js").unlink()
    built.build()
    assert built.search_files() == before


def test_four_processes_make_the_same_index(site: Site, own_site: Site) -> None:
    own_site.build(parallel=4)
    assert own_site.search_files() == site.search_files()


def test_a_page_may_stay_out_of_the_index(own_site: Site) -> None:
    path = own_site.folder / "glossary.md"
    path.write_text("---\nnosearch: true\n---\n" + path.read_text("utf-8"), encoding="utf-8")
    own_site.build()
    assert "干渉" not in entries(own_site)


# ---- what finds a section beside its text


def written(site: Site, text: str) -> list[list[str]]:
    """Return the sections of a page with *text*, once the site is built with it."""
    (site.folder / "extra.md").write_text(f"---\norphan: true\n---\n# 別頁\n\n{text}\n", "utf-8")
    assert site.build().warnings == ""
    return texts(site, "別頁")


def test_words_of_the_index_are_found_by_their_readings(own_site: Site) -> None:
    text = "前。\n\n## 節\n\n{index}`抵抗率 : ていこうりつ`が下がる。{ruby}`鏡|かがみ`も。"
    first, second = written(own_site, text)
    assert first[3] == ""
    assert second[2] == "抵抗率が下がる。鏡も。"
    assert "ていこうりつ" in second[3].split("　")
    assert "かがみ" in second[3]


def test_cells_of_a_table_stay_apart(own_site: Site) -> None:
    (section,) = written(own_site, "| 量 | 値 |\n| --- | --- |\n| 長さ | 3 m |")
    assert section[2] == "量｜値 長さ｜3 m"


def test_a_memo_is_found_by_the_works_that_it_lists(site: Site) -> None:
    sections = {heading: also for _, heading, _, also in texts(site, "光の話")}
    assert "令和2年" in sections["参考文献"]
    assert "令和2年" not in sections["図と表"]


def test_the_terms_of_a_page_of_examples_are_no_terms(own_site: Site) -> None:
    path = own_site.folder / "glossary.md"
    path.write_text("---\ncitation_examples: true\n---\n" + path.read_text("utf-8"), "utf-8")
    own_site.build()
    assert "干渉" not in entries(own_site)


def test_before_a_query_the_newest_memos_and_the_pages_are_offered(site: Site) -> None:
    start = site.search_files()["start"]
    assert ["光の話", "posts/light.html"] in start["recent"]
    assert "glossary.html" in [url for _, url in start["pages"]]
    script = site.output / "_static" / start["script"].partition("?")[0]
    assert script.is_file()
