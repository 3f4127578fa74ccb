"""The picture that link previews show of a page (Open Graph's ``og:image``): 1200 by 630 points.

Paper, title, one accent, as on the pages. The same words give the same bytes: no date of making
is in the file, but a digest of the words is, by which a build sees that a card is as it should
be without drawing it again. A card has one byte to a point: how much paper shows through the ink.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from bibouroku.blog.lettering import (
    ACCENT_INDEX,
    INK_INDEX,
    LINE_INDEX,
    PAPER_INDEX,
    SOFT_INDEX,
    Pen,
    painted,
    set_title,
)  # fmt: skip

if TYPE_CHECKING:
    from pathlib import Path

#: What Facebook's and X's documents ask of a large picture: 1.91 to 1.
WIDTH: Final = 1200
HEIGHT: Final = 630
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
    room = WIDTH - 2 * LEFT
    small = Pen(draw, SMALL, SOFT_INDEX)
    small.write(LEFT, 62, small.cut(card.site, room))
    pen, lines = set_title(draw, card.title, room, SIZES, INK_INDEX)
    height = len(lines) * pen.size * LEADING
    top = 130 + (HEIGHT - 260 - height) / 2
    for number, line in enumerate(lines):
        pen.write(LEFT, top + number * pen.size * LEADING, line)
    draw.line((LEFT, HEIGHT - 122, WIDTH - LEFT, HEIGHT - 122), fill=LINE_INDEX, width=2)
    small.write(LEFT, HEIGHT - 96, small.cut(card.foot, room))
    draw.rectangle((0, 0, 17, HEIGHT), fill=ACCENT_INDEX)
    coloured = painted(image)
    told, file = PngInfo(), BytesIO()
    told.add_text(MARK, card.digest)
    coloured.save(file, "PNG", pnginfo=told, compress_level=6)
    return file.getvalue()
