"""The line of a bibliography entry that tells what became of the work, in words.

In a memo's own list each event says whether it came before the memo
(公開時すでに撤回) or after it (公開後に撤回), from the dates of both and no clock.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.bibliography.publication_status import Event
    from bibouroku.bibliography.reference import Reference

#: What stands before a status, by whether the event was known at the memo's date.
WHEN = {True: "公開時すでに", False: "公開後に", None: ""}


def history_line(
    events: Sequence[Event], memo_date: EdtfDate | None, link: Callable[[Reference], nodes.Node]
) -> list[nodes.Node]:
    """Return *events* grouped under their statuses; *link* makes the link to an entry."""
    if not events:
        return []

    def heading(event: Event) -> tuple[str, str, str]:
        when = WHEN[event.known_by(memo_date)] if memo_date else ""
        return event.fate.status, when, event.fate.word

    line = nodes.inline(classes=["reference-history"])
    for (status, when, word), group in groupby(events, heading):
        line += nodes.strong(text=f"{when}{word}", classes=["status", f"status-{status}"])
        line += nodes.Text("：")
        for number, event in enumerate(group):
            if number:
                line += nodes.Text("、")
            line += link(event.by)
            if event.date:
                line += nodes.Text(f"（{event.date.japanese}）")
        line += nodes.Text("。")
    return [nodes.Text(" "), line]
