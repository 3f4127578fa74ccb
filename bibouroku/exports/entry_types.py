"""The one table of what BibLaTeX's entry types are called in RIS and in CSL.

=====================  ===========================================================
BibLaTeX               its manual, "Entry Types", and the aliases of BibTeX
RIS                    the types of the format (2011) that Zotero's ``RIS.js`` reads
CSL                    CSL 1.0.2, ``schemas/input/csl-data.json``
=====================  ===========================================================

Zotero takes a CSL-JSON file for none if it holds a type that ``CSL JSON.js`` does
not list. ``software`` is such a type, so programs go as ``document``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bibouroku.bibliography.publication_status import is_preprint

if TYPE_CHECKING:
    from bibouroku.bibliography.reference import Reference


class EntryType(NamedTuple):
    """The type of an entry in the formats other than BibLaTeX."""

    ris: str
    csl: str


ARTICLE: Final = EntryType("JOUR", "article-journal")
BOOK: Final = EntryType("BOOK", "book")
CHAPTER: Final = EntryType("CHAP", "chapter")
PROCEEDINGS: Final = EntryType("CONF", "book")
PAPER: Final = EntryType("CPAPER", "paper-conference")
WEBPAGE: Final = EntryType("ELEC", "webpage")
REPORT: Final = EntryType("RPRT", "report")
THESIS: Final = EntryType("THES", "thesis")
SONG: Final = EntryType("SOUND", "song")
PICTURE: Final = EntryType("ART", "graphic")
#: Subtypes (``entrysubtype``) that other programs have as types of their own.
SUBTYPES: Final = {
    ("article", "magazine"): EntryType("MGZN", "article-magazine"),
    ("article", "newspaper"): EntryType("NEWS", "article-newspaper"),
    ("online", "blog"): EntryType("BLOG", "post-weblog"),
}
#: RIS has no preprints; Zotero makes a manuscript of it, with archive and number. In CSL,
#: ``article`` is what no journal has.
PREPRINT: Final = EntryType("UNPD", "article")
OTHER: Final = EntryType("GEN", "document")

ENTRY_TYPES: Final = {
    "article": ARTICLE,
    "suppperiodical": ARTICLE,
    "periodical": EntryType("JFULL", "periodical"),
    "review": EntryType("JOUR", "review"),
    **dict.fromkeys(("book", "mvbook", "booklet", "collection", "mvcollection"), BOOK),
    **dict.fromkeys(("manual", "reference", "mvreference"), BOOK),
    **dict.fromkeys(("inbook", "bookinbook", "suppbook", "incollection"), CHAPTER),
    **dict.fromkeys(("suppcollection", "commentary"), CHAPTER),
    **dict.fromkeys(("proceedings", "mvproceedings"), PROCEEDINGS),
    **dict.fromkeys(("inproceedings", "conference"), PAPER),
    "inreference": EntryType("ENCYC", "entry-encyclopedia"),
    **dict.fromkeys(("online", "electronic", "www"), WEBPAGE),
    **dict.fromkeys(("report", "techreport"), REPORT),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), THESIS),
    "patent": EntryType("PAT", "patent"),
    "unpublished": EntryType("UNPD", "manuscript"),
    "dataset": EntryType("DATA", "dataset"),
    "software": EntryType("COMP", "document"),
    "standard": EntryType("STAND", "standard"),
    "legislation": EntryType("STAT", "legislation"),
    "legal": EntryType("LEGAL", "treaty"),
    "jurisdiction": EntryType("CASE", "legal_case"),
    "letter": EntryType("PCOMM", "personal_communication"),
    **dict.fromkeys(("audio", "music"), SONG),
    "video": EntryType("VIDEO", "motion_picture"),
    "movie": EntryType("MPCT", "motion_picture"),
    "performance": EntryType("GEN", "performance"),
    **dict.fromkeys(("artwork", "image"), PICTURE),
    "misc": OTHER,
}


def entry_type(reference: Reference) -> EntryType:
    """Return the types of *reference*; those of a preprint whatever its entry type is.

    ``entrysubtype`` tells newspapers, magazines and blogs from journals and other web pages.
    """
    if is_preprint(reference):
        return PREPRINT
    return subtype(reference) or ENTRY_TYPES.get(reference.type, OTHER)


def subtype(reference: Reference) -> EntryType | None:
    """Return the types that ``entrysubtype`` tells, if it does."""
    return SUBTYPES.get((reference.type, (reference.text("entrysubtype") or "").lower()))
