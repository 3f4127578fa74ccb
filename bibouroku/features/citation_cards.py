"""The cards of citations: a script, which only adds to pages that read without it.

It is sent without its comments and white space, so that a page stays light.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rjsmin import jsmin

from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

SCRIPT: Final = "citation-card.js"


def write_script(app: Sphinx, builder: Builder) -> None:
    """Write the script, of which pages tell the digest, before the pages."""
    if builder.format == "html":
        script = (files("bibouroku") / "scripts" / SCRIPT).read_text(encoding="utf-8")
        write_changed(Path(app.outdir) / "_static" / SCRIPT, jsmin(script).encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let every page load the cards: any may cite, and a browser loads them once."""
    app.add_js_file(SCRIPT, loading_method="defer")
    app.add_css_file("citation-card.css", priority=600)
    app.connect("write-started", write_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
