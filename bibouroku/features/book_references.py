r"""Cross-references in a book: by title or number, and for another chapter by its number and page.

『続きのメモ』（第3章、24頁）, 図3.2（第3章、26頁）, 暦（80頁）: paper cannot be clicked. Within
its own chapter a target needs no page. To keep pages readable,

* a target is told with its page once in each section, a term of the glossary once in each chapter;
* chapters that are not memos have no number: their page is enough;
* headings and captions, which LaTeX copies into lists, citations, and entries of bibliographies,
  which name pages of their own, stay as they are.

A document without other chapters, such as a memo by itself, has nothing to be told of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex.nodes import math_reference
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.features.bibliography_list import bibliography_entry
from bibouroku.features.book_pages import cited_text
from bibouroku.features.memos import memo_domain, quoted_title
from bibouroku.features.other_builders import NOTHING, skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: What stays as it is, with all links in it.
LEFT_ALONE: Final = (nodes.title, nodes.caption, bibliography_entry, cited_text)
#: The classes of lines that tell of other chapters, whatever the text around has told.
APART: Final = frozenset({"memo-series", "memo-neighbours", "fallout-line"})


class place_in_book(nodes.Inline, nodes.Element):  # noqa: N801 - a docutils node
    """Tells where ``label`` is: chapter, if ``chapter`` is the label of one with a number; page."""


class Link(NamedTuple):
    """A link within a book, and where it stands."""

    node: nodes.Element
    #: The document and the label that it leads to.
    docname: str
    label: str
    #: The document in which it stands.
    chapter: str
    #: The innermost section, or line apart from the text, in which it stands.
    section: nodes.Element

    @property
    def is_term(self) -> bool:
        """Whether it leads to a term of a glossary."""
        return any("std-term" in part["classes"] for part in self.node.findall(nodes.Element))

    @property
    def scope(self) -> str | int:
        """Within what its target is told once with the page."""
        return self.chapter if self.is_term else id(self.section)


class TellPlaces(SphinxPostTransform):
    """Add chapter and page to the links that lead to other chapters."""

    default_priority = 750  # when references are resolved, before repairs for LaTeX (760)
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Treat one book."""
        files = {place["docname"] for place in self.document.findall(addnodes.start_of_file)}
        told: set[tuple[str | int, str]] = set()
        for link in [*links(self.document, self.env.docname)]:
            if link.docname == link.chapter or link.docname not in files:
                continue
            self.quote_title(link)
            if (link.scope, link.label) not in told:
                told.add((link.scope, link.label))
                parent = link.node.parent
                parent.insert(parent.index(link.node) + 1, self.place(link))

    def quote_title(self, link: Link) -> None:
        """Put a title by which a memo is named into the brackets of titles."""
        memo = memo_domain(self.env).memos.get(link.docname)
        if memo and link.label == document_label(link.docname):
            for text in list(link.node.findall(nodes.Text)):
                if text.astext() == memo.title:
                    text.parent.replace(text, quoted_title(self.env, memo.docname))

    def place(self, link: Link) -> place_in_book:
        """Return what tells where a link leads."""
        is_memo = link.docname in memo_domain(self.env).memos
        chapter = document_label(link.docname) if is_memo else ""
        return place_in_book(chapter=chapter, label=link.label)


def links(node: nodes.Element, chapter: str, within: nodes.Element | None = None) -> Iterator[Link]:
    """Yield the links to places in the book that stand in *node*, a part of *chapter*, in order."""
    section = node if within is None else within
    for child in node.children:
        if isinstance(child, LEFT_ALONE) or not isinstance(child, nodes.Element):
            continue
        if (target := target_of(child)) is not None:
            yield Link(child, *target, chapter, section)
        elif isinstance(child, addnodes.start_of_file):
            yield from links(child, child["docname"])
        else:
            apart = isinstance(child, nodes.section) or not APART.isdisjoint(child["classes"])
            yield from links(child, chapter, child if apart else section)


def target_of(node: nodes.Element) -> tuple[str, str] | None:
    """Return document and label that *node* leads to, if it is a link to another file's place."""
    if isinstance(node, math_reference):
        return node["docname"], f"equation:{node['docname']}:{node['target']}"
    address = node.get("refuri", "")
    if not isinstance(node, nodes.reference) or not address.startswith("%"):
        return None
    docname, _, anchor = address[1:].partition("#")
    return docname, f"{docname}:{anchor}" if anchor else document_label(docname)


def document_label(docname: str) -> str:
    """Return the label that Sphinx gives to a document, at the heading of its chapter."""
    return f"{docname}::doc"


def visit_place_latex(self: Any, node: place_in_book) -> None:
    """Print chapter and page."""
    chapter = self.idescape(node["chapter"]) if node["chapter"] else ""
    equation = node["label"].startswith("equation:")  # Sphinx writes these labels as they are
    label = node["label"] if equation else self.idescape(node["label"])
    self.body.append(f"\\BibourokuPlace{{{chapter}}}{{{label}}}")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell of places in books only."""
    app.setup_extension("bibouroku.features.bibliography_list")
    app.setup_extension("bibouroku.features.memos")
    app.add_node(place_in_book, html=(skip, None), latex=(visit_place_latex, None), **NOTHING)
    app.add_post_transform(TellPlaces)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
