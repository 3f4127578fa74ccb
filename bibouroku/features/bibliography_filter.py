"""The filter of the list of all references: what it can ask of an entry, and its script.

It only adds to a list that reads without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bibouroku.bibliography.kind import eras, kind
from bibouroku.bibliography.publication_status import statuses
from bibouroku.features.citation_domain import EVERYTHING, citation_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.reference import Reference
    from bibouroku.features.citation_domain import CitationDomain


def filters(domain: CitationDomain, reference: Reference) -> dict[str, str]:
    """Return by what the list of all references can be filtered; of several words any will do."""
    held = statuses(reference, domain.histories.get(reference.key, ()))
    return {
        "data-kind": kind(reference),
        "data-status": " ".join(status.word for status in held),
        "data-year": str(reference.date.year) if reference.date else "",
        "data-era": " ".join(eras(reference)),
    }


def add_filter(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    _context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Let a page with the list of all references load the filter."""
    if citation_domain(app.env).lists.get(pagename) == EVERYTHING:
        # the form stands above the list: it is made before anything is shown, and nothing shifts
        app.add_js_file("bibliography-filter.js", loading_method="defer", blocking="render")
        app.add_css_file("bibliography-filter.css", priority=600)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the filter when pages are written."""
    app.setup_extension("bibouroku.features.scripts")
    app.setup_extension("bibouroku.features.citation_domain")
    app.connect("html-page-context", add_filter)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
