"""Takes out of the output what is gone from the sources.

Sphinx leaves the pages of removed documents where they are, and the words
only they had in the search index; an incremental build would then differ from
a fresh one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bibouroku.features.front_page import list_pagename, page_count
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def note_documents(
    app: Sphinx,
    _env: BuildEnvironment,
    _added: AbstractSet[str],
    _changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> list[str]:
    """Note the documents that are gone; make no other out of date."""
    app.bibouroku_gone = frozenset(removed)  # type: ignore[attr-defined]
    return []


def remove_documents(app: Sphinx, _env: BuildEnvironment) -> None:
    """Remove the pages of documents that are gone."""
    if app.builder.format == "html":
        builder = cast("StandaloneHTMLBuilder", app.builder)
        for docname in app.bibouroku_gone:  # type: ignore[attr-defined]
            Path(builder.get_output_path(docname)).unlink(missing_ok=True)


def remove_archives(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Remove archive pages and feeds of groups that no memo is in any more; yield no pages."""
    domain = memo_domain(app.env)
    if not domain.memos:
        return
    everything = domain.archive()
    count = page_count(len(everything.memos), app.config.bibouroku_memos_per_page)
    kept = {group.pagename for group in everything.groups} | {app.config.blog_path}
    kept |= {list_pagename(number, app.config.root_doc) for number in range(1, count + 1)}
    root = Path(app.outdir)
    folder = app.config.blog_path
    for pattern in (f"{folder}/*.html", f"{folder}/*/*.html", "page/*.html"):
        for page in root.glob(pattern):
            if page.relative_to(root).with_suffix("").as_posix() not in kept:
                page.unlink()
                _remove_feed(page.with_suffix(""))
    yield from ()


def _remove_feed(folder: Path) -> None:
    feed = folder / "atom.xml"
    if feed.is_file():
        feed.unlink()
        folder.rmdir()


def drop_words(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Drop words that no document has any more from the search index; yield no pages."""
    indexer = getattr(app.builder, "indexer", None)
    for name in ("_mapping", "_title_mapping"):
        words = getattr(indexer, name, {})
        for word in [word for word, docnames in words.items() if not docnames]:
            del words[word]
    yield from ()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Clean up before and after pages are written."""
    app.setup_extension("bibouroku.features.front_page")
    app.connect("env-get-outdated", note_documents)
    # after problems (900): a build that ends there leaves the output as it was
    app.connect("env-updated", remove_documents, priority=950)
    app.connect("html-collect-pages", remove_archives)
    app.connect("html-collect-pages", drop_words)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
