"""The book (PDF): what its colophon (奥付) says of the sources it was made from.

The revision is a digest of the sources, not the name of a commit: it is the same wherever and
whenever the same sources are built, and needs no version control.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util.texescape import escape

from bibouroku.features.latex_settings import ENGINE, is_japanese_book
from bibouroku.features.source_digest import source_digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata


def imprint(app: Sphinx, builder: Builder) -> None:
    """Hand the colophon revision, copyright and address."""
    if builder.name != "latex" or not is_japanese_book(app.config):
        return
    config = app.config
    made_from = source_digest(app.env)
    parts = (made_from, config.copyright, config.html_baseurl)
    texts = "".join(f"{{{escape(str(part), ENGINE)}}}" for part in parts)
    context: dict[str, Any] = builder.context  # type: ignore[attr-defined]
    context["preamble"] += f"\n\\BibourokuImprint{texts}\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Say it when all sources are known."""
    app.setup_extension("bibouroku.features.latex_settings")
    app.connect("write-started", imprint)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
