"""What the elements of a page mean, said to reading systems, and what a book has no use for.

Pages are made with the writers of the web site; here they become pages of a book. Notes and
citations are marked so that readers open them in place, and stay plain links for those that do
not (EPUB 3.3, section 6.1.3; DPUB-ARIA 1.1). Entries of a bibliography and of a list of notes are
left as items of a list: both vocabularies deprecate ``biblioentry``, the module ``doc-endnote``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urlsplit

from lxml import etree

from bibouroku.ebook.namespaces import EPUB_TYPE, SVG, XHTML, XML_LANG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from bibouroku.ebook.division import Division


class Meaning(NamedTuple):
    """What an element with a class, in an element with another, means."""

    tag: str
    name: str
    type: str
    role: str
    #: The class of an element around it; ``""`` for any.
    within: str = ""


MEANINGS: Final = (
    Meaning("a", "footnote-reference", "noteref", "doc-noteref"),
    Meaning("aside", "footnote", "footnote", "doc-footnote"),
    Meaning("aside", "footnote-list", "endnotes", "doc-endnotes"),
    Meaning("a", "", "backlink", "doc-backlink", within="fn-bracket"),
    Meaning("a", "", "backlink", "doc-backlink", within="fn-backref"),
    Meaning("a", "", "backlink", "doc-backlink", within="backlinks"),
    Meaning("a", "citation-link", "biblioref", "doc-biblioref"),
    Meaning("dt", "", "glossterm", "", within="glossary"),
    Meaning("dd", "", "glossdef", "", within="glossary"),
    Meaning("div", "admonition", "", "note"),
)
#: Elements that act, or ask for something of the network; and what needs a script.
DROPPED: Final = frozenset(
    {"script", "iframe", "object", "embed", "form", "input", "button", "select", "textarea", "link"}
)
DROPPED_CLASSES: Final = frozenset({"math-source", "headerlink"})
#: Attributes that only a browser or a script of the site has a use for.
DROPPED_ATTRIBUTES: Final = frozenset({"loading", "decoding", "fetchpriority", "srcset", "sizes"})
#: Where a link of a book may lead.
SCHEMES: Final = frozenset({"", "http", "https", "mailto"})
#: What stays as it is in an address; what is no ASCII is written in per cents.
IN_ADDRESSES: Final = "%/:?#[]@!$&'()*+,;=~"


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def elements(root: Element, tag: str = "*") -> Iterator[Element]:
    """Yield the XHTML elements in *root*, itself included, in their order."""
    yield from root.iter(f"{{{XHTML}}}{tag}")


def make_page_of_book(body: Element, division: Division) -> None:
    """Say what *body* and its elements mean; take out what a book has no use for."""
    drop_what_acts(body)
    for element in elements(body):
        drop_attributes(element)
        if language := element.get("lang"):
            element.set(XML_LANG, language)
    for picture in list(elements(body, "img")):
        make_local(picture)
    for drawing in list(elements(body, "svg")):
        make_drawing(drawing)
    for link in elements(body, "a"):
        make_safe(link)
    say_meanings(body)
    body.set(EPUB_TYPE, division.matter)
    say(whole(body), division.type, division.role)


def say_meanings(body: Element) -> None:
    """Say what the elements in *body* mean."""
    for meaning in MEANINGS:
        for element in elements(body, meaning.tag):
            if means(element, meaning):
                say(element, meaning.type, meaning.role)
    for section in elements(body, "section"):
        if any("bibliography" in classes(child) for child in section):
            say(section, "bibliography", "doc-bibliography")
    for notes in list(elements(body, "aside")):
        if "footnote-list" in classes(notes):
            notes.tag = f"{{{XHTML}}}section"


def drop_attributes(element: Element) -> None:
    """Take out the attributes that act, or that only a site has a use for."""
    for name in list(element.attrib):
        if name.startswith(("on", "data-")) or name in DROPPED_ATTRIBUTES:
            del element.attrib[name]


def drop_what_acts(body: Element) -> None:
    """Take out scripts, forms and frames, and what needs them; text after them stays."""
    tags = {f"{{{XHTML}}}{tag}" for tag in DROPPED}
    for element in list(elements(body)):
        if element.tag in tags or DROPPED_CLASSES.intersection(classes(element)):
            remove(element)


def remove(element: Element) -> None:
    """Take an element out of its parent, but not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def make_local(picture: Element) -> None:
    """Put a link in the place of a picture that lies on the web: a book asks no network for one."""
    address = picture.get("src") or ""
    if "//" not in address:
        return
    words, behind = picture.get("alt") or address, picture.tail
    picture.clear()
    picture.tag = f"{{{XHTML}}}a"
    picture.set("href", address)
    picture.text, picture.tail = words, behind


def make_drawing(drawing: Element) -> None:
    """Put a drawing into the namespace that HTML does not ask for; its links stand in the text."""
    etree.strip_tags(drawing, f"{{{XHTML}}}a")
    for element in elements(drawing):
        element.tag = f"{{{SVG}}}{etree.QName(element).localname}"


def make_safe(link: Element) -> None:
    """Write the address of a link in ASCII; leave out one that leads where no book may."""
    address = (link.get("href") or "").strip()
    try:
        scheme, host = urlsplit(address)[:2]
    except ValueError:
        scheme, host = "invalid", ""
    if not address or scheme not in SCHEMES or (host and not scheme):
        link.attrib.pop("href", None)
        return
    if host and not host.isascii():
        try:
            address = address.replace(host, host.encode("idna").decode("ascii"), 1)
        except UnicodeError:
            link.attrib.pop("href", None)
            return
    link.set("href", quote(address, safe=IN_ADDRESSES))


def means(element: Element, meaning: Meaning) -> bool:
    """Return whether an element with the tag of *meaning* has its classes."""
    if meaning.name and meaning.name not in classes(element):
        return False
    above = element.iterancestors()
    return not meaning.within or any(meaning.within in classes(one) for one in above)


def say(element: Element, kind: str, role: str) -> None:
    """Give an element its meaning in both vocabularies."""
    for name, value in ((EPUB_TYPE, kind), ("role", role)):
        if value:
            element.set(name, value)


def whole(body: Element) -> Element:
    """Return the section that holds all of a page; it is made where there is none."""
    found = list(body)
    if len(found) == 1 and found[0].tag == f"{{{XHTML}}}section":
        return found[0]
    section = body.makeelement(f"{{{XHTML}}}section")
    section.text, body.text = body.text, None
    section.extend(found)
    body.append(section)
    return section
