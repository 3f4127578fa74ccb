"""Files at the root of a site: sitemap.xml (sitemaps.org), robots.txt (RFC 9309), llms.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape

from bibouroku.blog.plain_markdown import UNSAFE_IN_ADDRESS, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bibouroku.bibliography.edtf_date import EdtfDate

NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Entry(NamedTuple):
    """A link of llms.txt."""

    name: str
    address: str
    words: str = ""


def sitemap(pages: Iterable[tuple[str, EdtfDate | None]]) -> str:
    """Return the sitemap of *pages*: each an address, and the date of its news if it is known.

    ``lastmod`` is a day, as the schema of sitemaps.org has it: the first that the date can mean,
    as in the feeds.
    """
    lines = []
    for address, date in pages:
        lastmod = f"<lastmod>{date.earliest.isoformat()}</lastmod>" if date else ""
        lines.append(f"<url><loc>{escape(address)}</loc>{lastmod}</url>\n")
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}">\n'
    return f"{head}{''.join(lines)}</urlset>\n"


def robots(sitemap_address: str) -> str:
    """Return robots.txt: all may read all, and where the sitemap is, if there is one."""
    told = f"\nSitemap: {sitemap_address}\n" if sitemap_address else ""
    return f"User-agent: *\nAllow: /\n{told}"


def llms(
    title: str, summary: str, sections: Mapping[str, Sequence[Entry]], optional: Sequence[Entry]
) -> str:
    """Return llms.txt, after https://llmstxt.org: title, summary, lists of links.

    What is *optional* may be left out by a reader with little room.
    """
    parts = [f"# {_line(title)}\n"]
    if summary:
        parts.append(f"> {_line(summary)}\n")
    for heading, entries in [*sections.items(), ("Optional", optional)]:
        if entries:
            links = "".join(map(_link, entries))
            parts.append(f"## {_line(heading)}\n\n{links}")
    return "\n".join(parts)


def _link(entry: Entry) -> str:
    words = f": {_line(entry.words)}" if entry.words else ""
    return f"- [{_line(entry.name)}]({entry.address.translate(UNSAFE_IN_ADDRESS)}){words}\n"


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))
