"""Which equations of the book are fitted to the line."""

from __future__ import annotations

import pytest

from bibouroku.features.latex_equations import WIDE, longest_line
from bibouroku.features.narrow_equations import in_one_column
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


@pytest.mark.parametrize(
    ("formula", "column"),
    [
        (r"a=b\qquad x\leftarrow y", [r"a&=b\\", r"& x\leftarrow y"]),
        (
            r"\begin{aligned}a&=b,&c&=d\\e&=f\end{aligned}",
            [r"\begin{aligned}", r"a&=b,\\", r"c&=d\\", r"e&=f", r"\end{aligned}"],
        ),
        (
            r"\begin{align}a&=b&c&=d\end{align}",
            [r"\begin{align}", r"a&=b\notag\\", r"c&=d", r"\end{align}"],
        ),
    ],
)
def test_equations_side_by_side_go_below_one_another(formula: str, column: list[str]) -> None:
    assert in_one_column(formula).splitlines() == column


@pytest.mark.parametrize(
    "formula",
    [
        "a=b",
        r"a&=b\\c&=d",
        r"\begin{matrix}1&2&3\qquad 4\end{matrix}=\left(\frac{a\qquad b}{c}\right)",
        r"\begin{align}a&=b&c&=d\label{x}\end{align}",
        "a}b&c",
    ],
)
def test_other_equations_are_left_as_they_are(formula: str) -> None:
    assert in_one_column(formula) == formula
