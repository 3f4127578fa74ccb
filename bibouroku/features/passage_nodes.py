"""Citing passages as doctree nodes: the sentence as it reads, the citation in question marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from bibouroku.bibliography.identifier import page_name
from bibouroku.bibliography.in_text import segments
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.citation_text import cited

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.in_text import Segment
    from bibouroku.bibliography.passage import Run
    from bibouroku.blog.concordance import Citing


class cited_here(nodes.Inline, nodes.TextElement):  # noqa: N801 - a docutils node
    """The citation for which a passage is shown."""


def passage_nodes(
    env: BuildEnvironment, place: Citing, address: Callable[[str], str]
) -> list[nodes.Node]:
    """Return the sentence of *place*; its other citations lead to the pages of their works.

    *address* returns the address of a page of the site, from the one that is made.
    """
    runs = place.passage.runs if place.passage else ()
    return [node for run in runs for node in _run(env, place, run, address)]


def _run(
    env: BuildEnvironment, place: Citing, run: Run, address: Callable[[str], str]
) -> list[nodes.Node]:
    if run.kind == "math":
        return [nodes.math(run.text, run.text)]
    if run.kind == "code":
        return [nodes.literal(run.text, run.text)]
    if run.kind == "document":
        title = env.titles.get(run.text)
        return [nodes.Text(title.astext() if title else "")]
    if run.kind == "label":
        return [nodes.Text(label_text(env, place.docname, run.text))]
    if run.kind != "citation":
        return [nodes.Text(run.text)]
    found = cited(citation_domain(env), run.text, place.docname)
    shown = nodes.inline(classes=["citation"])
    own = place.citation.key if run.id == place.citation.id else ""
    key = ""
    for segment in segments(run.role, found):
        key = segment.key or key
        node = _segment(segment, own, address)
        marked = own and key == own and (segment.key or segment.url)
        shown += cited_here("", "", node) if marked else node
    return [shown]


def _segment(segment: Segment, own: str, address: Callable[[str], str]) -> nodes.Node:
    text = nodes.Text(segment.text)
    if segment.status:
        return nodes.strong("", "", text, classes=["status", f"status-{segment.status}"])
    if segment.url:
        return nodes.reference("", "", text, refuri=segment.url, classes=["citation-place"])
    if segment.key and segment.key != own:
        return nodes.reference("", "", text, refuri=address(page_name(segment.key)), internal=True)
    return text


def label_text(env: BuildEnvironment, docname: str, label: str) -> str:
    """Return the number (図1, (3)) or the heading that a cross-reference to *label* shows."""
    known = env.domains.standard_domain
    title = ""
    if label in known.labels:
        docname, anchor, title = known.labels[label]
    else:
        equation = (docname, nodes.make_id(f"equation-{label}"))
        docname, anchor = known.anonlabels.get(label, equation)
    for kind, numbers in env.toc_fignumbers.get(docname, {}).items():
        if number := numbers.get(anchor):
            form: str = env.config.numfig_format.get(kind, "(%s)")
            return form.replace("%s", ".".join(map(str, number)))
    return title


def visit_cited_here_html(self: Any, node: cited_here) -> None:
    """Open the mark."""
    self.body.append(self.starttag(node, "mark", ""))


def depart_cited_here_html(self: Any, _node: cited_here) -> None:
    """Close the mark."""
    self.body.append("</mark>")


def pass_through(_self: Any, _node: nodes.Element) -> None:
    """Leave the mark out, in builders without a look of their own."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the mark."""
    app.setup_extension("bibouroku.features.citation_domain")
    plain = (pass_through, pass_through)
    app.add_node(
        cited_here,
        html=(visit_cited_here_html, depart_cited_here_html),
        latex=plain, text=plain, man=plain, texinfo=plain,
    )  # fmt: skip
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
