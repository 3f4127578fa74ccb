"""What a memo says under its title in an EPUB only: what its sources came to.

On the site that stands elsewhere: in the side column and on the page of fallen sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from bibouroku.bibliography.identifier import anchor
from bibouroku.features.addresses import link_within
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.fallout import TITLE, source_view
from bibouroku.features.memos import memo_domain
from bibouroku.features.status_feed import PAGE
from bibouroku.features.status_mark import status_mark

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.memo import Memo
    from bibouroku.features.epub_builder import BookBuilder


class AddBookWords(SphinxPostTransform):
    """Add the words to each memo of the book."""

    default_priority = 15  # after headings are filled (9)
    builders = ("epub",)

    def run(self, **_kwargs: Any) -> None:
        """Add the words to one memo."""
        memo = memo_domain(self.env).memos.get(self.env.current_document.docname)
        if memo is None:
            return
        for line in list(self.document.findall(nodes.paragraph)):
            if "memo-date-line" in line["classes"]:
                self.add_status(line, memo)

    def add_status(self, line: nodes.paragraph, memo: Memo) -> None:
        """Add the words behind the lines under the title, of which *line* is the first."""
        if status := self.status_line(memo):
            above = [child for child in line.parent if is_under_title(child)]
            line.parent.insert(line.parent.index(above[-1]) + 1, status)

    def status_line(self, memo: Memo) -> nodes.paragraph | None:
        """Return on which fallen sources a memo rests, if it does."""
        builder = cast("BookBuilder", self.env._app.builder)  # noqa: SLF001 - as Sphinx's own
        affected = builder.affected.get(memo.docname)
        if affected is None:
            return None
        line = nodes.paragraph(classes=["memo-status"])
        line += nodes.strong(text="その後：")
        if not affected.sources:
            line += nodes.Text("支えとするほかのメモが、撤回や反証のあった文献に寄りかかる。")
        for number, key in enumerate(affected.sources):
            line += nodes.Text("、" if number else "支えとして引く文献に、")
            line += self.source(key, memo, builder)
        line += nodes.Text("がある。→ " if affected.sources else "→ ")
        line += make_refnode(builder, memo.docname, PAGE, "", nodes.Text(TITLE))
        return line

    def source(self, key: str, memo: Memo, builder: BookBuilder) -> list[nodes.Node]:
        """Return a fallen source, linked to its entry, after what became of it."""
        domain = citation_domain(self.env)
        found = source_view(self.env, key, memo)
        mark = status_mark(found["status"], found["words"])
        label = nodes.Text(domain.references[key].label)
        listed = domain.list_for(key, memo.docname)
        if listed is None:
            return [mark, nodes.Text(" "), label]
        link = link_within(builder, memo.docname, listed, anchor(key), label)
        return [mark, nodes.Text(" "), link]


def is_under_title(node: nodes.Node) -> bool:
    """Return whether *node* is one of the lines that say of a memo when and what it is."""
    return isinstance(node, nodes.paragraph) and any(
        name.startswith("memo-") for name in node["classes"]
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the words when pages are written."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.fallout")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.status_feed")
    app.add_post_transform(AddBookWords)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
