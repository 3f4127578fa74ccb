"""The mark that says how a work stands: a word, which style sheets know by its status."""

from __future__ import annotations

from docutils import nodes


def status_mark(name: str, words: str) -> nodes.strong:
    """Return the mark of the status *name* that says *words*: 撤回, 公開後に撤回."""
    return nodes.strong(text=words, classes=["status", f"status-{name}"])
