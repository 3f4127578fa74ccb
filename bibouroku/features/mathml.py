"""Formulae as MathML: no script, no request to another server, legible to screen readers.

The LaTeX of each formula stays: in ``alttext``, as annotation, under a displayed
formula, and in what a reader copies (math-copy.js, on pages with formulae).
Chosen by ``html_math_renderer = "mathml"``.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import getLogger
from sphinx.util.math import get_node_equation_number

from bibouroku.math_spacing import NAMESPACE, set_like_tex

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

logger = getLogger(__name__)

#: Environments that the converter does not know, by those that look the same.
SAME_AS: Final = {"aligned": "split", "gathered": "gather*", "alignedat": "alignat*"}
ET.register_namespace("", NAMESPACE)
TEXT: Final = re.compile(r"(<mtext[^>]*>)(.*?)(</mtext>)", re.DOTALL)
STRAY_AMPERSAND: Final = re.compile(r"&(?!#?\w+;)")
#: Commands that would put more than a formula into the page.
ACTIVE: Final = re.compile(r"\\(?:href|url|class|style|cssId|htmlClass|htmlId|htmlStyle)\b")
#: The converter forgets that a single letter is upright: T_c with an italic c.
SINGLE_UPRIGHT: Final = re.compile(r"\\mathrm\s*\{(\w)\}")
COMMAND_LEFT: Final = re.compile(r"\\[A-Za-z]+")
#: The id of a formula that has no label.
BY_CHANCE: Final = re.compile(r"equation-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: Signs that no line may end with, and those that none may begin with (JIS X 4051).
OPENING: Final = re.compile(r"[（「『【〔〈《［｛“‘(\[]+$")
CLOSING: Final = re.compile(r"[、。，．・：；？！）」』】〕〉》］｝”’ー々,.:;?!)\]]+")


def mathml(latex: str, *, block: bool) -> str:
    """Return *latex* as a ``math`` element; raises ``ValueError`` for commands it cannot show."""
    if active := ACTIVE.search(latex):
        raise ValueError(active[0])
    source = SINGLE_UPRIGHT.sub(r"\\mathrm{\1{}}", latex)
    for ours, known in SAME_AS.items():
        source = source.replace(f"{{{ours}}}", f"{{{known}}}")
    try:
        element = convert(source, display="block" if block else "inline")
    except Exception as error:  # the converter has no common class for its faults
        raise ValueError(type(error).__name__) from error
    if left := COMMAND_LEFT.search(element):
        raise ValueError(left[0])
    try:
        spaced = well_set(STRAY_AMPERSAND.sub("&amp;", TEXT.sub(_escaped, element)), latex)
    except ET.ParseError as error:
        raise ValueError(type(error).__name__) from error
    return spaced.replace("<math ", f'<math alttext="{escape(latex)}" ', 1)


def _escaped(text: re.Match[str]) -> str:
    """Return an element of text as XML wants it: the converter copies the text as it stands."""
    words = unescape(text[2]).replace(r"\&", "&")
    return f"{text[1]}{escape(words, quote=False)}{text[3]}"


def well_set(element: str, latex: str) -> str:
    """Return MathML set as TeX would, with its LaTeX as annotation, for tools that read it.

    A table stands in a row with what is around it; the annotation is not shown.
    """
    root = ET.fromstring(element)  # noqa: S314 - the converter's own output
    set_like_tex(root)
    semantics = ET.Element(f"{{{NAMESPACE}}}semantics")
    semantics.extend(list(root))
    note = ET.SubElement(semantics, f"{{{NAMESPACE}}}annotation", encoding="application/x-tex")
    note.text = latex
    root[:] = [semantics]
    return ET.tostring(root, encoding="unicode")


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in the text."""
    formula = _or_warning(node, block=False)
    if _heads_a_column(node):
        # Checkers of pages take only this for a name; alttext means the same.
        formula = formula.replace("<math ", f'<math aria-label="{escape(_latex(node))}" ', 1)
    self.body.append(f'<span class="math">{formula}</span>')
    raise nodes.SkipNode


def visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number."""
    self.body.append(self.starttag(without_chance(node), "div", CLASS="math math-block"))
    self.body.append(f'<div class="math-scroll">{_or_warning(node, block=True)}</div>')
    if node["number"]:
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    self.body.append(source_of(_latex(node)))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def without_chance(node: nodes.math_block) -> nodes.math_block:
    """Return a formula without the id that MyST rolls for one that nobody named."""
    named = node.copy()
    named["ids"] = [name for name in node["ids"] if not BY_CHANCE.fullmatch(name)]
    return named


def source_of(latex: str) -> str:
    """Return what shows the LaTeX of a displayed formula, closed at first."""
    summary = '<summary aria-label="式のLaTeX">LaTeX</summary>'
    return f'<details class="math-source">{summary}<code>{escape(latex)}</code></details>'


def _heads_a_column(node: nodes.Node) -> bool:
    """Return whether a formula stands in the head of a table."""
    while (parent := node.parent) is not None:
        if isinstance(parent, nodes.thead):
            return True
        node = parent
    return False


def _latex(node: Any) -> str:
    """Return the LaTeX of a formula in one line."""
    return " ".join(node.astext().split())


def _or_warning(node: Any, *, block: bool) -> str:
    latex = _latex(node)
    try:
        return mathml(latex, block=block)
    except ValueError as error:
        logger.warning(
            "式「%s」の%sを表示できない。別の書き方にする",
            latex, error, location=node, type="bibouroku", subtype="math",
        )  # fmt: skip
        return f"<code>{escape(latex)}</code>"


class KeepPunctuation(SphinxPostTransform):
    """Bind formulae in the text to brackets and commas, which no line may begin or end with.

    Browsers break lines on either side of a formula, whatever sign is there.
    """

    default_priority = 785  # when all else is resolved
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Bind the formulae of one page."""
        for formula in list(self.document.findall(nodes.math)):
            bind(formula)


def bind(formula: nodes.math) -> None:
    """Put *formula* into one run with the opening signs before it and the closing ones after it."""
    parent = formula.parent
    place = parent.index(formula)
    before, after = (_text_at(parent, beside) for beside in (place - 1, place + 1))
    opening, closing = OPENING.search(before), CLOSING.match(after)
    if not opening and not closing:
        return
    bound = nodes.inline(classes=["unbroken"])
    parent[place] = bound
    if opening:
        parent[place - 1] = nodes.Text(before[: opening.start()])
        bound += nodes.Text(opening[0])
    bound += formula
    if closing:
        parent[place + 1] = nodes.Text(after[closing.end() :])
        bound += nodes.Text(closing[0])


def _text_at(parent: nodes.Element, place: int) -> str:
    """Return the text at a place among the children of *parent*, if there is text."""
    node = parent[place] if 0 <= place < len(parent) else None
    return node.astext() if isinstance(node, nodes.Text) else ""


def add_copying(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Give a page with formulae what copies them as LaTeX and lets keys scroll wide ones."""
    body = context.get("body", "")
    if "<math" in body:
        app.add_js_file("math-copy.js", loading_method="defer")
    if "<math" in body or "<table" in body or 'class="highlight"' in body:
        app.add_js_file("scroll-boxes.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Offer the renderer."""
    app.setup_extension("bibouroku.features.scripts")
    app.connect("html-page-context", add_copying)
    app.add_css_file("math.css", priority=600)
    app.add_post_transform(KeepPunctuation)
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
