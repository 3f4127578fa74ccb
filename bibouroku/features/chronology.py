"""``chronology``: a claim and the works that speak about it on a line of time.

On the web a list of works, each with its own strip of SVG: a list can be read
aloud, copied and wrapped on a phone, and the strips, one above the other, are
the timeline. The axis and the strips repeat the dates of the text, so they are
hidden from screen readers; the links of the marks are those of the text.
In the book the strips are drawn with rules.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from bibouroku.bibliography.chronology import axis_for
from bibouroku.features.asking_directive import (
    AskingDirective,
    after_space,
    date_of,
    statuses_of,
)
from bibouroku.features.other_builders import TEXT_ALONE, pass_through

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.chronology import Axis, Tick
    from bibouroku.bibliography.evidence import Testimony

#: The class of the claim itself.
CLAIM: Final = "claim"
#: The mark of a work by its weightiest relation: its outline around 0, and in the book its sign
#: and what that is set upon.
SQUARE: Final = "M-5-5H5V5H-5Z"
CIRCLE: Final = "M0-5.5A5.5 5.5 0 1 1 0 5.5A5.5 5.5 0 1 1 0-5.5Z"
DIAMOND: Final = "M0-6.5L6.5 0L0 6.5L-6.5 0Z"
TRIANGLE: Final = "M0-6L6 5H-6Z"
CROSS: Final = "M-5-5L5 5M5-5L-5 5"
MARKS: Final = {
    CLAIM: (f"{CIRCLE}M0-2A2 2 0 1 1 0 2A2 2 0 1 1 0-2Z", "◎", "●"),
    "retracts": (CROSS, "×", ""),
    "withdraws": (CROSS, "×", ""),
    "refutes": (SQUARE, "■", ""),
    "expressesconcern": (TRIANGLE, "▲", ""),
    "disputes": (CIRCLE, "●", ""),
    "corrects": (DIAMOND, "◇", "◆"),
    "newversionof": (DIAMOND, "◇", "◆"),
    "confirms": (TRIANGLE, "△", "▲"),
    "publishes": (DIAMOND, "◇", "◆"),
    "replicates": (CIRCLE, "○", "●"),
    "extends": (DIAMOND, "◇", "◆"),
}
#: Relations whose marks are filled; the others are outlines.
FILLED: Final = frozenset({"refutes", "disputes", "expressesconcern"})
#: So many events at either end of a chronology stay on one page of the book.
TOGETHER: Final = 3
STYLE_FILE: Final = "bibouroku-chronology.sty"


class chronology(nodes.figure):  # noqa: N801 - a docutils node
    """A chronology: the list of events, then the caption."""


class chronology_events(nodes.General, nodes.Element):  # noqa: N801 - a docutils node
    """The events. ``ticks`` are the days that the axis names."""


class chronology_event(nodes.General, nodes.Element):  # noqa: N801 - a docutils node
    """A work: a paragraph. ``span`` is where it stands, ``mark`` what it is marked with.

    One that is not ``apart`` stays on the page of the one above.
    """


class ChronologyDirective(AskingDirective):
    """``chronology KEY …``: KEY and the works that speak about it; the content is the caption."""

    def run(self) -> list[nodes.Node]:
        """Return the chronology."""
        answer = self.answer()
        if answer is None:
            return []
        works = answer.evidence.in_order()
        axis = axis_for(work.window for work in works if work.window)
        figure = chronology(classes=self.options.get("class", []))
        self.set_source_info(figure)
        listed = chronology_events(ticks=axis.ticks())
        listed += [
            self.event(work, axis, apart=TOGETHER <= number <= len(works) - TOGETHER)
            for number, work in enumerate(works)
        ]
        figure += listed
        figure += nodes.caption("", "", *self.caption(answer))
        self.add_name(figure)
        return [figure]

    def event(self, work: Testimony, axis: Axis, *, apart: bool) -> chronology_event:
        """Return one work as a line of the list."""
        words = nodes.inline(text=work.words or "主張", classes=["chronology-relations"])
        line = [*date_of(work), *after_space([words])]
        if work.relations:
            line += after_space(statuses_of(work))
        text = [nodes.inline("", "", *line, classes=["chronology-when"]), nodes.Text(" ")]
        text += self.described(work)
        span = axis.span(work.window) if work.window else None
        found = chronology_event(span=span, mark=work.weightiest or CLAIM, apart=apart)
        found += nodes.paragraph("", "", *text)
        return found


def percent(place: float) -> str:
    """Return *place* in percent, as SVG has it."""
    return f"{100 * place:.4g}%"


def svg(css: str, content: str) -> str:
    """Return a strip of SVG; what it shows is in the text already."""
    return f'<svg class="{css}" aria-hidden="true" focusable="false">{content}</svg>'


def axis_svg(ticks: Sequence[Tick]) -> str:
    """Return the axis: each day named under its year."""
    years = "".join(
        f'<text x="{percent(tick.place)}" y="1em">{tick.year}</text>' for tick in ticks if tick.year
    )
    days = "".join(
        f'<text x="{percent(tick.place)}" y="2.3em">{tick.words}</text>' for tick in ticks
    )
    return svg("chronology-axis", years + days)


def track_svg(event: chronology_event, ticks: Sequence[Tick]) -> str:
    """Return the strip of one work: the days of the axis, its bar, its mark with its link."""
    lines = "".join(
        f'<line class="chronology-grid" x1="{percent(tick.place)}" x2="{percent(tick.place)}"'
        ' y1="0" y2="100%"/>'
        for tick in ticks
    )
    span = event["span"]
    if span is None:
        return svg("chronology-track", lines)
    bar = ""
    if span.last > span.first:
        bar = (
            f'<line class="chronology-bar" x1="{percent(span.first)}" x2="{percent(span.last)}"'
            ' y1="50%" y2="50%"/>'
        )
    outline = MARKS[event["mark"]][0]
    filled = " chronology-filled" if event["mark"] in FILLED else ""
    mark = (
        f'<svg x="{percent(span.middle)}" y="50%" width="1" height="1" overflow="visible">'
        f'<circle class="chronology-reach" r="11"/>'
        f'<path class="chronology-mark{filled}" d="{outline}"/></svg>'
    )
    return svg("chronology-track", lines + bar + linked(mark, event))


def linked(mark: str, event: chronology_event) -> str:
    """Return *mark* inside the link of the event's citation; keyboards reach that in the text."""
    for link in event.findall(nodes.reference):
        address = link.get("refuri") or (f"#{link['refid']}" if "refid" in link else "")
        if address and "citation-link" in link["classes"]:
            return f'<a href="{escape(address)}" tabindex="-1">{mark}</a>'
    return mark


