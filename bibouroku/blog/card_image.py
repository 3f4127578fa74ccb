"""The picture that link previews show of a page (Open Graph's ``og:image``): 1200 by 630 points.

Paper, title, one accent, as on the pages. The same words give the same bytes: no date of making
is in the file, but a digest of the words is, by which a build sees that a card is as it should
be without drawing it again. A card has one byte to a point: how much paper shows through the ink.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from bibouroku.blog.line_breaking import NOT_LAST, broken, reads_well

#: What Facebook's and X's documents ask of a large picture: 1.91 to 1.
WIDTH: Final = 1200
HEIGHT: Final = 630
INK: Final = (31, 35, 40)
PAPER: Final = (255, 253, 249)
ACCENT: Final = (122, 59, 46)
#: Places in the palette: of the accent; of ink (the darkest), secondary text, hairlines, paper.
ACCENT_INDEX: Final = 0
INK_INDEX: Final = 1
SOFT_INDEX: Final = 84
LINE_INDEX: Final = 220
PAPER_INDEX: Final = 255
LEFT: Final = 96
#: The sizes that a title is tried in, and the lines that it may have in each.
SIZES: Final = ((72, 3), (62, 4), (52, 5), (44, 5))
SMALL: Final = 34
LEADING: Final = 1.42
#: To be raised when the drawing changes: then every card is drawn again.
DRAWING: Final = 2
#: Under this name a card holds the digest of its words.
MARK: Final = "bibouroku-card"


@dataclass(frozen=True, slots=True)
class Card:
    """The words on a card."""

    title: str
    site: str
    #: The line below: date and category.
    foot: str = ""

    @property
    def digest(self) -> str:
        """What tells one card from another."""
        words = repr((DRAWING, astuple(self)))
        return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:32]


def holds(path: Path, card: Card) -> bool:
    """Return whether the file *path* is the picture of *card*; reads its beginning only."""
    try:
        with path.open("rb") as file:
            return f"{MARK}\0{card.digest}".encode() in file.read(2048)
    except OSError:
        return False


def picture(card: Card) -> bytes:
    """Return *card* as a PNG file."""
    image = Image.new("L", (WIDTH, HEIGHT), PAPER_INDEX)
    draw = ImageDraw.Draw(image)
    small = _Pen(draw, SMALL, SOFT_INDEX)
    small.write(LEFT, 62, _fitting(card.site, small))
    pen, lines = _title(draw, card.title)
    height = len(lines) * pen.size * LEADING
    top = 130 + (HEIGHT - 260 - height) / 2
    for number, line in enumerate(lines):
        pen.write(LEFT, top + number * pen.size * LEADING, line)
    draw.line((LEFT, HEIGHT - 122, WIDTH - LEFT, HEIGHT - 122), fill=LINE_INDEX, width=2)
    small.write(LEFT, HEIGHT - 96, _fitting(card.foot, small))
    draw.rectangle((0, 0, 17, HEIGHT), fill=ACCENT_INDEX)
    coloured = Image.frombytes("P", image.size, image.tobytes())
    coloured.putpalette(_palette())
    told, file = PngInfo(), BytesIO()
    told.add_text(MARK, card.digest)
    coloured.save(file, "PNG", pnginfo=told, compress_level=6)
    return file.getvalue()


def _title(draw: ImageDraw.ImageDraw, title: str) -> tuple[_Pen, list[str]]:
    """Return the title in lines, and the pen to write them.

    It is as large as it fits without a break in a word, else as large as it fits; else it is cut.
    """
    fitting = []
    for size, most in SIZES:
        pen = _Pen(draw, size, INK_INDEX)
        lines = broken(title, [pen.width(letter) for letter in title], WIDTH - 2 * LEFT)
        if len(lines) <= most:
            fitting.append((pen, lines))
    if fitting:
        return next((found for found in fitting if reads_well(found[1])), fitting[0])
    return pen, [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def _fitting(text: str, pen: _Pen) -> str:
    """Return *text*, cut where the line ends."""
    room = WIDTH - 2 * LEFT - pen.width("…")
    for end, letter in enumerate(text):
        room -= pen.width(letter)
        if room < 0:
            return f"{text[:end]}…"
    return text


def _palette() -> list[int]:
    """Return the colours: from ink to paper, but for the first, which is the accent."""
    shades = [
        round(INK[part] + (PAPER[part] - INK[part]) * (index - 1) / 254)
        for index in range(1, 256)
        for part in range(3)
    ]
    return [*ACCENT, *shades]


class _Pen:
    """Writes letters of one size, each in the first face that has it."""

    def __init__(self, draw: ImageDraw.ImageDraw, size: int, index: int) -> None:
        self.size = size
        self._draw, self._index = draw, index
        self._faces = [(_letters(path), _face(path, size)) for path in _font_files()]

    def width(self, letter: str) -> float:
        """Return the width of one letter."""
        return self._face_of(letter).getlength(letter)

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
