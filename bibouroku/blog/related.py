"""Which memos go together: by the references, tags and category that they share.

A feature that two memos share counts the more, the fewer memos have it: 1/log₂ of
their number. That does not depend on how many memos there are in all, so a memo
that shares nothing moves no other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bibouroku.blog.memo import Memo

    #: Kind and name: ``("reference", "lee2023first")``.
    Feature = tuple[str, str]

REFERENCE, TAG, CATEGORY = "reference", "tag", "category"
#: A shared source says more than a shared tag, a tag more than a category.
WEIGHTS: Final = {REFERENCE: 1.0, TAG: 0.5, CATEGORY: 0.25}
#: What more memos than these share counts for none of them, so that the search stays linear.
COMMON: Final = 50
#: A memo names at most so many others.
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Related:
    """A memo that goes with another, and why."""

    memo: Memo
    #: The number of references that both cite.
    references: int
    #: The tags of both, in the order of the other memo.
    tags: tuple[str, ...]
    #: The category of both, or ``""``.
    category: str
    score: float

    @property
    def reason(self) -> str:
        """Why the two go together, in words: 共通の文献3件、タグ「超伝導」."""
        parts = [f"共通の文献{self.references}件"] if self.references else []
        if self.tags:
            parts.append("タグ" + "".join(f"「{tag}」" for tag in self.tags))
        if self.category:
            parts.append(f"分類「{self.category}」")
        return "、".join(parts)


def related_memos(
    memos: Iterable[Memo], cited: Mapping[str, Collection[str]]
) -> dict[str, tuple[Related, ...]]:
    """Return the memos that go with each, best first, by document name.

    *cited* has the cite keys of each memo by document name. Of memos with equal scores the
    newer comes first. A category alone relates nothing: its page lists its memos.
    """
    by_name = {memo.docname: memo for memo in memos}
    features = {name: _features(memo, cited.get(name, ())) for name, memo in by_name.items()}
    holders: dict[Feature, list[str]] = defaultdict(list)
    for name, held in features.items():
        for feature in held:
            holders[feature].append(name)

    def order(scored: tuple[str, float]) -> tuple[float, int, str]:
        name, score = scored
        return -score, -by_name[name].date.earliest.toordinal(), name

    found: dict[str, tuple[Related, ...]] = {}
    for name, held in features.items():
        best = nsmallest(MOST, _scores(name, held, holders).items(), key=order)
        found[name] = tuple(
            _related(by_name[other], set(held).intersection(features[other]), score)
            for other, score in best
        )
    return found


def _features(memo: Memo, keys: Iterable[str]) -> list[Feature]:
    """Return all by which *memo* may go with another, in the same order for all; category last."""
    return [
        *((REFERENCE, key) for key in sorted(set(keys))),
        *((TAG, tag) for tag in sorted(set(memo.tags))),
        (CATEGORY, memo.category),
    ]


def _scores(
    name: str, held: Iterable[Feature], holders: Mapping[Feature, list[str]]
) -> dict[str, float]:
    """Return how well others go with the memo *name*, by what is not everywhere."""
    scores: dict[str, float] = {}
    for feature in held:
        others = holders[feature]
        if not 1 < len(others) <= COMMON:
            continue
        weight = WEIGHTS[feature[0]] / math.log2(len(others))
        for other in others:
            if feature[0] != CATEGORY or other in scores:
                scores[other] = scores.get(other, 0.0) + weight
    scores.pop(name, None)
    return scores


def _related(other: Memo, shared: Collection[Feature], score: float) -> Related:
    return Related(
        other,
        sum(kind == REFERENCE for kind, _ in shared),
        tuple(tag for tag in dict.fromkeys(other.tags) if (TAG, tag) in shared),
        other.category if (CATEGORY, other.category) in shared else "",
        score,
    )
