"""The pages of the real site as files: links, markup, language, feeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup
from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

MEMOS: Final = ("wasseki", "pentadiamond", "lk99-claim", "lk99-replication", "deepseek")
JAPANESE: Final = re.compile(r"[ぁ-んァ-ヶ一-龥]")
ATOM: Final = {"a": "http://www.w3.org/2005/Atom"}
BASE: Final = "https://bibouroku.example/"


def pages(site: Path) -> list[Path]:
    """Return every page of the site."""
    return [page for page in sorted(site.rglob("*.html")) if "_static" not in page.parts]


def soup(page: Path) -> BeautifulSoup:
    """Return a page, parsed."""
    return BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")


@pytest.fixture(scope="module")
def parsed(built_site: Path) -> dict[Path, BeautifulSoup]:
    """Return every page, parsed."""
    return {page: soup(page) for page in pages(built_site)}


def test_every_page_is_valid_html(built_site: Path) -> None:
    faults = {}
    for page in pages(built_site):
        parser = html5lib.HTMLParser()
        parser.parse(page.read_text(encoding="utf-8"))
        if parser.errors:
            faults[page.name] = parser.errors[:3]
    assert faults == {}


def test_every_link_inside_the_site_leads_somewhere(
    built_site: Path, parsed: dict[Path, BeautifulSoup]
) -> None:
    ids = {page: {tag["id"] for tag in text.find_all(id=True)} for page, text in parsed.items()}
    dead = []
    for page, text in parsed.items():
        root = built_site if page.name == "404.html" else page.parent
        for link in text.find_all("a", href=True):
            parts = urlsplit(str(link["href"]))
            if parts.scheme or parts.netloc:
                continue
            target = (root / unquote(parts.path)).resolve() if parts.path else page
            anchor = unquote(parts.fragment)
            if not target.exists() or (anchor and anchor not in ids.get(target, {anchor})):
                dead.append((page.name, link["href"]))
    assert dead == []


def test_no_page_uses_an_id_twice(parsed: dict[Path, BeautifulSoup]) -> None:
    for page, text in parsed.items():
        ids = [tag["id"] for tag in text.find_all(id=True)]
        assert len(ids) == len(set(ids)), page


def test_nothing_is_loaded_from_another_server(parsed: dict[Path, BeautifulSoup]) -> None:
    for page, text in parsed.items():
        loaded = [tag.get("src") for tag in text.find_all(["script", "img", "iframe"], src=True)]
        styles = text.find_all("link", rel=lambda rel: rel in {"stylesheet", "icon", "preload"})
        loaded += [tag.get("href") for tag in styles]
        assert [url for url in loaded if urlsplit(str(url)).netloc] == [], page


def test_every_label_and_tooltip_is_japanese(parsed: dict[Path, BeautifulSoup]) -> None:
    english = set()
    for text in parsed.values():
        # a formula in the head of a table is called by its LaTeX
        for tag in text.select(":not(math)"):
            for name in ("title", "aria-label", "placeholder"):
                words = str(tag.get(name) or "")
                if re.search("[A-Za-z]{3}", words) and not JAPANESE.search(words):
                    english.add(words)
    assert english == set()


@pytest.mark.parametrize("memo", MEMOS)
def test_a_memo_cites_at_least_twelve_works_and_lists_each(built_site: Path, memo: str) -> None:
    text = soup(built_site / "posts" / f"{memo}.html")
    cited = {link["href"] for link in text.select("article .citation-link")}
    listed = {f"#{entry['id']}" for entry in text.select("ul.bibliography > li")}
    assert len(cited) >= 12
    assert cited == listed


@pytest.mark.parametrize("memo", MEMOS)
def test_a_memo_has_figure_table_formula_update_and_unsettled_points(
    built_site: Path, memo: str
) -> None:
    text = soup(built_site / "posts" / f"{memo}.html")
    assert all(image.get("alt") for image in text.select("article figure img"))
    for needed in ("figure :is(img, svg)", "table.computed-table", "math", ".admonition.update"):
        assert text.select(f"article {needed}"), needed
    headings = " ".join(heading.get_text() for heading in text.select("article h2"))
    assert "確かめられなかった" in headings
    assert "参考文献" in headings


@pytest.mark.parametrize("memo", MEMOS)
def test_a_memo_has_four_to_eight_thousand_japanese_characters(built_site: Path, memo: str) -> None:
    text = soup(built_site / "posts" / f"{memo}.html")
    article = text.select_one("article")
    assert article is not None
    for aside in article.select("table, figure, .citation, .bibliography, math"):
        aside.decompose()
    length = len(re.findall(r"[ぁ-んァ-ヶー一-龥々、。「」（）『』]", article.get_text()))
    assert 4000 <= length <= 8000


def test_dates_are_no_more_precise_than_known(built_site: Path) -> None:
    front = soup(built_site / "index.html")
    dates = [tag.get_text() for tag in front.select(".memo-card .memo-date")]
    assert dates == ["2025年4月", "2023年8月22日", "2023年8月", "2020年8月",
                     "2017年から2020年までのあいだ"]  # fmt: skip


def test_the_two_lk99_memos_point_at_each_other(built_site: Path) -> None:
    claim = soup(built_site / "posts" / "lk99-claim.html").select_one(".memo-series")
    replication = soup(built_site / "posts" / "lk99-replication.html").select_one(".memo-series")
    assert claim is not None
    assert replication is not None
    assert "続報" in claim.get_text()
    assert claim.find("a", href="lk99-replication.html")
    assert "前回" in replication.get_text()
    assert replication.find("a", href="lk99-claim.html")


def test_the_footer_is_as_the_owner_wants_it(parsed: dict[Path, BeautifulSoup]) -> None:
    for page, text in parsed.items():
        footers = [tag.get_text(strip=True) for tag in text.select("footer .copyright")]
        assert footers == ["©2017–2025 理系のための備忘録 All Rights Reserved"], page


def test_every_link_of_every_feed_is_absolute_and_leads_to_a_page(built_site: Path) -> None:
    feeds = sorted(built_site.rglob("atom.xml"))
    assert len(feeds) > len(MEMOS)
    for feed in feeds:
        tree = etree.parse(feed)
        urls = tree.xpath("//a:link/@href", namespaces=ATOM)
        for summary in tree.xpath("//a:summary", namespaces=ATOM):
            assert "cite:" not in summary.text
            urls += [link["href"] for link in BeautifulSoup(summary.text, "lxml").find_all("a")]
        assert all(urlsplit(url).scheme == "https" for url in urls)
        for url in (url for url in urls if "//arxiv.org/" not in url):
            assert url.startswith(BASE), url
            path = unquote(urlsplit(url).path).lstrip("/")
            assert (built_site / path).is_file(), url


def test_feeds_have_ids_of_their_own(built_site: Path) -> None:
    ids = [
        etree.parse(feed).findtext("a:id", namespaces=ATOM)
        for feed in sorted(built_site.rglob("atom.xml"))
    ]
    assert len(ids) == len(set(ids))


def test_the_front_page_names_the_site_once(built_site: Path) -> None:
    front = soup(built_site / "index.html")
    assert front.title is not None
    assert front.title.get_text(strip=True) == "理系のための備忘録"
