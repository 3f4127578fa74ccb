"""Whether copies of a PDF give the text of its source back, for tests."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What does not part a sentence: text within that is set otherwise.
STYLES: Final = (nodes.emphasis, nodes.strong, nodes.literal, nodes.subscript, nodes.superscript)
#: Where text stands that the PDF shows as it is.
BLOCKS: Final = (nodes.paragraph, nodes.title, nodes.caption, nodes.term)


def copied(path: Path) -> list[str]:
    """Return the text of each page of a PDF in the order of its contents, without white space."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return [squeezed(page) for page in text.split("\f")]


def read_aloud(path: Path) -> str:
    """Return the text of a PDF in the order of its structure, without white space.

    Heads and feet of pages are no part of it, so sentences go on over pages.
    """
    command = ["pdfinfo", "-struct-text", "-enc", "UTF-8", str(path)]
    told = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return squeezed("".join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE)))


def squeezed(text: str) -> str:
    """Return *text* without white space."""
    return re.sub(r"\s", "", text)


def lost(document: nodes.document, pages: list[str]) -> list[str]:
    """Return the sentences of *document* that stand neither on a page nor over two of them."""
    told = map(squeezed, sentences(document))
    return [sentence for sentence in told if not _holds(pages, sentence)]


def _holds(pages: list[str], sentence: str) -> bool:
    if any(sentence in page for page in pages):
        return True
    return any(
        sentence[:cut] in page and sentence[cut:] in following
        for page, following in pairwise(pages)
        for cut in range(1, len(sentence))
    )


def sentences(document: nodes.document) -> Iterator[str]:
    """Yield what *document* says, parted at citations, links and formulas, and after each 。."""
    for block in document.findall(nodes.TextElement):
        if isinstance(block, BLOCKS):
            for run in _runs(block):
                yield from filter(str.strip, re.split(r"(?<=。)", run))


def _runs(block: nodes.TextElement) -> list[str]:
    """Return the text of *block* between what is written otherwise in a PDF."""
    runs = [""]
    for child in block.children:
        if isinstance(child, nodes.Text) or (
            isinstance(child, STYLES) and all(isinstance(part, nodes.Text) for part in child)
        ):
            runs[-1] += child.astext()
        elif not isinstance(child, nodes.Invisible):
            runs.append("")
    return runs
