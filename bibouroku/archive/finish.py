"""The last step of a PDF: it becomes PDF/A-2b, describes itself, and has the same bytes each time.

Nothing here looks at the clock, the machine or the name of the file. Finishing a PDF once more
changes nothing.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from bibouroku.archive import srgb
from bibouroku.archive.cleaning import clean
from bibouroku.archive.faults import faults
from bibouroku.archive.structure import add_structure
from bibouroku.archive.to_unicode import spell_formulas
from bibouroku.archive.xmp import CREATOR, packet, plain
from bibouroku.problem import Problem, ProblemsFoundError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from bibouroku.archive.metadata import Metadata

#: PDF/A-2 is about PDF 1.7 (ISO 32000-1).
VERSION: Final = "1.7"
#: The rule that a PDF breaks which cannot be mended.
CODE: Final = "pdf-not-archivable"
#: What made a PDF that does not say it.
PRODUCER: Final = "bibouroku"


def finish(path: Path, metadata: Metadata) -> None:
    """Make the PDF at *path* conform to PDF/A-2b, with *metadata*; it is replaced at once.

    Raises ``ProblemsFoundError`` if it is no PDF, or holds what cannot be mended.
    """
    fresh = path.with_name(f"{path.name}.new")
    try:
        with pikepdf.open(path) as pdf:
            if found := faults(pdf):
                raise _problems(path, found)
            clean(pdf)
            spell_formulas(pdf)
            add_structure(pdf)
            _describe(pdf, metadata)
            pdf.save(
                fresh,
                force_version=VERSION,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
                fix_metadata_version=False,
            )
    except pikepdf.PdfError as error:
        fresh.unlink(missing_ok=True)
        raise _problems(path, [f"PDFとして読めない（{error}）。作り直す"]) from error
    fresh.replace(path)


def _problems(path: Path, messages: list[str]) -> ProblemsFoundError:
    return ProblemsFoundError(Problem(path.name, 0, CODE, message) for message in messages)


def _describe(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    """Put in what the PDF says of itself, twice: for old readers, and as XMP."""
    producer = plain(str(pdf.docinfo.get("/Producer", ""))) or PRODUCER
    told = {
        "/Title": plain(metadata.title),
        "/Author": ", ".join(map(plain, metadata.authors)),
        "/Subject": plain(metadata.description),
        "/Keywords": ", ".join(map(plain, metadata.keywords)),
        "/Creator": CREATOR,
        "/Producer": producer,
        "/CreationDate": _moment(metadata.created),
        "/ModDate": _moment(metadata.modified),
    }
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({name: String(text) for name, text in told.items() if text})
    )
    root = pdf.Root
    root.Lang = String(metadata.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.OutputIntents = Array([_output_intent(pdf)])
    if "/PageLabels" not in root:  # hyperref leaves them out where they are plain numbers
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    root.Metadata = pdf.make_stream(
        packet(metadata, producer, _digest(pdf)), Type=Name.Metadata, Subtype=Name.XML
    )


def _moment(day: dt.date | None) -> str:
    """Return the beginning of a day as PDF writes it; nothing for none."""
    return f"D:{day.isoformat().replace('-', '')}000000Z" if day else ""


def _output_intent(pdf: pikepdf.Pdf) -> Dictionary:
    """Return what colours are meant for (ISO 19005-2, 6.2.3)."""
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(srgb.NAME),
        Info=String(srgb.NAME),
        DestOutputProfile=pdf.make_stream(srgb.profile(), N=3, Alternate=Name.DeviceRGB),
    )


def _digest(pdf: pikepdf.Pdf) -> str:
    """Return a digest of what the pages show."""
    digest = hashlib.sha256()
    for page in pdf.pages:
        contents = page.obj.get("/Contents", Array())
        streams = contents if isinstance(contents, Array) else [contents]
        for stream in streams:
            digest.update(stream.read_bytes())
    return digest.hexdigest()
