"""Japanese letters and the colours of the site for pictures that are drawn point by point.

A picture has one byte to a point while it is drawn: how much paper shows through the ink. The
same words give the same bytes.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont
from PIL import Image, ImageFont

from bibouroku.blog.line_breaking import NOT_LAST, broken, reads_well

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import ImageDraw

INK: Final = (31, 35, 40)
PAPER: Final = (255, 253, 249)
ACCENT: Final = (122, 59, 46)
#: Places in the palette: of the accent; of ink (the darkest), secondary text, hairlines, paper.
ACCENT_INDEX: Final = 0
INK_INDEX: Final = 1
SOFT_INDEX: Final = 84
LINE_INDEX: Final = 220
PAPER_INDEX: Final = 255


def set_title(
    draw: ImageDraw.ImageDraw,
    title: str,
    room: float,
    sizes: Sequence[tuple[int, int]],
    index: int,
) -> tuple[Pen, list[str]]:
    """Return a title in lines no wider than *room*, and the pen of the colour *index* for them.

    *sizes* are tried in turn, each with the lines that it may have. The title is as large as it
    fits without a break in a word, else as large as it fits; else it is cut.
    """
    fitting = []
    for size, most in sizes:
        pen = Pen(draw, size, index)
        lines = broken(title, [pen.width(letter) for letter in title], room)
        if len(lines) <= most:
            fitting.append((pen, lines))
    if fitting:
        return next((found for found in fitting if reads_well(found[1])), fitting[0])
    return pen, [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def painted(image: Image.Image) -> Image.Image:
    """Return a drawn picture in its colours."""
    coloured = Image.frombytes("P", image.size, image.tobytes())
    coloured.putpalette(_palette())
    return coloured


def _palette() -> list[int]:
    """Return the colours: from ink to paper, but for the first, which is the accent."""
    shades = [
        round(INK[part] + (PAPER[part] - INK[part]) * (index - 1) / 254)
        for index in range(1, 256)
        for part in range(3)
    ]
    return [*ACCENT, *shades]


class Pen:
    """Writes letters of one size, each in the first face that has it."""

    def __init__(self, draw: ImageDraw.ImageDraw, size: int, index: int) -> None:
        """Write on *draw*, letters *size* points high, in the colour *index*."""
        self.size = size
        self._draw, self._index = draw, index
        self._faces = [(_letters(path), _face(path, size)) for path in _font_files()]

    def width(self, letter: str) -> float:
        """Return the width of one letter."""
        return self._face_of(letter).getlength(letter)

    def cut(self, text: str, room: float) -> str:
        """Return *text*, cut where *room* ends."""
        room -= self.width("…")
        for end, letter in enumerate(text):
            room -= self.width(letter)
            if room < 0:
                return f"{text[:end]}…"
        return text

    def write(self, left: float, top: float, text: str) -> None:
        """Write *text* on one line, whose first letter begins at *left*.

        Of a full-width bracket the empty half stands before.
        """
        if text[:1] in NOT_LAST and self.width(text[0]) >= self.size:
            left -= self.size / 2
        for letter in text:
            face = self._face_of(letter)
            base = (left, top + self.size)
            self._draw.text(base, letter, fill=self._index, font=face, anchor="ls")
            left += face.getlength(letter)

    def _face_of(self, letter: str) -> ImageFont.FreeTypeFont:
        named = (face for letters, face in self._faces if ord(letter) in letters)
        return next(named, self._faces[0][1])


@cache
def _font_files() -> tuple[Path, ...]:
    """Return the files of the faces that matplotlib-fontja and matplotlib bring.

    Raises ``ModuleNotFoundError`` if one is not installed.
    """
    places = {"matplotlib_fontja": "fonts/ipaexg.ttf",
              "matplotlib": "mpl-data/fonts/ttf/DejaVuSans.ttf"}  # fmt: skip
    found = []
    for package, file in places.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            message = f"the package {package} is not installed"
            raise ModuleNotFoundError(message)
        found.append(Path(spec.origin).parent / file)
    return tuple(found)


@cache
def _letters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


@cache
def _face(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
