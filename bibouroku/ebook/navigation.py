"""The contents of a book: the navigation document, and an NCX for readers of EPUB 2."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

from lxml import etree

from bibouroku.ebook.namespaces import EPUB_TYPE, NCX, OPS, XHTML, XML_LANG, clean
from bibouroku.ebook.page import serialised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

TITLE: Final = "目次"
LANDMARKS: Final = "主な場所"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents, with those under it."""

    title: str
    href: str
    below: tuple[Entry, ...] = ()

    @property
    def depth(self) -> int:
        """How many levels it has, itself included."""
        return 1 + max((entry.depth for entry in self.below), default=0)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that readers offer beside the contents."""

    type: str
    title: str
    href: str


def navigation(
    entries: Sequence[Entry], landmarks: Sequence[Landmark], language: str, sheets: Sequence[str]
) -> bytes:
    """Return the navigation document (EPUB 3.3, section 7)."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML, "epub": OPS})
    root.set("lang", language)
    root.set(XML_LANG, language)
    head, body = _under(root, "head"), _under(root, "body")
    body.set(EPUB_TYPE, "frontmatter")
    _under(head, "title", TITLE)
    for sheet in sheets:
        _under(head, "link", rel="stylesheet", href=sheet)
    contents = _under(body, "nav", role="doc-toc", id="toc", **{"aria-labelledby": "toc-title"})
    contents.set(EPUB_TYPE, "toc")
    _under(contents, "h1", TITLE, id="toc-title")
    _list(contents, entries)
    places = _under(body, "nav", id="landmarks", hidden="", **{"aria-label": LANDMARKS})
    places.set(EPUB_TYPE, "landmarks")
    listed = _under(places, "ol")
    for landmark in landmarks:
        link = _under(_under(listed, "li"), "a", landmark.title, href=landmark.href)
        link.set(EPUB_TYPE, landmark.type)
    return serialised(root)


def _list(parent: Element, entries: Sequence[Entry]) -> None:
    listed = _under(parent, "ol")
    for entry in entries:
        item = _under(listed, "li")
        _under(item, "a", entry.title, href=entry.href)
        if entry.below:
            _list(item, entry.below)


def _under(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    child = etree.SubElement(parent, f"{{{XHTML}}}{tag}", attributes)
    if text:
        child.text = clean(text)
    return child


def ncx(entries: Sequence[Entry], title: str, identifier: str, language: str) -> bytes:
    """Return the contents as an NCX (OPF 2.0.1, section 2.4.1)."""
    root = etree.Element(f"{{{NCX}}}ncx", {"version": "2005-1"}, nsmap={None: NCX})
    root.set(XML_LANG, language)
    head = etree.SubElement(root, f"{{{NCX}}}head")
    depth = max((entry.depth for entry in entries), default=1)
    for name, content in (
        ("dtb:uid", identifier), ("dtb:depth", str(depth)),
        ("dtb:totalPageCount", "0"), ("dtb:maxPageNumber", "0"),
    ):  # fmt: skip
        etree.SubElement(head, f"{{{NCX}}}meta", {"name": name, "content": clean(content)})
    _label(etree.SubElement(root, f"{{{NCX}}}docTitle"), title)
    _points(etree.SubElement(root, f"{{{NCX}}}navMap"), entries, iter(count(1)))
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _points(parent: Element, entries: Sequence[Entry], numbers: Iterator[int]) -> None:
    for entry in entries:
        number = str(next(numbers))
        point = etree.SubElement(
            parent, f"{{{NCX}}}navPoint", {"id": f"point-{number}", "playOrder": number}
        )
        _label(etree.SubElement(point, f"{{{NCX}}}navLabel"), entry.title)
        etree.SubElement(point, f"{{{NCX}}}content", {"src": entry.href})
        _points(point, entry.below, numbers)


def _label(parent: Element, text: str) -> None:
    etree.SubElement(parent, f"{{{NCX}}}text").text = clean(text)
