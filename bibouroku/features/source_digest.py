"""A digest of all that is built: it names a revision where no version control is asked."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: How many letters name a revision.
LENGTH: Final = 12


def source_digest(env: BuildEnvironment) -> str:
    """Return a digest of every document and of the files that documents are made from.

    Files outside of the sources count by what they hold alone, for their folder is the machine's.
    """
    root = Path(env.srcdir).resolve()
    paths = {Path(env.doc2path(docname)) for docname in env.found_docs}
    paths |= {root / name for held in env.dependencies.values() for name in held}
    paths |= {Path(env._app.confdir, name) for name in env.config.bibtex_bibfiles}  # noqa: SLF001
    digests = [
        (_name(path.resolve(), root), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in paths
        if path.is_file()
    ]
    return hashlib.sha256(repr(sorted(digests)).encode(errors="surrogatepass")).hexdigest()[:LENGTH]


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
