"""The cards of citations: a script, which only adds to pages that read without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let every page load the cards: any may cite, and a browser loads them once."""
    app.setup_extension("bibouroku.features.scripts")
    app.add_js_file("citation-card.js", loading_method="defer")
    app.add_css_file("citation-card.css", priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
