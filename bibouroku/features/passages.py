"""Citing passages: for each citation the sentence in which it stands, taken when a page is read."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from bibouroku.bibliography.passage import Passage, Run, cut, joined
from bibouroku.features.ablog_seam import UpdateNode
from bibouroku.features.chronology import chronology_event
from bibouroku.features.citation_domain import citation_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: What holds text that is not cut across: a passage lies within one of these.
BLOCKS: Final = (nodes.row, nodes.paragraph, nodes.caption, nodes.title, nodes.term, nodes.line)
#: Nodes whose text is no part of the sentence they stand in.
SKIPPED: Final = (
    nodes.footnote_reference, nodes.image, nodes.raw, nodes.system_message, nodes.target,
)  # fmt: skip
#: Where a passage stands, if not in the text.
PLACES: Final = {
    chronology_event: "年表",
    nodes.footnote: "脚注",
    nodes.caption: "図の説明",
    nodes.table: "表",
}
#: Cross-references that print a number: of a figure or table, of an equation.
NUMBERED: Final = frozenset({"numref", "eq"})


def keep_passages(app: Sphinx, document: nodes.document) -> None:
    """Keep the passages of the document just read, by the ids of their citations."""
    domain = citation_domain(app.env)
    passages: dict[str, Passage] = {}
    for citation in document.findall(addnodes.pending_xref):
        if not is_citation(citation):
            continue
        identifier = citation["ids"][0]
        if identifier not in passages:  # others of the same block were found with the first
            passages |= passages_of(block_around(citation))
    if passages:
        domain.passages[app.env.current_document.docname] = passages


def is_citation(link: addnodes.pending_xref) -> bool:
    """Return whether *link* is a citation of our own references, not resolved yet."""
    ours = link.get("refdomain") == "cite" and not link.get("intersphinx")
    return ours and bool(link["ids"])


def block_around(node: nodes.Element) -> nodes.Element:
    """Return the row, paragraph, caption or title in which *node* stands."""
    around = [above for above in ancestors(node) if isinstance(above, BLOCKS)]
    rows = [above for above in around if isinstance(above, nodes.row)]
    return (rows or around or [node])[0]


def ancestors(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield what *node* stands in, the nearest first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def passages_of(block: nodes.Element) -> dict[str, Passage]:
    """Return the sentences of *block* that cite, by the ids of their citations."""
    if isinstance(block, nodes.row):
        pieces = [joined(list(runs(cell)) for cell in block.children)]
    else:
        pieces = cut(list(runs(block)))
    section, where = heading_above(block), kind_of_place(block)
    found: dict[str, Passage] = {}
    for piece in pieces:
        passage = Passage(section, where, piece)
        found |= {run.id: passage for run in piece if run.kind == "citation"}
    return found


def runs(node: nodes.Node) -> Iterator[Run]:
    """Yield what *node* reads like."""
    if isinstance(node, nodes.Text):
        yield Run("text", unwrapped(node.astext()))
    elif isinstance(node, nodes.math):
        yield Run("math", node.astext())
    elif isinstance(node, nodes.literal):
        yield Run("code", node.astext())
    elif isinstance(node, addnodes.pending_xref) and is_citation(node):
        yield Run("citation", node["reftarget"], node["ids"][0], node["reftype"])
    elif isinstance(node, addnodes.pending_xref) and is_shown_otherwise(node):
        kind = "document" if node["refdomain"] == "doc" else "label"
        yield Run(kind, node["reftarget"])
    elif not isinstance(node, SKIPPED):
        for child in node.children:
            yield from runs(child)


def is_shown_otherwise(link: addnodes.pending_xref) -> bool:
    """Return whether *link* will show a number or a title, which is not known yet."""
    return link["reftype"] in NUMBERED or not link.astext()


def unwrapped(text: str) -> str:
    """Return *text* on one line; a line end between two wide signs is no space."""
    first, *rest = text.split("\n")
    for line in rest:
        before, after = first.rstrip(), line.lstrip()
        apart = not (before and after and is_wide(before[-1]) and is_wide(after[0]))
        first = f"{before}{' ' if apart else ''}{after}"
    return re.sub(r"[ \t]+", " ", first)


def is_wide(sign: str) -> bool:
    """Return whether *sign* is as wide as a kanji."""
    return unicodedata.east_asian_width(sign) in "WF"


def heading_above(node: nodes.Element) -> str:
    """Return the heading that *node* stands under, or ``""`` before a document's first one."""
    sections = [above for above in ancestors(node) if isinstance(above, nodes.section)]
    if len(sections) < 2:  # noqa: PLR2004 - the outermost is the document
        return ""
    title = sections[0].next_node(nodes.title)
    return (
        "".join(run.plain for run in runs(title) if run.kind in {"text", "code"}) if title else ""
    )


def kind_of_place(node: nodes.Element) -> str:
    """Return where *node* stands, in Japanese, or ``""`` for the text itself."""
    for above in (node, *ancestors(node)):
        if isinstance(above, UpdateNode) and "edtf_date" in above:
            return f"追記（{above['edtf_date'].japanese}）"
        for kind, words in PLACES.items():
            if isinstance(above, kind):
                return words
    return ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Keep passages when documents are read."""
    app.setup_extension("bibouroku.features.ablog_seam")
    app.setup_extension("bibouroku.features.chronology")
    app.setup_extension("bibouroku.features.citation_domain")
    app.connect("doctree-read", keep_passages)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
