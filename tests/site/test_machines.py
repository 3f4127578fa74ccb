"""What machines find on the real site: every head, every file for programs."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE: Final = "https://bibouroku.example/"
MEMOS: Final = ("wasseki", "pentadiamond", "lk99-claim", "lk99-replication", "deepseek")
NAMES: Final = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
#: Tags that a page has once for each author, keyword or picture.
REPEATED: Final = {
    "author", "citation_author", "citation_editor", "citation_reference", "article:tag",
}  # fmt: skip
#: What Google's documents ask of an article, beside author, date and picture.
REQUIRED: Final = {"@context", "@type", "headline", "author", "image", "publisher", "inLanguage"}


@cache
def head(page: Path) -> Any:
    """Return the head of a page, parsed."""
    return BeautifulSoup(page.read_bytes(), "lxml").head


def pages(site: Path) -> list[Path]:
    """Return every page of the site."""
    return [page for page in sorted(site.rglob("*.html")) if "_static" not in page.parts]


def island(page: Path) -> dict[str, Any]:
    """Return the JSON-LD of a page."""
    found: dict[str, Any] = json.loads(head(page).find(type="application/ld+json").string)
    return found


def addresses(value: Any) -> Iterator[str]:
    """Yield every address of this site in a value of JSON."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)
    elif isinstance(value, str) and value.startswith(BASE):
        yield value


def is_there(site: Path, address: str) -> bool:
    """Return whether an address of this site is a file of the build."""
    path = unquote(urlsplit(address).path).lstrip("/")
    return (site / (path or "index.html")).is_file()


def test_every_address_in_a_head_is_a_file_of_the_build(built_site: Path) -> None:
    lost = set()
    for page in pages(built_site):
        here = BASE + page.relative_to(built_site).as_posix()
        links = [link["href"] for link in head(page).find_all("link", href=True)]
        metas = [str(tag["content"]) for tag in head(page).find_all("meta", content=True)]
        told = [urljoin(here, link) for link in links] + metas
        for script in head(page).find_all(type="application/ld+json"):
            told += addresses(json.loads(script.string))
        own = (address for address in told if address.startswith(BASE))
        lost |= {(page.name, address) for address in own if not is_there(built_site, address)}
    assert lost == set()


def test_no_page_says_a_thing_twice(built_site: Path) -> None:
    for page in pages(built_site):
        tags = head(page).find_all("meta")
        names = Counter(str(tag.get("name") or tag.get("property") or "") for tag in tags)
        twice = {name for name, count in names.items() if name and count > 1} - REPEATED
        assert twice == set(), page.name


def test_every_page_but_two_has_one_canonical_address(built_site: Path) -> None:
    for page in pages(built_site):
        links = head(page).find_all("link", rel="canonical")
        hidden = page.name in {"404.html", "search.html"}
        assert len(links) == (0 if hidden else 1), page.name


@pytest.mark.parametrize("memo", MEMOS)
def test_a_memo_tells_schema_org_what_an_article_must(built_site: Path, memo: str) -> None:
    data = island(built_site / "posts" / f"{memo}.html")
    assert data.keys() >= REQUIRED
    assert {"BlogPosting", "ScholarlyArticle"} == set(data["@type"])
    assert data["@id"] != data["mainEntityOfPage"]["@id"]
    assert len(data["citation"]) >= 12
    assert len(data["correction"]) >= 1
    assert all(note["text"] and note["url"] for note in data["correction"])


def test_a_memo_is_based_on_the_works_whose_data_it_uses(built_site: Path) -> None:
    data = island(built_site / "posts" / "lk99-claim.html")
    cited = {work["@id"] for work in data["citation"]}
    based = {work["@id"] for work in data["isBasedOn"]}
    assert f"{BASE}references/wu1987.html#work" in based
    assert based < cited


def test_the_page_of_a_retracted_work_tells_of_the_notice(built_site: Path) -> None:
    data = island(built_site / "references" / "snider2020.html")
    assert data["creativeWorkStatus"] == "retracted"
    notices = {note["url"] for note in data["correction"]}
    assert f"{BASE}references/snider2022retraction.html" in notices


def test_every_link_preview_has_what_open_graph_wants(built_site: Path) -> None:
    for page in pages(built_site):
        if page.name not in {"404.html", "search.html"}:
            told = {str(tag["property"]) for tag in head(page).find_all("meta", property=True)}
            assert told >= {"og:title", "og:type", "og:image", "og:url"}, page.name


def test_no_event_in_favour_of_a_work_corrects_it(built_site: Path) -> None:
    for page in (built_site / "references").glob("*.html"):
        if head(page).find(type="application/ld+json"):
            words = [note["text"] for note in island(page).get("correction", ())]
            assert [word for word in words if word.startswith(("出版", "確認", "新版"))] == []


def test_every_address_of_the_sitemap_is_a_page(built_site: Path) -> None:
    tree = etree.parse(built_site / "sitemap.xml")
    told = tree.xpath("//s:loc/text()", namespaces=NAMES)
    assert len(told) == len(set(told)) > 200
    undated = tree.xpath("//s:url[not(s:lastmod)]/s:loc/text()", namespaces=NAMES)
    cited = {
        work["@id"].partition("#")[0]
        for memo in MEMOS
        for work in island(built_site / f"posts/{memo}.html")["citation"]
    }
    assert [address for address in undated if "/references/" not in address] == []
    assert cited.isdisjoint(undated)
    assert [address for address in told if not is_there(built_site, address)] == []


@pytest.mark.parametrize("memo", MEMOS)
def test_a_copy_reads_like_its_memo(built_site: Path, memo: str) -> None:
    copy = (built_site / "posts" / f"{memo}.md").read_text(encoding="utf-8")
    page = BeautifulSoup((built_site / "posts" / f"{memo}.html").read_bytes(), "lxml")
    headings = [line.lstrip("# ") for line in copy.splitlines() if line.startswith("## ")]
    shown = [
        tag.find(string=True) for tag in page.select("article section:not([class*=memo-]) > h2")
    ]
    assert headings == shown
    assert copy.count("![") == len(page.select("article img"))
    assert copy.count("\n$$\n") == 2 * len(page.select("article math[display=block]"))
    works = copy.partition("## 参考文献")[2].partition("\n## ")[0]
    assert works.count("\n- ") == len(page.select("ul.bibliography > li"))


@pytest.mark.parametrize("memo", MEMOS)
def test_every_link_of_a_copy_is_absolute(built_site: Path, memo: str) -> None:
    copy = (built_site / "posts" / f"{memo}.md").read_text(encoding="utf-8")
    targets = [part.split(")")[0] for part in copy.split("](")[1:]]
    assert [target for target in targets if not target.startswith(("https://", "http://"))] == []
    own = {target for target in targets if target.startswith(BASE)}
    assert [target for target in own if not is_there(built_site, target)] == []
