"""The scripts that pages load: sent without comments and white space, some joined to one file.

Each file of ``bibouroku/scripts`` is a script of its own, but for the parts of those in
``JOINED``. They are written before the pages, which tell their digests.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rjsmin import jsmin

from bibouroku.features.web_site import is_web_site
from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

SOURCES: Final = Path(str(files("bibouroku") / "scripts"))
#: Scripts in several parts, in their order.
JOINED: Final = {
    "search-in-full.js": (
        "search-text.js", "search-index.js", "search-engine.js",
        "search-view.js", "search-box.js", "search-places.js",
    ),
}  # fmt: skip


def script_names() -> Iterator[str]:
    """Yield the names of the scripts as pages load them."""
    parts = {part for joined in JOINED.values() for part in joined}
    yield from sorted({path.name for path in SOURCES.glob("*.js")} - parts)
    yield from JOINED


def sent(name: str) -> str:
    """Return the script *name* as it is sent."""
    parts = JOINED.get(name, (name,))
    return "\n".join(jsmin((SOURCES / part).read_text(encoding="utf-8")) for part in parts)


def write_scripts(_app: Sphinx, builder: Builder) -> None:
    """Write every script."""
    if is_web_site(builder):
        for name in script_names():
            write_changed(Path(builder.outdir) / "_static" / name, sent(name).encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write the scripts before the pages."""
    app.connect("write-started", write_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
