"""Which PDFs of memos there are, and of what each was made: the file beside them."""

from __future__ import annotations

import json
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST: Final = "manifest.json"


class Offprint(NamedTuple):
    """A finished PDF."""

    #: A digest of what it was made of.
    made_from: str
    pages: int
    #: How many bytes it has, and their digest.
    size: int
    digest: str

    def is_whole(self, path: Path) -> bool:
        """Return whether the file *path* is this PDF, byte for byte."""
        return (
            path.is_file()
            and path.stat().st_size == self.size
            and self.digest == digest(path.read_bytes())
        )


def digest(content: bytes) -> str:
    """Return a digest of the *content* of a file."""
    return sha256(content).hexdigest()


class Manifest(NamedTuple):
    """The PDFs in a folder."""

    #: A digest of that out of which they were cut.
    cut_from: str = ""
    #: By their paths below the folder.
    offprints: Mapping[str, Offprint] = MappingProxyType({})

    def written(self) -> str:
        """Return the manifest as JSON."""
        told = {file: offprint._asdict() for file, offprint in sorted(self.offprints.items())}
        held = {"cut_from": self.cut_from, "offprints": told}
        return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Return what the manifest in *folder* says; it says nothing if it cannot be read."""
    try:
        held = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        told = {file: Offprint(**each) for file, each in held["offprints"].items()}
        return Manifest(held["cut_from"], told)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return Manifest()
