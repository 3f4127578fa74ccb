"""What the page of a reference tells: the work, what became of it, every place that cites it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibouroku.bibliography.evidence import RELATION_WORDS, in_words
from bibouroku.bibliography.publication_status import statuses
from bibouroku.blog.concordance import concordance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bibouroku.bibliography.publication_status import Event, Status
    from bibouroku.bibliography.reference import Reference
    from bibouroku.blog.concordance import Citing


@dataclass(frozen=True, slots=True)
class Relation:
    """What one work says of another."""

    #: Keys of ``RELATION_WORDS``, in its order.
    names: tuple[str, ...]
    #: The other work: the one that speaks, or the one spoken of.
    other: Reference
    #: Whether it still holds: false where the work that speaks was itself taken back.
    counts: bool = True
    #: Whether it gave the work one of its statuses, as the first that did.
    decisive: bool = False

    @property
    def words(self) -> str:
        """The relation in Japanese: 追試・反証."""
        return in_words(self.names)


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """What the page of one reference shows."""

    reference: Reference
    statuses: tuple[Status, ...]
    #: What other works say of it, by date.
    history: tuple[Relation, ...]
    #: What it says of other works.
    says: tuple[Relation, ...]
    #: The places that cite it, by place in the work.
    citing: tuple[Citing, ...]


def reference_pages(
    references: Mapping[str, Reference],
    histories: Mapping[str, Sequence[Event]],
    citing: Mapping[str, Iterable[Citing]],
) -> Iterator[ReferencePage]:
    """Yield the page of each of *references*; *citing* holds the places that cite it, by key."""
    said_of: dict[str, list[Relation]] = defaultdict(list)
    for reference in references.values():
        for relation in _says(reference, references):
            said_of[relation.other.key].append(replace(relation, other=reference))
    for key, reference in references.items():
        yield ReferencePage(
            reference,
            statuses(reference, histories.get(key, ())),
            tuple(_told(said_of.get(key, ()), histories.get(key, ()))),
            tuple(_says(reference, references)),
            tuple(concordance(reference, citing.get(key, ()))),
        )


def _says(reference: Reference, references: Mapping[str, Reference]) -> Iterator[Relation]:
    """Yield what *reference* says of others, one relation to a work."""
    names: dict[str, list[str]] = defaultdict(list)
    for name in RELATION_WORDS:
        for key in dict.fromkeys(reference.keys_in(name)):
            names[key].append(name)
    for key, held in names.items():
        if key in references:
            yield Relation(tuple(held), references[key])


def _told(said: Iterable[Relation], events: Sequence[Event]) -> list[Relation]:
    """Return what was said of a work, by date; *events* tell what was taken back, what decided."""
    taken_back = {(event.by.key, event.fate.relation) for event in events if not event.counts}
    first: dict[str, str] = {}
    for event in events:
        if event.counts:
            first.setdefault(event.fate.status, event.by.key)

    def weighed(relation: Relation) -> Relation:
        key = relation.other.key
        counts = any((key, name) not in taken_back for name in relation.names)
        return replace(relation, counts=counts, decisive=key in first.values())

    return sorted(map(weighed, said), key=_by_date)


def _by_date(relation: Relation) -> tuple[dt.date, str]:
    date = relation.other.date
    return (date.earliest if date else dt.date.max), relation.other.key
