"""How the sources of a memo stand, in a few words: how many, and how many of each status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.publication_status import FATES, PREPRINT, Status, statuses
from bibouroku.bibliography.sort_key import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bibouroku.bibliography.publication_status import Event
    from bibouroku.bibliography.reference import Reference

#: Statuses of works that stand, which need no mark.
SOUND: Final = frozenset({"confirmed", "published"})


@dataclass(frozen=True, slots=True)
class StatusCount:
    """A status with the number of works that have it."""

    status: Status
    count: int
    #: The cite key of the first of them in the bibliography.
    first: str


def status_counts(
    references: Iterable[Reference], histories: Mapping[str, Sequence[Event]]
) -> list[StatusCount]:
    """Return how many of *references* have each status that is not sound, gravest first.

    A work is counted once, under the gravest of its statuses.
    """
    held: dict[str, list[Reference]] = {}
    for reference in references:
        found = statuses(reference, histories.get(reference.key, ()))
        if found and found[0].name not in SOUND:
            held.setdefault(found[0].name, []).append(reference)
    order = [*(Status(fate.status, fate.state) for fate in FATES), PREPRINT]
    return [
        StatusCount(status, len(held[status.name]), min(held[status.name], key=sort_key).key)
        for status in order
        if status.name in held
    ]
