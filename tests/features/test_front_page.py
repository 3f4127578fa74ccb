"""Front page, archives, side column and the page for missing addresses."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.features.conftest import Site


@pytest.mark.parametrize(
    ("page", "titles"),
    [("index", ["石の追試", "石の主張"]), ("page/2", ["光の話", "波の話"])],
)
def test_the_front_page_shows_the_newest_memos_and_pages_the_rest(
    site: Site, page: str, titles: list[str]
) -> None:
    assert site.page(page).texts(".memo-card h2") == titles


def test_older_pages_are_linked_both_ways(site: Site) -> None:
    assert site.page("index").links("nav.memo-pages a") == ["page/2.html"]
    assert site.page("page/2").links("nav.memo-pages a") == ["../index.html"]
    assert not (site.output / "page" / "3.html").exists()


def test_a_card_says_what_a_reader_needs(site: Site) -> None:
    card = site.page("page/2").all(".memo-card")[1]
    assert card.select(".memo-date")[0].get_text() == "2017年から2020年までのあいだ"
    assert card.select(".memo-category")[0].get_text() == "数学"
    assert [tag.get_text() for tag in card.select(".memo-tag")] == ["グラフ", "パリ"]
    assert card.select(".memo-more a")[0].get_text() == "『波の話』の続きを読む"


def test_a_card_quotes_the_whole_lead_with_its_citations(site: Site) -> None:
    lead = site.page("page/2").texts(".memo-card .memo-lead p")
    assert lead == [
        "光と熱と鏡についての研究（Fujii・Okada 2020）。",
        "波は古い（寺田 1915, 12頁）。光の話のa2a^2や節も見よ。",
        "第二の段落（長岡 1903a；石原 1903, 2節）。",
    ]


def test_links_in_a_lead_are_relative_to_the_page_that_quotes_it(site: Site) -> None:
    links = site.page("page/2").links(".memo-card:nth-of-type(2) .memo-lead a")
    assert links[:3] == [
        "../posts/waves.html#ref-terada1915",
        "../posts/light.html",
        "../posts/waves.html#waves-measure",
    ]


def test_the_preface_stands_above_the_cards(site: Site) -> None:
    text = site.page("index").text("article.bd-article")
    assert text.index("序文。") < text.index("石の追試")


@pytest.mark.parametrize(
    ("page", "title", "memos"),
    [
        ("blog/category/物理", "分類「物理」のメモ", ["石の追試", "石の主張", "光の話"]),
        ("blog/tag/反射", "タグ「反射」のメモ", ["石の追試", "光の話"]),
        ("blog/2023", "2023年のメモ", ["石の追試", "石の主張"]),
        ("blog/2020", "2020年のメモ", ["光の話"]),
        ("blog/2017-2020", "2017年から2020年までのいつかのメモ", ["波の話"]),
        # what Unicode normalization or ASCII slugs would run together
        ("blog/tag/パリ", "タグ「パリ」のメモ", ["波の話"]),
        ("blog/tag/バリ", "タグ「バリ」のメモ", ["光の話"]),
        ("blog/tag/ハリ", "タグ「ハリ」のメモ", ["石の追試", "石の主張"]),
        ("blog/tag/グラフ", "タグ「グラフ」のメモ", ["波の話"]),
    ],
)
def test_an_archive_holds_its_memos_newest_first(
    site: Site, page: str, title: str, memos: list[str]
) -> None:
    assert site.page(page).text("article h1") == title
    assert site.page(page).texts("article .memo-titles a") == memos


def test_there_are_no_other_archives(site: Site) -> None:
    found = {path.stem for path in (site.output / "blog").rglob("*.html")}
    groups = {"物理", "数学", "反射", "パリ", "バリ", "ハリ", "グラフ"}
    assert found == groups | {"2023", "2020", "2017-2020"}


def test_a_year_is_parted_into_the_months_that_are_known(site: Site) -> None:
    assert site.page("blog/2023").texts("article h2") == ["8月"]
    assert site.page("blog/2017-2020").texts("article h2") == []


def test_the_page_of_all_memos_leads_to_every_group_with_its_count(site: Site) -> None:
    groups = site.page("blog").texts(".memo-groups li")
    assert groups[:2] == ["物理（3）", "数学（1）"]
    assert groups[-3:] == ["2023年（2）", "2020年（1）", "2017–2020年（1）"]


def test_the_side_column_of_the_site_names_memos_groups_and_pages(site: Site) -> None:
    (side, links) = site.page("glossary").texts("nav.bibouroku-side")
    assert side.startswith("最近のメモ 石の追試石の主張光の話波の話 分類 物理（3）数学（1） 年と月")
    assert links == "先頭 用語集 文献一覧 索引 すべてのメモ 崩れた文献 フィード"


def test_the_side_column_of_a_memo_tells_of_that_memo(site: Site) -> None:
    side = site.page("posts/claim").texts("nav.bibouroku-side")[0]
    assert "日付2023年8月2日 分類物理 タグハリ 追記2023年11月、2025年9月3日" in side


def test_the_page_for_missing_addresses_works_from_any_depth(site: Site) -> None:
    page = site.page("404")
    assert page.one("base")["href"] == "/site/"
    assert page.text("h1") == "頁が見つからない"
    assert page.links("article p a") == ["index.html", "search.html"]


def test_the_footer_is_ours(site: Site) -> None:
    assert site.page("posts/waves").text("footer p.copyright") == "©2017–2025 編者"


def test_a_site_without_memos_has_a_plain_front_page(plain_site: Site) -> None:
    (plain_site.folder / "posts" / "only.md").unlink()
    assert plain_site.build().warnings == ""
    assert plain_site.page("index").all(".memo-cards") == []
    assert not (plain_site.output / "blog.html").exists()


def test_a_citation_in_a_lead_tells_its_own_reason(own_site: Site) -> None:
    own_site.edit("posts/claim.md", "series: 石", "series: 石\ncitation_reason: background")
    own_site.build()
    own_site.edit("posts/claim.md", "cite:p}`dated2023{要旨}", "cite:p}`data:dated2023{要旨}")
    own_site.build()
    (link,) = own_site.page("index").all(".memo-card:nth-of-type(2) .citation-link")
    feed = own_site.feed("blog").read_text(encoding="utf-8")
    assert link["title"] == "データを用いるために引用"
    assert 'title="データを用いるために引用"' in unescape(feed)
