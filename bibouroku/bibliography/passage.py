"""A citing passage: the sentence in which a citation stands, with where it stands.

A sentence ends at 。．！？ (and, in text without Japanese, at ``. `` ``! `` ``? ``),
with the brackets that close after it and the bracketed citations that follow
without a space, but not inside brackets: 「あ。い」 is one sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.in_text import BRACKETED
from bibouroku.bibliography.reference import CJK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bibouroku.bibliography.citation_reason import Reason

#: Stand in a sentence for what is no text: a citation in brackets; a citation that is part of
#: the sentence, a formula, a number.
CITATION: Final = "\ufffc"
OBJECT: Final = "\ufffd"
OPENING: Final = "「『（(［[｛{〈《【〔“"
CLOSING: Final = "」』）)］]｝}〉》】〕”"
#: Kinds of runs that are text and can be cut.
WORDS: Final = frozenset({"text", "code"})
ENDS: Final = frozenset("。．！？")
LATIN_END: Final = re.compile(r"[.!?](?=\s)")
#: What still belongs to a sentence after its end.
TAIL: Final = re.compile(f"[{re.escape(CLOSING)}{CITATION}]*")


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a passage."""

    #: ``text``, ``code``, ``math`` (its LaTeX), ``citation`` (what its role holds), ``document``
    #: (the name of one that is shown by its title), ``label`` (of a number or heading shown).
    kind: str
    text: str
    #: Of a citation, its id in the document.
    id: str = ""
    #: Of a citation, its role: ``p``, ``t``, …
    role: str = ""

    @property
    def plain(self) -> str:
        """The text, or one sign that stands for what is none."""
        if self.kind in WORDS:
            return self.text
        return CITATION if self.kind == "citation" and self.role in BRACKETED else OBJECT


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that cites."""

    #: The heading it stands under, or ``""`` before the first one.
    section: str
    #: Where it stands, if not in the text: ``脚注``, ``表``, ``追記（2023年11月）``.
    where: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference cited at one place of a document."""

    #: The id of the citation in its document.
    id: str
    key: str
    #: Words before it, for example ``例えば``.
    prefix: str
    #: The place in the work, as the author wrote it.
    locator: str
    #: Why the document cites it, or ``None`` if it does not say.
    reason: Reason | None


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of *text* begin and end, in order; they leave nothing out."""
    ends = _ends(text)
    starts = [0, *ends]
    spans = [(start, end) for start, end in zip(starts, [*ends, len(text)], strict=True)]
    return [(start, end) for start, end in spans if start < end]


def _ends(text: str) -> list[int]:
    """Return the places after which a new sentence begins."""
    latin = not CJK.search(text)
    found: list[int] = []
    depth = 0
    for place, sign in enumerate(text):
        if sign in OPENING:
            depth += 1
        elif sign in CLOSING:
            depth = max(0, depth - 1)
        elif not depth and (sign in ENDS or (latin and LATIN_END.match(text, place))):
            tail = TAIL.match(text, place + 1)
            found.append(tail.end() if tail else place + 1)
    return found


def cut(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """Return *runs* cut into sentences, a run that spans two of them included; spaces trimmed."""
    spans = sentences("".join(run.plain for run in runs))
    pieces: list[list[Run]] = [[] for _ in spans]
    place = number = 0
    for run in runs:
        length, start = len(run.plain), place
        while number < len(spans) and start < place + length:
            end = min(spans[number][1], place + length)
            pieces[number].append(_part(run, start - place, end - place))
            start = end
            number += end == spans[number][1]
        place += length
    return [_trimmed(piece) for piece in pieces]


def _part(run: Run, start: int, end: int) -> Run:
    return Run(run.kind, run.text[start:end]) if run.kind in WORDS else run


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Return *runs* without space at either end."""
    if runs and runs[0].kind == "text":
        runs[0] = Run("text", runs[0].text.lstrip())
    if runs and runs[-1].kind == "text":
        runs[-1] = Run("text", runs[-1].text.rstrip())
    return tuple(run for run in runs if run.text)


def joined(cells: Iterable[Sequence[Run]]) -> tuple[Run, ...]:
    """Return the cells of a table's row as one passage."""
    found: list[Run] = []
    for cell in cells:
        if cell:
            found += [*([Run("text", "｜")] if found else []), *cell]
    return tuple(found)
