"""LaTeX in field values, decoded to Unicode text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

#: Accents of LaTeX as combining characters; pybtex knows only the most usual pairs.
COMBINING: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
#: An accent with its letter: ``\'e``, ``\'{e}``, ``\'\i``, ``\'{\i}``, ``\v{c}``, ``\c c``.
ACCENT: Final = re.compile(
    r"\\(?:([`'^~=.\"])\s*|([uvHcdbkr])(?:\s+|(?=\{)))"
    r"(?:\{([A-Za-z])\}|\{\\([ij])\}|\\([ij])(?![A-Za-z])\s*|([A-Za-z]))"
)
#: Commands that change how text looks, and nothing else.
LOOK: Final = re.compile(
    r"\\(?:emph|text(?:it|bf|rm|sc|sf|tt|up|sl|md|normal|subscript|superscript)?|mbox|url|relax"
    r"|math(?:rm|it|bf|sf)|ensuremath|em|it|bf|rm|sc|tt)(?![A-Za-z])\s*"
)
#: Characters that LaTeX wants escaped, which pybtex leaves so.
ESCAPED: Final = re.compile(r"\\([$%&_#])")
ESCAPED_IN_ADDRESS: Final = re.compile(r"\{\\([$%&_#])\}|\\([$%&_#])")
URL_COMMAND: Final = re.compile(r"\\url\s*\{(.*)\}")
TILDE: Final = re.compile(r"\{\\textasciitilde\s*\}|\\textasciitilde(?:\{\}|\s+)?|\\~\{\}")


def plain(value: str) -> str:
    """Return *value* with its LaTeX decoded and its braces gone."""
    if not set(value) & set("\\{}~$-`'"):
        return value
    readable = ACCENT.sub(_accented, LOOK.sub("", value))
    try:
        decoded = str(Text.from_latex(readable))
    except (PybtexError, ValueError):
        # unbalanced braces inside a quoted value, a lone backslash: better shown than lost
        decoded = readable.replace("{", "").replace("}", "")
    return ESCAPED.sub(r"\1", decoded)


def address(value: str) -> str:
    r"""Return an address or identifier without LaTeX's escapes: ``10.1/a\_b`` → ``10.1/a_b``."""
    if wrapped := URL_COMMAND.fullmatch(value):
        value = wrapped[1]
    return ESCAPED_IN_ADDRESS.sub(lambda match: match[1] or match[2], TILDE.sub("~", value))


def _accented(match: re.Match[str]) -> str:
    letter = next(group for group in match.groups()[2:] if group)
    return unicodedata.normalize("NFC", letter + COMBINING[match[1] or match[2]])
