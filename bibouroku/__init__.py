"""bibouroku: a citation-first knowledge base of dated memos, as a Sphinx extension.

Each feature is a Sphinx extension of its own; this list, in reading order, is
the table of contents of the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

FEATURES = (
    "bibouroku.features.problems",
    "bibouroku.features.unfinished_builds",
    "bibouroku.features.book_pages",
    "bibouroku.features.status_mark",
    "bibouroku.features.citation_text",
    "bibouroku.features.citation_domain",
    "bibouroku.features.citation_roles",
    "bibouroku.features.citation_gate",
    "bibouroku.features.reference_nodes",
    "bibouroku.features.bibliography_filter",
    "bibouroku.features.history_line",
    "bibouroku.features.bibliography_list",
    "bibouroku.features.scripts",
    "bibouroku.features.citation_cards",
    "bibouroku.features.computed_values",
    "bibouroku.features.evidence_domain",
    "bibouroku.features.evidence",
    "bibouroku.features.chronology",
    "bibouroku.features.passages",
    "bibouroku.features.ablog_seam",
    "bibouroku.features.update_notes",
    "bibouroku.features.memos",
    "bibouroku.features.memo_links",
    "bibouroku.features.ruby",
    "bibouroku.features.index_entries",
    "bibouroku.features.memo_page",
    "bibouroku.features.related_memos",
    "bibouroku.features.book_neighbours",
    "bibouroku.features.side_column",
    "bibouroku.features.front_page",
    "bibouroku.features.index_page",
    "bibouroku.features.exports",
    "bibouroku.features.export_links",
    "bibouroku.features.passage_nodes",
    "bibouroku.features.reference_pages",
    "bibouroku.features.search_domain",
    "bibouroku.features.search",
    "bibouroku.features.card_images",
    "bibouroku.features.self_citations",
    "bibouroku.features.markdown_copies",
    "bibouroku.features.memo_pdf",
    "bibouroku.features.page_metadata",
    "bibouroku.features.site_files",
    "bibouroku.features.feeds",
    "bibouroku.features.status_feed",
    "bibouroku.features.fallout",
    "bibouroku.features.fallout_chapter",
    "bibouroku.features.vanished",
    "bibouroku.features.numbering",
    "bibouroku.features.cross_references",
    "bibouroku.features.mathml",
    "bibouroku.features.sizes",
    "bibouroku.features.japanese_words",
    "bibouroku.features.site",
    "bibouroku.features.site_assets",
    "bibouroku.features.page_shell",
    "bibouroku.features.book_outside",
    "bibouroku.features.book_references",
    "bibouroku.features.book_index",
    "bibouroku.features.latex_settings",
    "bibouroku.features.latex_metadata",
    "bibouroku.features.latex_tagging",
    "bibouroku.features.latex_imprint",
    "bibouroku.features.latex_print",
    "bibouroku.features.latex_repairs",
    "bibouroku.features.latex_tables",
    "bibouroku.features.latex_equations",
    "bibouroku.features.latex_lines",
    "bibouroku.features.epub_words",
    "bibouroku.features.epub_backlinks",
    "bibouroku.features.epub_builder",
    "bibouroku.features.offprint_sources",
    "bibouroku.features.offprint_text",
    "bibouroku.features.offprints",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up every feature."""
    for feature in FEATURES:
        app.setup_extension(feature)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
