"""The site's search: entries from documents, glossary and references, files, page and script.

Sphinx's own index is switched off: it knows neither width nor old kanji, and grows with
the site in one file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from markupsafe import escape

from bibouroku.bibliography.era_date import japanese_era
from bibouroku.bibliography.identifier import page_name
from bibouroku.bibliography.publication_status import statuses
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.front_page import site_pages
from bibouroku.features.index_entries import reading_domain
from bibouroku.features.memos import memo_domain
from bibouroku.features.reference_pages import shared
from bibouroku.features.search_domain import CITED, DOCUMENT, search_domain
from bibouroku.features.written_files import digest, keep_digests, kept_digests
from bibouroku.search.index import FIRST, Entry, Section, index_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.reference import Reference
    from bibouroku.features.search_domain import SearchedSection

#: The builders that write a page for each document.
BUILDERS: Final = frozenset({"html", "dirhtml"})
#: The page of results, and the folder of the index.
PAGE: Final = "search"
FOLDER: Final = "search-index"
#: The description by which browsers offer the search of a site.
DESCRIPTION: Final = "search.xml"
MEMO, TERM, WORK, OTHER = KINDS = ("メモ", "用語", "文献", "頁")
#: Fields of a reference that say nothing to a reader.
UNSEARCHED: Final = frozenset({"langid", "language", "sortname", "file", "yomi"})
STOCK_FILES: Final = ("searchindex.js", "_static/searchtools.js", "_static/language_data.js")
REFERENCES: Final = re.compile(f"{CITED}(.*?){CITED}|{DOCUMENT}(.*?){DOCUMENT}")


def replace_search(app: Sphinx) -> None:
    """Switch Sphinx's search off; load our script where there is an index."""
    if app.builder.name in BUILDERS:
        cast("StandaloneHTMLBuilder", app.builder).search = False
        app.add_js_file("search.js", loading_method="defer")


def remove_stock_files(app: Sphinx, exception: Exception | None) -> None:
    """Remove the files of Sphinx's search: those that its themes copy, and an old index."""
    if exception is None and app.builder.name in BUILDERS:
        for name in STOCK_FILES:
            (Path(app.outdir) / name).unlink(missing_ok=True)


# ---- what is found


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


def document_entries(app: Sphinx, docname: str) -> Iterator[Entry]:
    """Yield the entry of a document, unless nothing stands in it, and those of its terms."""
    env, url = app.env, app.builder.get_target_uri(docname)
    held = search_domain(env).sections[docname]
    sections = tuple(shown(env, part) for part in held if not part.is_term)
    memo = memo_domain(env).memos.get(docname)
    if memo:
        yield Entry(MEMO, memo.title, url, sections, memo.date.year, memo.date.japanese, memo.tags)
    elif any(part.text for part in sections):
        yield Entry(OTHER, env.titles[docname].astext(), url, sections)
    for part in held:
        if part.is_term:
            term = shown(env, part)
            reading = reading_domain(env).readings.get(term.heading, "")
            section = Section("", term.heading, f"{term.text}　{reading}".rstrip())
            yield Entry(TERM, term.heading, f"{url}#{quote(term.anchor)}", (section,))


def shown(env: BuildEnvironment, part: SearchedSection) -> Section:
    """Return a section with labels and titles in the place of names."""
    references = citation_domain(env).references

    def words(match: re.Match[str]) -> str:
        if match[2] is not None:
            name = match[2].removesuffix(".md").lstrip("/")
            found = [title for title in (name,) if title in env.titles]
            return env.titles[found[0]].astext() if found else ""
        keys = re.sub(r"\{[^{}]*\}", "", match[1]).split(",")
        labels = (references[key.strip()].label for key in keys if key.strip() in references)
        return f"（{'；'.join(labels)}）"

    # headings go without citations, as in tables of contents
    heading = REFERENCES.sub("", part.heading).strip()
    return Section(part.anchor, heading, REFERENCES.sub(words, part.text))


