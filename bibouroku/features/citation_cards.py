"""The cards of citations: a script, which only adds to pages that read without it.

It is sent without its comments and line breaks, so that a page stays light.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

SCRIPT: Final = "citation-card.js"
COMMENT: Final = re.compile(r"^\s*/\*.*?\*/|(^|\s)//\s[^\n]*$", re.MULTILINE | re.DOTALL)
#: A break of lines, with what indents the next, that stands between no two words.
BREAK: Final = re.compile(r"(?<=\W)\s*\n\s*|\s*\n\s*(?=\W)")


def sent(script: str) -> str:
    """Return *script* without comments and breaks of lines.

    It ends every statement with a semicolon, has no text over several lines, and in no text
    two slashes before a space.
    """
    return BREAK.sub("", COMMENT.sub("", script).strip()) + "\n"


def write_script(app: Sphinx, builder: Builder) -> None:
    """Write the script, of which pages tell the digest, before the pages."""
    if builder.format == "html":
        script = (files("bibouroku") / "scripts" / SCRIPT).read_text(encoding="utf-8")
        write_changed(Path(app.outdir) / "_static" / SCRIPT, sent(script).encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let every page load the cards: any may cite, and a browser loads them once."""
    app.add_js_file(SCRIPT, loading_method="defer")
    app.add_css_file("citation-card.css", priority=600)
    app.connect("write-started", write_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
