"""What cannot hold between entries that speak of each other (``retracts = {…}``).

What speaks is later than what it speaks of. So no entry speaks of itself, of
a work dated after it, or, by way of others, of one that speaks of it. The
last is looked for in two ways: along each relation alone, and along all of
``NOTICES`` together, since a notice or a new version is made after its work.
Other relations may cross: the second version of a preprint disputes what
replicates the first.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.cycles import cycles
from bibouroku.bibliography.reference import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bibouroku.bibliography.reference import Reference

#: Relations of entries that could not have been written before the work was out.
NOTICES: Final = (
    "retracts",
    "withdraws",
    "corrects",
    "expressesconcern",
    "publishes",
    "newversionof",
)
CHAINS: Final = (NOTICES, *((name,) for name in RELATIONS if name not in NOTICES))


def faults(references: Mapping[str, Reference]) -> Iterator[tuple[Reference, str, str]]:
    """Yield what is wrong between *references*: the entry, a code, and the Japanese words."""
    for reference in references.values():
        for relation in RELATIONS:
            for key in reference.keys_in(relation):
                if fault := _fault(reference, references.get(key)):
                    code, words = fault
                    yield reference, code, f"「{reference.key}」の{relation}が指す「{key}」{words}"
    for chain in CHAINS:
        for circle in cycles(_targets(references, chain)):
            yield _told(references, chain, circle)


def _fault(by: Reference, work: Reference | None) -> tuple[str, str] | None:
    """Return code and words of what is wrong with *by* speaking about *work*, if anything."""
    if work is None:
        return "unknown-related-key", "という項目はない。綴りを直すか項目を加える"
    if work.key == by.key:
        return "relation-to-itself", "は自分自身である。別の項目を指すか消す"
    if by.date and work.date and by.date.latest < work.date.earliest:
        return "event-before-work", "はこの項目より後のものである。日付か向きを直す"
    return None


def _targets(references: Mapping[str, Reference], chain: Sequence[str]) -> dict[str, list[str]]:
    """Return of which other entries each speaks by the relations of *chain*."""
    return {
        reference.key: [
            key
            for relation in chain
            for key in reference.keys_in(relation)
            if key in references and key != reference.key
        ]
        for reference in references.values()
    }


def _told(
    references: Mapping[str, Reference], chain: Sequence[str], circle: Sequence[str]
) -> tuple[Reference, str, str]:
    """Return the fault of a circle, told at the entry of it that stands first in the file."""
    first = min(range(len(circle)), key=lambda place: references[circle[place]].line)
    keys = [*circle[first:], *circle[:first], circle[first]]
    steps = [keys[0]]
    for by, work in itertools.pairwise(keys):
        relation = next(name for name in chain if work in references[by].keys_in(name))
        steps.append(f"{relation} → {work}")
    message = f"「{keys[0]}」から関係がひと回りする（{' '.join(steps)}）。向きを直すか一つを消す"
    return references[keys[0]], "relation-cycle", message
