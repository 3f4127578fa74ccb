"""What became of a reference: derived from the entries that speak about it.

An entry says what it does to others in fields named for CiTO properties and
Crossref update types (``retracts``, ``refutes``, …). ``FATES`` is the whole of
what follows from each; *refuted* (by other work) and *retracted* (by a notice)
stay apart. ``replicates`` and ``extends`` say nothing of whether a work stands,
so no status follows from them. One status follows from the entry itself:
*preprint*, of what lies on a preprint server and names no place of publication.

A notice can fall too. What an entry says no longer counts when that entry was
itself retracted or withdrawn: the work it spoke of stands again, and the
history goes on telling both. A refutation that was itself refuted still counts,
since who is right is then open; the history tells that, too. That a journal
version or a new version exists stays true whatever became of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.edtf_date import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.bibliography.reference import Reference

    Said = Mapping[str, Sequence[tuple["Fate", Reference]]]


@dataclass(frozen=True, slots=True)
class Status:
    """How a work stands."""

    #: In English, for style sheets and exports.
    name: str
    #: In Japanese, for readers.
    word: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What a relation makes of the work that it is about."""

    #: The field of the entry that speaks.
    relation: str
    #: The name of the status of the work.
    status: str
    #: The event in Japanese: what happened, as in 公開後に新版.
    word: str
    #: The status in Japanese: how the work stands, as in 新版あり.
    state: str
    #: The news in Japanese, after the title of the work.
    news: str


#: From the gravest to the lightest; ``PREPRINT`` is lighter still.
FATES: Final = (
    Fate("retracts", "retracted", "撤回", "撤回", "が撤回された"),
    Fate("withdraws", "withdrawn", "取り下げ", "取り下げ", "が取り下げられた"),
    Fate("refutes", "refuted", "反証", "反証", "に反証が出た"),
    Fate("expressesconcern", "under-concern", "懸念の表明", "懸念の表明", "に懸念が表明された"),
    Fate("disputes", "disputed", "異論", "異論", "に異論が出た"),
    Fate("corrects", "corrected", "訂正", "訂正", "が訂正された"),
    Fate("newversionof", "superseded", "新版", "新版あり", "の新版が出た"),
    Fate("confirms", "confirmed", "確認", "確認", "が確認された"),
    Fate("publishes", "published", "出版", "出版済み", "が出版された"),
)
PREPRINT: Final = Status("preprint", "プレプリント")
GRAVITY: Final = {fate: place for place, fate in enumerate(FATES)}

#: The statuses of works that cannot support anything.
FALLEN: Final = frozenset({"retracted", "withdrawn", "refuted"})
#: The statuses that are marked beside each citation.
MARKED_IN_TEXT: Final = FALLEN | {"under-concern"}
#: The statuses of a work that was taken back, and all that it said with it.
TAKEN_BACK: Final = frozenset({"retracted", "withdrawn"})
#: The statuses that are facts of record: what they follow from cannot be unsaid.
ON_RECORD: Final = frozenset({"superseded", "published"})

#: The field of an entry that lets it be cited all the same: a date and a reason.
OVERRIDE: Final = "statusoverride"

