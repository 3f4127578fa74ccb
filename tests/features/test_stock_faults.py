"""Each fault that Sphinx, ABlog and sphinxcontrib-bibtex show as they come, one test to a fault."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.features.conftest import Site

WAVES: Final = "posts/waves"
BASE: Final = "https://example.org/site/"
NAMES: Final = {"a": "http://www.w3.org/2005/Atom"}
TWO_WORKS: Final = (
    "@book{長岡半太郎1903, author = {長岡, 半太郎}, title = {甲}, date = {1903}}\n",
    "@book{石原純1903, author = {石原, 純}, title = {乙}, date = {1903}}\n",
)


def in_feeds(site: Site, path: str, feed: str = "blog") -> list[str]:
    """Return what the XPath *path* finds in a feed, as text."""
    found = etree.parse(site.feed(feed)).xpath(path, namespaces=NAMES)
    return [str(value) for value in found]


def summaries(site: Site) -> list[BeautifulSoup]:
    """Return the summaries of the memos in the feed of all, as pages."""
    texts = in_feeds(site, "//a:summary/text()")
    return [BeautifulSoup(text, "html5lib") for text in texts]


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Move the machine to another time zone."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "America/New_York")
        time.tzset()
        yield
    time.tzset()


# 1
def test_a_japanese_author_has_the_family_name_first(site: Site) -> None:
    assert site.page("bibliography").text("#ref-terada1915").startswith("寺田寅彦（1915年）")
    assert site.page(WAVES).text("#ref-terada1915 .reference-author") == "寺田寅彦"


# 2
def test_a_label_keeps_its_japanese_author_before_year_and_letter(site: Site) -> None:
    labels = [*site.page(WAVES).texts(".citation"), *site.page("posts/claim").texts(".citation")]
    assert "（長岡 1903a；石原 1903, 2節）" in labels
    assert "（長岡 1903b, 1頁）" in labels


# 3
def test_two_japanese_authors_are_cited_by_family_name_with_a_middle_dot(site: Site) -> None:
    assert "長岡・石原（1903）" in site.page(WAVES).texts(".citation")


# 4
@pytest.mark.parametrize("works", [TWO_WORKS, TWO_WORKS[::-1]], ids=["forth", "back"])
def test_keys_in_kanji_have_anchors_of_their_own_in_any_order(
    plain_site: Site, works: tuple[str, ...]
) -> None:
    (plain_site.folder / "references.bib").write_text("".join(works), encoding="utf-8")
    cited = "{cite:p}`長岡半太郎1903,石原純1903`。\n\n```{bibliography}\n```\n"
    plain_site.edit("posts/only.md", "{cite:p}`terada1915{p. 12}`。", cited)
    assert plain_site.build().warnings == ""
    entries = plain_site.page("posts/only").all("ul.bibliography > li")
    assert {entry.get_text()[:2]: entry["id"] for entry in entries} == {
        "長岡": "ref-_9577__5ca1__534a__592a__90ce_1903", "石原": "ref-_77f3__539f__7d14_1903",
    }  # fmt: skip


# 5
def test_an_entry_of_biblatex_shows_its_date_and_its_number_on_arxiv(site: Site) -> None:
    entry = site.page("bibliography").text("#ref-dated2023")
    assert "（2023年7月22日）「The First Superconductor」" in entry
    assert "https://arxiv.org/abs/2307.12008" in site.page("bibliography").links("#ref-dated2023 a")


# 6
def test_a_footnote_cites_with_a_locator_and_footcite_is_refused_with_that_remedy(
    plain_site: Site,
) -> None:
    plain_site.edit("posts/only.md", "引く{cite:p}`", "引く{footcite:p}`")
    fault, _total = plain_site.refused()
    assert all(word in fault for word in ("posts/only.md:8", "脚注", "{cite:p}"))
    plain_site.edit("posts/only.md", "引く{footcite:p}`", "引く[^n]。\n\n[^n]: 注{cite:p}`")
    assert plain_site.build().warnings == ""
    assert plain_site.page("posts/only").text("aside.footnote .citation") == "（寺田 1915, 12頁）"


# 7
def test_a_reference_links_back_to_every_place_on_every_page_that_cites_it(site: Site) -> None:
    back = [urldefrag(link) for link in site.page("references/fujii2020").links(".citing-source a")]
    pages = {"../posts/waves.html", "../posts/light.html"}
    assert {address for address, _ in back} == pages
    for name in ("waves", "light"):
        cites = site.page(f"posts/{name}").all('.citation:has(a[href="#ref-fujii2020"])')
        ours = {mark for address, mark in back if address == f"../posts/{name}.html"}
        assert ours == {str(citation["id"]) for citation in cites}


# 8
def test_a_feed_shows_citations_as_they_read_and_no_keys(site: Site) -> None:
    text = " ".join(summary.get_text() for summary in summaries(site))
    assert "波は古い（寺田 1915, 12頁）。" in text
    assert [key for key in ("terada1915", "fujii2020", "dated2023") if key in text] == []


# 9
def test_a_citation_in_a_feed_links_to_its_entry_by_an_absolute_address(site: Site) -> None:
    links = [str(a["href"]) for summary in summaries(site) for a in summary.select(".citation a")]
    assert links
    for link in links:
        assert link.startswith(BASE)
        address, anchor = urldefrag(unquote(link).removeprefix(BASE))
        assert site.page(address.removesuffix(".html")).all(f'[id="{anchor}"]'), link


# 10
def test_no_two_feeds_have_the_same_id(site: Site) -> None:
    feeds = [path.parent.relative_to(site.output) for path in site.output.rglob("atom.xml")]
    ids = [in_feeds(site, "/a:feed/a:id/text()", str(feed))[0] for feed in feeds]
    assert len(set(ids)) == len(feeds) > 7


# 11
def test_a_feed_names_every_author(site: Site) -> None:
    path = "//a:entry[a:title='波の話']/a:author/a:name/text()"
    assert in_feeds(site, path) == ["甲野", "乙山"]


# 12
@pytest.mark.usefixtures("new_york")
def test_a_feed_is_the_same_later_and_in_another_time_zone(site: Site, own_site: Site) -> None:
    own_site.build()
    feeds = [name for name in site.files() if name.endswith("atom.xml")]
    assert {name for name in feeds if own_site.files()[name] != site.files()[name]} == set()
    assert in_feeds(own_site, "/a:feed/a:updated/text()") == ["2025-09-03T00:00:00+09:00"]


# 13
@pytest.mark.parametrize(
    "css",
    [
        'meta[name="description"]', 'meta[name="author"]', 'meta[name="citation_title"]',
        'meta[name="citation_author"]', 'meta[name="citation_publication_date"]',
        'meta[property="og:title"]', 'script[type="application/ld+json"]',
    ],
)  # fmt: skip
def test_the_head_of_a_memo_tells_machines_what_it_is(site: Site, css: str) -> None:
    found = site.page(WAVES).all(f"head > {css}")
    assert found
    assert all(tag.get("content") or tag.string for tag in found)


# 14
@pytest.mark.parametrize("word", ["光", "熱", "鏡"])
def test_the_search_finds_a_word_of_one_character(site: Site, word: str) -> None:
    assert word in site.search_terms()


# 15
def test_four_processes_read_and_make_the_same_bytes(site: Site, own_site: Site) -> None:
    build = own_site.build(parallel=4)
    assert build.warnings == ""
    assert build.read == set()  # others did it
    assert own_site.files() == site.files()


# 16
def test_the_book_is_on_a4_and_prints_the_bibliography_where_it_stands(
    make_app: Callable[..., Any], rootdir: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    shutil.copytree(rootdir / "test-latex", folder)
    index = folder / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(
        text.replace("glossary\nbibliography", "bibliography\nglossary"), encoding="utf-8"
    )
    make_app("latex", srcdir=folder).build()
    tex = (folder / "_build" / "latex" / "book.tex").read_text(encoding="utf-8")
    assert "a4paper" in tex.partition(r"\begin{document}")[0]
    assert "letterpaper" not in tex
    whole = tex.partition(r"\chapter{文献一覧}")[2].partition(r"\chapter{用語集}")[0]
    assert r"\begin{BibourokuBibliography}" in whole
    assert r"\begin{sphinxthebibliography}" not in tex
