"""What a text is found by: words, and the characters and pairs of characters of Japanese.

A run of kanji and kana gives its single characters and its pairs, so whatever part of it
is asked for is found; a run of other letters and digits is one word (found by its beginning,
too), and words joined by hyphens are one more word together: LK-99 gives lk, 99 and lk99.
An arrow or a sign of mathematics (∫, ≤) is a word by itself.
scripts/search-text.js splits queries in the same way.
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import add
from typing import Final

#: Letters of which a pair is a term: 々〆〇, kana, kanji. Katakana without a hiragana are here.
PAIRED: Final = (
    "\u3005-\u3007\u303b\u3041-\u3096\u309d\u309e\u30a0-\u30fa\u30fc-\u30ff"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
SIGNS: Final = "\u2190-\u22ff"
RUNS: Final = re.compile(rf"[{PAIRED}]+|[{SIGNS}]|[^\W_{PAIRED}]+")
JAPANESE: Final = re.compile(f"[{PAIRED}]")
COMPOUND: Final = re.compile(rf"[^\W_{PAIRED}]+(?:-[^\W_{PAIRED}]+)+")


def runs(text: str) -> list[str]:
    """Return the runs of a text in normal form: of Japanese, and of other letters."""
    return RUNS.findall(text)


def terms(text: str) -> set[str]:
    """Return what *text*, in normal form, is found by."""
    found = {compound.replace("-", "") for compound in COMPOUND.findall(text)}
    for run in runs(text):
        if JAPANESE.match(run):
            found.update(run, map(add, run, run[1:]))
        else:
            found.add(run)
    return found


def asked_terms(text: str) -> list[str]:
    """Return what must be found for a query in normal form; a pair stands for its characters."""
    found: list[str] = []
    for run in runs(text):
        paired = JAPANESE.match(run) and len(run) > 1
        found += map("".join, pairwise(run)) if paired else [run]
    return list(dict.fromkeys(found))
