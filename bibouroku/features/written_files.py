"""Files that features write beside the pages: only when their content is another.

A digest of what a file was made from is kept beside the doctrees, so that a build
need not make a file again to see that it is the same.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx


def write_changed(path: Path, content: bytes) -> None:
    """Write *content*, unless *path* holds it; a build that is stopped leaves no half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != content:
        fresh = path.with_name(f"{path.name}.new")
        fresh.write_bytes(content)
        fresh.replace(path)


def digest(text: str) -> str:
    """Return a digest of *text*, whatever signs it holds."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def kept_digests(app: Sphinx, feature: str) -> dict[str, str]:
    """Return the digests that *feature* kept of what it wrote last, by name.

    There are none if they cannot be read, or tell of another output folder: ``html`` and
    ``dirhtml`` may share their doctrees.
    """
    try:
        folder, held = json.loads(_kept(app, feature).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return {}
    return cast("dict[str, str]", held) if folder == str(app.outdir) else {}


def begin_writing(
    app: Sphinx, feature: str, digests: Mapping[str, str]
) -> tuple[set[str], set[str]]:
    """Return which names *feature* need not write for these *digests*, and which are gone.

    The digests of all others are forgotten until ``keep_digests``: a build may be stopped between.
    """
    last = kept_digests(app, feature)
    fresh = {name for name, made_from in digests.items() if last.get(name) == made_from}
    rest = (digests.keys() | last.keys()) - fresh
    keep_digests(app, feature, {**last, **dict.fromkeys(rest, "")})
    return fresh, last.keys() - digests.keys()


def keep_digests(app: Sphinx, feature: str, digests: Mapping[str, str]) -> None:
    """Keep the *digests* of what *feature* has written, by name."""
    content = json.dumps([str(app.outdir), dict(digests)], indent=0, sort_keys=True)
    write_changed(_kept(app, feature), content.encode())


def _kept(app: Sphinx, feature: str) -> Path:
    return Path(app.doctreedir) / f"{feature}.json"
