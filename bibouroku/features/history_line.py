"""The line of a bibliography entry that tells what became of the work, in words.

In a memo's own list each event says whether it came before the memo
(公開時すでに撤回) or after it (公開後に撤回), from the dates of both and no clock.
An entry that speaks and fell later itself is told as fallen; what it said, if it
no longer counts, is told without the mark of a status.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from bibouroku.bibliography.publication_status import WHEN
from bibouroku.features.status_mark import status_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.bibliography.publication_status import Event
    from bibouroku.bibliography.reference import Reference


def history_line(
    events: Sequence[Event], memo_date: EdtfDate | None, link: Callable[[Reference], nodes.Node]
) -> list[nodes.Node]:
    """Return *events* grouped under their statuses; *link* makes the link to an entry."""
    if not events:
        return []

    def heading(event: Event) -> tuple[str, str]:
        if not event.counts:
            return "void", f"{event.fate.word}（今は効力がない）"
        when = WHEN[event.known_by(memo_date)] if memo_date else ""
        return event.fate.status, when + event.fate.word

    line = nodes.inline(classes=["reference-history"])
    for (status, words), group in groupby(events, heading):
        line += status_mark(status, words)
        line += nodes.Text("：")
        for number, event in enumerate(group):
            if number:
                line += nodes.Text("、")
            line += link(event.by)
            line += nodes.Text(details(event))
        line += nodes.Text("。")
    return [nodes.Text(" "), line]


def details(event: Event) -> str:
    """Return, in brackets, the date of *event* and what became of the entry that tells it."""
    date = event.date.japanese if event.date else ""
    fell = f"のちに{event.by_fell.word}" if event.by_fell else ""
    told = "、".join(part for part in (date, fell) if part)
    return f"（{told}）" if told else ""
