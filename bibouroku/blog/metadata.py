"""What the head of a memo's page tells machines: search engines, link previews, Zotero.

====================  =====================================================================
Highwire Press        for Google Scholar and Zotero; see ``bibliography.meta_tag``
``DC.type``           ``blogPost``: else Zotero takes all that has a ``citation_title`` for
                      an article in a journal (``Embedded Metadata.js``, ``RDF.js``)
Open Graph            https://ogp.me: the site's name is Zotero's blog title, and of the
                      types ``article`` leaves the choice to ``DC.type``
JSON-LD               schema.org's ``BlogPosting``, with the works that the memo cites
====================  =====================================================================

Every date is the memo's or its newest note's, and only as precise as known: Open Graph, which
knows nothing shorter than a day, has none for a month. Addresses are absolute, or left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bibouroku.bibliography.meta_tag import MetaTag, highwire_date, iso_date
from bibouroku.bibliography.reference import CJK, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.blog.memo import Memo

#: Open Graph names a language with its territory; a language not listed goes without.
LOCALES: Final = {"ja": "ja_JP", "en": "en_US", "ko": "ko_KR"}
#: What could end a script element, begin a comment in it, or end a line of JavaScript.
UNSAFE: Final = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})
#: The length of 2023-08-22.
DAY: Final = 10
#: Family and given name.
TWO: Final = 2


@dataclass(frozen=True, slots=True)
class WebPage:
    """The page of a memo."""

    #: The name of the site.
    site: str
    #: The language of the site, as Sphinx names it: ``ja``, ``pt_BR``.
    language: str
    #: The address of the memo's page; nothing where that of the site is unknown.
    address: str = ""
    #: The address of the site, or nothing.
    site_address: str = ""


def authors(memo: Memo) -> list[str]:
    """Return the names of the memo's authors, between which commas stand."""
    return [name for written in memo.author.split(",") if (name := written.strip())]


def highwire_author(name: str) -> str:
    """Return the name of an author with a comma after the family name where that comes first.

    Zotero takes the last word of a name without a comma for the family name, which of
    ``寺田 寅彦`` would be the wrong one.
    """
    words = name.replace(";", "；").split()
    family_first = all(CJK.search(word) for word in words) and not KATAKANA.fullmatch(
        "".join(words)
    )
    return ", ".join(words) if len(words) == TWO and family_first else " ".join(words)


def memo_tags(memo: Memo, page: WebPage) -> list[MetaTag]:
    """Return the ``meta`` elements of the page of *memo*; those without content are left out."""
    tags = [
        MetaTag("description", memo.description),
        *(MetaTag("author", name) for name in authors(memo)),
        *_highwire(memo, page),
        MetaTag("DC.type", "blogPost"),
        *_open_graph(memo, page),
    ]
    return [tag for tag in tags if tag.content]


def _highwire(memo: Memo, page: WebPage) -> list[MetaTag]:
    keywords = (word.replace(";", "；") for word in (memo.category, *memo.tags))
    return [
        MetaTag("citation_title", memo.title),
        *(MetaTag("citation_author", highwire_author(name)) for name in authors(memo)),
        MetaTag("citation_publication_date", highwire_date(memo.date)),
        MetaTag("citation_language", _bcp_47(page.language)),
        MetaTag("citation_keywords", "; ".join(keywords)),
        MetaTag("citation_public_url", page.address),
        MetaTag("citation_abstract_html_url", page.address),
        MetaTag("citation_fulltext_html_url", page.address),
    ]


def _open_graph(memo: Memo, page: WebPage) -> list[MetaTag]:
    language = page.language
    values = [
        ("og:type", "article"),
        ("og:title", memo.title),
        ("og:description", memo.description),
        ("og:url", page.address),
        ("og:site_name", page.site),
        ("og:locale", language if "_" in language else LOCALES.get(language, "")),
        ("article:published_time", _day(memo.date)),
        ("article:modified_time", _day(memo.modified) if memo.updates else ""),
        ("article:section", memo.category),
        *(("article:tag", tag) for tag in memo.tags),
    ]
    return [MetaTag(name, content, "property") for name, content in values]


def _day(date: EdtfDate) -> str:
    """Return the day that *date* is, or nothing if it is none."""
    written = iso_date(date)
    return written if len(written) == DAY else ""


def _bcp_47(language: str) -> str:
    return language.replace("_", "-")


def memo_data(memo: Memo, page: WebPage, cited: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return *memo* as schema.org's ``BlogPosting``; *cited* are the works that it cites."""
    blog = {"@type": "Blog", "name": page.site, "url": page.site_address}
    series = {"@type": "CreativeWorkSeries", "name": memo.series}
    whole = [_filled(blog), *([series] if memo.series else [])]
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "BlogPosting",
            "headline": memo.title,
            "description": memo.description,
            "author": [_author(name, page) for name in authors(memo)],
            "datePublished": iso_date(memo.date),
            "dateModified": iso_date(memo.modified) if memo.updates else "",
            "inLanguage": _bcp_47(page.language),
            "articleSection": memo.category,
            "keywords": list(memo.tags),
            "url": page.address,
            "isPartOf": whole,
            "citation": list(cited),
        }
    )


def _author(name: str, page: WebPage) -> dict[str, str]:
    """Return an author; one of the site's own name is no person."""
    return {"@type": "Organization" if name == page.site else "Person", "name": name}


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def data_island(data: dict[str, Any]) -> str:
    """Return *data* as JSON that may stand in a ``script`` element, whatever text it holds."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
