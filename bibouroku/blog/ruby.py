"""Readings beside characters (ruby), as an author writes them: ``超伝導|ちょうでんどう``.

One reading stands beside the whole word; as many readings as characters
(``超伝導|ちょう|でん|どう``) stand beside one character each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: A character with the marks and variation selectors that belong to it.
CHARACTER: Final = re.compile(r".[\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
#: Half width or full width.
BAR: Final = re.compile(r"[|｜]")


class RubyError(ValueError):
    """Raised when a reading cannot be set beside its word; says why, in Japanese."""


@dataclass(frozen=True, slots=True)
class Ruby:
    """A word with its reading."""

    #: Runs of characters, each with the reading beside it.
    parts: tuple[tuple[str, str], ...]

    @property
    def plain(self) -> str:
        """The word with its reading behind it: 超伝導（ちょうでんどう）."""
        base, reading = ("".join(run) for run in zip(*self.parts, strict=True))
        return f"{base}（{reading}）"


def parse_ruby(text: str) -> Ruby:
    """Return what *text*, ``語|よみ`` or ``語|よ|み``, says.

    Raises ``RubyError`` for anything else.
    """
    base, *readings = (part.strip() for part in BAR.split(text))
    if not base or not readings or not all(readings):
        message = "語と読みを|で分けて書く（例 超伝導|ちょうでんどう）"
        raise RubyError(message)
    if len(readings) == 1:
        return Ruby(((base, readings[0]),))
    characters = CHARACTER.findall(base)
    if len(characters) != len(readings):
        message = (
            f"「{base}」は{len(characters)}字で、読みは{len(readings)}個ある。"
            "読みは全体に一つか、一字に一つ書く"
        )
        raise RubyError(message)
    return Ruby(tuple(zip(characters, readings, strict=True)))
