"""Takes out of the fonts of a PDF the shapes of letters that it does not show.

TeX put into each font the letters of all memos. The numbers of glyphs stay as they are: a glyph
that is not shown becomes empty. Only fonts as LuaTeX makes them (CFF with numbers for names) are
treated; others, and those in which no page and no form on it shows text, stay whole.
"""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from pikepdf import Name, Stream, String, parse_content_stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

#: The program of a glyph without shape: ``endchar``.
EMPTY: Final = b"\x0e"
#: Operators that show text.
SHOWING: Final = frozenset({"Tj", "TJ", "'", '"'})


def drop_hidden_glyphs(pdf: Pdf) -> None:
    """Empty the glyphs that no page of *pdf* shows."""
    shown: dict[tuple[int, int], set[int]] = defaultdict(set)
    programs: dict[tuple[int, int], Any] = {}
    for content, resources in contents(pdf):
        for font, codes in texts(content, resources):
            program = cff_of(font)
            if program is not None:
                programs[program.objgen] = program
                shown[program.objgen] |= codes
    for place, program in programs.items():
        program.write(without_hidden(program.read_bytes(), shown[place]))


def contents(pdf: Pdf) -> Iterator[tuple[Any, Any]]:
    """Yield what is drawn, with its resources: pages, and the forms within them."""
    seen = set()
    for page in pdf.pages:
        ahead: list[tuple[Any, Any]] = [(page, page.obj.get("/Resources", {}))]
        while ahead:
            content, resources = ahead.pop()
            yield content, resources
            for form in dict(resources.get("/XObject", {})).values():
                if form.get("/Subtype") == Name.Form and form.objgen not in seen:
                    seen.add(form.objgen)
                    ahead.append((form, form.get("/Resources", resources)))


def texts(content: Any, resources: Any) -> Iterator[tuple[Any, set[int]]]:
    """Yield fonts and the numbers, of two bytes each, that *content* shows in them."""
    fonts = resources.get("/Font", {})
    font: Any = None
    kept: list[Any] = []
    for instruction in parse_content_stream(content):
        operands = instruction.operands
        match str(instruction.operator):
            case "q":
                kept.append(font)
            case "Q":
                font = kept.pop() if kept else None
            case "Tf":
                font = fonts.get(str(operands[0]))
            case name if name in SHOWING and font is not None:
                held = operands[-1]
                strings = held if name == "TJ" else [held]
                data = b"".join(bytes(part) for part in strings if isinstance(part, String))
                yield font, {int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)}


def cff_of(font: Any) -> Any:
    """Return the program of a font whose letters are numbers of glyphs, else ``None``."""
    if font.get("/Subtype") != Name.Type0 or font.get("/Encoding") != Name("/Identity-H"):
        return None
    descriptor = font.DescendantFonts[0].FontDescriptor
    program = descriptor.get("/FontFile3")
    is_cff = isinstance(program, Stream) and program.get("/Subtype") == Name.CIDFontType0C
    return program if is_cff else None


def without_hidden(data: bytes, shown: set[int]) -> bytes:
    """Return a font in CFF whose glyphs but those *shown*, by CID, and the first are empty."""
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    top = fonts[fonts.fontNames[0]]
    if not hasattr(top, "ROS"):  # glyphs with names
        return data
    for name in top.charset:
        if name != ".notdef" and int(name.removeprefix("cid")) not in shown:
            top.CharStrings[name].setBytecode(EMPTY)
    file = BytesIO()
    fonts.compile(file, TTFont(recalcBBoxes=False))
    return file.getvalue()
