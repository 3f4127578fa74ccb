"""The side column of a memo: its series, its sources by status, and the memos that go with it.

What it says is in the page already, or changes only with what makes the page stale:
the series (``memo_page``), the references (``citation_domain``), what goes with it
(``related_memos``). Of long series it names the neighbours alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bibouroku.bibliography.identifier import anchor
from bibouroku.blog.source_summary import status_counts
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.memos import memo_domain
from bibouroku.features.related_memos import related_to

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.memo import Memo

    View = dict[str, Any]


def series_view(app: Sphinx, memo: Memo) -> View | None:
    """Return name and length of the series of *memo*, and its neighbours there."""
    series = memo_domain(app.env).archive().series_of(memo)
    if len(series) < 2:  # noqa: PLR2004 - a series of one is none
        return None
    here = series.index(memo)
    around = [
        {"words": words, "docname": series[position].docname, "title": series[position].title}
        for words, position in (("前回", here - 1), ("続報", here + 1))
        if 0 <= position < len(series)
    ]
    return {"name": memo.series, "count": len(series), "around": around}


def sources_view(app: Sphinx, memo: Memo) -> View:
    """Return how many references *memo* cites, and how they stand."""
    domain = citation_domain(app.env)
    keys = domain.keys_cited_in(memo.docname)
    cited = [domain.references[key] for key in keys if key in domain.references]
    counts = [
        {"status": one.status, "count": one.count, "href": _entry(app, memo, one.first)}
        for one in status_counts(cited, domain.histories)
    ]
    return {"count": len(cited), "counts": counts}


def _entry(app: Sphinx, memo: Memo, key: str) -> str:
    """Return the address of an entry from the page of *memo*, or nothing if no list has it."""
    listed = citation_domain(app.env).list_for(key, memo.docname)
    if listed is None:
        return ""
    page = "" if listed == memo.docname else app.builder.get_relative_uri(memo.docname, listed)
    return f"{page}#{quote(anchor(key))}"


def add_context(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Tell the template of a memo what its side column says."""
    memo = memo_domain(app.env).memos.get(pagename)
    if memo is None:
        return
    context["series"] = series = series_view(app, memo)
    context["sources"] = sources_view(app, memo)
    beside = {near["docname"] for near in series["around"]} if series else set()
    found = related_to(app.env, pagename)
    context["related_memos"] = [one.memo for one in found if one.memo.docname not in beside]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the context of memos."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.memo_page")
    app.setup_extension("bibouroku.features.related_memos")
    app.connect("html-page-context", add_context)
    app.add_css_file("memo-page.css", priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
