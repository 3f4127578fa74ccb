"""Text that looks like markup stays text, in pages and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.conftest import Site

NAMES = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def hostile(new_site: Callable[[str], Site]) -> Site:
    """Return the hostile site, built."""
    site = new_site("hostile")
    assert site.build().warnings == ""
    return site


def dangers(soup: Any) -> list[str]:
    """Return the elements that would run or show what was meant as text."""
    running = soup.select('script:not([type="application/ld+json"])')
    scripts = [tag for tag in running if "alert(" in str(tag.string)]
    handlers = [
        tag for tag in soup.select("*") if any(name.startswith("on") for name in tag.attrs)
        and "alert" in str(tag.attrs)
    ]  # fmt: skip
    links = soup.select('a[href^="javascript:"], img[src="x"], article i, article b')
    return [str(tag) for tag in (*scripts, *handlers, *links)]


def test_no_page_runs_what_was_meant_as_text(hostile: Site) -> None:
    pages = hostile.pages()
    assert len(pages) == 17
    assert {name for name, page in pages.items() if dangers(page.soup)} == set()


def test_no_summary_in_a_feed_runs_what_was_meant_as_text(hostile: Site) -> None:
    feeds = list((hostile.output / "blog").rglob("atom.xml"))
    assert len(feeds) == 6
    for feed in feeds:
        summaries = etree.parse(feed).xpath("//a:summary/text()", namespaces=NAMES)
        assert len(summaries) == 2
        assert [dangers(BeautifulSoup(str(text), "html5lib")) for text in summaries] == [[], []]


@pytest.mark.parametrize(
    ("page", "css", "text"),
    [
        ("posts/one", "article h1", '題one <script>alert(10)</script> & "q" ]]>#'),
        ("posts/one", "title", '題one <script>alert(10)</script> & "q" ]]> — H'),
        ("posts/one", ".memo-series strong", '連載「<b>S</b> & "s"」'),
        ("posts/one", ".memo-category", '<script>alert("c")</script> & ]]>'),
        ("posts/one", "a.right-next .prev-next-title",
         '題two <script>alert(10)</script> & "q" ]]>'),
        ("page/2", ".memo-card h2", '題one <script>alert(10)</script> & "q" ]]>'),
        ("index", "footer .copyright", "©C & <b>D"),
    ],
)  # fmt: skip
def test_what_looks_like_markup_is_shown(hostile: Site, page: str, css: str, text: str) -> None:
    assert hostile.page(page).text(css) == text


def test_the_summary_for_search_engines_cannot_leave_its_attribute(hostile: Site) -> None:
    summary = hostile.page("posts/one").one("meta[name=description]")
    assert summary["content"] == '"><script>alert(9)</script>'


def test_an_entry_shows_every_field_as_text(hostile: Site) -> None:
    text = hostile.page("bibliography").text("#ref-ugly2020")
    for part in ('<script>alert(2)</script>" onclick="x ]]>', "<img src=x onerror=alert(3)>",
                 "<b>P</b>", "<script>alert(4)</script>"):  # fmt: skip
        assert part in text


def test_an_address_that_is_no_web_address_is_no_link(hostile: Site) -> None:
    assert hostile.page("bibliography").links("#ref-script2021 a.external") == []


def test_no_archive_leaves_its_folder(hostile: Site) -> None:
    tags = {path.name for path in (hostile.output / "blog" / "tag").glob("*.html")}
    assert len(tags) == 4
    assert not (hostile.output / "up.html").exists()
    assert hostile.dead_links() == set()


def test_feeds_carry_the_words_unchanged(hostile: Site) -> None:
    tree = etree.parse(hostile.feed())
    title = '題two <script>alert(10)</script> & "q" ]]>'
    assert tree.xpath("//a:entry/a:title/text()", namespaces=NAMES)[0] == title
    names = tree.xpath("//a:entry[1]/a:author/a:name/text()", namespaces=NAMES)
    assert names == ["<script>alert(8)</script>", ']]> & "Z"']
    assert tree.xpath("/a:feed/a:title/text()", namespaces=NAMES) == ["P & <i>Q"]
