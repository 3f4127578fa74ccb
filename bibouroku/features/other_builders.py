"""What our nodes are to builders for which they have no look: their text alone, or nothing.

To be given to ``Sphinx.add_node`` beside the visitors for HTML and LaTeX.
"""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes


def pass_through(_self: Any, _node: nodes.Element) -> None:
    """Leave a node to what stands in it."""


def skip(_self: Any, _node: nodes.Element) -> None:
    """Leave a node out, with all that stands in it."""
    raise nodes.SkipNode


BUILDERS: Final = ("text", "man", "texinfo")
TEXT_ALONE: Final[dict[str, Any]] = dict.fromkeys(BUILDERS, (pass_through, pass_through))
NOTHING: Final[dict[str, Any]] = dict.fromkeys(BUILDERS, (skip, None))
