"""Addresses: absolute ones, for what is read elsewhere (feeds, metadata), and links within."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config


def site_address(app: Sphinx) -> str:
    """Return the address of the site, with one slash at its end."""
    return str(app.config.html_baseurl).rstrip("/") + "/"


def page_address(app: Sphinx, pagename: str) -> str:
    """Return the address of a page of the site; that of the front page is the site's own."""
    target = app.builder.get_target_uri(pagename)
    return site_address(app) + ("" if target == "index.html" else target)


def published_address(config: Config, pagename: str) -> str:
    """Return the address of a page of the site for what is no page: a book knows no targets.

    It is that of the builder ``html``; ``""`` where conf.py does not say where the site is.
    """
    if not config.html_baseurl:
        return ""
    suffix = config.html_link_suffix or config.html_file_suffix or ".html"
    return f"{config.html_baseurl.rstrip('/')}/{quote(pagename)}{suffix}"


def link_within(
    builder: Builder, fromdocname: str, todocname: str, anchor: str, text: nodes.Node
) -> nodes.Node:
    """Return *text* linked to a document, or alone where a book leaves that document out."""
    try:
        return make_refnode(builder, fromdocname, todocname, anchor, text)
    except NoUri:
        return text
