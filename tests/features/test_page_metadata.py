"""The heads of pages: what search engines, link previews and Zotero find there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.conftest import Page, Site

WAVES = "posts/waves"
CLAIM = "posts/claim"
ADDRESS = "https://example.org/site/"


def contents(page: Page, name: str) -> list[str]:
    """Return the contents of the ``meta`` elements called *name* in the head."""
    found = page.all(f'head > meta[name="{name}"], head > meta[property="{name}"]')
    return [str(tag["content"]) for tag in found]


def data(page: Page) -> dict[str, Any]:
    """Return the JSON-LD of a page."""
    found: dict[str, Any] = json.loads(str(page.one('script[type="application/ld+json"]').string))
    return found


@pytest.mark.parametrize(
    ("page", "name", "expected"),
    [
        (WAVES, "description", ['波の"高さ"の話。']),
        (WAVES, "author", ["甲野", "乙山"]),
        (WAVES, "citation_title", ["波の話"]),
        (WAVES, "citation_author", ["甲野", "乙山"]),
        (WAVES, "citation_publication_date", ["2017-2020"]),
        (WAVES, "citation_keywords", ["数学; グラフ; パリ"]),
        (WAVES, "article:published_time", []),
        (WAVES, "og:description", ['波の"高さ"の話。']),
        ("posts/light", "citation_publication_date", ["2020/08"]),
        ("posts/light", "description", []),
        (CLAIM, "author", ["編者"]),
        (CLAIM, "citation_publication_date", ["2023/08/02"]),
        (CLAIM, "citation_public_url", [f"{ADDRESS}posts/claim.html"]),
        (CLAIM, "DC.type", ["blogPost"]),
        (CLAIM, "og:type", ["article"]),
        (CLAIM, "og:title", ["石の主張"]),
        (CLAIM, "og:site_name", ["小さなサイト"]),
        (CLAIM, "og:locale", ["ja_JP"]),
        (CLAIM, "article:published_time", ["2023-08-02"]),
        (CLAIM, "article:modified_time", ["2025-09-03"]),
        (WAVES, "citation_abstract", ['波の"高さ"の話。']),
        (CLAIM, "og:image", [f"{ADDRESS}posts/claim.card.png"]),
        (CLAIM, "og:image:alt", ["石の主張（小さなサイト）"]),
        (CLAIM, "twitter:card", ["summary_large_image"]),
        (CLAIM, "citation_pdf_url", []),
        ("index", "og:type", ["website"]),
        ("index", "og:image", [f"{ADDRESS}card.png"]),
        ("index", "og:url", [ADDRESS]),
        ("blog", "og:image", [f"{ADDRESS}card.png"]),
        ("blog", "og:title", ["すべてのメモ"]),
        ("blog", "og:type", ["website"]),
        ("blog", "og:url", [f"{ADDRESS}blog.html"]),
        ("blog", "description", ["小さなサイトの「すべてのメモ」。"]),
        ("blog/category/数学", "description", ["メモ1本：「波の話」"]),
        ("page/2", "description", ["メモ2本：「光の話」「波の話」"]),
        ("404", "robots", ["noindex"]),
        ("index", "robots", []),
    ],
)
def test_a_memo_tells_what_it_is(site: Site, page: str, name: str, expected: list[str]) -> None:
    assert contents(site.page(page), name) == expected


def test_the_address_of_a_memo_is_the_canonical_one(site: Site) -> None:
    page = site.page(CLAIM)
    assert page.links('link[rel="canonical"]') == contents(page, "og:url") == [data(page)["url"]]


def test_json_ld_names_the_memo_and_what_it_cites(site: Site) -> None:
    found = data(site.page(CLAIM))
    assert (found["headline"], found["datePublished"]) == ("石の主張", "2023-08-02")
    assert found["@type"] == ["BlogPosting", "ScholarlyArticle"]
    assert found["isPartOf"][0] == {"@type": "Blog", "name": "小さなサイト", "url": ADDRESS}
    first, second = found["citation"]
    assert (first["name"], first["datePublished"]) == ("The First Superconductor", "2023-07-22")
    assert first["identifier"][0]["value"] == "2307.12008"
    assert second["author"][0]["name"] == "長岡半太郎"


def test_a_memo_has_a_tag_for_every_work_that_it_cites(site: Site) -> None:
    first, second = contents(site.page(CLAIM), "citation_reference")
    assert first == (
        "citation_title=The First Superconductor;citation_author=Sukbae Lee;"
        "citation_author=Ji-Hoon Kim;citation_author=Young-Wan Kwon;"
        "citation_publication_date=2023/07/22;citation_arxiv_id=2307.12008;"
    )
    assert "citation_author=長岡半太郎;" in second


def test_json_ld_tells_each_note_as_a_correction(site: Site) -> None:
    first, second = data(site.page(CLAIM))["correction"]
    assert first["text"] == "後の知らせ（長岡 1903b, 1頁）。"
    assert first["datePublished"] == "2023-11"
    assert second["text"] == "さらに後の知らせ。"
    _, anchor = str(second["url"]).split("#")
    assert site.page(CLAIM).one(f"#{anchor}")


def test_what_a_memo_uses_is_what_it_is_based_on(own_site: Site) -> None:
    own_site.edit("posts/claim.md", "cite:p}`dated2023{要旨}", "cite:p}`data:dated2023{要旨}")
    own_site.build()
    found = data(own_site.page(CLAIM))
    assert [work["@id"] for work in found["isBasedOn"]] == [found["citation"][0]["@id"]]


def test_json_ld_of_a_reference_is_the_work(site: Site) -> None:
    found = data(site.page("references/dated2023"))
    assert found["@type"] == "ScholarlyArticle"
    assert found["name"] == "The First Superconductor"
    assert found["mainEntityOfPage"] == f"{ADDRESS}references/dated2023.html"


def test_json_ld_of_the_front_page_is_the_site(site: Site) -> None:
    found = data(site.page("index"))
    assert (found["@type"], found["url"]) == (["WebSite", "Blog"], ADDRESS)


def test_a_memo_is_signposted(site: Site) -> None:
    page = site.page(CLAIM)
    (canonical,) = page.links('link[rel="canonical"]')
    assert page.links('link[rel="cite-as"]') == [canonical]
    kinds = {str(tag["type"]) for tag in page.all('link[rel="describedby"]')}
    assert kinds == {
        "application/x-bibtex",
        "application/x-research-info-systems",
        "application/vnd.citationstyles.csl+json",
    }
    assert page.links('link[rel="type"]') == ["https://schema.org/ScholarlyArticle"]
    assert page.all('link[rel="item"], link[rel="license"], link[rel="author"]') == []


def test_the_site_as_author_is_found_at_its_front_page(own_site: Site) -> None:
    own_site.build(author="小さなサイト")
    page = own_site.page(CLAIM)
    assert page.links('link[rel="author"]') == [data(page)["author"][0]["url"]] == [ADDRESS]
    elsewhere = "https://example.org/about"
    own_site.build(author="小さなサイト", bibouroku_author_urls={"小さなサイト": elsewhere})
    assert own_site.page(CLAIM).links('link[rel="author"]') == [elsewhere]


def test_the_front_page_has_one_address(site: Site) -> None:
    page = site.page("index")
    told = [*page.links('link[rel="canonical"]'), *contents(page, "og:url"), data(page)["url"]]
    assert told == [ADDRESS] * 3


def test_the_file_of_links_holds_what_the_head_says(site: Site) -> None:
    page = site.page(CLAIM)
    path = site.output / "posts/claim.linkset.json"
    (context,) = json.loads(path.read_text(encoding="utf-8"))["linkset"]
    assert [context["anchor"]] == page.links('link[rel="canonical"]')
    for rel in context.keys() - {"anchor"}:
        assert [link["href"] for link in context[rel]] == page.links(f'link[rel="{rel}"]')


def test_licence_and_authors_are_told_where_they_are_set(own_site: Site) -> None:
    orcid, licence = "https://orcid.org/0000-0000-0000-0000", "https://example.org/licence"
    own_site.build(bibouroku_author_urls={"甲野": orcid}, bibouroku_license=licence)
    page = own_site.page(WAVES)
    assert page.links('link[rel="author"]') == [orcid]
    assert page.links('link[rel="license"]') == [data(page)["license"]] == [licence]
    assert data(page)["author"][0]["url"] == orcid


@pytest.mark.parametrize("name", [CLAIM, "index", "references/dated2023", "blog"])
def test_a_page_names_its_language(site: Site, name: str) -> None:
    page = site.page(name)
    (canonical,) = page.links('link[rel="canonical"]')
    found = {tag["hreflang"]: tag["href"] for tag in page.all("link[hreflang]")}
    assert {tag: unquote(str(href)) for tag, href in found.items()} == {
        "ja": canonical,
        "x-default": canonical,
    }


def test_the_page_for_missing_addresses_has_none_itself(site: Site) -> None:
    assert site.page("404").all('link[rel="canonical"], link[hreflang]') == []


def test_no_page_has_spans_for_machines(site: Site) -> None:
    # COinS would hide these tags from Zotero: its translator comes first, and knows less
    assert {name for name, page in site.pages().items() if page.all("span.Z3988")} == set()


@pytest.mark.parametrize(
    ("key", "name", "expected"),
    [
        ("dated2023", "citation_title", ["The First Superconductor"]),
        ("dated2023", "citation_author", ["Lee, Sukbae", "Kim, Ji-Hoon", "Kwon, Young-Wan"]),
        ("dated2023", "citation_publication_date", ["2023/07/22"]),
        ("dated2023", "citation_arxiv_id", ["2307.12008"]),
        ("dated2023", "citation_public_url", ["https://arxiv.org/abs/2307.12008"]),
        ("dated2023", "DC.type", ["preprint"]),
        ("dated2023", "og:title", ["The First Superconductor"]),
        ("dated2023", "og:type", ["article"]),
        ("dated2023", "og:url", [f"{ADDRESS}references/dated2023.html"]),
        ("dated2023", "og:site_name", []),
        ("dated2023", "og:description", []),
        ("fujii2020", "citation_journal_title", ["Physical Review Letters"]),
        ("fujii2020", "citation_doi", ["10.1103/x"]),
        ("terada1915", "citation_author", ["寺田, 寅彦"]),
        ("terada1915", "DC.type", ["book"]),
    ],
)
def test_the_page_of_a_reference_tells_the_work(
    site: Site, key: str, name: str, expected: list[str]
) -> None:
    assert contents(site.page(f"references/{key}"), name) == expected


def test_other_pages_claim_to_be_no_work(site: Site) -> None:
    works = {name for name, page in site.pages().items() if contents(page, "citation_title")}
    memos = {WAVES, CLAIM, "posts/light", "posts/replication"}
    assert works == memos | {name for name in site.pages() if name.startswith("references/")}


def test_without_an_address_of_the_site_no_address_is_made_up(plain_site: Site) -> None:
    assert plain_site.build().warnings == ""
    page = plain_site.page("posts/only")
    assert contents(page, "citation_title") == ["唯一のメモ"]
    assert contents(page, "citation_public_url") + contents(page, "og:url") == []
    assert contents(page, "og:image") == page.links('link[rel="cite-as"], link[hreflang]') == []
    assert "url" not in data(page)
    assert page.links('link[type="text/markdown"]') == ["only.md"]
    assert (plain_site.output / "posts/only.md").is_file()


def test_hostile_text_stays_in_its_attribute_and_its_data_island(
    new_site: Callable[[str], Site],
) -> None:
    hostile = new_site("hostile")
    hostile.build()
    page = hostile.page("posts/one")
    assert contents(page, "og:description") == ['"><script>alert(9)</script>']
    assert data(page)["headline"] == '題one <script>alert(10)</script> & "q" ]]>'
    running = page.all('script:not([type="application/ld+json"])')
    assert [script for script in running if "alert" in str(script.string)] == []


def test_a_new_title_of_a_cited_work_reaches_the_memo(own_site: Site) -> None:
    own_site.build()
    own_site.edit("references.bib", "{The First Superconductor}", "{The Second}")
    build = own_site.build()
    assert build.read == set()
    assert data(own_site.page(CLAIM))["citation"][0]["name"] == "The Second"
    assert contents(own_site.page("references/dated2023"), "citation_title") == ["The Second"]
