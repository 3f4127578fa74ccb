"""Memos in a miniature site: their dates, series, notes, drafts and neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.features.conftest import Site


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("waves", "2017年から2020年までのあいだ"),
        ("light", "2020年8月"),
        ("claim", "2023年8月2日"),
    ],
)
def test_a_date_is_shown_as_precise_as_it_is_known(site: Site, page: str, shown: str) -> None:
    assert site.page(f"posts/{page}").text("article .memo-date") == shown


@pytest.mark.parametrize("invented", ["2020年8月1日", "2017年1月1日", "2020-08-01", "2017-01-01"])
def test_no_page_shows_a_day_that_is_not_known(site: Site, invented: str) -> None:
    pages = site.pages()
    assert len(pages) == 31
    assert [name for name in pages if invented in str(pages[name].soup)] == []


def test_memos_go_by_the_first_day_that_their_date_can_mean(site: Site) -> None:
    titles = site.page("blog").texts("article > ul.memo-titles a, section > ul.memo-titles a")
    assert titles == ["石の追試", "石の主張", "光の話", "波の話"]


def test_a_memo_leads_to_its_category_and_tags(site: Site) -> None:
    line = "article .memo-date-line a"
    assert site.page("posts/waves").texts(line) == ["数学", "グラフ", "パリ"]
    assert site.page("posts/waves").links(line) == [
        "../blog/category/数学.html", "../blog/tag/グラフ.html", "../blog/tag/パリ.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "line", "link"),
    [
        ("claim", "連載「石」（全2回の第1回） 続報：『石の追試』", "replication.html"),
        ("replication", "連載「石」（全2回の第2回） 前回：『石の主張』", "claim.html"),
    ],
)
def test_memos_of_a_series_point_at_each_other(site: Site, page: str, line: str, link: str) -> None:
    assert site.page(f"posts/{page}").text(".memo-series") == line
    assert site.page(f"posts/{page}").links(".memo-series a") == [link]


def test_a_memo_outside_a_series_has_no_such_line(site: Site) -> None:
    assert site.page("posts/waves").all(".memo-series") == []


@pytest.mark.parametrize(
    ("page", "older", "newer"),
    [
        ("waves", [], ["light.html"]),
        ("light", ["waves.html"], ["claim.html"]),
        ("claim", ["light.html"], ["replication.html"]),
        ("replication", ["claim.html"], []),
    ],
)
def test_memos_are_neighbours_by_date(
    site: Site, page: str, older: list[str], newer: list[str]
) -> None:
    here = site.page(f"posts/{page}")
    assert here.links("head link[rel=prev]") == here.links("a.left-prev") == older
    assert here.links("head link[rel=next]") == here.links("a.right-next") == newer


def test_the_line_under_the_title_says_when_the_text_speaks(site: Site) -> None:
    assert site.page("posts/claim").text(".memo-as-of") == (
        "この文章は2023年8月2日の時点で書かれている。"
        "その後の知らせは追記で示す：2023年11月、2025年9月3日。"
    )


def test_the_line_under_the_title_leads_to_the_notes(site: Site) -> None:
    page = site.page("posts/claim")
    notes = [f"#{note['id']}" for note in page.all(".update")]
    assert page.links(".memo-as-of a") == notes
    assert notes == ["#update-2023-11-01-1", "#update-2025-09-03-2"]


def test_a_note_of_a_month_has_a_title_without_a_day(site: Site) -> None:
    titles = site.page("posts/claim").texts(".update > .admonition-title")
    assert titles == ["追記（2023年11月）", "追記（2025年9月3日）"]


def test_the_summary_for_search_engines_is_escaped(site: Site) -> None:
    (summary,) = site.page("posts/waves").all("meta[name=description]")
    assert summary["content"] == '波の"高さ"の話。'


def test_a_draft_leaves_no_trace_in_the_build(site: Site) -> None:
    texts = [name for name, content in site.files().items() if "書きかけ".encode() in content]
    assert texts == []
    assert not any("draft" in name or "下書き" in name for name in site.files())


def test_drafts_are_shown_on_request(own_site: Site) -> None:
    build = own_site.build(bibouroku_show_drafts="1")
    assert build.warnings == ""
    assert own_site.page("posts/draft").text("article h1").startswith("書きかけ")
    assert "書きかけ" in own_site.page("index").texts(".memo-card h2")
    assert "posts/draft.html" in own_site.page("bibliography").links("#ref-terada1915 a")


@pytest.mark.parametrize("written", ["draft: true", "draft: True"])
def test_a_draft_is_left_out_however_it_is_written(plain_site: Site, written: str) -> None:
    plain_site.edit("posts/only.md", "category: 物理", f"category: 物理\n{written}")
    plain_site.build()
    assert "posts/only.html" not in plain_site.files()


def test_a_page_that_is_no_memo_has_no_memo_s_line(site: Site) -> None:
    assert site.page("glossary").all(".memo-date-line, .memo-as-of") == []
