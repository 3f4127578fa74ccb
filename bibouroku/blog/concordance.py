"""Where a reference is cited: every passage, in the order of the places in the work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibouroku.bibliography.place_order import place_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.bibliography.passage import Citation, Passage
    from bibouroku.bibliography.place_order import Order
    from bibouroku.bibliography.reference import Reference


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that cites a reference at one place."""

    docname: str
    #: The date of the memo, or ``None`` for a page that is no memo.
    date: EdtfDate | None
    citation: Citation
    #: The sentence, or ``None`` where the page shows none.
    passage: Passage | None
    #: The keys that the sentence cites, this one among them.
    beside: tuple[str, ...] = ()


def concordance(reference: Reference, citing: Iterable[Citing]) -> list[Citing]:
    """Return the places that cite *reference*: by place in the work, then by date of the memo.

    Places of one memo that cite the same place stay in the order given.
    """

    def order(place: Citing) -> tuple[Order, dt.date, str]:
        date = place.date.earliest if place.date else dt.date.max
        return place_order(reference, place.citation.locator), date, place.docname

    return sorted(citing, key=order)
