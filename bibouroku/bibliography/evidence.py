"""The evidence on a claim: the works that speak about one reference, or about several.

An entry says in the fields of ``RELATIONS`` what it does to others. Here these are
turned round: for the works that put a claim forward, what was known of it at a date.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.announcement import Announcements
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.publication_status import FALLEN, FATES, badge, statuses
from bibouroku.bibliography.reference import RELATIONS
from bibouroku.problem import unknown_cite_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bibouroku.bibliography.announcement import Window
    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.bibliography.publication_status import Event, Status
    from bibouroku.bibliography.reference import Reference

#: The relations in Japanese: what was done first, then what it means for the claim, gravest first.
RELATION_WORDS: Final = {
    "replicates": "追試",
    "extends": "発展",
    **{fate.relation: fate.word for fate in FATES},
}
#: The word for a date that asks for everything that is known.
LATEST: Final = "latest"


@dataclass(frozen=True, slots=True)
class Question:
    """What a table or chronology asks."""

    #: The cite keys of the works that put the claim forward.
    keys: tuple[str, ...]
    #: The date at which things had to be known, or ``None`` for everything.
    as_of: EdtfDate | None
    #: The works wanted are those that have one of these relations.
    relations: tuple[str, ...] = RELATIONS


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a question, in Japanese, with the remedy."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Testimony:
    """A work that speaks about the claim, or that put it forward."""

    reference: Reference
    #: The days between which it came out, or ``None`` for a work without a date.
    window: Window | None
    #: What it does to the claim, in the order of ``RELATION_WORDS``; nothing for the claim itself.
    relations: tuple[str, ...] = ()
    #: Whether it was out at the date asked for: true, or ``None`` where that is open.
    known: bool | None = True
    #: How it stood itself at that date.
    statuses: tuple[Status, ...] = ()
    #: The status that every citation of it is marked with, be it from later, or ``""``.
    mark: str = ""

    @property
    def fell(self) -> bool:
        """Whether it has fallen, be it later: then it is shown, but supports nothing."""
        return self.mark in FALLEN

    @property
    def words(self) -> str:
        """What it does to the claim, in Japanese: 追試・反証."""
        return in_words(self.relations)

    @property
    def weightiest(self) -> str:
        """The relation that weighs most, or ``""`` for the claim itself."""
        weighing = [name for name in self.relations if name not in {"replicates", "extends"}]
        return (weighing or list(self.relations) or [""])[0]

    @property
    def order(self) -> tuple[dt.date, dt.date, str]:
        """What works are sorted by: date, then key; works without a date come last."""
        first = self.window.first if self.window else dt.date.max
        last = self.window.last if self.window else dt.date.max
        return first, last, self.reference.key


@dataclass(frozen=True, slots=True)
class Evidence:
    """The answer to a question."""

    #: The works that put the claim forward, in the order asked.
    claim: tuple[Testimony, ...]
    #: The works that speak about it, by date.
    testimonies: tuple[Testimony, ...]
    #: How many more speak about it that came out after the date asked for.
    later: int = 0

    def in_order(self) -> list[Testimony]:
        """Return all works by date; of the same days, those that put the claim forward first."""
        both = [(0, testimony) for testimony in self.claim]
        both += [(1, testimony) for testimony in self.testimonies]
        both.sort(key=lambda row: (*row[1].order[:2], row[0], row[1].reference.key))
        return [testimony for _, testimony in both]


def in_words(relations: Iterable[str]) -> str:
    """Return in Japanese what a work does to another: 追試・反証."""
    return "・".join(RELATION_WORDS[relation] for relation in relations)


class EvidenceIndex:
    """What all references say of each other; made once for a bibliography."""

    def __init__(
        self, references: Mapping[str, Reference], histories: Mapping[str, tuple[Event, ...]]
    ) -> None:
        """Turn the relations of all *references* round; *histories* is what befell them."""
        self._references, self._histories = references, histories
        self._announcements = Announcements(references.values())
        self._said: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for reference in references.values():
            for relation in RELATION_WORDS:
                for key in dict.fromkeys(reference.keys_in(relation)):
                    self._said[key].append((reference.key, relation))

    def answer(self, question: Question) -> Evidence:
        """Return what the bibliography knows; keys without an entry are passed over."""
        claim = [key for key in question.keys if key in self._references]
        found: dict[str, set[str]] = defaultdict(set)
        for key in claim:
            for by, relation in self._said.get(key, ()):
                if by not in question.keys:
                    found[by].add(relation)
        wanted = set(question.relations)
        asked = [
            self._testimony(key, question.as_of, relations)
            for key, relations in found.items()
            if relations & wanted
        ]
        in_time = [testimony for testimony in asked if testimony.known is not False]
        return Evidence(
            tuple(self._testimony(key, question.as_of) for key in claim),
            tuple(sorted(in_time, key=lambda testimony: testimony.order)),
            len(asked) - len(in_time),
        )

    def _testimony(
        self, key: str, as_of: EdtfDate | None, relations: Iterable[str] = ()
    ) -> Testimony:
        reference, events = self._references[key], self._histories.get(key, ())
        window = self._announcements.window(reference)
        known = as_of is None or (window.known_by(as_of) if window else None)
        mark = badge(events, None)
        return Testimony(
            reference,
            window,
            tuple(relation for relation in RELATION_WORDS if relation in set(relations)),
            known,
            statuses(reference, [event for event in events if _holds(event, as_of)]),
            mark.status if mark else "",
        )


def _holds(event: Event, as_of: EdtfDate | None) -> bool:
    """Return whether a work had the status of *event* at a date; if that is open, the worse."""
    known = as_of is None or event.known_by(as_of)
    return event.fate.status in FALLEN if known is None else known


def read_question(
    argument: str,
    options: Mapping[str, str],
    default: EdtfDate | None,
    keys: Mapping[str, Reference],
) -> tuple[Question, list[Fault]]:
    """Return the question that a directive asks, and what is wrong with it.

    *argument* lists cite keys; *options* may hold ``as-of`` (a date in EDTF, or ``latest``)
    and ``relations``; *default* is the date of the page that asks, if it has one.
    """
    asked = tuple(dict.fromkeys(argument.replace(",", " ").split()))
    faults = [Fault(*unknown_cite_key(key)) for key in asked if key not in keys]
    as_of: EdtfDate | None = default
    written = options.get("as-of", "").strip()
    if written == LATEST:
        as_of = None
    elif written:
        try:
            as_of = parse_edtf(written)
        except ValueError as error:
            remedy = f"EDTF（例 2023-08-22）か{LATEST}に直す"
            faults.append(Fault("impossible-date", f"as-ofの{error}。{remedy}"))
    elif default is None:
        message = f"日付のあるメモでないので、:as-of:に日付か{LATEST}を書く"
        faults.append(Fault("missing-as-of", message))
    named = tuple(options.get("relations", "").replace(",", " ").lower().split())
    faults += [unknown_relation(name) for name in named if name not in RELATIONS]
    return Question(asked, as_of, named or RELATIONS), faults


def unknown_relation(name: str) -> Fault:
    """Return what to say of a *name* that is no relation; it names the nearest, else all."""
    near = get_close_matches(name, RELATIONS) or RELATIONS
    return Fault("unknown-relation", f"関係「{name}」はない。使えるのは{'、'.join(near)}")


def read_fields(written: str) -> tuple[tuple[str, str], ...]:
    """Return the entry fields that ``group, sample=試料`` names, with headings or ``""``."""
    named = (part.partition("=") for part in written.split(",") if part.strip())
    return tuple((name.strip().lower(), heading.strip()) for name, _, heading in named)


def scope_in_words(question: Question, evidence: Evidence) -> str:
    """Return in Japanese what the answer takes in: the date asked for, and how to read dates."""
    if question.as_of is None:
        words = "文献一覧にあるものすべて。"
    else:
        words = f"{question.as_of.japanese}の時点。"
    if evidence.later:
        words += f"その後に知られた{evidence.later}件は含まない。"
    shown = (*evidence.claim, *evidence.testimonies)
    if any(testimony.window and testimony.window.estimated for testimony in shown):
        words += "「頃」はarXivの番号からの推定。"
    if any(testimony.known is None for testimony in evidence.testimonies):
        words += "「前後不明」は、この時点までに知られていたかどうか分からないもの。"
    return words
