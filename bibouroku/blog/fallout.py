"""Which memos rest on fallen sources, directly or through other memos, and by what way.

A memo rests on what it leans on: the sources that it cites as support, and the
memos that it links to as support. Critical citations and links are not among
these, so a way ends there. The search goes backwards from the memos that lean
on a fallen source themselves and meets each memo and each link once; circles
of links end it like any memo that was met before.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

#: A way through more memos than this is told with its first ones and its last.
LONGEST: Final = 5


@dataclass(frozen=True, slots=True)
class Affected:
    """A memo that rests on a fallen source."""

    #: The document name of the memo.
    memo: str
    #: 1 for a memo that leans on a fallen source itself, 2 for one that leans on such a memo, ….
    depth: int
    #: The cite keys of the fallen sources on which the memo leans itself.
    sources: tuple[str, ...]
    #: The next memo on the shortest way to a source, or ``""``.
    toward: str
    #: The last memo on that way: the one that leans on the source itself.
    last: str
    #: The affected memos on which the memo leans and which do not rest on it in turn by their
    #: own shortest way; nearest to a source first.
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How a memo rests on fallen sources: through which memos."""

    #: From the affected memo to the one that leans on the sources itself.
    memos: tuple[str, ...]
    #: How many memos were left out before the last.
    left_out: int
    #: The cite keys of the sources.
    sources: tuple[str, ...]


def fallout(
    citations: Mapping[str, Collection[str]],
    links: Mapping[str, Collection[str]],
    fallen: Container[str],
) -> dict[str, Affected]:
    """Return the affected memos by name, those nearest to a source first, then by name.

    *citations* are the cite keys, *links* the memos on which each memo leans; *fallen* holds
    the keys of sources that support nothing.
    """
    sources = {
        memo: held
        for memo in sorted(citations)
        if (held := tuple(sorted(key for key in set(citations[memo]) if key in fallen)))
    }
    found = {memo: Affected(memo, 1, held, "", memo) for memo, held in sources.items()}
    leaning_on = _reversed(links)
    queue = deque(found)
    while queue:
        near = found[queue.popleft()]
        for memo in leaning_on.get(near.memo, ()):
            if memo not in found:
                found[memo] = Affected(memo, near.depth + 1, (), near.memo, near.last)
                queue.append(memo)
    spans = _spans(found)
    ordered = sorted(found.values(), key=lambda affected: (affected.depth, affected.memo))
    return {
        one.memo: Affected(
            one.memo, one.depth, one.sources, one.toward, one.last,
            tuple(_through(one, links.get(one.memo, ()), found, spans)),
        )
        for one in ordered
    }  # fmt: skip


def ways(found: Mapping[str, Affected], memo: str) -> Iterator[Way]:
    """Yield the ways by which *memo* rests on fallen sources, shortest first.

    One leads to the sources on which it leans itself, one through each memo on which it leans.
    """
    here = found[memo]
    if here.sources:
        yield Way((memo,), 0, here.sources)
    for name in here.through:
        near = found[name]
        length = near.depth + 1
        memos = [memo, name]
        while len(memos) < min(length, LONGEST - 1):
            memos.append(found[memos[-1]].toward)
        if memos[-1] != near.last:
            memos.append(near.last)
        yield Way(tuple(memos), length - len(memos), found[near.last].sources)


def _reversed(links: Mapping[str, Iterable[str]]) -> Mapping[str, list[str]]:
    """Return the memos that lean on each memo, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for memo in sorted(links):
        for target in set(links[memo]):
            found[target].append(memo)
    return found


def _through(
    here: Affected,
    targets: Iterable[str],
    found: Mapping[str, Affected],
    spans: Mapping[str, tuple[int, int]],
) -> list[str]:
    """Return the affected memos among *targets*, without those that come back to *here*."""
    first, end = spans[here.memo]
    kept = {name for name in targets if name in found and not first <= spans[name][0] < end}
    return sorted(kept, key=lambda name: (found[name].depth, name))


def _spans(found: Mapping[str, Affected]) -> dict[str, tuple[int, int]]:
    """Return first and end of the numbers of all memos whose shortest way passes each memo.

    The shortest ways make a tree; numbered from its root, what is above a memo lies in one span.
    """
    behind: dict[str, list[str]] = defaultdict(list)
    for one in found.values():
        behind[one.toward].append(one.memo)
    first: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    stack = [(memo, False) for memo in behind.get("", ())]
    while stack:
        memo, done = stack.pop()
        if done:
            spans[memo] = (first[memo], len(first))
            continue
        first[memo] = len(first)
        stack.append((memo, True))
        stack += [(other, False) for other in behind.get(memo, ())]
    return spans
