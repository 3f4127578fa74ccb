"""The electronic book: what is in it, where its links lead, and what checkers say."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from lxml import etree

from bibouroku.ebook.links import broken_links, repeated_ids, resolved
from bibouroku.ebook.page import facts
from tests.ebook.reading import FAULTLESS, NAMES, Book, checked, paragraphs
from tests.features.made_epub import made, made_twice

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def books(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return one book built twice, in folders of different depth."""
    return made_twice(rootdir / "test-latex", tmp_path_factory)


@pytest.fixture(scope="module")
def book(books: list[Path]) -> Book:
    return Book(books[0])


# ---- the file


def test_two_machines_make_the_same_bytes(books: list[Path]) -> None:
    one, two = (Book(path) for path in books)
    assert one.files.keys() == two.files.keys()
    assert [name for name in one.files if one.files[name] != two.files[name]] == []
    assert books[0].read_bytes() == books[1].read_bytes()


def test_nothing_is_of_one_machine_or_asks_the_network(books: list[Path], book: Book) -> None:
    folder = str(books[0].parents[2]).encode()
    assert [name for name, data in book.files.items() if folder in data] == []
    for name, root in book.pages.items():
        addresses = root.xpath("//@src | //h:link/@href", namespaces=NAMES)
        assert [each for each in addresses if "//" in str(each)] == [], name
    assert b"url(" not in book.files["_book/book.css"]


def test_the_book_holds_what_its_package_names_and_nothing_else(book: Book) -> None:
    named = [unquote(item.get("href") or "") for item in book.items.values()]
    outside = {"mimetype", "META-INF/container.xml", "content.opf"}
    assert sorted(named) == sorted(book.files.keys() - outside)
    assert len(set(named)) == len(named)
    suffixes = {Path(name).suffix for name in named}
    assert suffixes == {".xhtml", ".css", ".png", ".svg", ".ncx"}
    assert set(book.order) == set(book.pages)


def test_pages_stand_in_the_order_of_a_book(book: Book) -> None:
    assert book.order == [
        "_book/cover.xhtml", "_book/title.xhtml", "index.xhtml", "nav.xhtml",
        "posts/older.xhtml", "posts/newer.xhtml", "glossary.xhtml", "fallout.xhtml",
        "bibliography.xhtml", "genindex.xhtml", "_book/colophon.xhtml",
    ]  # fmt: skip
    kinds = [
        str(book.pages[name].xpath("string(/h:html/h:body/h:section/@epub:type)", namespaces=NAMES))
        for name in book.order
    ]
    assert kinds == [
        "cover", "titlepage", "preface", "", "chapter", "chapter", "glossary", "appendix",
        "bibliography", "index", "colophon",
    ]  # fmt: skip


# ---- links


def test_every_link_leads_somewhere_and_every_id_stands_once(book: Book) -> None:
    known = {name: facts(book.files[name]) for name in book.pages}
    assert list(broken_links(known, book.files)) == []
    assert {name for name, page in known.items() if repeated_ids(page)} == set()
    assert sum(len(page.links) for page in known.values()) > 60


def test_the_contents_name_chapters_and_sections_and_the_old_contents_the_same(book: Book) -> None:
    links = book.pages["nav.xhtml"].xpath("//h:nav[@epub:type='toc']//h:a", namespaces=NAMES)
    named = [(link.get("href"), link.text) for link in links]
    chapters = [name for name in book.order if name not in {"nav.xhtml", *book.order[:2]}]
    assert [href for href, _ in named if "#" not in href] == chapters
    assert ("posts/newer.xhtml#sec-later", "後の節（せつ）") in named
    points = etree.fromstring(book.files["toc.ncx"])
    texts = points.xpath("//n:navPoint/n:navLabel/n:text/text()", namespaces=NAMES)
    assert (
        list(zip(points.xpath("//n:content/@src", namespaces=NAMES), texts, strict=True)) == named
    )


