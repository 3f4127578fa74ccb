"""What keeps a PDF from being PDF/A-2 and only its maker can mend (ISO 19005-2:2011)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pikepdf import Array, Dictionary, Name, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

PROGRAMS: Final = ("/FontFile", "/FontFile2", "/FontFile3")


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """Return what is wrong with *pdf*, with the remedy, in Japanese; each fault once."""
    if pdf.is_encrypted:
        return ["PDFが暗号化されている。暗号化せずに作る"]
    found = [fault for thing in pdf.objects for fault in _faults_of(thing)]
    return sorted(set(found))


def _faults_of(thing: Any) -> Iterator[str]:
    if isinstance(thing, Stream) and "/F" in thing:
        yield "PDFの外のファイルを指すストリームがある。中身を埋め込んで作る"
    if isinstance(thing, Dictionary) and _is_bare_font(thing):
        name = str(thing.get("/BaseFont", "")).removeprefix("/")
        yield f"フォント「{name}」が埋め込まれていない。図などのPDFをフォントを埋め込んで作り直す"
    if isinstance(thing, Dictionary | Stream) and _is_cmyk(thing):
        yield "色がCMYKで指定されている。図などのPDFや画像をRGBで作り直す"


def _is_bare_font(thing: Any) -> bool:
    """Return whether *thing* is a font that draws glyphs and has no program for them (6.2.11.4)."""
    if thing.get("/Type") != Name.Font or "/DescendantFonts" in thing:
        return False
    described = thing.get("/FontDescriptor", Dictionary())
    return thing.get("/Subtype") != Name.Type3 and not any(name in described for name in PROGRAMS)


def _is_cmyk(thing: Any) -> bool:
    """Return whether an image, or the resources of a page, are in the device's CMYK (6.2.4.3)."""
    space = thing.get("/ColorSpace")
    spaces = space.as_dict().values() if isinstance(space, Dictionary) else [space]
    return any(
        each == Name.DeviceCMYK
        or (isinstance(each, Array) and any(part == Name.DeviceCMYK for part in each))
        for each in spaces
    )
