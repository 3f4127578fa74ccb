"""The book (PDF): its date, never that of the clock. The same sources give the same bytes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.blog.archive import newest_date
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from bibouroku.bibliography.edtf_date import EdtfDate

#: The variable in which who builds gives a moment, in seconds since 1970; Sphinx knows it too.
EPOCH: Final = "SOURCE_DATE_EPOCH"


def book_date(env: BuildEnvironment) -> EdtfDate | None:
    """Return the date of the newest memo or note; without memos, the day that who builds gives.

    ``None`` if there is neither: then the book states no date.
    """
    newest = newest_date(memo_domain(env).memos.values())
    given = os.environ.get(EPOCH)
    if newest or not given:
        return newest
    return parse_edtf(datetime.fromtimestamp(int(given), UTC).date().isoformat())
