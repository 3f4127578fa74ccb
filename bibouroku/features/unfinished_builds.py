"""After a build that did not end: makes again what it may have left half done.

Sphinx keeps each document as soon as it is read, the environment when all are
read, and then writes the pages. A build that stops on the way, be it on broken
sources, leaves documents of which the environment does not know, pages of an
older environment, and one that is cut off. So the names of the documents in
question lie beside the doctrees while a build is under way: those being read,
then all. A build that finds them reads these again.

The settings with which all pages were written are kept, too: Sphinx notes new
ones before it reads, and would not see them again after it stopped there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bibouroku.features.written_files import keep_digests, kept_digests, write_changed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

#: Where the names lie, in the folder of the doctrees.
NOTE: Final = "unfinished.json"


def left_documents(app: Sphinx) -> set[str]:
    """Return the documents that a build before this one left half done."""
    try:
        found: list[str] = json.loads(_note(app).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return set(found)


def to_read_again(app: Sphinx, _env: BuildEnvironment, *_docnames: AbstractSet[str]) -> set[str]:
    """Return the same, for Sphinx, which passes over those that are gone."""
    return left_documents(app)


def note_reading(app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
    """Note the documents that will be read."""
    if docnames:
        _begin(app, left_documents(app).union(docnames))


def note_writing(app: Sphinx, builder: Builder) -> None:
    """Note all documents: from now on any page may be cut off or missing."""
    _begin(app, builder.env.found_docs)


def end(app: Sphinx, exception: Exception | None) -> None:
    """Forget what was under way if it ended well; keep the settings of the pages."""
    if exception is None:
        _note(app).unlink(missing_ok=True)
        if settings := _settings(app):
            keep_digests(app, "settings", settings)


def pages_of_other_settings(app: Sphinx, env: BuildEnvironment) -> set[str]:
    """Return all documents if the last build that ended had other settings for pages."""
    last = kept_digests(app, "settings")
    return set(env.found_docs) if last and last != _settings(app) else set()


def _note(app: Sphinx) -> Path:
    return Path(app.doctreedir) / NOTE


def _begin(app: Sphinx, docnames: Iterable[str]) -> None:
    write_changed(_note(app), json.dumps(sorted(docnames)).encode())


def _settings(app: Sphinx) -> dict[str, str]:
    """Return what Sphinx knows the settings for pages by; nothing for builders without pages."""
    info = getattr(app.builder, "build_info", None)
    return {"settings": info.config_hash, "tags": info.tags_hash} if info else {}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Keep a note from the first document read to the end."""
    app.connect("env-get-outdated", to_read_again)
    app.connect("env-before-read-docs", note_reading)
    app.connect("env-updated", pages_of_other_settings)
    app.connect("write-started", note_writing)
    app.connect("build-finished", end)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
