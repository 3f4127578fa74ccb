"""The package document (OPF): what the book is, what it holds, in which order it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from bibouroku.ebook.namespaces import DC, OPF, XML_LANG, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element as Element

#: The core media types (EPUB 3.3, section 3.2) that our pages use, by suffix.
MEDIA_TYPES: Final = {
    ".xhtml": "application/xhtml+xml",
    ".ncx": "application/x-dtbncx+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a catalogue wants to know of the book; what is not known is empty."""

    title: str
    identifier: str
    language: str
    #: The moment of the last change, ``CCYY-MM-DDThh:mm:ssZ``.
    modified: str
    creator: str
    #: The readings of title and creator in kana, by which catalogues sort.
    title_reading: str = ""
    creator_reading: str = ""
    contributor: str = ""
    #: In ISO 8601, as precise as known.
    date: str = ""
    publisher: str = ""
    rights: str = ""
    description: str = ""
    #: The address of the site.
    source: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What the book offers to readers with disabilities (EPUB Accessibility 1.1, section 3.2)."""

    modes: tuple[str, ...]
    #: Sets of modes each of which is enough to read all.
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book."""

    href: str
    media_type: str
    properties: str = ""
    #: Whether it is read in its turn.
    in_spine: bool = False


def package(
    metadata: Metadata, accessibility: Accessibility, items: Sequence[Item], direction: str
) -> bytes:
    """Return the package document; *items* that are read stand in the order of reading.

    *direction* is that in which pages follow one another: ``ltr``, or ``rtl`` for vertical text.
    """
    root = etree.Element(
        f"{{{OPF}}}package",
        {"version": "3.0", "unique-identifier": "book-id"},
        nsmap={None: OPF, "dc": DC},
    )
    root.set(XML_LANG, metadata.language)
    told = etree.SubElement(root, f"{{{OPF}}}metadata")
    _tell(told, metadata)
    _tell_accessibility(told, accessibility)
    names = {item.href: f"item-{number}" for number, item in enumerate(items, start=1)}
    for item in items:
        if "cover-image" in item.properties.split():  # for readers of EPUB 2
            etree.SubElement(told, f"{{{OPF}}}meta", {"name": "cover", "content": names[item.href]})
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    for item in items:
        attributes = {
            "id": names[item.href], "href": item.href, "media-type": item.media_type,
            "properties": item.properties,
        }  # fmt: skip
        etree.SubElement(
            manifest,
            f"{{{OPF}}}item",
            {name: value for name, value in attributes.items() if value},
        )
    contents = [names[one.href] for one in items if one.media_type == MEDIA_TYPES[".ncx"]]
    spine = etree.SubElement(root, f"{{{OPF}}}spine", {"page-progression-direction": direction})
    for name in contents:
        spine.set("toc", name)
    for item in items:
        if item.in_spine:
            etree.SubElement(spine, f"{{{OPF}}}itemref", {"idref": names[item.href]})
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _tell(told: Element, metadata: Metadata) -> None:
    _element(told, "identifier", metadata.identifier, id="book-id")
    _element(told, "title", metadata.title, id="title")
    _element(told, "language", metadata.language)
    _element(told, "creator", metadata.creator, id="creator")
    for name in ("contributor", "publisher", "date", "description", "rights", "source"):
        _element(told, name, getattr(metadata, name))
    for subject in metadata.subjects:
        _element(told, "subject", subject)
    _property(told, "title-type", "main", refines="#title")
    _property(told, "file-as", metadata.title_reading, refines="#title")
    if metadata.creator:
        _property(told, "role", "aut", refines="#creator", scheme="marc:relators")
        _property(told, "file-as", metadata.creator_reading, refines="#creator")
    _property(told, "dcterms:modified", metadata.modified)


def _tell_accessibility(told: Element, accessibility: Accessibility) -> None:
    named: tuple[tuple[str, Iterable[str]], ...] = (
        ("accessMode", accessibility.modes),
        ("accessModeSufficient", accessibility.sufficient),
        ("accessibilityFeature", accessibility.features),
        ("accessibilityHazard", accessibility.hazards),
        ("accessibilitySummary", (accessibility.summary,)),
    )
    for name, values in named:
        for value in values:
            _property(told, f"schema:{name}", value)


def _element(told: Element, name: str, text: str, **attributes: str) -> None:
    if text:
        etree.SubElement(told, f"{{{DC}}}{name}", attributes).text = clean(text)


def _property(told: Element, name: str, text: str, **attributes: str) -> None:
    if text:
        refined = {"property": name, **attributes}
        etree.SubElement(told, f"{{{OPF}}}meta", refined).text = clean(text)
