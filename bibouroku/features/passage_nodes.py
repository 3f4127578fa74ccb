"""Citing passages as doctree nodes: the sentence as it reads, the citation in question marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from bibouroku.bibliography.identifier import page_name
from bibouroku.bibliography.in_text import segments
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.citation_text import cited, segment_node
from bibouroku.features.other_builders import TEXT_ALONE, pass_through

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.passage import Run
    from bibouroku.blog.concordance import Citing


class cited_here(nodes.Inline, nodes.TextElement):  # noqa: N801 - a docutils node
    """The citation for which a passage is shown."""


def passage_nodes(
    env: BuildEnvironment, citing: Citing, address: Callable[[str], str]
) -> list[nodes.Node]:
    """Return the sentence of *citing*; its other citations lead to the pages of their works.

    *address* returns the address of a page of the site, from the one that is made.
    """
    runs = citing.passage.runs if citing.passage else ()
    return [node for run in runs for node in _run(env, citing, run, address)]


def _run(
    env: BuildEnvironment, citing: Citing, run: Run, address: Callable[[str], str]
) -> list[nodes.Node]:
    if run.kind == "math":
        return [nodes.math(run.text, run.text)]
    if run.kind == "code":
        return [nodes.literal(run.text, run.text)]
    if run.kind == "document":
        title = env.titles.get(run.text)
        return [nodes.Text(title.astext() if title else "")]
    if run.kind == "label":
        return [nodes.Text(label_text(env, citing.docname, run.text))]
    if run.kind != "citation":
        return [nodes.Text(run.text)]
    found = cited(citation_domain(env), run.text, citing.docname)
    shown = nodes.inline(classes=["citation"])
    own = citing.citation.key if run.id == citing.citation.id else ""

    def to_page(key: str, text: nodes.Node) -> nodes.Node:
        if key == own:  # the page that is made
            return text
        return nodes.reference("", "", text, refuri=address(page_name(key)), internal=True)

    key = ""
    for segment in segments(run.role, found):
        key = segment.key or key
        node = segment_node(segment, to_page)
        marked = own and key == own and (segment.key or segment.url)
        shown += cited_here("", "", node) if marked else node
    return [shown]


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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the mark."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.citation_text")
    html, latex = (visit_cited_here_html, depart_cited_here_html), (pass_through, pass_through)
    app.add_node(cited_here, html=html, latex=latex, **TEXT_ALONE)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
