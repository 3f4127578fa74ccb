"""Formulae as MathML."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from bibouroku.features.mathml import NAMESPACE, mathml


def parsed(latex: str, *, block: bool = False) -> ET.Element:
    return ET.fromstring(mathml(latex, block=block))  # noqa: S314 - our own output


def tags(element: ET.Element) -> list[str]:
    return [each.tag.removeprefix(f"{{{NAMESPACE}}}") for each in element.iter()]


@pytest.mark.parametrize(("block", "display"), [(True, "block"), (False, "inline")])
def test_a_formula_is_displayed_or_in_line(*, block: bool, display: str) -> None:
    element = parsed("x^2", block=block)
    assert element.tag == f"{{{NAMESPACE}}}math"
    assert element.get("display") == display
    assert "msup" in tags(element)


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\text{R\&D}", "R&D"),
        (r"\text{a < b & c}", "a < b & c"),
        (r"\text{<script>}", "<script>"),
        (r"\text{うなり}", "うなり"),
    ],
)
def test_text_in_a_formula_is_shown_as_it_is_written(latex: str, words: str) -> None:
    assert "".join(parsed(latex).itertext()).replace("\u00a0", " ") == words


@pytest.mark.parametrize("latex", ["a<b", r'\text{"<script>"}', r"a & b", r"x' > \frac{1}{2}"])
def test_the_latex_stays_as_alternative_text(latex: str) -> None:
    element = parsed(latex)
    assert element.get("alttext") == latex
    assert "script" not in tags(element)


@pytest.mark.parametrize(
    ("latex", "spaces"),
    [
        (r"\sin a", 1),
        (r"2\cos A\sin B", 4),
        (r"\sin^2 x", 1),
        (r"\sin(x)", 0),
        (r"a+\log b", 1),
        ("xyz", 0),
    ],
)
def test_functions_are_set_off_by_a_thin_space(latex: str, spaces: int) -> None:
    assert tags(parsed(latex)).count("mspace") == spaces


def test_the_spaces_stand_between_function_and_argument() -> None:
    row = tags(parsed(r"2\cos A\sin B"))[2:]
    assert row == ["mn", "mspace", "mi", "mspace", "mi", "mspace", "mi", "mspace", "mi"]


@pytest.mark.parametrize("name", ["aligned", "cases", "pmatrix", "align*", "array"])
def test_environments_become_tables(name: str) -> None:
    element = parsed(f"\\begin{{{name}}} a & b \\\\ c & d \\end{{{name}}}", block=True)
    assert tags(element).count("mtr") == 2


@pytest.mark.parametrize(
    "latex", [r"\nonesuch x", r"\left( x", "x_1_2", "x^", r"\frac", "", "\x01"]
)
def test_what_cannot_be_shown_is_refused(latex: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        mathml(latex, block=True)


@pytest.mark.parametrize("command", [r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}"])
def test_a_formula_carries_no_link_and_no_style(command: str) -> None:
    with pytest.raises(ValueError, match=r"href|style"):
        mathml(command, block=False)


@pytest.mark.parametrize("latex", [r"T_\mathrm{c}", r"\mathrm{O}", r"\mathrm{Pb}"])
def test_upright_letters_stay_upright(latex: str) -> None:
    letters = parsed(latex).iter(f"{{{NAMESPACE}}}mi")
    upright = [letter for letter in letters if letter.text != "T"]
    assert upright
    assert {letter.get("mathvariant") for letter in upright} == {"normal"}
