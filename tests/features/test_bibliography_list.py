"""Lists of references: order, names, links, and the way back to where they are cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.features.conftest import Site

ENTRIES = "ul.bibliography > li"


def entry(site: Site, page: str, key: str) -> str:
    """Return what the list of a page prints for a reference."""
    return site.page(page).text(f'{ENTRIES}[id="ref-{key}"]')


def test_the_whole_bibliography_goes_by_reading_then_by_alphabet(site: Site) -> None:
    starts = [text.split("（")[0] for text in site.page("bibliography").texts(ENTRIES)]
    japanese = ["石原純", "寺田寅彦", "長岡半太郎", "長岡半太郎", "長岡半太郎・石原純"]
    latin = ["Fujii, Y.; Okada, S.", "Lee, S.; Kim, J.-H.; Kwon, Y.-W.", "Zuse, K."]
    assert starts == japanese + latin


def test_a_memo_lists_what_it_cites_and_nothing_else(site: Site) -> None:
    ids = [str(item["id"]) for item in site.page("posts/claim").all(ENTRIES)]
    assert ids == ["ref-second1903", "ref-dated2023"]


@pytest.mark.parametrize("page", ["bibliography", "posts/waves"])
def test_japanese_names_keep_their_order_and_know_no_english(site: Site, page: str) -> None:
    (text,) = site.page(page).texts("ul.bibliography")
    assert "寺田寅彦（1915年）" in text
    assert "長岡半太郎・石原純（1903年）" in text
    assert "寅彦 寺田" not in text
    assert " and " not in text


def test_labels_of_one_author_and_year_are_told_apart_by_letters(site: Site) -> None:
    assert "（長岡 1903a；石原 1903, 2節）" in site.page("posts/waves").texts(".citation")
    assert "（長岡 1903b, 1頁）" in site.page("posts/claim").texts(".citation")


def test_an_entry_in_biblatex_form_is_complete(site: Site) -> None:
    text = entry(site, "bibliography", "dated2023")
    assert "（2023年7月22日）" in text
    assert "The First Superconductor" in text
    assert "arXiv:2307.12008" in text
    assert "missing" not in text


@pytest.mark.parametrize(
    ("key", "link"),
    [
        ("terada1915", "https://dl.ndl.go.jp/pid/123456"),
        ("dated2023", "https://arxiv.org/abs/2307.12008"),
        ("fujii2020", "https://doi.org/10.1103/x"),
        ("both1903", "https://example.com/both"),
    ],
)
def test_an_entry_links_to_its_source(site: Site, key: str, link: str) -> None:
    assert link in site.page("bibliography").links(f"#ref-{key} a.external")


@pytest.mark.parametrize(
    ("key", "memos"),
    [
        ("dated2023", ["石の主張", "石の追試"]),
        ("fujii2020", ["光の話", "波の話"]),
        ("terada1915", ["用語集", "波の話"]),
        ("unread1950", []),
    ],
)
def test_the_whole_bibliography_leads_back_to_every_citing_page(
    site: Site, key: str, memos: list[str]
) -> None:
    assert site.page("bibliography").texts(f"#ref-{key} .backlinks a") == memos


def test_an_entry_of_a_memo_leads_back_to_each_place_in_reading_order(site: Site) -> None:
    page = site.page("posts/waves")
    places = page.links("#ref-terada1915 .backlinks a")
    cited = [page.one(f"[id='{place[1:]}']").get_text() for place in places]
    assert cited == ["（寺田 1915, 12頁）", "寺田 1915", "（例えば 寺田 1915, 3–5頁）"]


def test_the_way_back_reaches_into_footnotes(site: Site) -> None:
    page = site.page("posts/waves")
    last = page.links("#ref-fujii2020 .backlinks a")[-1]
    assert page.one(f"aside.footnote [id='{last[1:]}']").get_text() == "（Fujii・Okada 2020, 3頁）"


def test_a_list_where_nothing_is_cited_says_so(plain_site: Site) -> None:
    plain_site.edit("index.md", "```{memo-toctree}", "```{bibliography}\n```\n\n```{memo-toctree}")
    assert plain_site.build().warnings == ""
    assert plain_site.page("index").text(".bibliography-empty") == "文献はない。"


def test_a_list_before_the_citations_is_complete(plain_site: Site) -> None:
    early = "# 唯一のメモ\n\n```{bibliography}\n```\n"
    plain_site.edit("posts/only.md", "# 唯一のメモ\n", early)
    assert plain_site.build().warnings == ""
    assert plain_site.page("posts/only").links(".citation a") == ["#ref-terada1915"]
