"""Where a title in Japanese may be broken into lines, and where it reads best so.

After JIS X 4051 no line begins with closing brackets, 、。, small kana or ー, nor ends with an
opening bracket. Of the other places those are best that end a phrase: after punctuation and
spaces, and where hiragana (particles, endings) give way to another script. Words in Latin
letters and numbers stay whole, and so do words in kanji or katakana and particles of several
letters (に関する) wherever a line more or smaller letters can save them.
"""

from __future__ import annotations

import math
import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_FIRST: Final = frozenset(
    "、。，．,.・：；:;？！?!…‥）)］]｝}」』】〕〉》”’％%℃ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
NOT_LAST: Final = frozenset("（([［｛{「『【〔〈《“‘¥$")
#: After these a phrase ends.
CLOSING: Final = frozenset("、。，．・：；？！?!）」』】〕〉》") | {" ", "\u3000"}
BRACKETS: Final = frozenset("）」』】〕〉》")
HIRAGANA: Final = re.compile(r"[ぁ-ゟ]")
#: What stands before a word and belongs to it: お話, ご覧.
HONORIFIC: Final = frozenset("おご")
LATIN: Final = re.compile(r"[\w₀-₉⁰-⁹'’./_+-]", re.ASCII)
KANJI: Final = re.compile(r"[一-鿿々]")
KATAKANA: Final = re.compile(r"[ァ-ヿ]")
#: Where a particle of several letters goes on in kanji: に関する, を巡る.
PARTICLES: Final = frozenset(
    {"に関", "に対", "に基", "に伴", "に際", "に向", "に従", "を巡", "を通", "と共"}
)
#: What a break costs, beside the square of what it leaves empty of a line: at the end of a
#: phrase, where the script changes, in a word, in a word of Latin letters, where it is wrong.
PHRASE: Final = 0.0
SCRIPT: Final = 0.25
WORD: Final = 2.0
LATIN_WORD: Final = 4.0
WRONG: Final = 16.0
#: What one more line costs.
LINE: Final = 1.0


def break_cost(before: str, after: str) -> float:
    """Return what a break between two letters costs."""
    if after in NOT_FIRST or before in NOT_LAST:
        return WRONG
    if (before in BRACKETS and HIRAGANA.match(after)) or before + after in PARTICLES:  # 「語」|に
        return WORD
    if before in CLOSING or after in NOT_LAST:
        return PHRASE
    if HIRAGANA.match(before) and not HIRAGANA.match(after):
        return WORD if before in HONORIFIC else PHRASE
    if LATIN.match(before) and LATIN.match(after):
        return LATIN_WORD
    scripts = [_script(letter) for letter in (before, after)]
    return WORD if scripts[0] == scripts[1] or scripts[1] == "hiragana" else SCRIPT


def reads_well(lines: Sequence[str]) -> bool:
    """Return whether none of *lines* ends within a word."""
    return all(break_cost(line[-1], after[0]) < WORD for line, after in pairwise(lines))


def broken(text: str, widths: Sequence[float], most: float) -> list[str]:
    """Return *text* in lines no wider than *most*, broken where it reads best.

    *widths* are those of the letters of *text*. A letter wider than *most* has a line of its own.
    """
    if not text:
        return []
    ends = [0.0, *accumulate(widths)]
    costs = [0.0, *(break_cost(*pair) for pair in pairwise(text)), 0.0]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        found = (math.inf, end - 1)
        for start in range(end - 1, -1, -1):
            width = ends[end] - ends[start] - (widths[end - 1] if text[end - 1] == " " else 0)
            if width > most and start < end - 1:
                break
            empty = max(0.0, 1 - width / most)
            cost = best[start][0] + LINE + empty**2 + costs[end]
            found = min(found, (cost, start))
        best.append(found)
    lines, end = [], len(text)
    while end:
        start = best[end][1]
        lines.append(text[start:end].strip())
        end = start
    return [line for line in reversed(lines) if line]


def _script(letter: str) -> str:
    """Return the script of a letter, as far as it matters where words end."""
    if LATIN.match(letter):
        return "latin"
    if HIRAGANA.match(letter):
        return "hiragana"
    if KATAKANA.match(letter):
        return "katakana"
    return "kanji" if KANJI.match(letter) else "other"
