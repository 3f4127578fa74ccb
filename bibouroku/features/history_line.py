"""The line of a bibliography entry that tells what became of the work, in words.

In a memo's own list each event says whether it came before the memo
(公開時すでに撤回) or after it (公開後に撤回), from the dates of both and no clock.
An entry that speaks and fell later itself is told as fallen; what it said, if it
no longer counts, is told without the mark of a status. Of each fate one event is
enough for a card; the others stand in runs that say how many they are, and when.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from docutils import nodes

from bibouroku.bibliography.publication_status import WHEN, badge
from bibouroku.features.status_mark import status_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.bibliography.publication_status import Event
    from bibouroku.bibliography.reference import Reference


class further_events(nodes.Inline, nodes.TextElement):  # noqa: N801 - a docutils node
    """Events that a card leaves out; ``words`` stands for them there (``ほか2件``)."""


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

    def told(group: Sequence[Event]) -> list[nodes.Node]:
        shown: list[nodes.Node] = []
        for event in group:
            shown += [nodes.Text("、"), link(event.by), nodes.Text(details(event))]
        return shown

    groups = [(key, list(group)) for key, group in groupby(events, heading)]
    in_text = badge(events, memo_date)
    first = _for_cards([key for key, _ in groups], in_text.words if in_text else "")
    line = nodes.inline(classes=["reference-history"])
    for number, ((status, words), group) in enumerate(groups):
        mark, (_comma, one, when, *rest) = status_mark(status, words), told(group)
        if first[status] == number:
            line += [mark, nodes.Text("："), one, when]
            line += further_events("", "", *rest, words=f"ほか{len(group) - 1}件") if rest else []
            line += nodes.Text("。")
        else:
            parts = [mark, nodes.Text("："), one, when, *rest, nodes.Text("。")]
            line += further_events("", "", *parts, words=f"{words}{len(group)}件。")
    return [nodes.Text(" "), line]


def _for_cards(headings: Sequence[tuple[str, str]], in_text: str) -> dict[str, int]:
    """Return by status the heading for cards: the one that the text has, else the first."""
    found: dict[str, int] = {}
    for number, (status, words) in enumerate(headings):
        held = found.setdefault(status, number)
        if words == in_text != headings[held][1]:
            found[status] = number
    return found


def details(event: Event) -> str:
    """Return, in brackets, the date of *event* and what became of the entry that tells it."""
    date = event.date.japanese if event.date else ""
    fell = f"のちに{event.by_fell.word}" if event.by_fell else ""
    told = "、".join(part for part in (date, fell) if part)
    return f"（{told}）" if told else ""


def visit_further_html(self: Any, node: further_events) -> None:
    """Open the run."""
    self.body.append(self.starttag(node, "span", "", **{"data-more": node["words"]}))


def depart_further_html(self: Any, _node: further_events) -> None:
    """Close the run."""
    self.body.append("</span>")
