"""The look of an electronic book: its colours can be read on every ground."""

from __future__ import annotations

import re

from bibouroku.features.epub_builder import style_sheet


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    found = 0.0
    for place, share in ((1, 0.2126), (3, 0.7152), (5, 0.0722)):
        part = int(colour[place : place + 2], 16) / 255
        found += share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return found


def test_every_colour_can_be_read_on_white_and_on_black() -> None:
    sheet = style_sheet().decode()
    colours = re.findall(r"[^-]color: (#[0-9a-f]{6})", sheet)
    assert colours
    for colour in colours:
        light = luminance(colour)
        assert 1.05 / (light + 0.05) >= 4.5, colour
        assert (light + 0.05) / 0.05 >= 4.5, colour
