"""Spaces and alignment of formulae, as TeX sets them.

latex2mathml tells operators from letters by the command alone. Browsers space
each operator by the dictionary of MathML Core (section B.2), which needs to
know more: whether a minus is a sign, whether a bar opens or closes.
"""

from __future__ import annotations

import itertools
import re
from typing import Final
from xml.etree import ElementTree as ET

NAMESPACE: Final = "http://www.w3.org/1998/Math/MathML"
THIN: Final = {"width": "0.1667em"}
#: Elements whose children stand in a row.
ROWS: Final = frozenset({"math", "mrow", "mtd", "mstyle", "msqrt", "mpadded"})
SCRIPTED: Final = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
FUNCTION: Final = re.compile(r"[A-Za-z]{2,}")
ARROW: Final = re.compile(r"[←-⇿⟰-⟿]")
SIGNS: Final = frozenset("−+±∓")
BARS: Final = frozenset("|‖∣∥")
CLOSING: Final = frozenset(")]}⟩⌉⌋!")
#: What has its index below it where a formula is displayed.
LIMITS: Final = frozenset({"lim", "max", "min", "sup", "inf", "limsup", "liminf"})
LIMIT: Final = {"movablelimits": "true", "lspace": "0.1667em", "rspace": "0.1667em"}
UNDER: Final = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
#: Points of omission, which are no operator: commas and signs beside them have spaces of their own.
OMISSION: Final = frozenset("…⋯")
NO_SPACE: Final = {"lspace": "0", "rspace": "0"}
#: The class of tables that line up equations, for the style sheet: browsers have no attribute.
ALIGNED: Final = "aligned"


def set_like_tex(root: ET.Element) -> None:
    """Change a formula so that browsers space and align it as TeX does."""
    for element in root.iter():
        _mend_scripts(element)
        _mend_table(element)
    for element in root.iter():
        _mend_name(element)
    for element in root.iter():
        if name(element) in ROWS:
            _mend_row(element)
            _space_functions(element)


def name(element: ET.Element) -> str:
    """Return the name of an element, without the namespace."""
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def _tag(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _text(element: ET.Element) -> str:
    return (element.text or "").strip()


def _mend_name(element: ET.Element) -> None:
    """Tell names (max, mean) and points of omission from operators, and arrows from letters."""
    text = _text(element)
    if "movablelimits" in element.attrib:
        return
    if name(element) == "mo" and (FUNCTION.fullmatch(text) or text in OMISSION):
        element.tag = _tag("mi")
    elif name(element) == "mi" and ARROW.fullmatch(text):
        element.tag = _tag("mo")
        element.set("stretchy", "false")
    elif text == "/" and name(element) == "mo":
        element.attrib.update(NO_SPACE)
    elif text == "¯" and name(element) == "mo":
        element.set("stretchy", "false")


def _mend_scripts(element: ET.Element) -> None:
    """Let a script of a closing bracket stand as high as one of a letter, and set limits."""
    if name(element) not in UNDER or not len(element):
        return
    base = element[0]
    if name(base) == "mo" and _text(base) in LIMITS:
        element.tag = _tag(UNDER[name(element)])
        base.attrib.update(LIMIT)
    if name(base) == "mo" and _text(base) in CLOSING and base.get("stretchy") == "false":
        low = ET.Element(_tag("mpadded"), {"depth": "0", "height": "0.7em"})
        low.append(base)
        element[0] = low


def _mend_table(element: ET.Element) -> None:
    """Mark a table whose columns line up equations, for math.css; Firefox obeys the attribute."""
    if name(element) == "mtable" and element.get("columnspacing", "").startswith("0em"):
        element.set("columnspacing", "0em")
        element.set("class", ALIGNED)


def _mend_row(row: ET.Element) -> None:
    """Tell signs from operations, and bars that open from bars that close."""
    before: ET.Element | None = None
    for child in row:
        if name(child) == "mspace":
            continue
        text = _text(child)
        if name(child) == "mo" and not child.get("fence"):
            opens = before is None or _leads_on(before)
            if text in SIGNS and opens:
                child.set("form", "prefix")
            elif text in BARS:
                child.attrib.update(NO_SPACE, form="prefix" if opens else "postfix")
                child.set("stretchy", "false")
        before = child


def _leads_on(element: ET.Element) -> bool:
    """Return whether what follows *element* begins a term: after =, +, ( or a comma."""
    if name(element) != "mo":
        return False
    return element.get("form") != "postfix" and _text(element) not in CLOSING


def _space_functions(row: ET.Element) -> None:
    """Put a thin space around sin, log, … where TeX sets one."""
    for left, right in reversed(list(itertools.pairwise(list(row)))):
        if (_is_function(left) and _may_follow(right)) or (_is_function(right) and _ends(left)):
            row.insert(list(row).index(right), ET.Element(_tag("mspace"), THIN))


def _may_follow(element: ET.Element) -> bool:
    """Return whether a function is set off from *element* behind it: not from bracket or sign."""
    return name(element) not in {"mo", "mspace"}


def _ends(element: ET.Element) -> bool:
    """Return whether *element* ends a term, from which a function is set off."""
    if name(element) in SCRIPTED:
        return not (len(element) and name(element[0]) == "mo" and _leads_on(element[0]))
    return name(element) not in {"mo", "mspace"} or (
        name(element) == "mo" and (_text(element) in CLOSING or element.get("form") == "postfix")
    )


def _is_function(element: ET.Element) -> bool:
    """Return whether *element* is sin, log, …, also with an exponent or index."""
    if name(element) in SCRIPTED and len(element):
        return _is_function(element[0])
    return name(element) == "mi" and bool(FUNCTION.fullmatch(_text(element)))
