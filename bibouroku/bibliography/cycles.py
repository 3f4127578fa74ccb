"""Circles in what points from key to key: relations between entries, and inheritance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def cycles(targets: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield circles of *targets*, each as its keys in order, no two with a key in common.

    Every circle there is shares a key with one that is yielded. What *targets*
    does not hold is taken to point nowhere. The cost is linear: no key and no
    arrow is looked at twice.
    """
    done: set[str] = set()
    for root in targets:
        # the way to the key being looked at, with the arrows that each key has left
        way = {} if root in done else {root: iter(targets[root])}
        while way:
            last = next(reversed(way))
            after = next(way[last], None)
            if after is None:
                way.popitem()
                done.add(last)
            elif after in way:
                circle = [way.popitem()[0]]
                while circle[-1] != after:
                    circle.append(way.popitem()[0])
                done.update(circle)
                yield circle[::-1]
            elif after not in done:
                way[after] = iter(targets.get(after, ()))
