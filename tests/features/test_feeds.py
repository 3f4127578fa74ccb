"""The Atom feeds of a miniature site, held against RFC 4287 and the faults of the stock stack."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tests.features.printed_memos import print_memos

if TYPE_CHECKING:
    from tests.features.conftest import Site

BASE: Final = "https://example.org/site/"
NAMES: Final = {"a": "http://www.w3.org/2005/Atom"}
SCHEMA: Final = Path(__file__).with_name("atom.rng")
FEEDS: Final = (
    "blog", "blog/category/物理", "blog/category/数学", "blog/tag/グラフ", "blog/tag/パリ",
    "blog/tag/バリ", "blog/tag/ハリ", "blog/tag/反射",
)  # fmt: skip


def faults(feed: bytes) -> list[str]:
    """Return what RFC 4287 forbids in *feed*: by schema, then what a schema cannot say."""
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    tree = etree.fromstring(feed)
    schema.validate(tree)
    found = [str(error.message) for error in schema.error_log]
    ids = tree.xpath("//a:id/text()", namespaces=NAMES)
    found += [f"id {name} twice" for name in sorted(set(ids)) if ids.count(name) > 1]
    for part in (tree, *tree.iterfind("a:entry", NAMES)):
        rels = sorted(link.get("rel", "alternate") for link in part.iterfind("a:link", NAMES))
        # a memo may have one file besides its page
        further = ["self"] if part is tree else ["enclosure"] * ("enclosure" in rels)
        if rels != ["alternate", *further]:
            found.append(f"links {rels}")
    for entry in tree.iterfind("a:entry", NAMES):
        published = entry.findtext("a:published", "", NAMES)
        if published > entry.findtext("a:updated", "9", NAMES):
            found.append("published after updated")
    return found


def values(site: Site, feed: str, path: str) -> list[Any]:
    """Return what the XPath *path* finds in a feed."""
    found: list[Any] = etree.parse(site.feed(feed)).xpath(path, namespaces=NAMES)
    return found


def addresses(site: Site, feed: str) -> list[str]:
    """Return every address in a feed: ids, links, and those inside summaries."""
    found = [str(address) for address in values(site, feed, "//@href | //a:id/text()")]
    for summary in values(site, feed, "//a:summary/text()"):
        soup = BeautifulSoup(str(summary), "html5lib")
        found += [str(tag["href"]) for tag in soup.select("[href]")]
        found += [str(tag["src"]) for tag in soup.select("[src]")]
    return found


def test_there_is_a_feed_for_all_each_category_and_each_tag(site: Site) -> None:
    found = {
        path.parent.relative_to(site.output).as_posix() for path in site.output.rglob("atom.xml")
    }
    assert found == {*FEEDS, "changes"}


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_is_valid_atom(site: Site, feed: str) -> None:
    assert faults(site.feed(feed).read_bytes()) == []


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (rb"<updated>.*?</updated>", b""),
        (rb"<id>https://[^<]*</id>", b"<id>blog/atom.xml</id>"),
        (rb"<name>[^<]*</name>", b"<name></name>"),
        (rb"(<updated>[^T]*T[^+]*)\+09:00", rb"\1"),
        (rb"<rights>", b"<rights><b/>"),
        (rb"<id>https://[^<]*/claim.html</id>", b"<id>https://example.org/site/blog/atom.xml</id>"),
        (rb"<published>2023-08-22T", b"<published>2030-08-22T"),
        (rb'(<link href="[^"]*" rel="self"/>)', rb"\1\1"),
        (rb'href="https://example.org/site/blog.html"', b'href="blog.html"'),
    ],
)
def test_the_checker_sees_a_broken_feed(site: Site, pattern: bytes, instead: bytes) -> None:
    broken, count = re.subn(pattern, instead, site.feed().read_bytes(), count=1)
    assert count == 1
    assert faults(broken)


@pytest.mark.parametrize("feed", FEEDS)
def test_every_address_in_a_feed_is_absolute_and_leads_to_a_file(site: Site, feed: str) -> None:
    found = addresses(site, feed)
    assert all(address.startswith(BASE) for address in found)
    missing = [
        address
        for address in found
        if not (site.output / unquote(urlsplit(address).path).removeprefix("/site/")).is_file()
    ]
    assert missing == []


@pytest.mark.parametrize("feed", FEEDS)
def test_every_anchor_that_a_feed_names_is_on_its_page(site: Site, feed: str) -> None:
    anchors = [urlsplit(address) for address in addresses(site, feed) if "#" in address]
    assert anchors
    for address in anchors:
        name = unquote(address.path).removeprefix("/site/").removesuffix(".html")
        assert site.page(name).all(f'[id="{unquote(address.fragment)}"]')


def test_each_feed_has_an_id_of_its_own(site: Site) -> None:
    ids = [values(site, feed, "/a:feed/a:id/text()")[0] for feed in FEEDS]
    assert len(set(ids)) == len(FEEDS)


def test_a_memo_has_the_same_id_in_every_feed(site: Site) -> None:
    ids = {str(name) for feed in FEEDS for name in values(site, feed, "//a:entry/a:id/text()")}
    names = ("replication", "claim", "light", "waves")
    assert ids == {f"{BASE}posts/{name}.html" for name in names}


def test_a_feed_holds_the_newest_memo_first(site: Site) -> None:
    titles = values(site, "blog", "//a:entry/a:title/text()")
    assert titles == ["石の追試", "石の主張", "光の話", "波の話"]


def test_every_author_is_named(site: Site) -> None:
    names = values(site, "blog/tag/パリ", "//a:entry/a:author/a:name/text()")
    assert names == ["甲野", "乙山"]


def test_a_memo_is_filed_under_its_category_and_tags(site: Site) -> None:
    assert values(site, "blog/tag/パリ", "//a:category/@term") == ["数学", "グラフ", "パリ"]


def test_a_summary_shows_citations_as_they_read_and_no_keys(site: Site) -> None:
    (summary,) = values(site, "blog/tag/パリ", "//a:summary/text()")
    text = BeautifulSoup(summary, "html5lib").get_text()
    assert "波は古い（寺田 1915, 12頁）。光の話の" in text
    assert "terada1915" not in text
    assert "長岡半太郎1903" not in text


def test_a_summary_has_no_footnote_marks_and_no_ids(site: Site) -> None:
    (summary,) = values(site, "blog/tag/パリ", "//a:summary/text()")
    soup = BeautifulSoup(summary, "html5lib")
    assert soup.select("[id], .footnote-reference") == []


@pytest.mark.parametrize(
    ("feed", "updated"),
    [
        ("blog", "2025-09-03T00:00:00+09:00"),
        ("blog/tag/バリ", "2020-08-01T00:00:00+09:00"),
        ("blog/tag/パリ", "2017-01-01T00:00:00+09:00"),
    ],
)
def test_a_feed_is_as_new_as_its_newest_memo_or_note(site: Site, feed: str, updated: str) -> None:
    assert values(site, feed, "/a:feed/a:updated/text()") == [updated]


def test_only_a_memo_with_a_day_has_a_moment_of_publication(site: Site) -> None:
    published = values(site, "blog", "//a:entry[a:published]/a:title/text()")
    assert published == ["石の追試", "石の主張"]


def test_a_page_announces_the_feeds_that_hold_it(site: Site) -> None:
    announced = 'link[rel="alternate"][type="application/atom+xml"]'
    everywhere = ["../blog/atom.xml", "../changes/atom.xml"]
    assert site.page("posts/waves").links(announced) == everywhere
    group = ["../atom.xml", "../../changes/atom.xml", "パリ/atom.xml"]
    assert site.page("blog/tag/パリ").links(announced) == group


def test_without_an_address_of_the_site_there_are_no_feeds(plain_site: Site) -> None:
    build = plain_site.build(html_baseurl="")
    assert list(plain_site.output.rglob("*.xml")) == []
    assert build.warnings == ""


# ---- PDFs of memos


def enclosures(site: Site, feed: str) -> dict[str, dict[str, str]]:
    """Return what the entries of a feed tell of their files, by title."""
    return {
        link.getparent().findtext("a:title", "", NAMES): dict(link.attrib)
        for link in values(site, feed, "//a:entry/a:link[@rel='enclosure']")
    }


def test_an_entry_leads_to_the_pdf_made_of_the_present_sources(memos: Site) -> None:
    folder = print_memos(memos, "notes/one")
    memos.build()
    assert faults(memos.feed().read_bytes()) == []
    name = "posts/%E4%BA%8C%20%E3%81%A4%E7%9B%AE_a.pdf"
    told = enclosures(memos, "blog")
    assert set(told) == {"一つ目の主張", "二つ目の_検算_と100%の字"}
    assert told["二つ目の_検算_と100%の字"] == {
        "rel": "enclosure", "href": f"https://example.org/~yamada/{name}",
        "type": "application/pdf", "length": str((folder / unquote(name)).stat().st_size),
    }  # fmt: skip
    for broken, instead in (
        (rb' length="[0-9]+"', b""),
        (rb'(<link rel="enclosure".*?/>)', rb"\1\1"),
    ):
        assert faults(re.sub(broken, instead, memos.feed().read_bytes(), count=1))
    pages = values(memos, "blog", "//a:entry/a:link[not(@rel='enclosure')]/@href")
    assert [page.endswith(".html") for page in pages] == [True] * 3


def test_feeds_follow_pdfs_that_come_and_go_and_are_else_the_same(memos: Site) -> None:
    memos.build()
    feeds = {path: path.read_bytes() for path in memos.output.rglob("atom.xml")}
    folder = print_memos(memos)
    memos.build()
    assert len(enclosures(memos, "blog")) == 3
    (folder / "posts/one.pdf").write_bytes(b"half of it")
    memos.build()
    assert "一つ目の主張" not in enclosures(memos, "blog")
    rmtree(folder)
    memos.build()
    assert feeds == {path: path.read_bytes() for path in memos.output.rglob("atom.xml")}