def visit_chronology_html(self: Any, node: chronology) -> None:
    """Open the figure."""
    self.body.append(self.starttag(node, "figure", CLASS="chronology"))


def depart_chronology_html(self: Any, _node: chronology) -> None:
    """Close the figure, after its caption."""
    self.body.append("</figcaption>\n</figure>\n")


def visit_events_html(self: Any, node: chronology_events) -> None:
    """Open the list, the axis above."""
    self.body.append(axis_svg(node["ticks"]) + '\n<ol class="chronology-events">\n')


def depart_events_html(self: Any, _node: chronology_events) -> None:
    """Close the list."""
    self.body.append("</ol>\n")


def visit_event_html(self: Any, node: chronology_event) -> None:
    """Open a work."""
    css = f"chronology-event chronology-{node['mark']}"
    self.body.append(self.starttag(node, "li", "", CLASS=css))


def depart_event_html(self: Any, node: chronology_event) -> None:
    """Close a work with its strip."""
    self.body.append(track_svg(node, node.parent["ticks"]) + "</li>\n")


def visit_chronology_latex(self: Any, _node: chronology) -> None:
    """Open the chronology."""
    self.body.append("\n\n\\begin{BibourokuChronology}\n")


def depart_chronology_latex(self: Any, _node: chronology) -> None:
    """Close the chronology, after its caption."""
    self.body.append("\n\\end{BibourokuChronology}\n\n")


def visit_events_latex(self: Any, node: chronology_events) -> None:
    """Draw the axis."""
    ticks = (
        rf"\BibourokuTick{{{tick.place:.4f}}}{{{tick.words}}}{{{tick.year}}}"
        for tick in node["ticks"]
    )
    self.body.append(f"\\BibourokuAxis{{{''.join(ticks)}}}\n")


def visit_event_latex(self: Any, node: chronology_event) -> None:
    """Open a work, with the places of its bar and its mark."""
    span = node["span"]
    places = f"{{{span.first:.4f}}}{{{span.last:.4f}}}" if span else "{}{}"
    _, sign, ground = MARKS[node["mark"]]
    pagebreak = "\\BibourokuBreak" if node["apart"] else ""
    self.body.append(f"\n{pagebreak}\\BibourokuEvent{places}{{{sign}}}{{{ground}}}{{")


def depart_event_latex(self: Any, _node: chronology_event) -> None:
    """Close a work."""
    self.body.append("}\n")


#: For each node how it is written for the web and in the book.
VISITORS: Final[dict[type[nodes.Element], tuple[Any, Any]]] = {
    chronology: (
        (visit_chronology_html, depart_chronology_html),
        (visit_chronology_latex, depart_chronology_latex),
    ),
    chronology_events: (
        (visit_events_html, depart_events_html),
        (visit_events_latex, pass_through),
    ),
    chronology_event: (
        (visit_event_html, depart_event_html),
        (visit_event_latex, depart_event_latex),
    ),
}


def add_style_file(_app: Sphinx, config: Config) -> None:
    """Let Sphinx copy what draws a chronology in a book."""
    path = str(files("bibouroku") / "latex" / STYLE_FILE)
    config.latex_additional_files = [path, *config.latex_additional_files]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register directive and nodes."""
    app.setup_extension("bibouroku.features.evidence")
    for node, (html, latex) in VISITORS.items():
        app.add_node(node, html=html, latex=latex, **TEXT_ALONE)
    # Sphinx.add_enumerable_node would add the node itself once more
    app.registry.add_enumerable_node(chronology, "figure")
    app.add_directive("chronology", ChronologyDirective)
    app.connect("config-inited", add_style_file)
    app.add_latex_package("bibouroku-chronology", after_hyperref=True)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
