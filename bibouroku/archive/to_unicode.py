"""What copies of a font's glyphs give: formulas in plain letters.

Fonts for mathematics have italic letters of their own in Unicode (𝑥, U+1D465), which nobody types
in a search. The sources have plain ones, and italic is how variables are set anyway: so copies
give x. Bold, double-struck and script letters, which mean something else, stay.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import TYPE_CHECKING, Any, Final

from pikepdf import Dictionary, Name

if TYPE_CHECKING:
    import pikepdf

#: One glyph of a CMap as LuaTeX writes it (ISO 32000-1, 9.10.3): its code, then UTF-16BE.
GLYPH: Final = re.compile(rb"^(<[0-9A-F]+> )<([0-9A-F]+)>$", re.MULTILINE)
ITALIC: Final = re.compile("MATHEMATICAL ITALIC |PLANCK CONSTANT$")


def spell_formulas(pdf: pikepdf.Pdf) -> None:
    """Let copies of italic letters in formulas give plain ones."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font:
            _spell(thing)


def _spell(font: Any) -> None:
    cmap = font.get("/ToUnicode")
    if cmap is None or "Math" not in str(font.get("/BaseFont", "")):
        return
    written = cmap.read_bytes()
    spelt = GLYPH.sub(lambda match: match[1] + b"<" + _hexadecimal(match[2]) + b">", written)
    if spelt != written:
        cmap.write(zlib.compress(spelt), filter=Name.FlateDecode)


def _hexadecimal(text: bytes) -> bytes:
    letters = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    return plain_letters(letters).encode("utf-16-be").hex().upper().encode()


def plain_letters(text: str) -> str:
    """Return *text* with plain letters in place of the italic ones of mathematics."""
    return "".join(
        unicodedata.normalize("NFKC", letter)
        if ITALIC.match(unicodedata.name(letter, ""))
        else letter
        for letter in text
    )
