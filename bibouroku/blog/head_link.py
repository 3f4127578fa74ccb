"""The typed links in the head of a page, and the file that holds them for programs.

After Signposting's FAIR profile (https://signposting.org/FAIR/) of a memo:

===============  ==========================================================================
``cite-as``      exactly one: the canonical address of the memo, which leads to its page
``describedby``  the memo itself as BibTeX, RIS and CSL-JSON, each with its media type
``item``         the memo as a PDF, if there is one
``author``       the addresses of its authors, if they are set
``license``      the licence, if one is set
``type``         ``https://schema.org/ScholarlyArticle``; no ``AboutPage``, for the page is
                 the memo and not about it
``linkset``      (level 2) the same links as a file, after RFC 9264
===============  ==========================================================================

The page of a reference is about a work that is elsewhere: its ``type`` is ``AboutPage``, its
files describe the work, and nothing says how to cite it but these.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ARTICLE: Final = "https://schema.org/ScholarlyArticle"
ABOUT: Final = "https://schema.org/AboutPage"
LINKSET: Final = "application/linkset+json"
MARKDOWN: Final = "text/markdown"
#: The ``hreflang`` of the page for readers of every other language.
ANY_LANGUAGE: Final = "x-default"
#: What belongs into a set of links: not where a browser finds the page in another form.
SIGNS: Final = frozenset({"cite-as", "describedby", "item", "author", "license", "type"})


class HeadLink(NamedTuple):
    """A ``link`` element."""

    rel: str
    href: str
    media_type: str = ""
    title: str = ""
    hreflang: str = ""


class File(NamedTuple):
    """A file beside a page."""

    address: str
    media_type: str
    #: What readers know its format by.
    label: str = ""


def memo_links(  # noqa: PLR0913 - each is a sign of its own
    address: str,
    described_by: Sequence[File],
    *,
    pdf: str = "",
    authors: Iterable[str] = (),
    license_address: str = "",
    linkset: str = "",
) -> list[HeadLink]:
    """Return the signs of a memo at *address*; what is empty is left out."""
    found = [
        HeadLink("cite-as", address),
        *describing(described_by),
        HeadLink("item", pdf, "application/pdf"),
        *(HeadLink("author", author) for author in authors),
        HeadLink("license", license_address),
        HeadLink("type", ARTICLE),
        HeadLink("linkset", linkset, LINKSET),
    ]
    return [link for link in found if link.href]


def reference_links(described_by: Sequence[File]) -> list[HeadLink]:
    """Return the signs of the page of a reference."""
    return [*describing(described_by), HeadLink("type", ABOUT)]


def describing(files: Iterable[File]) -> list[HeadLink]:
    """Return the links to *files* that describe what a page holds."""
    return [HeadLink("describedby", file.address, file.media_type) for file in files]


def language_links(address: str, language: str) -> list[HeadLink]:
    """Return the links that name the language of a page: itself, and for all other readers."""
    if not address:
        return []
    return [HeadLink("alternate", address, hreflang=tag) for tag in (language, ANY_LANGUAGE)]


def linkset(anchor: str, links: Iterable[HeadLink]) -> str:
    """Return the signs of the page *anchor* as a set of links in JSON (RFC 9264, section 4.2)."""
    context: dict[str, Any] = {"anchor": anchor}
    for link in links:
        if link.rel in SIGNS:
            target = {"href": link.href} | ({"type": link.media_type} if link.media_type else {})
            context.setdefault(link.rel, []).append(target)
    return json.dumps({"linkset": [context]}, ensure_ascii=False, indent=1) + "\n"
