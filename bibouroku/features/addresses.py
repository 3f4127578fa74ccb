"""Absolute addresses of the site and its pages, for what is read elsewhere: feeds, metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def site_address(app: Sphinx) -> str:
    """Return the address of the site, with one slash at its end."""
    return str(app.config.html_baseurl).rstrip("/") + "/"


def page_address(app: Sphinx, pagename: str) -> str:
    """Return the address of a page of the site."""
    return site_address(app) + app.builder.get_target_uri(pagename)
