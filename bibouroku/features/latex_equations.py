r"""The book (PDF): displayed equations that may be wider than the line are made to fit it.

TeX has to take such an equation in as a whole before it can measure it, and then knows the line
of a mistake less well. So only those that look wide by their source are measured.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.features.latex_tables import formula_length
from bibouroku.features.narrow_equations import in_one_column
from bibouroku.features.other_builders import TEXT_ALONE, pass_through
from bibouroku.paper import paper_named

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: The share of a line from which on an equation counts as wide: lengths are estimates.
WIDE: Final = 0.45
#: So many times the line an equation is guessed to be that certainly is wider.
TOO_WIDE: Final = 1.35
#: Letters of a line that the number of an equation takes.
NUMBER: Final = 4
#: What begins an array within a formula, and what is not printed.
WITHIN: Final = re.compile(r"\\begin\{([a-zA-Z]*matrix|array|cases)\*?\}")
COMMANDS: Final = re.compile(r"\\(begin|end)\{[^{}]*\}|&")


class wide_equation(nodes.General, nodes.Element):  # noqa: N801 - a docutils node
    """Holds an equation that may be wider than the line."""


class FitEquations(SphinxPostTransform):
    """Set equations below one another that look wider than the line; enclose what looks wide."""

    default_priority = 775  # after latex_repairs (760)
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Treat those of the book."""
        line = paper_named(self.config.bibouroku_paper).letters
        for block in list(self.document.findall(nodes.math_block)):
            if longest_line(block.astext()) > TOO_WIDE * (line - NUMBER):
                block[:] = [nodes.Text(in_one_column(block.astext()))]
            if longest_line(block.astext()) > WIDE * line:
                place = wide_equation()
                block.replace_self(place)
                place += block


def longest_line(formula: str) -> float:
    """Return about how many full-width letters the longest line of a displayed formula takes.

    Of arrays within, which may stand side by side, all lines count; between columns is one letter.
    """
    lines = [formula] if WITHIN.search(formula) else formula.split(r"\\")
    return max(formula_length(COMMANDS.sub("", line)) + line.count("&") for line in lines)


def visit_wide_latex(self: Any, _node: wide_equation) -> None:
    """Open the group within which equations are fitted; no line, for the paragraph goes on."""
    self.body.append(r"\begingroup\BibourokuFitEquations{}")


def depart_wide_latex(self: Any, _node: wide_equation) -> None:
    """Close the group."""
    self.body.append("\\endgroup{}\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Fit equations in books."""
    app.setup_extension("bibouroku.features.latex_settings")
    app.setup_extension("bibouroku.features.latex_tables")
    app.add_node(
        wide_equation,
        html=(pass_through, pass_through),
        latex=(visit_wide_latex, depart_wide_latex),
        **TEXT_ALONE,
    )
    app.add_post_transform(FitEquations)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
