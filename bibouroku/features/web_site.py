"""Which builders make a web site, with scripts, feeds and files for programs.

An EPUB is made of the same pages, but by readers that run no script and ask no network:
what belongs to a site alone stays out of it. See also ``exports.BUILDERS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder


def is_web_site(builder: Builder) -> bool:
    """Return whether *builder* makes pages for browsers."""
    return builder.format == "html" and builder.name != "epub"
