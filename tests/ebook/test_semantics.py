"""Pages of a site as pages of a book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bibouroku.ebook.division import CHAPTER, GLOSSARY
from bibouroku.ebook.namespaces import EPUB_TYPE, SVG, XHTML, XML_LANG
from bibouroku.ebook.page import PageError, facts, finished, parse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HEAD = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>題</title></head><body>'
TAIL = "</body></html>"


def body(text: str) -> Element:
    """Return the body of a chapter that a site shows as *text*."""
    (found,) = parse(finished(f"{HEAD}{text}{TAIL}", CHAPTER)).iterchildren(f"{{{XHTML}}}body")
    return found


def one(text: str, tag: str) -> Element:
    """Return the only element *tag* of a chapter."""
    (found,) = body(text).iter(f"{{{XHTML}}}{tag}")
    return found


def meaning(element: Element) -> tuple[str | None, str | None]:
    return element.get(EPUB_TYPE), element.get("role")


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ('<p><a class="footnote-reference brackets" href="#n">1</a></p>', "a",
         ("noteref", "doc-noteref")),
        ('<aside class="footnote brackets" id="n"><p>注</p></aside>', "aside",
         ("footnote", "doc-footnote")),
        ('<p><a class="citation-link reference" href="#e">甲</a></p>', "a",
         ("biblioref", "doc-biblioref")),
        ('<p><span class="backlinks"><a href="#c">1</a></span></p>', "a",
         ("backlink", "doc-backlink")),
        ('<dl class="glossary"><dt>語</dt></dl>', "dt", ("glossterm", None)),
        ('<dl class="glossary"><dd>義</dd></dl>', "dd", ("glossdef", None)),
        ('<p><a class="reference" href="#e">甲</a></p>', "a", (None, None)),
    ],
)  # fmt: skip
def test_readers_are_told_what_an_element_means(
    text: str, tag: str, expected: tuple[str | None, str | None]
) -> None:
    assert meaning(one(text, tag)) == expected


def test_a_page_is_one_section_of_its_kind() -> None:
    assert meaning(one("<section><h1>題</h1></section>", "section")) == ("chapter", "doc-chapter")
    section = one("<h1>題</h1><p>文</p>", "section")
    assert [etree.QName(child).localname for child in section] == ["h1", "p"]
    page = parse(finished(f"{HEAD}<h1>題</h1>{TAIL}", GLOSSARY))
    assert page.xpath("//@role") == ["doc-glossary"]


def test_a_list_of_references_makes_its_section_a_bibliography() -> None:
    held = '<section><ul class="bibliography"><li>甲</li></ul></section>'
    sections = list(body(f"<section><h1>題</h1>{held}</section>").iter(f"{{{XHTML}}}section"))
    assert [section.get("role") for section in sections] == ["doc-chapter", "doc-bibliography"]


def test_what_acts_is_taken_out_and_the_text_behind_it_stays() -> None:
    text = (
        '<p onclick="run()" data-kind="a">前<script>alert(1)</script>中'
        '<a class="headerlink" href="#x">¶</a>後</p><iframe src="https://example.org/"></iframe>'
    )
    held = body(text)
    assert "".join(held.itertext()) == "前中後"
    assert dict(next(held.iter(f"{{{XHTML}}}p")).attrib) == {}
    assert next(held.iter(f"{{{XHTML}}}iframe"), None) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("#ref-a", "#ref-a"),
        ("../posts/a.xhtml#節", "../posts/a.xhtml#%E7%AF%80"),
        ("https://example.org/検索?語=暦&amp;a=%20", "https://example.org/%E6%A4%9C%E7%B4%A2?%E8%AA%9E=%E6%9A%A6&a=%20"),
        ("https://例え.example/a b", "https://xn--r8jz45g.example/a%20b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org/", None),
        ("https://[", None),
        ("", None),
    ],
)  # fmt: skip
def test_links_lead_where_a_book_may_lead(address: str, expected: str | None) -> None:
    assert one(f'<p><a href="{address}">甲</a></p>', "a").get("href") == expected


def test_a_picture_on_the_web_is_a_link() -> None:
    held = body('<p>前<img class="x" src="https://example.org/a.png" alt="図"/>後</p>')
    (link,) = held.iter(f"{{{XHTML}}}a")
    assert dict(link.attrib) == {"href": "https://example.org/a.png"}
    assert "".join(held.itertext()) == "前図後"
    assert one('<p><img src="../a.png" alt=""/></p>', "img").get("src") == "../a.png"


def test_a_language_is_said_in_both_ways() -> None:
    assert one('<p><span lang="ko">초전도</span></p>', "span").get(XML_LANG) == "ko"


def test_a_drawing_has_its_namespace_and_no_links() -> None:
    held = body('<svg><a href="#e"><svg><path d="M0 0"/></svg></a></svg>')
    drawings = list(held.iter(f"{{{SVG}}}*"))
    assert [etree.QName(each).localname for each in drawings] == ["svg", "svg", "path"]


def test_notes_are_a_section_of_asides() -> None:
    held = body(
        '<section><aside class="footnote-list"><aside class="footnote">注</aside></aside></section>'
    )
    (aside,) = held.iter(f"{{{XHTML}}}aside")
    parent = aside.getparent()
    assert parent is not None
    assert meaning(parent) == ("endnotes", "doc-endnotes")
    assert meaning(aside) == ("footnote", "doc-footnote")


def test_the_book_knows_what_a_page_holds() -> None:
    formula = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
    picture = '<img src="../_images/a.svg" alt=""/>'
    text = f'<p id="a">{formula}{picture}<ruby>字<rt>じ</rt></ruby></p><svg/>'
    found = facts(finished(f"{HEAD}{text}{TAIL}", CHAPTER))
    assert found.title == "題"
    assert found.ids == ("a",)
    assert found.resources == ("../_images/a.svg",)
    assert (found.pictures, found.pictures_without_words) == (1, 1)
    assert found.properties == "mathml svg"
    assert found.has_ruby


@pytest.mark.parametrize("text", ["<p>", "<br>", "&nbsp;", "<p a=b>x</p>", "a & b"])
def test_what_is_no_xml_is_refused(text: str) -> None:
    with pytest.raises(PageError):
        finished(f"{HEAD}{text}{TAIL}", CHAPTER)


@given(st.text())
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    paragraph = one(f"<p>{shown}</p>", "p")
    kept, given_text = "".join(paragraph.itertext()), re.sub("\r\n?", "\n", text)
    assert all(a in {b, "\ufffd"} for a, b in zip(kept, given_text, strict=True))
