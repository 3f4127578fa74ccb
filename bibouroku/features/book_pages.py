r"""The way back in a book: each entry of its bibliography names the pages that cite it, and why.

LaTeX knows the pages: every citation bears a label, and an entry prints the
pages of its labels, each page once (``\BibourokuPages`` in bibouroku.sty).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from bibouroku.features.other_builders import NOTHING, skip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.features.citation_domain import CitationDomain

    #: Labels of citations (document and id), by reason in Japanese (``""`` if none is said).
    Labels = Mapping[str, list[tuple[str, str]]]


class cited_text(nodes.inline):  # noqa: N801 - a docutils node
    """A citation as it reads in the text; bears the label that its page is known by."""


class spot(nodes.Inline, nodes.Element):  # noqa: N801 - a docutils node
    """A place that bears the label that its page is known by."""


class citing_pages(nodes.Inline, nodes.Element):  # noqa: N801 - a docutils node
    """Stands for the numbers of the pages with the citations ``labels``."""


def labels_in(document: nodes.document, domain: CitationDomain) -> dict[str, Labels]:
    """Return the citations of a book, not yet resolved, by cite key and reason, in book order."""
    targets = {
        (docname, ref.citation_ref_id): [target.key for target in ref.targets]
        for docname, refs in domain.cited.items()
        for ref in refs
    }
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for link in document.findall(addnodes.pending_xref):
        spot = (link.get("refdoc", ""), (link["ids"] or [""])[0])
        heading = section_titled(link)
        label = (spot[0], heading["ids"][0]) if heading else spot
        for key in targets.get(spot, ()):
            reason = domain.reason_of(*spot, key)
            words = reason.words if reason else ""
            found.setdefault(key, {}).setdefault(words, []).append(label)
    return dict(found)


def section_titled(node: nodes.Element) -> nodes.section | None:
    """Return the section in whose title *node* stands, if any: LaTeX copies titles elsewhere.

    A citation there has no label of its own, but that of the section.
    """
    above: nodes.Element | None = node.parent
    while above is not None and isinstance(above, nodes.Inline):
        above = above.parent
    section = above.parent if isinstance(above, nodes.title) else None
    return section if isinstance(section, nodes.section) else None


def pages_line(labels: Labels) -> list[nodes.Node]:
    """Return what names the pages: 引用：12, 15頁（証拠として）."""
    line: list[nodes.Node] = []
    for number, (words, held) in enumerate(labels.items()):
        reason = words.removesuffix("引用")
        line += [
            nodes.Text("；" if number else "引用："),
            citing_pages(labels=held),
            nodes.Text(f"頁（{reason}）" if reason else "頁"),
        ]
    return line


def visit_cited_text_html(self: Any, node: cited_text) -> None:
    """Open the citation as any inline."""
    self.visit_inline(node)


def depart_cited_text_html(self: Any, node: cited_text) -> None:
    """Close the citation."""
    self.depart_inline(node)


def visit_cited_text_latex(self: Any, node: cited_text) -> None:
    """Put the labels before the citation."""
    ids = () if section_titled(node) else node["ids"]
    labels = (self.hypertarget(identifier, anchor=False) for identifier in ids)
    self.body += [f"\\BibourokuSpot{{{label}}}" for label in labels]
    self.visit_inline(node)


def visit_spot_latex(self: Any, node: spot) -> None:
    """Put the labels."""
    labels = (self.hypertarget(identifier, anchor=False) for identifier in node["ids"])
    self.body += [f"\\BibourokuSpot{{{label}}}" for label in labels]
    raise nodes.SkipNode


def visit_pages_latex(self: Any, node: citing_pages) -> None:
    """Print the page numbers."""
    labels = ",".join(
        self.idescape(f"{docname}:{identifier}") for docname, identifier in node["labels"]
    )
    self.body.append(f"\\BibourokuPages{{{labels}}}")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes."""
    inline = (visit_cited_text_html, depart_cited_text_html)
    app.add_node(
        cited_text,
        html=inline,
        latex=(visit_cited_text_latex, depart_cited_text_html),
        text=inline, man=inline, texinfo=inline,
    )  # fmt: skip
    app.add_node(spot, html=(skip, None), latex=(visit_spot_latex, None), **NOTHING)
    app.add_node(citing_pages, html=(skip, None), latex=(visit_pages_latex, None), **NOTHING)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
