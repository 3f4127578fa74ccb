"""Which pages an EPUB has, in the order of reading, and what those without a source show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import process_only_nodes

from bibouroku.ebook import division
from bibouroku.ebook.navigation import Entry
from bibouroku.features import fallout, index_page
from bibouroku.features.citation_domain import EVERYTHING, citation_domain
from bibouroku.features.front_page import INDEX_PAGE, INDEX_TITLE
from bibouroku.features.index_entries import reading_domain
from bibouroku.features.memos import memo_domain
from bibouroku.features.status_feed import PAGE as FALLOUT_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from bibouroku.ebook.division import Division

#: What has no source lies where no document of a site does.
FOLDER: Final = "_book"
COVER: Final = f"{FOLDER}/cover"
TITLE_PAGE: Final = f"{FOLDER}/title"
COLOPHON: Final = f"{FOLDER}/colophon"
COLOPHON_TITLE: Final = "奥付"
PREFACE_TITLE: Final = "はじめに"


class BookPage(NamedTuple):
    """A page of the book."""

    name: str
    title: str
    division: Division


def documents_of_book(env: BuildEnvironment, tags: Tags) -> list[str]:
    """Return the documents that the toctrees of the book name, in that order; the root first."""
    found: list[str] = []

    def add(docname: str) -> None:
        if docname in found or docname not in env.found_docs:
            return
        found.append(docname)
        doctree = env.get_doctree(docname)
        process_only_nodes(doctree, tags)
        for tree in doctree.findall(addnodes.toctree):
            for _title, name in tree["entries"]:
                add(name)

    add(env.config.root_doc)
    return found


def pages_of_book(env: BuildEnvironment, docnames: Sequence[str]) -> list[BookPage]:
    """Return the pages in the order of reading; the contents come after the preface.

    What became of the references stands before the list of them all.
    """
    domain = citation_domain(env)
    front = [
        BookPage(COVER, "表紙", division.COVER),
        BookPage(TITLE_PAGE, "扉", division.TITLE_PAGE),
    ]
    pages = [BookPage(name, title_of(env, name), division_of(env, name)) for name in docnames]
    if memo_domain(env).memos:
        lists = (n for n, page in enumerate(pages) if domain.lists.get(page.name) == EVERYTHING)
        place = next(lists, len(pages))
        pages.insert(place, BookPage(FALLOUT_PAGE, fallout.TITLE, division.APPENDIX))
    if any(reading_domain(env).listed(name) for name in docnames):
        pages.append(BookPage(INDEX_PAGE, INDEX_TITLE, division.INDEX))
    return [*front, *pages, BookPage(COLOPHON, COLOPHON_TITLE, division.COLOPHON)]


def title_of(env: BuildEnvironment, docname: str) -> str:
    """Return the title of a document; the front page, which bears the book's, is a preface."""
    title = env.titles[docname].astext()
    is_preface = docname == env.config.root_doc and title in {"", env.config.epub_title}
    return PREFACE_TITLE if is_preface else title


def division_of(env: BuildEnvironment, docname: str) -> Division:
    """Return what a document is in the book."""
    if docname == env.config.root_doc:
        return division.PREFACE
    if docname in memo_domain(env).memos:
        return division.CHAPTER
    if citation_domain(env).lists.get(docname) == EVERYTHING:
        return division.BIBLIOGRAPHY
    if any(True for _ in env.get_doctree(docname).findall(addnodes.glossary)):
        return division.GLOSSARY
    return division.CHAPTER


def context_of(env: BuildEnvironment, page: BookPage, docnames: Sequence[str]) -> dict[str, Any]:
    """Return what the template of a page without a source shows."""
    if page.name == FALLOUT_PAGE:
        return fallout.page_view(env)
    if page.name == INDEX_PAGE:
        known = [name for name in index_page.documents(env) if name in docnames]
        return index_page.page_view(env, known)
    return {}


#: The templates of the pages without a source.
TEMPLATES: Final = {
    COVER: "epub/cover.html",
    TITLE_PAGE: "epub/title.html",
    FALLOUT_PAGE: fallout.TEMPLATE,
    INDEX_PAGE: index_page.TEMPLATE,
    COLOPHON: "epub/colophon.html",
}


def headings(env: BuildEnvironment, docname: str, address: str, depth: int) -> tuple[Entry, ...]:
    """Return the headings of a document that lies at *address*, down to *depth* below its title."""
    contents = env.tocs.get(docname)
    if contents is None:
        return ()
    return tuple(entry for top in contents.children for entry in _below(top, address, depth))


def _below(item: nodes.Node, address: str, depth: int) -> Iterator[Entry]:
    """Yield the headings under one of the lines of Sphinx's table of contents."""
    if depth <= 0:
        return
    for listed in item.children:
        if isinstance(listed, nodes.bullet_list):
            for one in listed.children:
                link = next(iter(one.findall(nodes.reference)), None)
                if isinstance(one, nodes.list_item) and link is not None:
                    href = f"{address}{link['anchorname']}"
                    yield Entry(link.astext(), href, tuple(_below(one, address, depth - 1)))
