"""Scripts around citations: their cards, and the filter of the list of all references.

Both only add to pages that read without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bibouroku.features.citation_domain import EVERYTHING, citation_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def add_filter(
    app: Sphinx,
    pagename: str,
    _template: str,
    _context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Let a page with the list of all references load the filter."""
    if citation_domain(app.env).lists.get(pagename) == EVERYTHING:
        app.add_js_file("bibliography-filter.js", loading_method="defer")
        app.add_css_file("bibliography-filter.css", priority=600)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let every page load the cards: any may cite, and a browser loads them once."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.add_js_file("citation-card.js", loading_method="defer")
    app.add_css_file("citation-card.css", priority=600)
    app.connect("html-page-context", add_filter)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
