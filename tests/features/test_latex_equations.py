"""Which equations of the book are fitted to the line."""

from __future__ import annotations

import pytest

from bibouroku.features.latex_equations import WIDE, longest_line
from bibouroku.paper import PAPERS


@pytest.mark.parametrize(
    ("formula", "wide"),
    [
        ("e^{i\\pi}=-1", False),
        ("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}", False),
        (" + ".join(f"a_{number}x^{number}" for number in range(12)), True),
        (r"\left(\begin{matrix}" + r"a_{1}&" * 9 + r"a\end{matrix}\right)" * 2, True),
        (r"\begin{matrix}1 & 2\\3 & 4\end{matrix}", False),
        ("a &= b \\\\ " + "c" * 40, True),
    ],
)
def test_long_lines_count_as_wide(formula: str, wide: bool) -> None:  # noqa: FBT001 - a case
    assert (longest_line(formula) > WIDE * PAPERS["a4"].letters) is wide
