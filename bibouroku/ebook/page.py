"""A page of a book: XHTML from the text that a template gives, and what the package says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from bibouroku.ebook.namespaces import MATHML, SVG, XHTML, clean
from bibouroku.ebook.semantics import elements, make_page_of_book

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from bibouroku.ebook.division import Division

DOCTYPE: Final = "<!DOCTYPE html>"


class PageError(ValueError):
    """A page is no XML; the message says where."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a finished page holds, as far as the book must know of it."""

    title: str
    ids: tuple[str, ...]
    #: Where its links lead, as written.
    links: tuple[str, ...]
    #: The files that it shows.
    resources: tuple[str, ...]
    #: How many of its pictures nothing is said of.
    pictures_without_words: int
    pictures: int
    has_mathml: bool
    has_svg: bool
    has_ruby: bool

    @property
    def properties(self) -> str:
        """Its ``properties`` in the manifest (EPUB 3.3, 5.6.2.1)."""
        named = {"mathml": self.has_mathml, "svg": self.has_svg}
        return " ".join(name for name, has in named.items() if has)


def parse(text: str | bytes) -> Element:
    """Return the root of a page; raises ``PageError`` if it is no well-formed XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    data = clean(text).encode() if isinstance(text, str) else text
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PageError(str(error)) from error


def finished(text: str, division: Division) -> bytes:
    """Return the page of *text*, which is a whole XHTML document, as a page of a book.

    Raises ``PageError`` if it is no well-formed XML.
    """
    root = parse(text)
    (body,) = root.iterchildren(f"{{{XHTML}}}body")
    make_page_of_book(body, division)
    etree.cleanup_namespaces(body, keep_ns_prefixes=["epub"])
    return serialised(root)


def serialised(root: Element) -> bytes:
    """Return a page as bytes."""
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=DOCTYPE)
    return bytes(data) + b"\n"


def facts(data: bytes) -> Facts:
    """Return what a finished page holds."""
    root = parse(data)
    pictures = list(elements(root, "img"))
    sheets = [link.get("href") or "" for link in elements(root, "link")]
    return Facts(
        title="".join(next(elements(root, "title")).itertext()),
        ids=tuple(str(name) for name in root.xpath("//@id")),
        links=tuple(link.get("href") or "" for link in elements(root, "a") if link.get("href")),
        resources=(*sheets, *(picture.get("src") or "" for picture in pictures)),
        pictures_without_words=sum(not picture.get("alt") for picture in pictures),
        pictures=len(pictures),
        has_mathml=next(root.iter(f"{{{MATHML}}}math"), None) is not None,
        has_svg=next(root.iter(f"{{{SVG}}}svg"), None) is not None,
        has_ruby=next(elements(root, "ruby"), None) is not None,
    )
