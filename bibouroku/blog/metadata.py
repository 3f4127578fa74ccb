"""The ``meta`` elements of pages, above all a memo's: for search engines, link previews, Zotero.

====================  =====================================================================
Highwire Press        for Google Scholar and Zotero; see ``bibliography.meta_tag``
``DC.type``           ``blogPost``: else Zotero takes all that has a ``citation_title`` for
                      an article in a journal (``Embedded Metadata.js``, ``RDF.js``)
Open Graph            https://ogp.me: the site's name is Zotero's blog title, and of the
                      types ``article`` leaves the choice to ``DC.type``
``twitter:card``      a large picture; X takes the rest from Open Graph
====================  =====================================================================

Every date is the memo's or its newest note's, and only as precise as known: Open Graph, which
knows nothing shorter than a day, has none for a month. Addresses are absolute, or left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.meta_tag import MetaTag, highwire_date, highwire_names, iso_date
from bibouroku.bibliography.person_name import person
from bibouroku.bibliography.reference import Person
from bibouroku.bibliography.style_words import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.blog.memo import Memo

#: Open Graph names a language with its territory; a language not listed goes without.
LOCALES: Final = {"ja": "ja_JP", "en": "en_US", "ko": "ko_KR"}
#: The memos that the description of a list names.
NAMED: Final = 5
#: The length of 2023-08-22.
DAY: Final = 10


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture that stands for a page in link previews."""

    address: str
    #: What it shows, for those who do not see it.
    words: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page of the site."""

    #: The name of the site.
    site: str
    #: The language of the site, as Sphinx names it: ``ja``, ``pt_BR``.
    language: str
    #: The address of the memo's page; nothing where that of the site is unknown.
    address: str = ""
    #: The address of the site, or nothing.
    site_address: str = ""
    picture: Picture | None = None
    #: The address of the page as a PDF, if there is one.
    pdf: str = ""

    @property
    def language_tag(self) -> str:
        """The language as BCP 47 names it."""
        return self.language.replace("_", "-")

    @property
    def locale(self) -> str:
        """The language as Open Graph names it, or nothing."""
        return self.language if "_" in self.language else LOCALES.get(self.language, "")


def authors(memo: Memo) -> list[str]:
    """Return the names of the memo's authors, between which commas stand."""
    return [name for written in memo.author.split(",") if (name := written.strip())]


def author_persons(memo: Memo, page: WebPage) -> tuple[Person, ...]:
    """Return the memo's authors; the site itself, and what is no name of a person, as it stands."""
    return tuple(_person(name, page.site) for name in authors(memo))


def _person(name: str, site: str) -> Person:
    if name == site:
        return Person(name, literal=True)
    try:
        return person(name)
    except ValueError:
        return Person(name, literal=True)


def memo_tags(memo: Memo, page: WebPage) -> list[MetaTag]:
    """Return the ``meta`` elements of the page of *memo*; those without content are left out."""
    tags = [
        MetaTag("description", memo.description),
        *(MetaTag("author", name) for name in authors(memo)),
        *_highwire(memo, page),
        MetaTag("DC.type", "blogPost"),
        *_open_graph(memo, page),
        *picture_tags(page.picture),
    ]
    return [tag for tag in tags if tag.content]


def page_tags(page: WebPage, title: str, description: str) -> list[MetaTag]:
    """Return the ``meta`` elements of a page of the site that is no memo."""
    graph = {
        "type": "website", "title": title, "description": description, "url": page.address,
        "site_name": page.site, "locale": page.locale,
    }  # fmt: skip
    tags = [
        MetaTag("description", description),
        *(MetaTag(f"og:{name}", content, "property") for name, content in graph.items()),
        *picture_tags(page.picture),
    ]
    return [tag for tag in tags if tag.content]


def list_description(memos: Sequence[Memo]) -> str:
    """Return what a list of memos holds: メモ6本：「題」「題」「題」「題」「題」ほか."""
    named = "".join(quoted(memo.title) for memo in memos[:NAMED])
    return f"メモ{len(memos)}本：{named}{'ほか' if len(memos) > NAMED else ''}"


def work_tags(page: WebPage, title: str, tags: Sequence[MetaTag]) -> list[MetaTag]:
    """Return what Open Graph wants beside the *tags* of the work that *page* is about.

    Neither the site nor a description is told: Zotero would take them for those of the work.
    """
    typed = any(tag.name == "og:type" for tag in tags)
    graph = {"type": "" if typed else "article", "title": title, "url": page.address}
    found = [MetaTag(f"og:{name}", content, "property") for name, content in graph.items()]
    return [*(tag for tag in found if tag.content), *picture_tags(page.picture)]


def picture_tags(picture: Picture | None) -> list[MetaTag]:
    """Return the tags that name the picture of a page."""
    if picture is None:
        return []
    values = {
        "": picture.address, ":type": "image/png", ":width": str(picture.width),
        ":height": str(picture.height), ":alt": picture.words,
    }  # fmt: skip
    tags = [MetaTag(f"og:image{name}", content, "property") for name, content in values.items()]
    return [*tags, MetaTag("twitter:card", "summary_large_image")]


def _highwire(memo: Memo, page: WebPage) -> list[MetaTag]:
    keywords = (word.replace(";", "；") for word in (memo.category, *memo.tags))
    return [
        MetaTag("citation_title", memo.title),
        *(MetaTag("citation_author", name) for name in highwire_names(author_persons(memo, page))),
        MetaTag("citation_publication_date", highwire_date(memo.date)),
        MetaTag("citation_language", page.language_tag),
        MetaTag("citation_abstract", memo.description),
        MetaTag("citation_keywords", "; ".join(keywords)),
        MetaTag("citation_public_url", page.address),
        MetaTag("citation_abstract_html_url", page.address),
        MetaTag("citation_fulltext_html_url", page.address),
        MetaTag("citation_pdf_url", page.pdf),
    ]


def _open_graph(memo: Memo, page: WebPage) -> list[MetaTag]:
    values = [
        ("og:type", "article"),
        ("og:title", memo.title),
        ("og:description", memo.description),
        ("og:url", page.address),
        ("og:site_name", page.site),
        ("og:locale", page.locale),
        ("article:published_time", day(memo.date)),
        ("article:modified_time", day(memo.modified) if memo.updates else ""),
        ("article:section", memo.category),
        *(("article:tag", tag) for tag in memo.tags),
    ]
    return [MetaTag(name, content, "property") for name, content in values]


def day(date: EdtfDate) -> str:
    """Return the day that *date* is, or nothing if it is none."""
    written = iso_date(date)
    return written if len(written) == DAY else ""
