"""What the heads of pages tell machines: of a memo itself, of a reference the work.

A page without them is to Zotero and Google Scholar a web page without author and date. The page
of a memo depends on the memo and on the works that it cites, which are written again together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bibouroku.blog.metadata import WebPage, data_island, memo_data, memo_tags
from bibouroku.exports import highwire, schema_org
from bibouroku.exports.record import Record
from bibouroku.features.addresses import site_address
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.memo import Memo


def cited_works(app: Sphinx, memo: Memo) -> list[dict[str, Any]]:
    """Return the works that *memo* cites, in that order, in the words of schema.org."""
    domain = citation_domain(app.env)
    return [
        schema_org.work(Record(domain.references[key], domain.histories.get(key, ())))
        for key in domain.keys_cited_in(memo.docname)
        if key in domain.references
    ]


def add_metadata(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Give the template of a memo or a reference its ``meta_tags``; of a memo also JSON-LD."""
    memo = memo_domain(app.env).memos.get(pagename)
    if memo:
        config = app.config
        page = WebPage(
            site=config.project,
            language=config.language,
            address=context.get("pageurl") or "",
            site_address=site_address(app) if config.html_baseurl else "",
        )
        context["meta_tags"] = memo_tags(memo, page)
        context["data_island"] = data_island(memo_data(memo, page, cited_works(app, memo)))
    elif shown := context.get("reference_page"):
        context["meta_tags"] = highwire.tags(Record(shown.reference))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add metadata to pages when they are written."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.reference_pages")
    app.connect("html-page-context", add_metadata)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
