"""Pages in the words of schema.org, as JSON-LD: a memo, the page of a reference, the site.

A memo is a ``BlogPosting`` and a ``ScholarlyArticle``; its page is another thing. ``citation``
lists the works that it cites, ``isBasedOn`` names those whose data, methods or conclusions it uses
or extends, by its reasons for citing (CiTO), ``correction`` lists its notes. Dates are only as
precise as they are known, addresses absolute or left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from bibouroku.bibliography.meta_tag import iso_date
from bibouroku.bibliography.publication_status import FALLEN
from bibouroku.blog.metadata import authors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bibouroku.blog.head_link import File
    from bibouroku.blog.memo import Memo
    from bibouroku.blog.metadata import WebPage

CONTEXT: Final = "https://schema.org"
#: Reasons for citing with which a memo is made from a work: schema.org's ``isBasedOn`` is "a
#: resource from which this work is derived".
BASES: Final = frozenset({"usesDataFrom", "usesMethodIn", "usesConclusionsFrom", "extends"})
#: Statuses that say of a work that something in it is or may be wrong.
CORRECTING: Final = FALLEN | {"under-concern", "disputed", "corrected"}
#: What could end a script element, begin a comment in it, or end a line of JavaScript.
UNSAFE: Final = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What belongs to a memo beside its text."""

    #: The works that it cites, as ``citation`` has them, by cite key.
    cited: Mapping[str, dict[str, Any]]
    #: The cite keys of the works on which it is based.
    based_on: Sequence[str] = ()
    #: The texts of its notes, by their anchors.
    notes: Mapping[str, str] | None = None
    #: The same text as files, and files that describe the memo.
    encodings: Sequence[File] = ()
    described_by: Sequence[File] = ()
    #: The pages above it, with their names.
    above: Sequence[tuple[str, str]] = ()
    author_addresses: Mapping[str, str] = field(default_factory=dict)
    license_address: str = ""


def memo_data(memo: Memo, page: WebPage, around: Surroundings) -> dict[str, Any]:
    """Return *memo* with what is *around* it."""
    series = {"@type": "CreativeWorkSeries", "name": memo.series}
    return filled(
        {
            "@context": CONTEXT,
            "@type": ["BlogPosting", "ScholarlyArticle"],
            "@id": f"{page.address}#article" if page.address else "",
            "headline": memo.title,
            "description": memo.description,
            "abstract": memo.description,
            "author": [_author(name, page, around) for name in authors(memo)],
            "publisher": organization(page),
            "datePublished": iso_date(memo.date),
            "dateModified": iso_date(memo.modified) if memo.updates else "",
            "inLanguage": page.language_tag,
            "articleSection": memo.category,
            "keywords": list(memo.tags),
            "url": page.address,
            "mainEntityOfPage": _web_page(memo, page, around),
            "isPartOf": [blog(page), *([series] if memo.series else [])],
            "image": image(page),
            "license": around.license_address,
            "correction": _corrections(memo, page, around),
            "citation": list(around.cited.values()),
            "isBasedOn": [_named(around.cited[key]) for key in around.based_on],
            "encoding": [_media(file) for file in around.encodings if page.address],
            "subjectOf": [_media(file) for file in around.described_by if page.address],
        }
    )


def reference_data(
    work: dict[str, Any], address: str, events: Iterable[tuple[str, str, str]]
) -> dict[str, Any]:
    """Return the *work* of a reference whose page is at *address*.

    *events* are what corrects it: in words, when (ISO 8601 or nothing), and where the page of the
    notice is (or nothing).
    """
    corrections = [
        filled({"@type": "CorrectionComment", "text": words, "datePublished": date, "url": url})
        for words, date, url in events
    ]
    return filled(
        {"@context": CONTEXT, **work, "mainEntityOfPage": address, "correction": corrections}
    )


def site_data(page: WebPage, description: str) -> dict[str, Any]:
    """Return the site, whose front page is *page*."""
    return filled(
        {
            "@context": CONTEXT,
            **blog(page),
            "@type": ["WebSite", "Blog"],
            "description": description,
            "inLanguage": page.language_tag,
            "publisher": organization(page),
            "image": image(page),
        }
    )


def blog(page: WebPage) -> dict[str, str]:
    """Return the site as that of which memos are parts."""
    return filled({"@type": "Blog", "name": page.site, "url": page.site_address})


def organization(page: WebPage) -> dict[str, str]:
    """Return the site as the one who publishes."""
    return filled({"@type": "Organization", "name": page.site, "url": page.site_address})


def image(page: WebPage) -> dict[str, Any]:
    """Return the picture of a page, or nothing."""
    if page.picture is None:
        return {}
    return {
        "@type": "ImageObject",
        "url": page.picture.address,
        "width": page.picture.width,
        "height": page.picture.height,
        "caption": page.picture.words,
    }


def _web_page(memo: Memo, page: WebPage, around: Surroundings) -> dict[str, Any]:
    """Return the page of a memo with the way to it from the front page."""
    if not page.address:
        return {}
    steps = [(page.site_address, page.site), *around.above, (page.address, memo.title)]
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": address}
        for number, (address, name) in enumerate(steps, start=1)
    ]
    trail = {"@type": "BreadcrumbList", "itemListElement": items}
    return {"@type": "WebPage", "@id": page.address, "breadcrumb": trail}


def _corrections(memo: Memo, page: WebPage, around: Surroundings) -> list[dict[str, str]]:
    """Return the notes of a memo."""
    notes = around.notes or {}
    return [
        filled(
            {
                "@type": "CorrectionComment",
                "text": notes.get(update.anchor, ""),
                "datePublished": iso_date(update.date),
                "url": f"{page.address}#{update.anchor}" if page.address else "",
            }
        )
        for update in memo.updates
    ]


def _author(name: str, page: WebPage, around: Surroundings) -> dict[str, str]:
    """Return an author; one of the site's own name is no person."""
    kind = "Organization" if name == page.site else "Person"
    address = around.author_addresses.get(name, "")
    return filled({"@type": kind, "name": name, "url": address})


def _named(work: dict[str, Any]) -> dict[str, Any]:
    """Return a work that is described elsewhere by its name alone, if it has one."""
    return {"@id": work["@id"]} if "@id" in work else work


def _media(file: File) -> dict[str, str]:
    return {
        "@type": "MediaObject",
        "contentUrl": file.address,
        "encodingFormat": file.media_type,
        "name": file.label,
    }


def filled(data: dict[str, Any]) -> dict[str, Any]:
    """Return *data* without what has no value."""
    return {name: value for name, value in data.items() if value}


def data_island(data: dict[str, Any]) -> str:
    """Return *data* as JSON that may stand in a ``script`` element, whatever text it holds."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
