"""A memo: a dated text, with what its front matter says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibouroku.bibliography.citation_reason import Reason
    from bibouroku.bibliography.edtf_date import EdtfDate


@dataclass(frozen=True, slots=True)
class Update:
    """A dated update note (追記) of a memo."""

    #: The date of the news that the note reports.
    date: EdtfDate
    #: The anchor of the note on the memo's page.
    anchor: str


@dataclass(frozen=True, slots=True)
class Memo:
    """What is known of a memo without its text."""

    docname: str
    title: str
    #: The date from which the text speaks, as precise as it is known.
    date: EdtfDate
    category: str
    tags: tuple[str, ...] = ()
    #: The name of the series that the memo belongs to, or ``""``.
    series: str = ""
    #: One sentence that sums up the memo.
    description: str = ""
    author: str = ""
    updates: tuple[Update, ...] = ()
    #: Why the memo cites where a citation does not say.
    citation_reason: Reason | None = None

    @property
    def modified(self) -> EdtfDate:
        """The date of the newest note, or of the memo itself."""
        dates = [self.date, *(update.date for update in self.updates)]
        return max(dates, key=lambda date: date.earliest)
