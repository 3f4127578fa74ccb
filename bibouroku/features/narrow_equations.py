r"""The book (PDF): equations that stand side by side are set below one another on narrow paper.

Authors write them in the columns of ``aligned`` or with ``\qquad`` between. Where the line is too
short for that, the equations go on lines of their own, aligned at their signs.
"""

from __future__ import annotations

import re
from typing import Final

#: An environment of aligned equations around a whole formula. Rows of ``align`` are numbered.
ALIGNED: Final = re.compile(r"\s*\\begin\{(align\*?|aligned|split)\}(.*)\\end\{\1\}\s*", re.DOTALL)
NUMBERED: Final = "align"
#: What ties a number to one of the rows.
TIES: Final = re.compile(r"\\(label|tag)\b")
PIECE: Final = re.compile(
    r"\\(?:begin|end)\{[^{}]*\}|\\\\(?:\[[^]]*\])?|\\[a-zA-Z]+|\\.|.", re.DOTALL
)
OPENING: Final = ("{", r"\begin", r"\left")
CLOSING: Final = ("}", r"\end", r"\right")
#: Commands that only begin like these.
ARROWS: Final = re.compile(r"\\(?:left|right)[a-zA-Z]")


def in_one_column(formula: str) -> str:
    """Return a displayed *formula* with its equations below one another; as it is if it has one."""
    outside = ALIGNED.fullmatch(formula)
    kind, body = (outside[1], outside[2]) if outside else ("split", formula)
    rows = rows_of(body)
    if all(len(parts) == 1 for parts, _ in rows) or (kind == NUMBERED and TIES.search(body)):
        return formula
    between = r"\notag\\" if kind == NUMBERED else r"\\"
    lines = "".join(
        f"{between}\n".join(aligned(part).strip() for part in parts) + end for parts, end in rows
    )
    return f"\\begin{{{kind}}}\n{lines}\n\\end{{{kind}}}" if outside else lines


def rows_of(body: str) -> list[tuple[list[str], str]]:
    """Return the rows of aligned equations: the equations in each, and what ends the row."""
    rows: list[tuple[list[str], str]] = [([""], "")]
    columns = 0
    for piece, is_outside in pieces(body):
        parts = rows[-1][0]
        columns += is_outside and piece == "&"
        if is_outside and piece.startswith(r"\\"):
            rows[-1] = parts, f"{piece}\n"
            rows.append(([""], ""))
            columns = 0
        elif is_outside and (piece == r"\qquad" or (piece == "&" and columns % 2 == 0)):
            parts.append("")
            columns = 0
        else:
            parts[-1] += piece
    return [([part for part in parts if part.strip()] or [""], end) for parts, end in rows]


def aligned(equation: str) -> str:
    """Return *equation* with a mark of alignment: its own, else before its first equals sign."""
    found = list(pieces(equation))
    if ("&", True) in found:
        return equation
    at = found.index(("=", True)) if ("=", True) in found else 0
    return "".join(piece for piece, _ in [*found[:at], ("&", True), *found[at:]])


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a formula, and of each whether it stands outside of all groups."""
    found, depth = [], 0
    for piece in PIECE.findall(text):
        is_arrow = ARROWS.match(piece)
        depth -= piece.startswith(CLOSING) and not is_arrow
        found.append((piece, depth == 0))
        depth += piece.startswith(OPENING) and not is_arrow
    return found
