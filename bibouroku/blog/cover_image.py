"""The picture on the cover of the electronic book: 1600 by 2560 points.

Paper, title, one accent, as on the cards of link previews. The same words give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

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

#: 1 to 1.6, as the shops ask for.
WIDTH: Final = 1600
HEIGHT: Final = 2560
LEFT: Final = 160
#: The sizes that a title is tried in, and the lines that it may have in each.
SIZES: Final = ((196, 3), (160, 4), (128, 6), (104, 8), (80, 12))
SUBTITLE: Final = ((62, 4), (52, 6))
SMALL: Final = 60
LEADING: Final = 1.45
TITLE_TOP: Final = 430


@dataclass(frozen=True, slots=True)
class Cover:
    """The words on a cover."""

    title: str
    #: One sentence on the book, or ``""``.
    description: str
    author: str
    date: str


def picture(cover: Cover) -> bytes:
    """Return *cover* as a PNG file."""
    image = Image.new("L", (WIDTH, HEIGHT), PAPER_INDEX)
    draw = ImageDraw.Draw(image)
    room = WIDTH - 2 * LEFT
    top: float = TITLE_TOP
    for text, sizes, index in (
        (cover.title, SIZES, INK_INDEX), (cover.description, SUBTITLE, SOFT_INDEX),
    ):  # fmt: skip
        if text:
            pen, lines = set_title(draw, text, room, sizes, index)
            for line in lines:
                pen.write(LEFT, top, line)
                top += pen.size * LEADING
            top += 120
    small = Pen(draw, SMALL, INK_INDEX)
    foot = HEIGHT - 420
    draw.line((LEFT, foot, WIDTH - LEFT, foot), fill=LINE_INDEX, width=4)
    small.write(LEFT, foot + 70, small.cut(cover.author, room))
    Pen(draw, SMALL, SOFT_INDEX).write(LEFT, foot + 180, small.cut(cover.date, room))
    draw.rectangle((0, 0, 47, HEIGHT), fill=ACCENT_INDEX)
    file = BytesIO()
    painted(image).save(file, "PNG", compress_level=9)
    return file.getvalue()
