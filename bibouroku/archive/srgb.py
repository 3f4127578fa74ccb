"""The colour space sRGB (IEC 61966-2-1) as an ICC profile of version 4.2 (ICC.1:2004-10).

Made from the numbers of the standard, so that the same bytes come from every machine: the
profiles that systems bring differ, and those that littleCMS makes hold the time of their making.
"""

from __future__ import annotations

import struct
from typing import Final

NAME: Final = "sRGB IEC61966-2.1"
#: The colours red, green and blue in XYZ, adapted to the white D50 of profiles (Bradford).
PRIMARIES: Final = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
WHITE: Final = (0.96420, 1.0, 0.82491)
#: How D65, the white of sRGB, was adapted to D50, row by row.
ADAPTATION: Final = (
    1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01706, -0.00925, 0.01508, 0.75168,
)  # fmt: skip
#: Light = (a · value + b)^g from d on, c · value below.
CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
HEADER: Final = 128
#: Version, a fixed day, and what kind of profile it is: of a display, from RGB to XYZ.
VERSION: Final = b"\x04\x20\x00\x00"
DAY: Final = (2000, 1, 1, 0, 0, 0)


def profile() -> bytes:
    """Return the profile."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(CURVE)
    tags = {
        b"desc": _text(NAME),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": b"XYZ " + bytes(4) + _fixed(WHITE),
        b"chad": b"sf32" + bytes(4) + _fixed(ADAPTATION),
        **{name: b"XYZ " + bytes(4) + _fixed(value) for name, value in PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    start = HEADER + 4 + 12 * len(tags)
    table, body, places = b"", b"", dict[bytes, int]()
    for name, data in tags.items():
        place = places.setdefault(data, start + len(body))
        if place == start + len(body):  # curves that are the same stand there once
            body += data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", place, len(data))
    rest = struct.pack(">I", len(tags)) + table + body
    return _header(HEADER + len(rest)) + rest


def _header(size: int) -> bytes:
    return (
        struct.pack(">I", size) + bytes(4) + VERSION + b"mntrRGB XYZ " + struct.pack(">6H", *DAY)
        + b"acsp" + bytes(28) + _fixed(WHITE) + bytes(HEADER - 80)
    )  # fmt: skip


def _fixed(numbers: tuple[float, ...]) -> bytes:
    """Return numbers as s15Fixed16, with 16 binary places."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _text(text: str) -> bytes:
    """Return a text in English, the only language of the profile."""
    encoded = text.encode("utf-16-be")
    place = struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28)
    return b"mluc" + bytes(4) + place + encoded