def reference_entry(app: Sphinx, reference: Reference) -> Entry:
    """Return the entry of a reference: who, where and when, identifiers, notes, how it stands."""
    persons = [person for held in reference.persons.values() for person in held]
    fields = [
        text
        for name, text in reference.fields.items()
        if name not in UNSEARCHED and name != "title" and not name.startswith("x-")
    ]
    date = reference.date
    title = reference.text("title") or reference.key
    stands = statuses(reference, citation_domain(app.env).histories.get(reference.key, ()))
    words = [
        reference.label,
        "・".join(person.full for person in persons),
        reference.text("yomi") or "",
        reference.date_words if date else "",
        japanese_era(date) if date else "",
        *fields,
        *(status.word for status in stands),
    ]
    return Entry(
        WORK,
        title,
        app.builder.get_target_uri(page_name(reference.key)),
        (Section("", title, "　".join(word for word in dict.fromkeys(words) if word)),),
        date.year if date else None,
        statuses=tuple((status.name, status.word) for status in stands),
        note=reference.label,
    )


# ---- what is written


def write_index(app: Sphinx, found: list[Entry]) -> None:
    """Write the files of the index that are not there, and remove those that nobody asks for."""
    folder = Path(app.outdir) / FOLDER
    made_from = digest(repr(found))
    last = kept_digests(app, FOLDER)
    if set(last.values()) == {made_from} and all((folder / name).is_file() for name in last):
        return
    keep_digests(app, FOLDER, {})
    folder.mkdir(parents=True, exist_ok=True)
    files = index_files(found)
    for name in sorted(files, key=lambda name: name == FIRST):
        write_whole(folder / name, files[name].encode())
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    keep_digests(app, FOLDER, dict.fromkeys(files, made_from))


def write_whole(path: Path, content: bytes) -> None:
    """Write *content*, unless *path* holds it; a build that is stopped leaves no half of it."""
    if not path.is_file() or path.read_bytes() != content:
        path.with_suffix(".new").write_bytes(content)
        path.with_suffix(".new").replace(path)


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the index; yield the page of results if what it shows changed."""
    if app.builder.name not in BUILDERS:
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    found = entries(app)
    write_index(app, found)
    write_description(app)
    context = page_context(app, found)
    now = {PAGE: digest(shared(builder) + repr(context))}
    page = Path(builder.get_output_path(PAGE))
    if kept_digests(app, "search-page") != now or not page.is_file():
        keep_digests(app, "search-page", {})
        yield PAGE, context, "bibouroku/search.html"
        keep_digests(app, "search-page", now)


def page_context(app: Sphinx, found: list[Entry]) -> dict[str, Any]:
    """Return what the page of results shows: the pages of the site, and every memo's headings."""
    memos = [entry for entry in found if entry.kind == MEMO]
    return {
        "title": "検索",
        "body": "",
        "memo_entries": memos,
        "link_pages": [
            (app.builder.get_relative_uri(PAGE, name), title) for name, title in site_pages(app.env)
        ],
    }


def write_description(app: Sphinx) -> None:
    """Write the OpenSearch description if the address of the site is known."""
    base = app.config.html_baseurl
    path = Path(app.outdir) / DESCRIPTION
    if not base:
        path.unlink(missing_ok=True)
        return
    address = base.rstrip("/") + "/" + app.builder.get_target_uri(PAGE) + "?q={searchTerms}"
    name = escape(app.config.project)
    write_whole(
        path,
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
            f"<ShortName>{name}</ShortName>\n<Description>{name}の検索</Description>\n"
            "<InputEncoding>UTF-8</InputEncoding>\n"
            f'<Url type="text/html" method="get" template="{escape(address)}"/>\n'
            "</OpenSearchDescription>\n"
        ).encode(),
    )


def add_context(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Tell templates that there is a page of results, which Sphinx does not know of any more."""
    if app.builder.name in BUILDERS:
        others = context["hasdoc"]
        context["hasdoc"] = lambda name: name == PAGE or others(name)
        context["search_description"] = DESCRIPTION if app.config.html_baseurl else ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write index and page of results after the pages."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.front_page")
    app.setup_extension("bibouroku.features.index_entries")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.reference_pages")
    app.setup_extension("bibouroku.features.search_domain")
    app.add_css_file("search.css", priority=600)
    app.connect("builder-inited", replace_search)
    app.connect("html-collect-pages", collect_pages)
    app.connect("html-page-context", add_context)
    app.connect("build-finished", remove_stock_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
