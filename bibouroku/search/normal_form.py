"""The form in which texts and queries are compared.

Full and half width are one (ＬＫ－９９, ﾃﾞｰﾀ, Cu₂S, ㍻), and so are large and small letters,
katakana and hiragana, old and new kanji, hyphens and dashes, letters with and without
accents. The voicing of kana stays: か is not が. scripts/search-text.js does the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bibouroku.search.kanji_variants import VARIANTS

#: A letter with the marks that follow it; half-width voicing marks (ﾞ ﾟ) are marks here.
MARKS: Final = "\uff9e\uff9f"
#: What nobody sees: soft hyphen, zero-width signs, variation selectors; and Latin accents.
DROPPED: Final = re.compile(
    "[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
SPACE: Final = re.compile(
    "[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
HYPHENS: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500"
#: Katakana that have a hiragana, ァ to ヶ with ヽ and ヾ, and how far off it is.
KATAKANA: Final = [*range(0x30A1, 0x30F7), 0x30FD, 0x30FE]
TO_HIRAGANA: Final = 0x60
FOLDED: Final = str.maketrans(
    {chr(code): chr(code - TO_HIRAGANA) for code in KATAKANA}
    | dict.fromkeys(HYPHENS, "-")
    | {"\u2019": "'"}
    | VARIANTS
)


def normal_text(text: str) -> str:
    """Return *text* in normal form."""
    if any(map(is_mark, set(text))):
        return "".join(fold(cluster) for _start, cluster in clusters(text))
    return text.translate(FOLDS)


def clusters(text: str) -> list[tuple[int, str]]:
    """Return the letters of *text*, each with its marks, and where they begin."""
    starts = [place for place, sign in enumerate(text) if not place or not is_mark(sign)]
    return [(start, text[start:end]) for start, end in pairwise([*starts, len(text)])]


@lru_cache(maxsize=1 << 16)
def is_mark(sign: str) -> bool:
    """Return whether *sign* belongs to the letter before it."""
    return sign in MARKS or unicodedata.category(sign).startswith("M")


class Folds(dict[int, str]):
    """The normal form of single letters, each made when it is first asked for."""

    def __missing__(self, code: int) -> str:
        """Return the normal form of the letter *code*, and keep it."""
        self[code] = form = fold(chr(code))
        return form


FOLDS: Final = Folds()


@lru_cache(maxsize=1 << 16)
def fold(cluster: str) -> str:
    """Return one letter with its marks in normal form: more than one letter, or none."""
    plain = DROPPED.sub("", unicodedata.normalize("NFKD", cluster))
    small = unicodedata.normalize("NFKC", plain).lower()
    # a letter may have accents only when it is small
    plain = DROPPED.sub("", unicodedata.normalize("NFKD", small))
    return SPACE.sub(" ", unicodedata.normalize("NFKC", plain)).translate(FOLDED)
