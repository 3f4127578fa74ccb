"""Formulae as MathML: no script, no request to another server, legible to screen readers.

The LaTeX of each formula stays in ``alttext``. Chosen by ``html_math_renderer = "mathml"``.
"""

from __future__ import annotations

import itertools
import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.locale import _
from sphinx.util.logging import getLogger
from sphinx.util.math import get_node_equation_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

logger = getLogger(__name__)

#: Environments that the converter does not know, by those that look the same.
SAME_AS: Final = {"aligned": "split", "gathered": "gather*", "alignedat": "alignat*"}
NAMESPACE: Final = "http://www.w3.org/1998/Math/MathML"
ET.register_namespace("", NAMESPACE)
THIN: Final = {"width": "0.1667em"}
#: Elements whose children stand in a row.
ROWS: Final = frozenset({"math", "mrow", "mtd", "mstyle", "msqrt", "mpadded"})
FUNCTION: Final = re.compile(r"[a-z]{2,}")
TEXT: Final = re.compile(r"(<mtext[^>]*>)(.*?)(</mtext>)", re.DOTALL)
STRAY_AMPERSAND: Final = re.compile(r"&(?!#?\w+;)")
#: Commands that would put more than a formula into the page.
ACTIVE: Final = re.compile(r"\\(?:href|url|class|style|cssId|htmlClass|htmlId|htmlStyle)\b")
#: The converter forgets that a single letter is upright: T_c with an italic c.
SINGLE_UPRIGHT: Final = re.compile(r"\\mathrm\s*\{(\w)\}")
COMMAND_LEFT: Final = re.compile(r"\\[A-Za-z]+")


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
        spaced = with_function_spaces(STRAY_AMPERSAND.sub("&amp;", TEXT.sub(_escaped, element)))
    except ET.ParseError as error:
        raise ValueError(type(error).__name__) from error
    return spaced.replace("<math ", f'<math alttext="{escape(latex)}" ', 1)


def _escaped(text: re.Match[str]) -> str:
    """Return an element of text as XML wants it: the converter copies the text as it stands."""
    words = unescape(text[2]).replace(r"\&", "&")
    return f"{text[1]}{escape(words, quote=False)}{text[3]}"


def with_function_spaces(element: str) -> str:
    """Return MathML with a thin space around sin, log, … where TeX sets one.

    The converter writes ``sin a`` as two identifiers, which browsers set without a space.
    """
    root = ET.fromstring(element)  # noqa: S314 - the converter's own output
    for parent in root.iter():
        if _name(parent) in ROWS:
            children = list(parent)
            for left, right in reversed(list(itertools.pairwise(children))):
                if (_is_function(left) or _is_function(right)) and not {"mo", "mspace"} & {
                    _name(left), _name(right)
                }:  # fmt: skip
                    parent.insert(children.index(right), ET.Element("mspace", THIN))
    return ET.tostring(root, encoding="unicode")


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def _is_function(element: ET.Element) -> bool:
    """Return whether *element* is sin, log, …, also with an exponent or index."""
    if _name(element) in {"msup", "msub", "msubsup"} and len(element):
        return _is_function(element[0])
    return _name(element) == "mi" and bool(FUNCTION.fullmatch(element.text or ""))


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in the text."""
    self.body.append(f'<span class="math">{_or_warning(node, block=False)}</span>')
    raise nodes.SkipNode


def visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number."""
    self.body.append(self.starttag(node, "div", CLASS="math math-block"))
    self.body.append(f'<div class="math-scroll">{_or_warning(node, block=True)}</div>')
    if node["number"]:
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _or_warning(node: Any, *, block: bool) -> str:
    latex = " ".join(node.astext().split())
    try:
        return mathml(latex, block=block)
    except ValueError as error:
        logger.warning(
            "式「%s」の%sを表示できない。別の書き方にする",
            latex, error, location=node, type="bibouroku", subtype="math",
        )  # fmt: skip
        return f"<code>{escape(latex)}</code>"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Offer the renderer."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
