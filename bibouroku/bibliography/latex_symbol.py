"""What single commands of LaTeX stand for: signs, letters, journals, accents.

Signs are looked up in pybtex (text) and latex2mathml (mathematics). The names of
journals are those that the class ``mnras`` gives the macros of NASA's Astrophysics
Data System, whose exports use them without defining them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from latex2mathml.symbols_parser import convert_symbol
from pybtex.richtext import Text

#: Accents as combining characters.
COMBINING: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
#: Accents of mathematics.
COMBINING_IN_MATH: Final = {
    "bar": "\u0304", "overline": "\u0305", "hat": "\u0302", "tilde": "\u0303", "vec": "\u20d7",
    "dot": "\u0307", "ddot": "\u0308", "check": "\u030c", "underline": "\u0332",
}  # fmt: skip
SUPERSCRIPTS: Final = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
SUPERSCRIPTS.update({"∘": "°", "°": "°", "′": "′"})
SUBSCRIPTS: Final = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
#: What the tables do not have, or have otherwise than a text wants it.
OWN: Final = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textbar": "|",
    "textless": "<", "textgreater": ">", "textquotesingle": "'", "textquotedbl": '"',
    "textdoublepipe": "‖", "textunderscore": "_", "textasciicircum": "^", "slash": "/",
    "hyphen": "-", "Dash": "—", "dash": "–", "textmu": "µ", "texteuro": "€", "euro": "€",
    "textperiodcentered": "·", "textrightarrow": "→", "quad": " ", "qquad": " ", "thinspace": " ",
    "newline": " ", "par": " ", "null": "", "vphantom": "", "left": "", "right": "", "ast": "*",
    "sim": "~", "backslash": "\\", "lbrace": "{", "rbrace": "}", "leqslant": "≤", "geqslant": "≥",
    "circ": "∘", "prime": "′", "limits": "", "nolimits": "", "displaystyle": "", "noindent": "",
    "ocirc": "", "bibrangedash": "–", "bibinitperiod": ".", "bibinitdelim": " ",
}  # fmt: skip
JOURNALS: Final = {
    "aap": "A&A", "aapr": "A&ARv", "aaps": "A&AS", "actaa": "Acta Astron.", "aj": "AJ",
    "ao": "Appl. Opt.", "apj": "ApJ", "apjl": "ApJ", "apjs": "ApJS", "apss": "Ap&SS",
    "araa": "ARA&A", "baas": "BAAS", "gca": "Geochimica Cosmochimica Acta",
    "grl": "Geophys. Res. Lett.", "icarus": "Icarus", "jcap": "J. Cosmology Astropart. Phys.",
    "jcp": "J. Chem. Phys.", "jgr": "J. Geophys. Res.", "memras": "Mem. RAS", "mnras": "MNRAS",
    "na": "New Astron.", "nat": "Nature", "nar": "New Astron. Rev.", "nphysa": "Nuclear Phys. A",
    "pasa": "Publ. Astron. Soc. Australia", "pasj": "PASJ", "pasp": "PASP",
    "physrep": "Phys. Rep.", "physscr": "Phys. Scr.", "planss": "Planet. Space Sci.",
    "pra": "Phys. Rev. A", "prb": "Phys. Rev. B", "prc": "Phys. Rev. C", "prd": "Phys. Rev. D",
    "pre": "Phys. Rev. E", "prl": "Phys. Rev. Lett.", "procspie": "Proc. SPIE",
    "qjras": "QJRAS", "solphys": "Sol. Phys.", "ssr": "Space Sci. Rev.",
}  # fmt: skip


@cache
def sign(name: str) -> str | None:
    r"""Return what the command ``\name`` stands for, or ``None`` if that is not known."""
    for table in (OWN, JOURNALS):
        if name in table:
            return table[name]
    text = str(Text.from_latex(f"\\{name}{{}}"))
    if "\\" not in text:
        return text.strip() or None
    number = convert_symbol(f"\\{name}")
    return chr(int(number, 16)) if number and "-" not in number else None


def accented(accent: str, letters: str) -> str:
    """Return *letters* with the combining character *accent* on the first of them."""
    if not letters:
        return ""
    first = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0])
    return unicodedata.normalize("NFC", first + accent) + letters[1:]


def raised(text: str) -> str | None:
    """Return *text* as superscript, or ``None`` where Unicode has none of it."""
    return _each(SUPERSCRIPTS, text)


def lowered(text: str) -> str | None:
    """Return *text* as subscript, or ``None`` where Unicode has none of it."""
    return _each(SUBSCRIPTS, text)


def _each(table: dict[str, str], text: str) -> str | None:
    found = [table.get(letter) for letter in text]
    return None if None in found else "".join(filter(None, found))
