"""Metadata as an XMP packet (ISO 16684-1), with what PDF/A-2 wants in it.

Only properties that ISO 19005-2, 6.6.2.3 knows beforehand, those of the XMP specification of 2005.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bibouroku.archive.metadata import Metadata

NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
#: The packet marker of the specification, which programs look for in files they cannot read.
PACKET: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    '<rdf:Description rdf:about=""{namespaces}>\n{properties}</rdf:Description>\n'
    '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
)
#: What XML 1.0 cannot hold.
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: The program whose text the producer set.
CREATOR: Final = "Sphinx, bibouroku"
#: The name space of our identifiers: that of web addresses (RFC 9562).
IDENTIFIERS: Final = uuid.NAMESPACE_URL


def plain(text: str) -> str:
    """Return *text* in one line, without signs that XML cannot hold."""
    return " ".join(NOT_XML.sub("", text).split())


def moment(day: dt.date | None) -> str:
    """Return the beginning of a day as XMP writes it; nothing for none."""
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def packet(metadata: Metadata, producer: str, content: str) -> bytes:
    """Return the XMP packet of a PDF.

    *producer* is the program that made the PDF, *content* a digest of what it holds: the same
    text has the same document identifier, the same content the same instance.
    """
    known = metadata.address or f"urn:bibouroku:{metadata.title}:{metadata.created or ''}"
    document = uuid.uuid5(IDENTIFIERS, known)
    properties = [
        *_dublin_core(metadata),
        _simple("xmp:CreateDate", moment(metadata.created)),
        _simple("xmp:ModifyDate", moment(metadata.modified)),
        _simple("xmp:MetadataDate", moment(metadata.modified)),
        _simple("xmp:CreatorTool", CREATOR),
        _simple("pdf:Producer", producer),
        _simple("pdf:Keywords", ", ".join(map(plain, metadata.keywords))),
        _simple("pdfaid:part", "2"),
        _simple("pdfaid:conformance", "B"),
        _simple("xmpMM:DocumentID", f"uuid:{document}"),
        _simple("xmpMM:InstanceID", f"uuid:{uuid.uuid5(document, content)}"),
        _simple("xmpRights:Marked", "True" if metadata.rights else ""),
        _simple("xmpRights:WebStatement", metadata.licence),
    ]
    names = "".join(f"\n xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in NAMESPACES.items())
    return PACKET.format(namespaces=names, properties="".join(properties)).encode()


def _dublin_core(metadata: Metadata) -> list[str]:
    return [
        _simple("dc:format", "application/pdf"),
        _alternatives("dc:title", metadata.title, metadata.language),
        _array("dc:creator", "Seq", metadata.authors),
        _array("dc:publisher", "Bag", [metadata.publisher]),
        _alternatives("dc:description", metadata.description, metadata.language),
        _array("dc:subject", "Bag", metadata.keywords),
        _array("dc:language", "Bag", [metadata.language]),
        _array("dc:date", "Seq", [metadata.date]),
        _alternatives("dc:rights", metadata.rights, metadata.language),
        _simple("dc:identifier", metadata.address),
    ]


def _simple(name: str, value: str) -> str:
    text = escape(plain(value))
    return f"<{name}>{text}</{name}>\n" if text else ""


def _array(name: str, kind: str, values: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in map(plain, values) if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n" if items else ""


def _alternatives(name: str, value: str, language: str) -> str:
    """Return a text for readers of any language, and the same named as what it is."""
    text = escape(plain(value))
    if not text:
        return ""
    items = "".join(
        f"<rdf:li xml:lang={quoteattr(tag)}>{text}</rdf:li>" for tag in ("x-default", language)
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>\n"
