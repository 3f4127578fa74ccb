"""What keeps a PDF from being PDF/A-2b, for tests.

pikepdf's validator has the rules of veraPDF and approves only what it knows. Two things in
figures it does not know, glyphs drawn by matplotlib (Type 3) and hatches; here they are checked
by the clauses of ISO 19005-2:2011 that hold for them. All else that it does not know counts.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Dictionary, Name, Stream
from pikepdf.pdfa import validate_written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNKNOWN: Final = "Type 3 fonts are not supported"
#: How contents choose a hatch: the colour space, then its name.
CHOICE: Final = re.compile(rb"/Pattern\s+cs\b|(?<![\w.])/\w+\s+scn\b")
#: How a glyph of a Type 3 font begins: its width, then that it has colour or a box.
GLYPH: Final = re.compile(rb"\s*(\S+)\s+\S+\s+(?:d0|\S+\s+\S+\s+\S+\s+\S+\s+d1)\b")
#: What a hatch draws with: paths, lines and greys or RGB.
DRAWING: Final = frozenset(
    [*"mlcvyhfFBbSsnwJjMdigGqQW", "re", "f*", "B*", "b*", "rg", "RG", "cm", "W*", "gs"]
)


def findings(path: Path) -> set[str]:
    """Return all that is wrong with the PDF at *path*, and where."""
    with pikepdf.open(path) as pdf:
        things = [thing for thing in pdf.objects if isinstance(thing, Dictionary | Stream)]
        found = {fault for thing in things for fault in _of_thing(thing)}
        # at a hatch the validator would give up the contents around it
        hatched = [_unhatched(thing) for thing in things]
        if any(hatched):
            plain = BytesIO()
            pdf.save(
                plain,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                fix_metadata_version=False,
            )
            report = validate_written(plain, "2b")
    if not any(hatched):
        report = validate_written(path, "2b")
    return found | {str(each) for each in report.findings if UNKNOWN not in each.message}


def _of_thing(thing: Any) -> Iterator[str]:
    if thing.get("/Subtype") == Name.Type3:
        yield from _of_font(thing)
    elif "/PatternType" in thing:
        yield from _of_pattern(thing)


def _unhatched(thing: Any) -> bool:
    """Take the hatches out of a page or form; return whether it had any."""
    resources = thing.get("/Resources", Dictionary())
    if not isinstance(resources, Dictionary) or "/Pattern" not in resources:
        return False
    del resources["/Pattern"]
    contents = thing if isinstance(thing, Stream) else thing.Contents
    for part in [contents] if isinstance(contents, Stream) else contents:
        if CHOICE.search(part.read_bytes()):
            part.write(CHOICE.sub(b"", part.read_bytes()))
    return True


def _of_font(font: Any) -> Iterator[str]:
    if "/ToUnicode" not in font:
        yield "9.10.3 of ISO 32000: a Type 3 font has no ToUnicode"
    for code, name in _encoded(font.Encoding.Differences):
        glyph = font.CharProcs.get(name)
        if glyph is None:
            yield f"6.2.11.4.1: {name} is encoded and not drawn"
            continue
        begun = GLYPH.match(glyph.read_bytes())
        width = float(font.Widths[code - int(font.FirstChar)])
        if begun is None or abs(float(begun[1]) - width) > 1:
            yield f"6.2.11.5: the width of {name} is not that which the glyph says"


def _encoded(differences: Any) -> Iterator[tuple[int, str]]:
    code = 0
    for entry in differences:
        if isinstance(entry, Name):
            yield code, str(entry)
            code += 1
        else:
            code = int(entry)


def _of_pattern(pattern: Any) -> Iterator[str]:
    if pattern.PatternType != 1:
        yield "6.2.4: a pattern is no tiling"
    for instruction in pikepdf.parse_content_stream(pattern):
        if str(instruction.operator) not in DRAWING:
            yield f"6.2.2: a hatch uses the operator {instruction.operator}"
