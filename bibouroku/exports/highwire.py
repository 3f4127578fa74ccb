"""A reference as Highwire Press tags, so that its page can be saved as the work itself.

Tags are those that Zotero's ``Embedded Metadata.js`` reads (and ``citation_arxiv_id``, which
arXiv has). Some of them say what kind of work it is (``citation_journal_title``: an article of
a journal); for the others ``DC.type`` names Zotero's type, since all that has a title would be
taken for such an article. A web page is Open Graph's ``website``: of ``DC.type`` Zotero would
make the kind of website, too.

How Zotero reads names is why they are written so:

- a name without a comma ends in the family name, so persons have one, and an organisation of
  several words ends in one; a comma within its name is full-width (，), as in RIS;
- a ``;`` parts names, so within one it is full-width (；);
- a sole name with spaces on both sides of its comma counts as two, but not if it ends in ``;``.

Without a language Zotero would take that of our page: where it is unknown it is ``und``.
Translators have no tag.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.links import links
from bibouroku.bibliography.meta_tag import MetaTag, highwire_date
from bibouroku.exports.csl_json import ARTICLES, PUBLISHERS
from bibouroku.exports.entry_types import PREPRINT, entry_type
from bibouroku.exports.record import one_line, suffixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibouroku.bibliography.reference import Person
    from bibouroku.exports.record import Record

#: Zotero's names of CSL's types, after ``csl.types`` in its ``schema.json``.
ZOTERO_TYPES: Final = {
    "article": "preprint", "article-journal": "journalArticle", "review": "journalArticle",
    "book": "book", "chapter": "bookSection", "entry-encyclopedia": "encyclopediaArticle",
    "paper-conference": "conferencePaper", "report": "report", "thesis": "thesis",
    "dataset": "dataset", "document": "document", "graphic": "artwork", "legal_case": "case",
    "legislation": "statute", "manuscript": "manuscript", "motion_picture": "film",
    "patent": "patent", "periodical": "document", "performance": "document",
    "personal_communication": "letter", "song": "audioRecording", "standard": "standard",
    "treaty": "document",
}  # fmt: skip
#: Tags that tell the type of a work by being there.
TELLING: Final = frozenset(
    {"citation_journal_title", "citation_inbook_title", "citation_conference_title",
     "citation_dissertation_institution", "citation_technical_report_institution"}
)  # fmt: skip
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
        *(("citation_author", name) for name in names(persons.get("author", ()))),
        *(("citation_editor", name) for name in names(persons.get("editor", ()))),
        ("citation_publication_date", highwire_date(date) if date else ""),
        *_containers(record, kind),
        ("citation_series_title", record.text("series")),
        ("citation_volume", record.text("volume")),
        *_pages(record),
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


def names(persons: Sequence[Person]) -> list[str]:
    """Return names so that Zotero reads them as they are; see the module."""
    found = [_name(person) for person in persons]
    if len(found) == 1 and all(" " in part for part in found[0].split(", ", 1)):
        return [f"{found[0]};"] if ", " in found[0] else found
    return found


def _name(person: Person) -> str:
    family, (given, suffix) = one_line(person.family), suffixed(person)
    family = re.sub(", *", "，", family).replace(";", "；")
    given = " ".join(filter(None, (given, suffix))).replace(",", "").replace(";", "；")
    if given:
        return f"{family}, {given}"
    return f"{family}," if " " in family else family


def _containers(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what the work stands in, and its number there; the tag of its type comes last."""
    number = record.text("number") or record.text("issue")
    book = record.full_title("book")
    if kind in ARTICLES:
        yield "citation_journal_abbrev", record.text("shortjournal")
        yield "citation_issue", number
        yield "citation_journal_title", record.full_title("journal")
    elif kind in {"chapter", "entry-encyclopedia", "paper-conference"}:
        yield "citation_inbook_title", book
    if kind == "paper-conference":
        yield "citation_conference_title", record.text("eventtitle") or book
    elif kind == "thesis":
        yield "citation_dissertation_institution", record.text("institution")
    elif kind == "report":
        yield "citation_technical_report_number", number
        yield "citation_technical_report_institution", record.text("institution")
    elif kind == "webpage":
        yield "prism.publicationName", record.text("organization")


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
    told = {"thesis": {"institution"}, "report": {"institution"}, "webpage": {"organization"}}
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
