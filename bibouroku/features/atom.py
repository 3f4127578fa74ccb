"""What the Atom feeds (RFC 4287) of the site have in common: their heads, their moments."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from feedgen.ext.base import BaseEntryExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from bibouroku.features.addresses import page_address, site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from bibouroku.bibliography.edtf_date import EdtfDate

#: Signs outside of XML's ``Char`` (XML 1.0, section 2.2).
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
JAPAN: Final = dt.timezone(dt.timedelta(hours=9))


def xml_text(text: str) -> str:
    """Return *text* with a mark in place of each sign that no XML document may hold."""
    return NOT_XML.sub("\ufffd", str(text))


def midnight(date: EdtfDate) -> dt.datetime:
    """Return the first moment, in Japan, of the first day that *date* can mean."""
    return dt.datetime.combine(date.earliest, dt.time(), JAPAN)


def new_feed(app: Sphinx, name: str, title: str, pagename: str) -> FeedGenerator:
    """Return a feed without entries: *name* is its file, *pagename* the page that shows it."""
    address = site_address(app) + quote(name)
    found = FeedGenerator()
    found.id(address)
    found.title(xml_text(title))
    found.link(href=page_address(app, pagename), rel="alternate")
    found.link(href=address, rel="self")
    found.language(app.config.language)
    found.author({"name": app.config.author})
    found.rights(app.config.copyright)
    found.generator("bibouroku")
    return found


class Enclosure(BaseEntryExtension):
    """A file that goes with an entry, as an extension of that.

    Of the links of entries feedgen itself writes nothing but the address.
    """

    def __init__(self, address: str, media_type: str, size: int) -> None:
        """Know the file by its address, type, and size in bytes."""
        self.link = {
            "rel": "enclosure", "href": address, "type": media_type, "length": str(size),
        }  # fmt: skip

    def extend_atom(self, feed: Any) -> Any:
        """Put the link at the end of an entry; return that."""
        xml_elem("link", feed, **self.link)
        return feed