def test_readers_find_the_main_places(book: Book) -> None:
    links = book.pages["nav.xhtml"].xpath("//h:nav[@epub:type='landmarks']//h:a", namespaces=NAMES)
    kind = f"{{{NAMES['epub']}}}type"
    assert [(link.get(kind), link.get("href")) for link in links] == [
        ("toc", "nav.xhtml#toc"),
        ("cover", "_book/cover.xhtml"),
        ("titlepage", "_book/title.xhtml"),
        ("bodymatter", "posts/older.xhtml"),
        ("glossary", "glossary.xhtml"),
        ("bibliography", "bibliography.xhtml"),
        ("index", "genindex.xhtml"),
        ("colophon", "_book/colophon.xhtml"),
    ]


def test_a_note_is_reached_from_its_sign_and_leads_back(book: Book) -> None:
    page = "posts/older.xhtml"
    signs = book.by_role(page, "doc-noteref")
    assert len(signs) == 2
    for sign in signs:
        name, note = book.target(page, sign)
        assert (name, note.get("role")) == (page, "doc-footnote")
        (back,) = note.xpath(".//*[@role='doc-backlink']")
        assert book.target(page, back)[1] is sign
    assert len(book.by_role(page, "doc-footnote")) == 2


@pytest.mark.parametrize("page", ["posts/older.xhtml", "posts/newer.xhtml"])
def test_a_citation_is_listed_in_its_memo_and_the_entry_leads_back(book: Book, page: str) -> None:
    links = book.by_role(page, "doc-biblioref")
    assert links
    for link in links:
        name, entry = book.target(page, link)
        assert name == page
        assert entry.getparent().get("class") == "bibliography"
        (citation,) = link.xpath("ancestor::*[contains(@class, 'citation')][@id][1]")
        backs = entry.xpath(".//*[@role='doc-backlink']")
        assert citation in [book.target(page, back)[1] for back in backs]
    assert len(book.by_role(page, "doc-bibliography")) == 1


def test_the_whole_list_leads_to_every_place(book: Book) -> None:
    backs = book.by_role("bibliography.xhtml", "doc-backlink")
    places = [book.target("bibliography.xhtml", back) for back in backs]
    assert {name for name, _ in places} == {"posts/older.xhtml", "posts/newer.xhtml"}
    for page in ("posts/older.xhtml", "posts/newer.xhtml"):
        cited = {
            place
            for link in book.by_role(page, "doc-biblioref")
            for place in link.xpath("ancestor::*[contains(@class, 'citation')][@id][1]/@id")
        }
        assert {place.get("id") for name, place in places if name == page} == cited


def test_what_the_book_leaves_out_is_linked_on_the_web(book: Book) -> None:
    links = book.pages["posts/newer.xhtml"].xpath("//h:a/@href", namespaces=NAMES)
    web = sorted({str(link) for link in links if str(link).startswith("https://example.org/")})
    assert web == [
        "https://example.org/blog/category/%E7%89%A9%E7%90%86.html",
        "https://example.org/blog/tag/%E6%A4%9C%E7%AE%97.html",
        "https://example.org/references/kim2023.html",
    ]


# ---- what a page says


def test_a_memo_says_its_date_by_era_too(book: Book) -> None:
    (line,) = paragraphs(book.pages["posts/newer.xhtml"], "memo-date-line")
    assert line.startswith("2023年8月22日（令和5年）・物理")


def test_formulae_readings_and_drawings_are_what_readers_know(book: Book) -> None:
    older, newer = book.pages["posts/older.xhtml"], book.pages["posts/newer.xhtml"]
    formulae = older.xpath("//m:math", namespaces=NAMES)
    assert len(formulae) >= 3
    assert all(formula.get("alttext") for formula in formulae)
    assert older.xpath("//h:ruby/h:rt/text()", namespaces=NAMES) == ["ぜんたい", "いち", "じ"]
    (drawing,) = newer.xpath("//h:figure//h:img", namespaces=NAMES)
    assert drawing.get("alt") == "右上がりの直線。"
    with_formulae = {
        item.get("href")
        for item in book.items.values()
        if "mathml" in (item.get("properties") or "")
    }
    assert with_formulae == {
        name for name, root in book.pages.items() if root.xpath("//m:math", namespaces=NAMES)
    }


