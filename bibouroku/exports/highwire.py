"""A reference as Highwire Press tags, so that its page can be saved as the work itself.

Tags are those that Zotero's ``Embedded Metadata.js`` reads (and ``citation_arxiv_id``, which
arXiv has). Some of them say what kind of work it is (``citation_journal_title``: an article of
a journal); for the others ``DC.type`` names Zotero's type, since all that has a title would be
taken for such an article. A web page is Open Graph's ``website``: of ``DC.type`` Zotero would
make the kind of website, too.

Highwire Press has no tag for edition, place and extent, nor for a container that is neither
journal nor book: PRISM and EPrints have, whose tags Zotero reads as well (``RDF.js``). The tag of
a report's number is that of every number which a work has of its own.

Without a language Zotero would take that of our page: where it is unknown it is ``und``.
Translators have no tag.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.links import links
from bibouroku.bibliography.meta_tag import MetaTag, highwire_date, highwire_names
from bibouroku.exports.csl_json import ARTICLES, IN_SERIES, PUBLISHERS, preprint_number
from bibouroku.exports.entry_types import PREPRINT, entry_type
from bibouroku.exports.record import natural_name, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibouroku.exports.record import Record

#: Zotero's names of CSL's types, after ``csl.types`` in its ``schema.json``.
ZOTERO_TYPES: Final = {
    "article": "preprint", "article-journal": "journalArticle", "review": "journalArticle",
    "book": "book", "chapter": "bookSection", "entry-encyclopedia": "encyclopediaArticle",
    "paper-conference": "conferencePaper", "report": "report", "thesis": "thesis",
    "dataset": "dataset", "document": "document", "graphic": "artwork", "legal_case": "case",
    "legislation": "statute", "manuscript": "manuscript", "motion_picture": "film",
    "article-magazine": "magazineArticle", "article-newspaper": "newspaperArticle",
    "patent": "patent", "periodical": "document", "performance": "document",
    "post-weblog": "blogPost",
    "personal_communication": "letter", "song": "audioRecording", "standard": "standard",
    "treaty": "document",
}  # fmt: skip
#: Tags that tell the type of a work by being there.
TELLING: Final = frozenset(
    {"citation_journal_title", "citation_inbook_title", "citation_conference_title",
     "citation_dissertation_institution", "citation_technical_report_institution"}
)  # fmt: skip
#: Types whose container Zotero would take, in Highwire's tags, for a journal or a book.
PRISM_CONTAINERS: Final = frozenset(
    {"article-magazine", "article-newspaper", "entry-encyclopedia", "post-weblog", "webpage"}
)
#: One span of pages, with the dash that it has.
SPAN: Final = re.compile(r"([^-–—,;]+)[-–—]+([^-–—,;]+)")
#: What parts pages.
BETWEEN_PAGES: Final = re.compile(r"\s*[-–—,;]")


def tags(record: Record) -> list[MetaTag]:
    """Return the tags of one work; those without content are left out."""
    kind = entry_type(record.reference).csl
    persons, date = record.reference.persons, record.reference.date
    found = [
        ("citation_title", record.full_title()),
        *(
            (f"citation_{role}", one_line(name))
            for role in ("author", "editor")
            for name in highwire_names(persons.get(role, ()))
        ),
        ("citation_publication_date", highwire_date(date) if date else ""),
        *_containers(record, kind),
        ("citation_series_title", record.text("series")),
        ("citation_volume", record.text("volume")),
        *_pages(record),
        ("eprints.pages", record.text("pagetotal")),
        ("prism.edition", record.text("edition") or record.text("version")),
        ("eprints.place_of_pub", record.text("location")),
        ("citation_publisher", _publisher(record, kind)),
        ("citation_doi", record.doi),
        ("citation_arxiv_id", _arxiv_id(record)),
        ("citation_isbn", record.text("isbn")),
        ("citation_issn", record.text("issn")),
        ("citation_public_url", _address(record)),
        ("citation_language", record.language or "und"),
    ]
    kept = [MetaTag(name, content) for name, content in found if content]
    return [*kept, *_type(record, kind, kept)]


def reference_tag(record: Record) -> MetaTag:
    """Return the tag by which a page that cites a work tells it, as Distill's pages do.

    ``citation_reference`` holds ``name=value;`` for title, each author (given name first), date,
    and the number at arXiv or else journal, volume and number.
    """
    authors, date = record.reference.persons.get("author", ()), record.reference.date
    found = [
        ("title", record.full_title()),
        *(("author", natural_name(author)) for author in authors),
        ("publication_date", highwire_date(date) if date else ""),
    ]
    if arxiv_id := _arxiv_id(record):
        found.append(("arxiv_id", arxiv_id))
    else:
        found.append(("journal_title", record.full_title("journal")))
        found += [(name, record.text(name)) for name in ("volume", "number")]
    told = (f"citation_{name}={value.replace(';', '；')};" for name, value in found if value)
    return MetaTag("citation_reference", "".join(told))


def _containers(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what the work stands in, and its number there; the tag of its type comes last."""
    number = record.text("number") or record.text("issue")
    book = record.full_title("book")
    if kind in ARTICLES:
        yield "citation_journal_abbrev", record.text("shortjournal")
        yield "citation_issue", number
    elif kind not in IN_SERIES:
        yield "citation_technical_report_number", preprint_number(record) or number
    if kind in PRISM_CONTAINERS:
        found = (record.full_title("journal"), book, record.text("organization"))
        yield "prism.publicationName", next(filter(None, found), "")
    elif kind in ARTICLES:
        yield "citation_journal_title", record.full_title("journal")
    elif kind in {"chapter", "paper-conference"}:
        yield "citation_inbook_title", book
    if kind == "paper-conference":
        yield "citation_conference_title", record.text("eventtitle") or book
    elif kind == "thesis":
        yield "citation_dissertation_institution", record.text("institution")
    elif kind == "report":
        yield "citation_technical_report_institution", record.text("institution")


def _pages(record: Record) -> Iterator[tuple[str, str]]:
    """Yield first and last page; of pages here and there only the first."""
    written = record.text("pages") or record.text("eid")
    span = SPAN.fullmatch(written)
    yield "citation_firstpage", (span[1] if span else BETWEEN_PAGES.split(written)[0]).strip()
    yield "citation_lastpage", span[2].strip() if span else ""


def _publisher(record: Record, kind: str) -> str:
    """Return the publisher where no tag of its own tells it; that of a preprint is the archive."""
    if kind == PREPRINT.csl:
        return record.archive
    told = {
        "thesis": {"institution"}, "report": {"institution"},
        "webpage": {"organization"}, "post-weblog": {"organization"},
    }  # fmt: skip
    own = (name for name in PUBLISHERS if name not in told.get(kind, ()))
    return next(filter(None, map(record.text, own)), "")


def _arxiv_id(record: Record) -> str:
    return record.text("eprint").removeprefix("arXiv:") if record.archive == "arXiv" else ""


def _address(record: Record) -> str:
    """Return where the work is; its DOI where nothing else is known."""
    return record.address or next((link.url for link in links(record.reference)), "")


def _type(record: Record, kind: str, kept: Sequence[MetaTag]) -> list[MetaTag]:
    """Return the tag of the type, if no other one tells it."""
    if any(tag.name in TELLING for tag in kept):
        return []
    if kind == "webpage":
        return [MetaTag("og:type", "website", "property")]
    name = "computerProgram" if record.reference.type == "software" else ZOTERO_TYPES.get(kind)
    return [MetaTag("DC.type", name)] if name else []
