"""What a PDF says of itself, and the file in which a build hands it on."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: What the file of a PDF's metadata is called in place of ``.pdf``.
SUFFIX: Final = ".meta.json"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a PDF says of itself; all in plain text, without markup."""

    title: str
    #: When the text was made and last changed: the first day that its dates can mean; ``None`` if
    #: nobody says so, for PDF/A asks for no dates.
    created: dt.date | None
    modified: dt.date | None
    #: The date of the text as precise as it is known: ``2023``, ``2023-08``, ``2023-08-22``.
    date: str = ""
    #: The language of the text (BCP 47).
    language: str = "ja"
    authors: tuple[str, ...] = ()
    publisher: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    rights: str = ""
    #: The web address of the licence, and that of the text.
    licence: str = ""
    address: str = ""

    def written(self) -> str:
        """Return the metadata as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str) + "\n"


def metadata_file(pdf: Path) -> Path:
    """Return where a build leaves the metadata of *pdf*."""
    return pdf.with_suffix(SUFFIX)


def read_metadata(path: Path) -> Metadata:
    """Return the metadata in the file *path*, as ``Metadata.written`` wrote them.

    Raises ``OSError``, ``ValueError`` or ``TypeError`` if there are none.
    """
    held = json.loads(path.read_text(encoding="utf-8"))
    for name in ("created", "modified"):
        held[name] = held[name] and dt.date.fromisoformat(held[name])
    for name in ("authors", "keywords"):
        held[name] = tuple(held[name])
    return Metadata(**held)
