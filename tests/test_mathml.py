"""Formulae as MathML."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from docutils import nodes

from bibouroku.features.mathml import bind, mathml, source_of, without_chance
from bibouroku.math_spacing import NAMESPACE


def parsed(latex: str, *, block: bool = False) -> ET.Element:
    return ET.fromstring(mathml(latex, block=block))  # noqa: S314 - our own output


def shown(latex: str) -> ET.Element:
    """Return the part of a formula that a browser shows."""
    return parsed(latex)[0][0]


def operator(latex: str, text: str) -> ET.Element:
    """Return the only operator that reads *text*."""
    (found,) = [each for each in parsed(latex).iter(f"{{{NAMESPACE}}}mo") if each.text == text]
    return found


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
    assert "".join(shown(latex).itertext()).replace("\u00a0", " ") == words


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
        (r"(x)\cos a", 2),
        (r"-\max(a,b)", 0),
        (r"2\operatorname{mean}x", 2),
        ("xyz", 0),
    ],
)
def test_functions_are_set_off_by_a_thin_space(latex: str, spaces: int) -> None:
    assert tags(parsed(latex)).count("mspace") == spaces


def test_the_spaces_stand_between_function_and_argument() -> None:
    row = tags(shown(r"2\cos A\sin B"))[1:]
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


@pytest.mark.parametrize("latex", ["a<b", r"\text{R\&D}", "x^2"])
def test_the_latex_is_an_annotation_for_tools(latex: str) -> None:
    (note,) = parsed(latex).iter(f"{{{NAMESPACE}}}annotation")
    assert (note.get("encoding"), note.text) == ("application/x-tex", latex)


@pytest.mark.parametrize("latex", ["-1", r"\chi=-1", "a,-b", "(-2)", "a+-b", "e^{-1}"])
def test_a_minus_before_a_term_is_a_sign(latex: str) -> None:
    assert operator(latex, "−").get("form") == "prefix"


@pytest.mark.parametrize("latex", ["a-1", "(a)-1", "|a|-1", "x^2-y", r"5\,-1"])
def test_a_minus_between_terms_is_an_operation(latex: str) -> None:
    assert operator(latex, "−").get("form") is None


def test_bars_open_and_close() -> None:
    bars = [each for each in parsed("C > |x|").iter(f"{{{NAMESPACE}}}mo") if each.text == "|"]
    assert [bar.get("form") for bar in bars] == ["prefix", "postfix"]


def test_points_of_omission_are_no_operator() -> None:
    assert "…" not in [each.text for each in parsed(r"1,\dots,n").iter(f"{{{NAMESPACE}}}mo")]


def test_a_long_arrow_is_a_relation() -> None:
    assert operator(r"a\longrightarrow b", "⟶").get("stretchy") == "false"


def test_a_solidus_has_no_space_around_it() -> None:
    assert operator("a/b", "/").get("lspace") == operator("a/b", "/").get("rspace") == "0"


def test_an_index_of_a_bracket_stands_as_high_as_one_of_a_letter() -> None:
    (base,) = [each[0] for each in shown("(x)_6").iter(f"{{{NAMESPACE}}}msub")]
    assert base.get("depth") == "0"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("aligned", ("aligned", "0em")), ("align*", ("aligned", "0em")), ("cases", (None, None))],
)
def test_only_lines_of_equations_lie_close_to_their_sign(
    name: str, kind: tuple[str | None, str | None]
) -> None:
    element = parsed(f"\\begin{{{name}}} a &= b \\end{{{name}}}", block=True)
    (table,) = element.iter(f"{{{NAMESPACE}}}mtable")
    assert (table.get("class"), table.get("columnspacing")) == kind


def test_a_limit_stands_below_where_there_is_room() -> None:
    (limit,) = shown(r"\lim_{x\to 0} f").iter(f"{{{NAMESPACE}}}munder")
    assert (limit[0].text, limit[0].get("movablelimits")) == ("lim", "true")


def test_the_latex_of_a_displayed_formula_can_be_opened_without_a_script() -> None:
    shut = source_of(r"a<b")
    assert shut.startswith('<details class="math-source"><summary')
    assert shut.endswith("<code>a&lt;b</code></details>")


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("角", "、次に", ["角", "[x]、", "次に"]),
        ("角（", "）。", ["角", "（[x]）。", ""]),
        ("「", "は", ["", "「[x]", "は"]),
        ("角", "は", ["角", "[x]", "は"]),
        ("、", "、", ["、", "[x]、", ""]),
    ],
)
def test_no_line_begins_with_the_comma_after_a_formula(
    before: str, after: str, left: list[str]
) -> None:
    formula = nodes.math("x", "[x]")
    line = nodes.paragraph("", "", nodes.Text(before), formula, nodes.Text(after))
    bind(formula)
    assert [child.astext() for child in line.children] == left


def test_a_formula_alone_is_left_alone() -> None:
    formula = nodes.math("x", "x")
    line = nodes.paragraph("", "", formula)
    bind(formula)
    assert line.children == [formula]


def test_a_formula_that_nobody_named_bears_no_id() -> None:
    label = "c3a95703-1446-4b41-a211-01b6de9b34a1"
    nameless, named = (
        nodes.math_block("", "x", ids=[f"equation-{name}"]) for name in (label, "eq-euler")
    )
    assert without_chance(nameless)["ids"] == []
    assert without_chance(named)["ids"] == ["equation-eq-euler"]
    assert nameless["ids"]
