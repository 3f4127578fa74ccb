"""The book (PDF): what its colophon (奥付) says of the sources it was made from.

The revision is a digest of the sources, not the name of a commit: it is the same wherever and
whenever the same sources are built, and needs no version control.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.util.texescape import escape

from bibouroku.features.latex_settings import ENGINE, is_japanese_book

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

#: Digits of the revision.
DIGITS: Final = 12


def sources(env: BuildEnvironment) -> list[Path]:
    """Return the files that the book is made from, by their paths below the sources.

    These are the documents, what they say they depend on, and the references.
    """
    root = Path(env.srcdir)
    named = {Path(env.doc2path(docname)) for docname in env.found_docs}
    named |= {root / name for names in env.dependencies.values() for name in names}
    named |= {root / name for name in getattr(env.config, "bibtex_bibfiles", ())}
    return sorted(path for path in named if path.is_relative_to(root) and path.is_file())


def revision(files: Iterable[Path], root: Path) -> str:
    """Return a digest of the *files* and their names below *root*, in the order given."""
    digest = hashlib.sha256()
    for path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:DIGITS]


def imprint(app: Sphinx, builder: Builder) -> None:
    """Hand the colophon revision, copyright and address."""
    if builder.name != "latex" or not is_japanese_book(app.config):
        return
    config = app.config
    made_from = revision(sources(app.env), Path(app.srcdir))
    parts = (made_from, config.copyright, config.html_baseurl)
    texts = "".join(f"{{{escape(str(part), ENGINE)}}}" for part in parts)
    context: dict[str, Any] = builder.context  # type: ignore[attr-defined]
    context["preamble"] += f"\n\\BibourokuImprint{texts}\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Say it when all sources are known."""
    app.setup_extension("bibouroku.features.latex_settings")
    app.connect("write-started", imprint)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
