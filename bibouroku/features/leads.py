"""Leads of memos as HTML that can be put on any page, or in a feed.

A lead is rendered once a build, as on its own page; links lead from the root
of the site, marked so that each page puts its own way to the root before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx.util.docutils import new_document

from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

#: Stands for the way to the root of the site.
ROOT = "\N{SYMBOL FOR NULL}root/"


def lead_html(app: Sphinx, docname: str, root: str) -> str:
    """Return the lead of a memo; *root* is put before its links (``../``, ``https://…/``)."""
    rendered = _rendered(app)
    if docname not in rendered:
        rendered[docname] = _render(app, docname)
    return rendered[docname].replace(ROOT, root)


def _rendered(app: Sphinx) -> dict[str, str]:
    if not hasattr(app, "bibouroku_leads"):
        app.bibouroku_leads = {}  # type: ignore[attr-defined]
    return app.bibouroku_leads  # type: ignore[attr-defined, no-any-return]


def _render(app: Sphinx, docname: str) -> str:
    builder = cast("StandaloneHTMLBuilder", app.builder)
    document = new_document(str(app.env.doc2path(docname)))
    document += [paragraph.deepcopy() for paragraph in memo_domain(app.env).leads[docname]]
    app.env.resolve_references(document, docname, builder)
    page = builder.get_target_uri(docname)
    for element in document.findall(nodes.Element):
        element["ids"] = []
        if isinstance(element, nodes.reference):
            _from_root(element, page)
    return "".join(builder.render_partial(part)["fragment"] for part in document.children)


def _from_root(link: nodes.reference, page: str) -> None:
    """Make a link of *page* lead from the root of the site."""
    uri = link.get("refuri") or f"#{link.get('refid', '')}"
    if not urlsplit(uri).scheme:
        link["refuri"] = ROOT + urljoin("/" + page, uri).removeprefix("/")
        link.attributes.pop("refid", None)
