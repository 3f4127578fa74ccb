"""What became of a reference: derived from the entries that speak about it.

An entry says what it does to others in fields named for CiTO properties and
Crossref update types (``retracts``, ``refutes``, …). This table is the whole
of what follows from each; *refuted* (by other work) and *retracted* (by a
notice) stay apart.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.bibliography.reference import Reference


@dataclass(frozen=True, slots=True)
class Fate:
    """What a relation makes of the work that it is about."""

    #: The field of the entry that speaks.
    relation: str
    #: The status of the work, in English, for style sheets and exports.
    status: str
    #: The status in Japanese, for readers.
    word: str


#: From the gravest to the lightest.
FATES: Final = (
    Fate("retracts", "retracted", "撤回"),
    Fate("withdraws", "withdrawn", "取り下げ"),
    Fate("refutes", "refuted", "反証"),
    Fate("expressesconcern", "under-concern", "懸念の表明"),
    Fate("disputes", "disputed", "異論"),
    Fate("corrects", "corrected", "訂正"),
    Fate("newversionof", "superseded", "新版"),
    Fate("confirms", "confirmed", "確認"),
    Fate("publishes", "published", "雑誌版"),
)


#: The statuses that are marked beside each citation.
MARKED_IN_TEXT: Final = frozenset({"retracted", "withdrawn", "refuted", "under-concern"})


@dataclass(frozen=True, slots=True)
class Event:
    """Something that befell a work."""

    fate: Fate
    #: The entry that says so: the notice, the comment, the journal version.
    by: Reference

    @property
    def date(self) -> EdtfDate | None:
        """When it was said."""
        return self.by.date

    def known_by(self, date: EdtfDate) -> bool | None:
        """Return whether it was said before *date* was over; ``None`` if that cannot be told."""
        if self.date is None:
            return None
        if self.date.latest <= date.earliest:
            return True
        return False if self.date.earliest > date.latest else None


def histories(references: Iterable[Reference]) -> Mapping[str, tuple[Event, ...]]:
    """Return what befell each work, by cite key: gravest first, then by date."""
    found: dict[str, list[Event]] = defaultdict(list)
    for reference in references:
        for fate in FATES:
            for key in reference.keys_in(fate.relation):
                found[key].append(Event(fate, reference))
    return {key: tuple(sorted(events, key=_order)) for key, events in found.items()}


@dataclass(frozen=True, slots=True)
class Badge:
    """The mark beside a citation of a work that did not hold."""

    status: str
    #: What it says: 撤回, or 公開後に撤回 when the memo could not know.
    words: str


def badge(events: Sequence[Event], memo_date: EdtfDate | None) -> Badge | None:
    """Return the mark of the gravest of *events*, or ``None`` for a work that stands.

    A doubt, a correction or a new version is told in the bibliography, not in the text.
    """
    if not events or events[0].fate.status not in MARKED_IN_TEXT:
        return None
    fate = events[0].fate
    of_this_fate = [event for event in events if event.fate == fate]
    later = memo_date and all(event.known_by(memo_date) is False for event in of_this_fate)
    return Badge(fate.status, f"公開後に{fate.word}" if later else fate.word)


def _order(event: Event) -> tuple[int, dt.date, str]:
    date = event.date.earliest if event.date else dt.date.max
    return FATES.index(event.fate), date, event.by.key
