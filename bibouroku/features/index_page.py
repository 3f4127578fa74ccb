"""The page 索引: the words of the index by reading, written again when it shows something else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from bibouroku.blog.archive import oldest_first
from bibouroku.blog.index_by_reading import GROUPS, index
from bibouroku.features.front_page import INDEX_PAGE, INDEX_TITLE, are_fresh
from bibouroku.features.index_entries import reading_domain
from bibouroku.features.memos import memo_domain
from bibouroku.features.written_files import digest, keep_digests, kept_digests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.index_by_reading import Heading, Place

    View = dict[str, Any]

TEMPLATE: Final = "bibouroku/index-by-reading.html"


def page_view(env: BuildEnvironment, docnames: Iterable[str]) -> View:
    """Return what the page shows: groups of words, each with those of *docnames* that name it."""
    domain = reading_domain(env)
    entries = (entry for docname in docnames for entry in domain.listed(docname))
    groups = index(entries, domain.readings)
    shown = [(name, [heading_view(env, one) for one in held]) for name, held in groups]
    return {"groups": shown, "group_names": GROUPS}


def documents(env: BuildEnvironment) -> list[str]:
    """Return the documents in the order in which a word names them: pages, then memos by date."""
    memos = memo_domain(env).memos
    pages = sorted(env.found_docs - memos.keys())
    return [*pages, *(memo.docname for memo in oldest_first(memos.values()))]


def heading_view(env: BuildEnvironment, heading: Heading) -> View:
    """Return what the page shows of a word."""
    return {
        "word": heading.word,
        "reading": heading.reading if heading.reading != heading.word else "",
        "pages": list(place_views(env, heading.places)),
        "below": [heading_view(env, one) for one in heading.below],
        "see": heading.see,
        "see_also": heading.see_also,
    }


def place_views(env: BuildEnvironment, places: Iterable[Place]) -> Iterator[View]:
    """Yield each page of *places* once, with the anchors there."""
    by_page: dict[str, list[Place]] = {}
    for place in places:
        by_page.setdefault(place.page, []).append(place)
    for docname, held in by_page.items():
        yield {
            "docname": docname,
            "title": env.titles[docname].astext(),
            "main": held[0].main,
            "anchors": [place.anchor for place in held],
        }


def collect_page(app: Sphinx) -> Iterator[tuple[str, View, str]]:
    """Yield the page, unless it shows already what it would."""
    page = Path(cast("StandaloneHTMLBuilder", app.builder).get_output_path(INDEX_PAGE))
    if not reading_domain(app.env).is_filled:
        page.unlink(missing_ok=True)
        keep_digests(app, INDEX_PAGE, {})
        return
    view = page_view(app.env, documents(app.env))
    now = {INDEX_PAGE: digest(repr(view))}
    if now != kept_digests(app, INDEX_PAGE) or not page.is_file() or not are_fresh(app):
        yield INDEX_PAGE, {"title": INDEX_TITLE, "body": "", **view}, TEMPLATE
        keep_digests(app, INDEX_PAGE, now)


def replace_sphinx_index(_app: Sphinx, config: Config) -> None:
    """Turn off Sphinx's index, which would be written to the same page."""
    config.html_use_index = False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write the page after those of the documents."""
    app.setup_extension("bibouroku.features.front_page")
    app.setup_extension("bibouroku.features.index_entries")
    app.connect("config-inited", replace_sphinx_index)
    app.connect("html-collect-pages", collect_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
