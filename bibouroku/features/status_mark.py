"""The mark that says how a work stands: a word, which style sheets know by its status.

In a book each status has a sign of its own before the word, as on the web: retracted and
refuted stay apart in black and white, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class marked_status(nodes.strong):  # noqa: N801 - a docutils node
    """A status in words; builders without a visitor of its own write it as ``strong``."""


def status_mark(name: str, words: str) -> marked_status:
    """Return the mark of the status *name* that says *words*: 撤回, 公開後に撤回."""
    return marked_status(text=words, classes=["status", f"status-{name}"])


def visit_latex(self: Any, node: marked_status) -> None:
    """Open the mark, as that of any text with the class of a status."""
    self.body.append(f"\\DUrole{{{node['classes'][-1]}}}{{")


def depart_latex(self: Any, _node: marked_status) -> None:
    """Close the mark."""
    self.body.append("}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the mark."""
    app.add_node(marked_status, latex=(visit_latex, depart_latex))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
