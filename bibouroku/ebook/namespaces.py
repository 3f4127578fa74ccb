"""The XML namespaces of an EPUB, and text that any XML document may hold."""

from __future__ import annotations

import re
from typing import Final

XHTML: Final = "http://www.w3.org/1999/xhtml"
#: Of the attribute ``epub:type``.
OPS: Final = "http://www.idpf.org/2007/ops"
OPF: Final = "http://www.idpf.org/2007/opf"
DC: Final = "http://purl.org/dc/elements/1.1/"
NCX: Final = "http://www.daisy.org/z3986/2005/ncx/"
CONTAINER: Final = "urn:oasis:names:tc:opendocument:xmlns:container"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"
SVG: Final = "http://www.w3.org/2000/svg"
XML: Final = "http://www.w3.org/XML/1998/namespace"

EPUB_TYPE: Final = f"{{{OPS}}}type"
XML_LANG: Final = f"{{{XML}}}lang"
#: Signs outside of XML's ``Char`` (XML 1.0, section 2.2).
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return *text* with a mark in place of each sign that no XML document may hold."""
    return _NOT_XML.sub("\ufffd", text)
