"""The end of a chapter in a book: the memos that name this one, and those that go with it.

On the web the latter are a section of their own, and the former are what a reader finds by
the search. In a book a few lines do, without a heading that the contents would repeat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.blog.archive import oldest_first
from bibouroku.features.addresses import link_within
from bibouroku.features.memo_links import naming_memos
from bibouroku.features.memos import memo_domain, memo_heading, quoted_title
from bibouroku.features.related_memos import related_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.memo import Memo


class AddNeighbours(SphinxPostTransform):
    """Put the lines at the end of each memo."""

    default_priority = 8  # before headings are filled (9), whose places tell the memos
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Treat one book, or one memo."""
        naming = naming_memos(self.env)
        for place in list(self.document.findall(memo_heading)):
            if lines := self.lines(place["docname"], naming.get(place["docname"], ())):
                place.parent.append(nodes.container("", *lines, classes=["memo-neighbours"]))

    def lines(self, docname: str, names: Iterable[str]) -> list[nodes.paragraph]:
        """Return the lines of a memo; *names* are the documents that name it."""
        memos = memo_domain(self.env).memos
        naming = oldest_first(memos[name] for name in names)
        related = related_to(self.env, docname)
        found = [
            self.line("このメモを引くメモ", docname, ((memo, "") for memo in naming)),
            self.line("関連メモ", docname, ((one.memo, f"：{one.reason}") for one in related)),
        ]
        return [line for line in found if line is not None]

    def line(
        self, heading: str, docname: str, told: Iterable[tuple[Memo, str]]
    ) -> nodes.paragraph | None:
        """Return the line that names memos, each with what is told of it."""
        builder = self.env._app.builder  # noqa: SLF001 - as Sphinx's own transforms
        line = nodes.paragraph("", "", nodes.strong(text=heading))
        for memo, words in told:
            title = quoted_title(self.env, memo.docname)
            line += [nodes.Text("　"), link_within(builder, docname, memo.docname, "", title)]
            line += nodes.Text(words)
        return line if len(line) > 1 else None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the lines to books only."""
    app.setup_extension("bibouroku.features.memo_links")
    app.setup_extension("bibouroku.features.related_memos")
    app.add_post_transform(AddNeighbours)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
