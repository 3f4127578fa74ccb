"""Sizes of pictures and of what authors ask for: pure arithmetic, no Sphinx.

A page may carry no ``style`` attribute (Content-Security-Policy), so a width
that an author gives becomes attributes of the picture or a class of the style
sheet ``sizes.css``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from pathlib import Path

#: Width and height in CSS pixels.
Size: TypeAlias = tuple[float, float]
#: CSS pixels of a unit (CSS Values 4, sections 6.1 and 6.2); a letter has 16.
PIXELS: Final = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54,
    "q": 2.4 / 2.54, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0,
}  # fmt: skip
MEASURE: Final = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*([a-z]*|%)\s*", re.IGNORECASE)
PIXELS_OF_A_LETTER: Final = 16
#: The classes of sizes.css go so far.
MOST_PERCENT, MOST_LETTERS = 100, 60


def pixels(measure: str) -> float | None:
    """Return a length in CSS pixels; None for per cent and for what is no length."""
    found = MEASURE.fullmatch(measure)
    scale = PIXELS.get(found[2].lower()) if found else None
    return None if found is None or scale is None else float(found[1]) * scale


def percent(measure: str) -> float | None:
    """Return the number of a measure in per cent; None if it is none."""
    found = MEASURE.fullmatch(measure)
    return float(found[1]) if found and found[2] == "%" else None


def width_classes(measure: str) -> list[str]:
    """Return the classes that give an element a width; none for what is no measure.

    Per cent are rounded to whole ones, lengths to whole letters of 16 pixels.
    """
    share = percent(measure)
    if share is not None:
        return ["given-width", f"width-{min(max(round(share), 1), MOST_PERCENT)}"]
    length = pixels(measure)
    if length is None:
        return []
    letters = min(max(round(length / PIXELS_OF_A_LETTER), 1), MOST_LETTERS)
    return ["given-width", f"letters-{letters}"]


def column_classes(widths: list[float]) -> list[str]:
    """Return the classes of each column, as one text; the widths stand in proportion."""
    whole = sum(widths) or 1
    return [" ".join(width_classes(f"{100 * each / whole}%")) for each in widths]


def svg_size(path: Path) -> Size | None:
    """Return what the first element of an SVG says: width and height, or else its view box."""
    try:
        with path.open("rb") as file:
            # The first event is the root's; nothing else of the file is looked at.
            _, root = next(iter(ET.iterparse(file, events=["start"])))  # noqa: S314 - author's own
    except (OSError, ET.ParseError, StopIteration):
        return None
    width, height = pixels(root.get("width", "")), pixels(root.get("height", ""))
    box = [pixels(number) or 0 for number in root.get("viewBox", "").replace(",", " ").split()[2:]]
    if width and height:
        return width, height
    if len(box) != len(("width", "height")) or not all(box):
        return None
    across, down = box
    if width:
        return width, width * down / across
    return (height * across / down, height) if height else (across, down)


def shown_size(natural: Size | None, width: str, height: str, scale: int) -> tuple[int, int] | None:
    """Return the size at which a picture is laid out, whole pixels, or None if nothing is known.

    *width* and *height* are what the author gave, or empty; per cent of the
    column leave the proportions, from which a browser reckons the height.
    """
    across, down = pixels(width), pixels(height)
    if natural is None:
        if across is None or down is None:
            return None
        natural = across, down
    if not all(natural):
        return None
    proportion = natural[1] / natural[0]
    if across is None:
        across = natural[0] if down is None else down / proportion
    if down is None:
        down = across * proportion
    return max(round(across * scale / 100), 1), max(round(down * scale / 100), 1)
