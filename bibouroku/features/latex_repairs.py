"""The book (PDF): what its document needs before LaTeX can set it well.

Each repair takes the document of a whole book, with all references resolved.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.features.memos import memo_domain
from bibouroku.features.update_notes import updates_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: The classes of the paragraphs under a memo's title.
HEADING: Final = {"memo-date-line", "memo-series", "memo-as-of"}
#: What some TeX commands print.
SIGNS: Final = {"sqrt": "√", "times": "×", "pm": "±", "cdot": "·", "to": "→", "infty": "∞",
                "le": "≤", "ge": "≥", "ne": "≠", "approx": "≈", "circ": "°"}  # fmt: skip
FUNCTIONS: Final = {"sin", "cos", "tan", "exp", "log", "ln", "max", "min", "lim"}
#: What a heading needs and the lines of a note that stay together.
NOTE_LINES: Final = 10
#: A printed address may be broken behind these.
ADDRESS_PART: Final = re.compile(r"[^/._=&%-]{0,24}[/._=&%-]+|[^/._=&%-]{1,24}")


class RepairBook(SphinxPostTransform):
    """Prepare the document of a book for LaTeX."""

    default_priority = 760  # when references are resolved
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Apply every repair."""
        memos = memo_domain(self.env).memos
        enclose_headings(self.document)
        enclose_notes(self.document)
        anchor_admonitions(self.document)
        set_front_text_apart(self.document, memos)
        mark_back_matter(self.document, memos)
        spell_formulas_in_titles(self.document)
        forget_random_labels(self.document)
        encode_addresses(self.document)
        break_addresses(self.document)


def enclose_headings(document: nodes.document) -> None:
    """Put the paragraphs under each memo's title into one container."""
    for line in list(document.findall(nodes.paragraph)):
        if HEADING.isdisjoint(line["classes"]):
            continue
        parent, position = line.parent, line.parent.index(line)
        before = parent[position - 1]
        parent.remove(line)
        if isinstance(before, nodes.container) and before["classes"] == ["memo-heading"]:
            before += line
        else:
            parent.insert(position, nodes.container("", line, classes=["memo-heading"]))


def enclose_notes(document: nodes.document) -> None:
    """Make containers of the update notes, their titles included, that links can lead to."""
    for note in updates_in(document):
        content = list(note.children)
        if content and isinstance(content[0], nodes.title):
            line = nodes.paragraph("", "", *content[0].children)
            content[0] = nodes.container("", line, classes=["memo-update-title"])
        keep_title_with(note, NOTE_LINES)
        container = nodes.container("", *content, classes=["memo-update"])
        note.parent.replace(note, [_anchor(note), container])


def keep_title_with(element: nodes.Element, lines: int) -> None:
    """Let the heading right above *element*, if there is one, have so many lines on its page."""
    section = element.parent
    above = section.index(element) - 1
    if isinstance(section, nodes.section) and isinstance(section[above], nodes.title):
        room = nodes.raw("", f"\\needspace{{{lines}\\baselineskip}}\n", format="latex")
        section.parent.insert(section.parent.index(section), room)


def anchor_admonitions(document: nodes.document) -> None:
    """Let links lead to admonitions with a name."""
    for element in list(document.findall(nodes.Element)):
        if isinstance(element, nodes.Admonition) and element["ids"]:
            parent = element.parent
            parent.insert(parent.index(element), _anchor(element))


def set_front_text_apart(document: nodes.document, memos: Container[str]) -> None:
    """Put the text of the front page, before the first memo, into a container.

    A front page with headings of its own is left as it is.
    """
    front = next(iter(document.findall(nodes.section)), None)
    if front is None or not any(name in memos for name, _ in _files(document)):
        return
    text: list[nodes.Node] = []
    for child in front.children[1:]:
        if not isinstance(child, nodes.Element) or _holds_file(child):
            break
        if isinstance(child, nodes.section):
            return
        text.append(child)
    if any(child.astext().strip() for child in text):
        for child in text:
            front.remove(child)
        front.insert(1, nodes.container("", *text, classes=["book-preface"]))


def mark_back_matter(document: nodes.document, memos: Container[str]) -> None:
    """Say where the chapters that follow the last memo begin."""
    after_memos = False
    first: nodes.Element | None = None
    for name, place in _files(document):
        if name in memos:
            after_memos, first = True, None
        elif after_memos and first is None:
            first = place
    if first is not None:
        mark = nodes.raw("", "\\BibourokuBackMatter\n", format="latex")
        first.parent.insert(first.parent.index(first), mark)


def spell_formulas_in_titles(document: nodes.document) -> None:
    """Give formulas in headings a plain text for the outline of the PDF."""
    for title in document.findall(nodes.title):
        for formula in list(title.findall(nodes.math)):
            tex = formula.astext()
            both = rf"\texorpdfstring{{\({tex}\)}}{{{spelt(tex)}}}"
            formula.parent.replace(formula, nodes.raw("", both, format="latex"))


def spelt(formula: str) -> str:
    r"""Return *formula* in plain letters, as near as one line comes: ``\sqrt{2}`` gives √2."""
    text = re.sub(r"\\([a-zA-Z]+)\s*", lambda match: _sign(match[1]), formula)
    return re.sub(r"[\\{}$^_~#%&]", "", text)


def _sign(command: str) -> str:
    """Return the sign that a TeX command prints; nothing for commands of layout."""
    size = "CAPITAL" if command[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {command.upper()}")
    except KeyError:
        return SIGNS.get(command, command if command in FUNCTIONS else "")


def forget_random_labels(document: nodes.document) -> None:
    """Drop the labels that MyST draws at random for each run."""
    for formula in document.findall(nodes.math_block):
        if "amsmath" in formula["classes"]:
            formula["label"] = None


def encode_addresses(document: nodes.document) -> None:
    """Make web addresses ASCII, as PDF demands."""
    for link in document.findall(nodes.reference):
        address = link.get("refuri", "")
        if not address.isascii() and "://" in address:
            link["refuri"] = quote(address, safe=":/?#[]@!$&'()*+,;=%~")


def break_addresses(document: nodes.document) -> None:
    """Let an address that is printed as such be broken after a slash, dot or the like."""
    for link in document.findall(nodes.reference):
        for text in list(link.findall(nodes.Text)):
            if "/" in text and " " not in text and text.isascii():
                parts = ADDRESS_PART.findall(text)
                with_breaks = [
                    node
                    for part in parts
                    for node in (nodes.Text(part), nodes.raw("", r"\allowbreak{}", format="latex"))
                ]
                text.parent.replace(text, with_breaks[:-1])


def _anchor(element: nodes.Element) -> nodes.target:
    """Return a target with the ids of *element*, which loses them."""
    target = nodes.target(ids=element["ids"])
    element["ids"] = []
    return target


def _files(document: nodes.document) -> Iterator[tuple[str, nodes.Element]]:
    """Yield each document within the book, with its node."""
    for place in document.findall(addnodes.start_of_file):
        yield place["docname"], place


def _holds_file(element: nodes.Element) -> bool:
    return next(iter(element.findall(addnodes.start_of_file)), None) is not None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Repair books only."""
    app.setup_extension("bibouroku.features.memo_page")
    app.add_post_transform(RepairBook)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
