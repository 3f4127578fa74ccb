"""Electronic books of other sources, other settings, and faulty text."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.ebook.reading import FAULTLESS, NAMES, Book, checked, paragraphs
from tests.features.conftest import clean_process
from tests.features.made_epub import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_without_an_address_what_is_left_out_has_no_link(copied: Callable[[str], Path]) -> None:
    path, told = made(copied("latex"), html_baseurl="")
    assert told == ""
    found = Book(path)
    links = [
        str(link)
        for root in found.pages.values()
        for link in root.xpath("//h:a/@href", namespaces=NAMES)
    ]  # fmt: skip
    assert not [link for link in links if "example.org/blog" in link or "references/" in link]
    assert "物理" in "".join(found.pages["posts/newer.xhtml"].itertext())


def test_what_conf_py_sets_stays(copied: Callable[[str], Path]) -> None:
    folder = copied("latex")
    (folder / "_static").mkdir()
    (folder / "_static" / "mine.css").write_text("p { margin: 1em }", encoding="utf-8")
    (folder / "_static" / "mine.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    path, told = made(
        folder, epub_title="別の題", epub_identifier="urn:isbn:9784000000000", epub_tocdepth=1,
        epub_publisher="書肆", epub_basename="mine", html_static_path=["_static"],
        epub_css_files=["mine.css"], epub_cover=("_static/mine.png", ""),
        epub_writing_mode="vertical", bibouroku_title_reading="ベツノダイ",
    )  # fmt: skip
    assert told == ""
    found = Book(path)
    assert path.name == "mine.epub"
    assert (found.told("title"), found.told("publisher")) == (["別の題"], ["書肆"])
    assert found.told("identifier") == ["urn:isbn:9784000000000"]
    assert found.meta("file-as") == ["ベツノダイ"]
    links = found.pages["nav.xhtml"].xpath("//h:nav[@epub:type='toc']//h:a/@href", namespaces=NAMES)
    assert not [link for link in links if "#" in str(link)]
    sheets = found.pages["posts/older.xhtml"].xpath("//h:link/@href", namespaces=NAMES)
    assert sheets == ["../_book/book.css", "../_static/mine.css"]
    (cover,) = (item for item in found.items.values() if item.get("properties") == "cover-image")
    assert cover.get("href") == "_static/mine.png"
    assert "_book/cover.png" not in found.files
    (spine,) = found.package.iterfind("opf:spine", NAMES)
    assert spine.get("page-progression-direction") == "rtl"


def test_a_page_that_is_no_xml_is_refused_with_its_file(copied: Callable[[str], Path]) -> None:
    folder = copied("latex")
    source = folder / "glossary.md"
    source.write_text(source.read_text(encoding="utf-8") + "\n<p>開いたまま\n", encoding="utf-8")
    told = StringIO()
    with pytest.raises(SystemExit), clean_process():
        SphinxTestApp("epub", srcdir=folder, warning=told).build()
    assert "glossary.md" in told.getvalue()
    assert "XMLとして正しくない" in told.getvalue()


def test_text_that_looks_like_markup_stays_text(copied: Callable[[str], Path]) -> None:
    path, told = made(copied("hostile"))
    assert told == ""
    found = Book(path)
    assert found.told("title") == ["P & <i>Q"]
    (title,) = found.pages["_book/title.xhtml"].xpath("//h:h1/text()", namespaces=NAMES)
    assert title == "P & <i>Q"
    for root in found.pages.values():
        assert root.xpath("//h:script | //h:i | //@onerror", namespaces=NAMES) == []
        links = [str(link) for link in root.xpath("//@href")]
        assert not [link for link in links if link.startswith(("javascript:", "data:"))]


@pytest.mark.needs_epubcheck
def test_epubcheck_finds_no_fault_in_a_hostile_book(copied: Callable[[str], Path]) -> None:
    told = checked(made(copied("hostile"))[0])
    assert FAULTLESS in told, told


def test_a_memo_says_what_its_sources_came_to(copied: Callable[[str], Path]) -> None:
    path, told = made(copied("fallout"))
    assert told == ""
    found = Book(path)
    lines = {name: paragraphs(page, "memo-status") for name, page in found.pages.items()}
    resting = found.pages["fallout.xhtml"].xpath(
        "//h:ul[@class='fallout']/h:li/h:p/h:a/@href", namespaces=NAMES
    )
    assert resting
    assert {name for name, held in lines.items() if held} == set(map(str, resting))
    words = "".join(line for held in lines.values() for line in held)
    assert "公開後に" in words
    assert "支えとするほかのメモが" in words