#: Values of ``eprinttype`` that name archives of published works.
NO_PREPRINT_SERVERS: Final = frozenset({"jstor", "hdl", "pubmed", "googlebooks"})
#: Fields that name a place of publication.
PLACES_OF_PUBLICATION: Final = ("journaltitle", "booktitle", "publisher")
#: The prefix of the DOIs that arXiv gives to preprints.
ARXIV_DOI: Final = "10.48550/"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that befell a work."""

    fate: Fate
    #: The entry that says so: the notice, the comment, the journal version.
    by: Reference
    #: How that entry fell itself, if it did.
    by_fell: Fate | None = None

    @property
    def date(self) -> EdtfDate | None:
        """When it was said."""
        return self.by.date

    @property
    def counts(self) -> bool:
        """Whether it still holds: its entry was not taken back, or it is a fact of record."""
        taken_back = self.by_fell is not None and self.by_fell.status in TAKEN_BACK
        return not taken_back or self.fate.status in ON_RECORD

    def known_by(self, date: EdtfDate) -> bool | None:
        """Return whether it was said before *date* was over; ``None`` if that cannot be told."""
        return date.knows(self.date.earliest, self.date.latest) if self.date else None


def histories(references: Iterable[Reference]) -> Mapping[str, tuple[Event, ...]]:
    """Return what befell each work, by cite key: gravest first, then by date.

    Events that no longer count come last.
    """
    said: dict[str, list[tuple[Fate, Reference]]] = defaultdict(list)
    for reference in references:
        for fate in FATES:
            for key in dict.fromkeys(reference.keys_in(fate.relation)):
                said[key].append((fate, reference))
    fell = _fell(said)
    return {
        key: tuple(sorted((Event(fate, by, fell.get(by.key)) for fate, by in held), key=_order))
        for key, held in said.items()
    }


def statuses(reference: Reference, events: Iterable[Event]) -> tuple[Status, ...]:
    """Return how a work stands, gravest first, from the *events* that befell it.

    A preprint whose journal version is known is *published*, and no longer called a preprint.
    """
    held = {event.fate for event in events if event.counts}
    found = [Status(fate.status, fate.state) for fate in FATES if fate in held]
    if is_preprint(reference) and all(status.name != "published" for status in found):
        found.append(PREPRINT)
    return tuple(found)


def is_preprint(reference: Reference) -> bool:
    """Return whether an entry is of a preprint: on a preprint server, published nowhere else.

    It has an ``eprint``, which is a number or in a named archive (Twitter alone is neither);
    no ``journaltitle``, ``booktitle`` or ``publisher``; and no DOI but arXiv's own.
    """
    number = reference.text("eprint") or ""
    server = (reference.text("eprinttype") or "").lower()
    return bool(
        number
        and (server or re.search("[0-9]", number))
        and server not in NO_PREPRINT_SERVERS
        and not any(reference.text(name) for name in PLACES_OF_PUBLICATION)
        and (reference.text("doi") or ARXIV_DOI).startswith(ARXIV_DOI)
    )


@dataclass(frozen=True, slots=True)
class Override:
    """Why an entry may be cited as support although its work fell."""

    date: EdtfDate
    reason: str

    def excuses(self, event: Event) -> bool:
        """Return whether the override can have known *event*: it does not speak of later ones."""
        return event.known_by(self.date) is not False


def override(reference: Reference) -> Override | None:
    """Return what the field ``statusoverride`` (a date, a colon, a reason) of an entry says.

    Raises ``ValueError``, with a Japanese message, where one of the two is missing.
    """
    written = reference.text(OVERRIDE)
    if not written:
        return None
    date, _, reason = written.partition(":")
    if not reason.strip():
        message = "理由がない"
        raise ValueError(message)
    return Override(parse_edtf(date), reason.strip())


def fallen(events: Iterable[Event]) -> list[Event]:
    """Return those of *events* for which a work cannot support anything, gravest first."""
    return [event for event in events if event.counts and event.fate.status in FALLEN]


#: What stands before the word of an event, by whether it was known at the memo's date.
WHEN: Final = {True: "公開時すでに", False: "公開後に", None: ""}


@dataclass(frozen=True, slots=True)
class Badge:
    """The mark beside a citation of a work that did not hold."""

    status: str
    #: What it says: 公開時すでに撤回, 公開後に撤回, or 撤回 where the dates do not tell.
    words: str


def badge(events: Sequence[Event], memo_date: EdtfDate | None) -> Badge | None:
    """Return the mark of the gravest of *events*, or ``None`` for a work that stands.

    A doubt, a correction or a new version is told in the bibliography, not in the text.
    """
    if not events or not events[0].counts or events[0].fate.status not in MARKED_IN_TEXT:
        return None
    fate = events[0].fate
    of_this_fate = [event for event in events if event.counts and event.fate == fate]
    return Badge(fate.status, WHEN[known(of_this_fate, memo_date)] + fate.word)


def known(events: Iterable[Event], memo_date: EdtfDate | None) -> bool | None:
    """Return whether one of *events* was known at *memo_date*, all came later, or neither is sure.

    Where there is no memo's date nothing of the kind can be said.
    """
    if memo_date is None:
        return None
    answers = [event.known_by(memo_date) for event in events]
    if True in answers:
        return True
    return False if answers and None not in answers else None


def _fell(said: Said) -> dict[str, Fate]:
    """Return the gravest fate that felled each work, by cite key."""
    taken_back = _taken_back(said)
    found: dict[str, Fate] = {}
    for key, held in said.items():
        fates = {fate for fate, by in held if fate.status in FALLEN and by.key not in taken_back}
        if fates:
            found[key] = min(fates, key=GRAVITY.__getitem__)
    return found


def _taken_back(said: Said) -> AbstractSet[str]:
    """Return the works that a notice took back which was not taken back itself.

    Notices are judged before what they speak of, so each is looked at once. Notices that take
    back each other in a circle, an error of the file, are never judged and change nothing.
    """
    takes_back: dict[str, list[str]] = defaultdict(list)
    unjudged: Counter[str] = Counter()
    for key, held in said.items():
        for fate, by in held:
            if fate.status in TAKEN_BACK:
                takes_back[by.key].append(key)
                unjudged[key] += 1
    found: set[str] = set()
    ready = [key for key in takes_back if not unjudged[key]]
    while ready:
        notice = ready.pop()
        for key in takes_back.get(notice, ()):
            if notice not in found:
                found.add(key)
            unjudged[key] -= 1
            if not unjudged[key]:
                ready.append(key)
    return found


def _order(event: Event) -> tuple[bool, int, dt.date, str]:
    date = event.date.earliest if event.date else dt.date.max
    return not event.counts, GRAVITY[event.fate], date, event.by.key