def test_nothing_of_the_site_around_is_in_a_page(book: Book) -> None:
    for name, root in book.pages.items():
        active = root.xpath("//h:script | //h:form | //h:input | //h:details", namespaces=NAMES)
        assert active == [], name
        assert root.xpath("//@style | //@*[starts-with(name(), 'data-')]") == [], name
        sheets = root.xpath("//h:link/@href", namespaces=NAMES)
        assert [resolved(name, str(sheet)) for sheet in sheets] == [("_book/book.css", "")]


def revision(book: Book) -> str:
    """Return what the colophon calls the revision."""
    (code,) = book.pages["_book/colophon.xhtml"].xpath("//h:code/text()", namespaces=NAMES)
    return str(code)


def test_another_source_makes_another_revision(book: Book, copied: Callable[[str], Path]) -> None:
    folder = copied("latex")
    with (folder / "glossary.md").open("a", encoding="utf-8") as source:
        source.write("\n終わり。\n")
    assert re.fullmatch("[0-9a-f]{12}", revision(book))
    assert revision(Book(made(folder)[0])) != revision(book)


# ---- what the book says of itself


def test_the_package_tells_title_date_and_identity(book: Book) -> None:
    assert book.told("title") == ["試験の書"]
    assert book.told("creator") == ["山田太郎"]
    assert book.told("language") == ["ja"]
    assert book.told("date") == ["2024-05-27"]
    assert book.meta("dcterms:modified") == ["2024-05-27T00:00:00Z"]
    assert book.told("source") == ["https://example.org/"]
    assert book.told("subject") == ["数学", "三角関数", "検算", "物理"]
    (identifier,) = book.told("identifier")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", identifier)
    points = etree.fromstring(book.files["toc.ncx"])
    assert points.xpath("//n:meta[@name='dtb:uid']/@content", namespaces=NAMES) == [identifier]


def test_the_package_claims_what_the_pages_bear_out(book: Book) -> None:
    assert book.meta("schema:accessMode") == ["textual", "visual"]
    assert set(book.meta("schema:accessibilityFeature")) >= {
        "MathML", "rubyAnnotations", "alternativeText", "tableOfContents", "index",
    }  # fmt: skip
    assert book.meta("schema:accessibilityHazard") == ["none"]
    (summary,) = book.meta("schema:accessibilitySummary")
    assert "MathML" in summary


# ---- the look


def test_a_page_is_no_wider_than_a_phone(books: list[Path], browser: Browser) -> None:
    folder = books[0].parent
    page = browser.new_page()
    for name in ("posts/older", "posts/newer", "bibliography", "fallout", "_book/colophon"):
        page.goto((folder / f"{name}.xhtml").as_uri())
        for width in (320, 390, 800):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (name, width)
    page.close()


# ---- checkers


@pytest.mark.needs_epubcheck
def test_epubcheck_finds_no_fault(books: list[Path]) -> None:
    told = checked(books[0])
    assert FAULTLESS in told, told


@pytest.mark.needs_pandoc
def test_pandoc_reads_the_text_back(books: list[Path]) -> None:
    command = ["pandoc", "-f", "epub", "-t", "plain", "--wrap=none", str(books[0])]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = (
        "独りで立つ", "古いメモの書き出し", "髙﨑𠮟", "は横に長い", "日を数える仕組み",
        "もっとも新しいメモか追記の日付",
    )  # fmt: skip
    places = [text.find(each) for each in words]
    assert -1 not in places, text
    assert places == sorted(places)
