"""What is known of a memo."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.blog.memo import Memo, Update


@pytest.mark.parametrize(
    ("updates", "modified"),
    [
        ([], "2023-08-22"),
        (["2023-11-07", "2024-01"], "2024-01"),
        (["2023-11-07", "2023-11"], "2023-11-07"),
        (["2020"], "2023-08-22"),
    ],
)
def test_a_memo_is_as_new_as_its_newest_note(updates: list[str], modified: str) -> None:
    notes = tuple(Update(parse_edtf(date), f"u{date}") for date in updates)
    memo = Memo("a", "題", parse_edtf("2023-08-22"), "物理", updates=notes)
    assert memo.modified.edtf == modified
