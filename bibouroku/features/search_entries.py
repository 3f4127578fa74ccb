"""What the search finds: the entries of documents, of the glossary's terms, and of references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from bibouroku.bibliography.era_date import japanese_era
from bibouroku.bibliography.identifier import page_name
from bibouroku.bibliography.japanese_style import language
from bibouroku.bibliography.publication_status import statuses
from bibouroku.features.citation_domain import EXAMPLES, citation_domain
from bibouroku.features.index_entries import reading_domain
from bibouroku.features.memos import memo_domain
from bibouroku.features.passage_nodes import label_text
from bibouroku.features.search_domain import DOCUMENT, LABEL, MARKS, search_domain
from bibouroku.search.entry import Entry, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.bibliography.reference import Reference
    from bibouroku.features.search_domain import SearchedSection

MEMO, TERM, WORK, OTHER = KINDS = ("メモ", "用語", "文献", "頁")
#: Fields of a reference that tell a reader something: what its excerpts are made of.
READ: Final = (
    "subtitle", "titleaddon", "maintitle", "journaltitle", "booktitle", "series", "edition",
    "volume", "number", "publisher", "organization", "institution", "location", "note", "finding",
)  # fmt: skip
#: Fields that a reference is found by all the same.
FOUND_BY: Final = (
    "doi", "eprint", "isbn", "issn", "url", "ndlpid", "pages", "pagetotal", "eradate", "yomi",
    "shorttitle", "findingplace", "group", "sample", "measurement", "abstract", "addendum",
)  # fmt: skip
#: A date of more years is filtered by the first one alone.
LONGEST_SPAN: Final = 100
REFERENCES: Final = re.compile(rf"([{MARKS}])(.*?)\1")


def entries(app: Sphinx) -> list[Entry]:
    """Return everything that can be found: memos from the newest, terms, works, other pages."""
    env = app.env
    memos, order = memo_domain(env).memos, {kind: number for number, kind in enumerate(KINDS)}
    newest = [memo.docname for memo in memo_domain(env).archive().memos] if memos else []
    found: list[Entry] = []
    # in the place of the front page's own text stand the newest memos
    front = {app.config.root_doc} if memos else set()
    rest = sorted(search_domain(env).sections.keys() - memos.keys() - front)
    for docname in [name for name in newest if name in search_domain(env).sections] + rest:
        if not {"nosearch", "no-search"} & env.metadata.get(docname, {}).keys():
            found += document_entries(app, docname)
    domain = citation_domain(env)
    found += [reference_entry(app, domain.references[key]) for key in sorted(domain.references)]
    return sorted(found, key=lambda entry: order[entry.kind])


# ---- documents


def document_entries(app: Sphinx, docname: str) -> Iterator[Entry]:
    """Yield the entry of a document, unless nothing stands in it, and those of its terms."""
    env, url = app.env, app.builder.get_target_uri(docname)
    held = search_domain(env).sections[docname]
    sections = tuple(shown(env, docname, part) for part in held if not part.is_term)
    memo = memo_domain(env).memos.get(docname)
    if memo:
        first = with_more(sections[0], memo.tags)
        dates = years(memo.date), memo.date.japanese
        yield Entry(MEMO, memo.title, url, (first, *sections[1:]), *dates, memo.tags)
    elif any(part.text for part in sections):
        yield Entry(OTHER, env.titles[docname].astext(), url, sections)
    if not env.metadata.get(docname, {}).get(EXAMPLES):
        yield from (term_entry(env, url, docname, part) for part in held if part.is_term)


def term_entry(env: BuildEnvironment, url: str, docname: str, part: SearchedSection) -> Entry:
    """Return the entry of a term of the glossary on the page *url*."""
    term = shown(env, docname, part)
    reading = reading_domain(env).readings.get(term.heading, "")
    section = with_more(Section("", term.heading, term.text), [reading])
    return Entry(TERM, term.heading, f"{url}#{quote(term.anchor)}", (section,), note=reading)


def shown(env: BuildEnvironment, docname: str, part: SearchedSection) -> Section:
    """Return a section with labels and titles in the place of names.

    It is found by the readings of its words, too, and by the works that a memo lists in it.
    """
    references = citation_domain(env).references

    def words(match: re.Match[str]) -> str:
        mark, name = match.groups()
        if mark == LABEL:
            return label_text(env, docname, name)
        if mark == DOCUMENT:
            title = env.titles.get(name.removesuffix(".md").lstrip("/"))
            return title.astext() if title else ""
        keys = [target.key for target in parse_citation_targets(name)]
        labels = (references[key].label for key in keys if key in references)
        return f"（{'；'.join(labels)}）"

    # headings go without citations, as in tables of contents
    heading = REFERENCES.sub("", part.heading).strip()
    section = Section(part.anchor, heading, REFERENCES.sub(words, part.text), part.readings)
    readings = reading_domain(env).readings
    more = [text for word in part.index_words for text in (word, readings.get(word, ""))]
    if part.lists_works and docname in memo_domain(env).memos:
        keys = citation_domain(env).keys_cited_in(docname)
        more += [listed(references[key]) for key in keys if key in references]
    return with_more(section, more)


def listed(reference: Reference) -> str:
    """Return what the bibliography of a memo shows of a work, as far as it is searched there."""
    return " ".join(filter(None, [reference.text("title"), *date_words(reference.date)]))


def with_more(section: Section, more: Iterable[str]) -> Section:
    """Return *section* found by *more* words, too."""
    also = "　".join(filter(None, dict.fromkeys([section.also, *more])))
    return Section(section.anchor, section.heading, section.text, also)


# ---- references


def reference_entry(app: Sphinx, reference: Reference) -> Entry:
    """Return the entry of a reference: who, where and when, identifiers, notes, how it stands."""
    persons = [person for held in reference.persons.values() for person in held]
    stands = statuses(reference, citation_domain(app.env).histories.get(reference.key, ()))
    title = reference.text("title") or reference.key
    read = ["・".join(person.full for person in persons), *map(reference.text, READ)]
    found_by = [
        *(reference.label, *date_words(reference.date), reference.key),
        *(status.word for status in stands),
        *map(reference.text, FOUND_BY),
    ]
    section = Section("", title, "　".join(word for word in dict.fromkeys(read) if word))
    return Entry(
        WORK,
        title,
        app.builder.get_target_uri(page_name(reference.key)),
        (with_more(section, [word for word in found_by if word]),),
        years(reference.date) if reference.date else (),
        reference.date_words if reference.date else "",
        statuses=tuple((status.name, status.word) for status in stands),
        note=reference.label,
        language="" if (spoken := language(reference)) == app.config.language else spoken,
    )


def date_words(date: EdtfDate | None) -> list[str]:
    """Return *date* in words, by the Christian and by the Japanese era."""
    return [date.japanese, japanese_era(date) or ""] if date else []


def years(date: EdtfDate) -> tuple[int, ...]:
    """Return every year that *date* may mean."""
    first, last = date.earliest.year, date.latest.year
    return tuple(range(first, last + 1)) if last - first < LONGEST_SPAN else (date.year,)
