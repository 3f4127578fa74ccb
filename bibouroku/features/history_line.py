"""The line of a bibliography entry that tells what became of the work, in words.

In a memo's own list each event says whether it came before the memo
(公開時すでに撤回) or after it (公開後に撤回), from the dates of both and no clock.
An entry that speaks and fell later itself is told as fallen; what it said, if it
no longer counts, is told without the mark of a status. Of each fate one event is
enough for a card; the others stand in runs that say how many they are, and when.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from bibouroku.bibliography.publication_status import WHEN, badge
from bibouroku.features.other_builders import TEXT_ALONE, pass_through
from bibouroku.features.status_mark import status_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.bibliography.publication_status import Event
    from bibouroku.bibliography.reference import Reference


class further_events(nodes.Inline, nodes.TextElement):  # noqa: N801 - a docutils node
    """Events that a card leaves out; ``words`` stands for them there (``ほか2件``)."""


class Heading(NamedTuple):
    """What stands before a run of events."""

    status: str
    fate: str
    #: Whether the memo could know them, in words; ``""`` where nobody can tell.
    when: str

    @property
    def words(self) -> str:
        """The heading in words: 公開後に撤回."""
        return self.when + self.fate


def history_line(
    events: Sequence[Event], memo_date: EdtfDate | None, link: Callable[[Reference], nodes.Node]
) -> list[nodes.Node]:
    """Return *events* grouped under their statuses; *link* makes the link to an entry."""
    if not events:
        return []

    def heading(event: Event) -> Heading:
        if not event.counts:
            return Heading("void", f"{event.fate.word}（今は効力がない）", "")
        when = WHEN[event.known_by(memo_date)] if memo_date else ""
        return Heading(event.fate.status, event.fate.word, when)

    def told(group: Sequence[Event]) -> list[nodes.Node]:
        shown: list[nodes.Node] = []
        for event in group:
            shown += [nodes.Text("、"), link(event.by), nodes.Text(details(event))]
        return shown

    groups = [(head, list(group)) for head, group in groupby(events, heading)]
    in_text = badge(events, memo_date)
    first = _for_cards([head for head, _ in groups], in_text.words if in_text else "")
    counts = Counter(map(heading, events))
    line = nodes.inline(classes=["reference-history"])
    for number, (head, group) in enumerate(groups):
        mark, (_comma, one, when, *rest) = status_mark(head.status, head.words), told(group)
        if first[head.status] == number:
            others = _others(head, counts)
            line += [mark, nodes.Text("："), one, when]
            line += further_events("", "", *rest, words=others) if others else []
            line += nodes.Text("。")
        else:
            parts = [mark, nodes.Text("："), one, when, *rest, nodes.Text("。")]
            line += further_events("", "", *parts, words="")
    return [nodes.Text(" "), line]


def leave_out_further(line: Iterable[nodes.Node]) -> None:
    """Keep of each status in *line* the event that cards tell, and how many others there are."""
    for node in line:
        for further in list(node.findall(further_events)):
            words = further["words"]
            further.parent.replace(further, [nodes.Text(words)] if words else [])


def _for_cards(headings: Sequence[Heading], in_text: str) -> dict[str, int]:
    """Return by status the heading for cards: the one that the text has, else the first."""
    found: dict[str, int] = {}
    for number, heading in enumerate(headings):
        held = found.setdefault(heading.status, number)
        if heading.words == in_text != headings[held].words:
            found[heading.status] = number
    return found


def _others(shown: Heading, counts: Mapping[Heading, int]) -> str:
    """Return how many events share the status of the one shown: ほか2件、公開後に1件."""
    same = counts[shown] - 1
    parts = [f"ほか{same}件"] if same else []
    for head, count in counts.items():
        if head.status == shown.status and head != shown:
            fate = "" if head.fate == shown.fate else head.fate
            unknown = "" if head.status == "void" else "前後不明の"
            parts.append(f"{head.when or unknown}{fate}{count}件")
    words = "、".join(parts)
    return words if same else f"、{words}" if words else ""


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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node."""
    app.setup_extension("bibouroku.features.status_mark")
    html, latex = (visit_further_html, depart_further_html), (pass_through, pass_through)
    app.add_node(further_events, html=html, latex=latex, **TEXT_ALONE)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
