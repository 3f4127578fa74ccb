"""Addresses: absolute ones, for what is read elsewhere (feeds, metadata), and links within."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def site_address(app: Sphinx) -> str:
    """Return the address of the site, with one slash at its end."""
    return str(app.config.html_baseurl).rstrip("/") + "/"


def page_address(app: Sphinx, pagename: str) -> str:
    """Return the address of a page of the site; that of the front page is the site's own."""
    target = app.builder.get_target_uri(pagename)
    return site_address(app) + ("" if target == "index.html" else target)


def link_within(
    builder: Builder, fromdocname: str, todocname: str, anchor: str, text: nodes.Node
) -> nodes.Node:
    """Return *text* linked to a document, or alone where a book leaves that document out."""
    try:
        return make_refnode(builder, fromdocname, todocname, anchor, text)
    except NoUri:
        return text
