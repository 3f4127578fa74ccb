"""Citations in the pages of a miniature site: what they read like and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.features.conftest import Build, Site

WAVES = "posts/waves"


def test_nothing_is_warned_of(first_build: tuple[Site, Build]) -> None:
    assert first_build[1].warnings == ""


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("p with a locator", "（寺田 1915, 12頁）"),
        ("p with two keys", "（長岡 1903a；石原 1903, 2節）"),
        ("p with a prefix", "（例えば 寺田 1915, 3–5頁）"),
        ("t with two Japanese authors", "長岡・石原（1903）"),
        ("t with a locator", "Fujii・Okada（2020, 図1a）"),
        ("alp", "寺田 1915"),
        ("author", "Fujii・Okada"),
        ("year", "2020"),
        ("p in a footnote, with a locator", "（Fujii・Okada 2020, 3頁）"),
        ("p in a heading", "（長岡・石原 1903）"),
    ],
)
def test_a_role_reads_as_in_japanese_prose(site: Site, role: str, reads: str) -> None:
    assert reads in site.page(WAVES).texts("article .citation"), role


@pytest.mark.parametrize(
    ("page", "place", "reads"),
    [
        (WAVES, "h2 .citation", "（長岡・石原 1903）"),
        (WAVES, "aside.footnote .citation", "（Fujii・Okada 2020, 3頁）"),
        ("posts/light", "caption .citation", "（Fujii・Okada 2020, 表1）"),
        ("posts/light", "figcaption .citation", "（石原 1903）"),
        ("posts/light", "td .citation", "（Fujii・Okada 2020, 4頁）"),
        ("posts/claim", ".update .citation", "（長岡 1903b, 1頁）"),
        ("glossary", "dd .citation", "（寺田 1915, 7頁）"),
    ],
)
def test_a_citation_stands_anywhere(site: Site, page: str, place: str, reads: str) -> None:
    assert site.page(page).texts(place) == [reads]


@pytest.mark.parametrize("page", [WAVES, "posts/light", "posts/claim"])
def test_a_memo_with_a_list_links_to_its_own_entries(site: Site, page: str) -> None:
    links = site.page(page).links("article .citation a")
    entries = {f"#{entry['id']}" for entry in site.page(page).all("ul.bibliography > li")}
    assert set(links) == entries


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("posts/replication", "../bibliography.html#ref-dated2023"),
        ("glossary", "bibliography.html#ref-terada1915"),
    ],
)
def test_a_page_without_a_list_links_to_the_whole_bibliography(
    site: Site, page: str, link: str
) -> None:
    assert site.page(page).links("article .citation a") == [link]


def test_each_of_several_keys_is_a_link_of_its_own(site: Site) -> None:
    place = site.page(WAVES).all("article p:nth-of-type(3) .citation")[0]
    assert [link.get_text() for link in place.select("a")] == ["長岡 1903a", "石原 1903, 2節"]


def test_japanese_keys_have_anchors_of_their_own(site: Site) -> None:
    anchors = [str(entry["id"]) for entry in site.page("bibliography").all("li[id]")]
    assert "ref-_9577__5ca1__534a__592a__90ce_1903" in anchors
    assert "ref-_77f3__539f__7d14_1903" in anchors
    assert len(set(anchors)) == len(anchors) == 8


def test_every_link_within_the_site_leads_somewhere(site: Site) -> None:
    assert site.dead_links() == set()


@pytest.mark.parametrize("page", [WAVES, "posts/light", "posts/claim", "index", "bibliography"])
def test_no_id_stands_twice_on_a_page(site: Site, page: str) -> None:
    ids = [str(tag["id"]) for tag in site.page(page).all("article.bd-article [id]")]
    assert len(set(ids)) == len(ids)


def test_no_page_shows_a_cite_key(site: Site) -> None:
    keys = ("terada1915", "長岡半太郎1903", "both1903", "fujii2020", "dated2023", "second1903")
    for name, page in site.pages().items():
        texts = page.texts("article :not(:has(*)):not(code, code *)")
        assert [key for key in keys for text in texts if key in text] == [], name


def test_a_cite_key_is_code_for_authors_on_the_page_of_its_work_alone(site: Site) -> None:
    shown = {name: page.texts("article code") for name, page in site.pages().items()}
    keys = {name: codes for name, codes in shown.items() if codes and name != WAVES}
    assert keys["references/dated2023"] == ["dated2023"]
    assert {name.partition("/")[0] for name in keys} == {"references"}


def test_the_contents_of_a_page_leave_citations_out(site: Site) -> None:
    contents = site.page(WAVES).texts(".page-toc a, #pst-page-toc-nav a")
    assert contents == ["測る", "参考文献"]


def test_a_citation_in_the_title_of_a_memo_is_shown_there_only(plain_site: Site) -> None:
    plain_site.edit("posts/only.md", "# 唯一のメモ", "# 題{cite:p}`zuse1950`と名")
    plain_site.build()
    assert plain_site.page("posts/only").text("h1 .citation") == "（Zuse 1950）"
    assert plain_site.page("posts/only").text("title").startswith("題と名 ")
    assert plain_site.page("index").text(".memo-card h2") == "題と名"


def test_without_any_list_citations_are_plain_words(plain_site: Site) -> None:
    build = plain_site.build()
    page = plain_site.page("posts/only")
    assert page.texts(".citation") == ["（寺田 1915, 12頁）"]
    assert page.all(".citation a") == []
    assert build.warnings == ""


def test_the_role_without_a_domain_is_the_bracketed_one(plain_site: Site) -> None:
    plain_site.edit("posts/only.md", "引く{cite:p}", "引く{cite}")
    assert plain_site.build().warnings == ""
    assert plain_site.page("posts/only").text(".citation") == "（寺田 1915, 12頁）"


@pytest.mark.parametrize(
    "text",
    [
        "@book{x, author = {family=Heuvel, given=A, prefix=van den, useprefix=true}, title = {T}}",
        "@comment a comment needs no braces",
        "@book{x, author = {Zuse, K}, title = {T} % a comment in an entry with an @\n}",
    ],
)
def test_sphinxcontrib_bibtex_does_not_read_what_our_reader_has_read(
    plain_site: Site, text: str
) -> None:
    path = plain_site.folder / "references.bib"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    assert plain_site.build().warnings == ""
