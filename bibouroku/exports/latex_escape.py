"""Text as LaTeX writes it inside the braces of a BibTeX field: the reverse of ``latex_text``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bibouroku.bibliography.reference import CJK

#: ``{\textbackslash}`` rather than ``\textbackslash{}``: so Zotero writes and reads it.
SPECIAL: Final = {
    "\\": r"{\textbackslash}", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
    "{": r"\{", "}": r"\}", "\N{NO-BREAK SPACE}": "~",
    **{sign: f"\\{sign}" for sign in "%&#_$"},
}  # fmt: skip
#: BibTeX counts escaped braces, too: those without a partner need a name.
UNPAIRED: Final = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
#: Between the signs that TeX would join into one: -- is a dash, '' a closing quotation mark.
LIGATURE: Final = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`!?])(?=`)")
#: Without one of these a text is its own LaTeX.
MEANING: Final = frozenset({*SPECIAL, *"-'`"})
#: A verbatim field ends at the brace that closes it; in an address a sign can be told by its code.
IN_ADDRESS: Final = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "{}\\"})


def escaped(text: str) -> str:
    """Return *text* so that LaTeX prints it sign by sign."""
    if MEANING.isdisjoint(text):
        return text
    signs = str.maketrans(SPECIAL if _braces_pair(text) else SPECIAL | UNPAIRED)
    return "{}".join(part.translate(signs) for part in LIGATURE.split(text))


def escaped_title(text: str) -> str:
    """Return a title, its names in capitals (LK-99, DeepSeek) kept from styles that lower them."""
    if CJK.search(text) or not _braces_pair(text):
        return escaped(text)
    return "".join(
        f"{{{escaped(word)}}}" if _has_inner_capital(word) else escaped(word)
        for word in re.split(r"(\s+)", text)
    )


def verbatim(text: str) -> str:
    """Return an address or identifier for a field in which LaTeX's signs mean themselves."""
    return text.translate(IN_ADDRESS)


def _has_inner_capital(word: str) -> bool:
    return any(before.isalnum() and sign.isupper() for before, sign in pairwise(word)) and (
        _braces_pair(word)
    )


def _braces_pair(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
