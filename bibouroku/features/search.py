"""The site's search: the files of its index, the page of results, and the scripts.

Sphinx's own index is switched off: it knows neither width nor old kanji, and grows with
the site in one file.
"""

from __future__ import annotations

from inspect import getsource
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from markupsafe import escape

from bibouroku.blog.index_by_reading import sort_key
from bibouroku.features.front_page import are_fresh, site_pages
from bibouroku.features.memos import memo_domain
from bibouroku.features.reference_pages import shared
from bibouroku.features.scripts import sent
from bibouroku.features.search_entries import MEMO, TERM, entries
from bibouroku.features.written_files import digest, keep_digests, kept_digests, write_changed
from bibouroku.search import index, kanji_variants, normal_form, postings, terms
from bibouroku.search.index import START, index_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.search.entry import Entry

#: The builders that write a page for each document.
BUILDERS: Final = frozenset({"html", "dirhtml"})
#: The page of results, and the folder of the index.
PAGE: Final = "search"
FOLDER: Final = "search-index"
#: The script of every page, and what the first search loads.
SCRIPT: Final = "search.js"
LATER: Final = "search-in-full.js"
#: The description by which browsers offer the search of a site.
DESCRIPTION: Final = "search.xml"
STOCK_FILES: Final = ("searchindex.js", "_static/searchtools.js", "_static/language_data.js")
#: How many memos are offered before there is a query.
RECENT: Final = 5


class Link(NamedTuple):
    """A page that is offered: its title, and its address from the root of the site."""

    title: str
    url: str


#: What makes an index of entries: with another program it is another one.
PROGRAM: Final = (index, kanji_variants, normal_form, postings, terms)


def replace_search(app: Sphinx) -> None:
    """Switch Sphinx's search off; load our script where there is an index."""
    if app.builder.name in BUILDERS:
        cast("StandaloneHTMLBuilder", app.builder).search = False
        app.add_js_file(SCRIPT, loading_method="defer")


def remove_stock_files(app: Sphinx, exception: Exception | None) -> None:
    """Remove the files of Sphinx's search: those that its themes copy, and an old index."""
    if exception is None and app.builder.name in BUILDERS:
        for name in STOCK_FILES:
            (Path(app.outdir) / name).unlink(missing_ok=True)


# ---- what is written


def write_index(app: Sphinx, found: list[Entry]) -> None:
    """Write the files of the index that are not there, and remove those that nobody asks for."""
    folder, first = Path(app.outdir) / FOLDER, beginning(app, found)
    made_from = digest(repr((list(map(getsource, PROGRAM)), found, first)))
    last = kept_digests(app, FOLDER)
    if set(last.values()) == {made_from} and all((folder / name).is_file() for name in last):
        return
    keep_digests(app, FOLDER, {})
    folder.mkdir(parents=True, exist_ok=True)
    made = index_files(found, first)
    for name in sorted(made, key=lambda name: name == START):
        write_changed(folder / name, made[name].encode())
    for path in folder.iterdir():
        if path.name not in made:
            path.unlink()
    keep_digests(app, FOLDER, dict.fromkeys(made, made_from))


def beginning(app: Sphinx, found: list[Entry]) -> dict[str, Any]:
    """Return what there is before a query: the script, the newest memos, the pages of the site."""
    memos = [Link(entry.title, entry.url) for entry in found if entry.kind == MEMO][:RECENT]
    pages = [Link(title, app.builder.get_target_uri(name)) for name, title in site_pages(app.env)]
    return {
        "script": f"{LATER}?v={digest(sent(LATER))[:8]}",
        "recent": memos,
        "pages": pages,
    }


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
    if kept_digests(app, "search-page") != now or not page.is_file() or not are_fresh(app):
        keep_digests(app, "search-page", {})
        yield PAGE, context, "bibouroku/search.html"
        keep_digests(app, "search-page", now)


def page_context(app: Sphinx, found: list[Entry]) -> dict[str, Any]:
    """Return what the page of results shows without a script: pages, tags, terms, memos."""
    uri = app.builder.get_relative_uri
    tags = memo_domain(app.env).archive().tags if memo_domain(app.env).memos else ()
    terms = [entry for entry in found if entry.kind == TERM]
    return {
        "title": "検索",
        "body": "",
        "root": "../" * app.builder.get_target_uri(PAGE).count("/"),
        "memo_entries": [entry for entry in found if entry.kind == MEMO],
        "term_entries": sorted(terms, key=lambda entry: sort_key(entry.title, entry.note)),
        "link_pages": [Link(title, uri(PAGE, name)) for name, title in site_pages(app.env)],
        "link_tags": [Link(group.name, uri(PAGE, group.pagename)) for group in tags],
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
    write_changed(
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
    app.setup_extension("bibouroku.features.scripts")
    app.setup_extension("bibouroku.features.search_domain")
    app.add_css_file("search.css", priority=600)
    app.connect("builder-inited", replace_search)
    app.connect("html-collect-pages", collect_pages)
    app.connect("html-page-context", add_context)
    app.connect("build-finished", remove_stock_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
