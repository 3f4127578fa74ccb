"""Tells whether a run of TeX has made its page numbers right by itself, so that no other is needed.

What LaTeX writes for its next run differs from what it read as soon as a page moves. But
bibouroku-pages.sty puts right the numbers of pages that were printed wrong, and says so in the
log: then a difference in nothing but numbers of pages changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibouroku.typesetting.tex_log import UNDEFINED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: What the log says when the number of every page is right.
RIGHT: Final = re.compile(r"^bibouroku-pages: .*, 0 wrong", re.MULTILINE)
#: A label, ``\newlabel{name}{{number}{page}{title}{anchor}{}}``.
LABEL: Final = re.compile(r"\\newlabel\s*(?=\{)")
#: A line of a list of contents, ``\contentsline{type}{title}{page}{anchor}``.
CONTENTS: Final = re.compile(r"\\contentsline\s*(?=\{)")
PAGE: Final = 2
#: What stands in a file of its own as well: for the lists, in the order of each.
ELSEWHERE: Final = re.compile(r"\\@writefile\s*\{")
#: A label of Sphinx where it stands, and a list of the pages of some.
PLACES: Final = re.compile(r"\\label\{\\detokenize\{[^{}]*\}\}")
PAGE_LISTS: Final = re.compile(r"\\BibourokuPages\{(?:\\detokenize\{[^{}]*\},?)*\}")
NAMES: Final = re.compile(r"[{\[]([^{}\[\]]+)(?=[}\]])")
#: What is in every label that Sphinx writes as it is; others are made by macros.
SPHINX_LABEL: Final = ":"
#: How many pages there are; only what is put on the last page asks for it.
PAGES: Final = re.compile(r"\\gdef\s*\\@abspage@last\s*\{\d+\}")


@dataclass(frozen=True, slots=True)
class Shape:
    """What LaTeX wrote for its next run, without the numbers of pages."""

    #: By name, all that is known of a label but the page.
    labels: dict[str, str]
    #: Every other line, by file.
    lines: dict[str, list[str]]


def shape_of(paths: Iterable[Path]) -> Shape:
    """Return the shape of the files that LaTeX wrote."""
    shape = Shape({}, {})
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="surrogateescape")
        shape.lines[path.name] = []
        for line in text.split("\n"):
            _note(line, shape.labels, shape.lines[path.name])
    return shape


def is_settled(before: Shape, after: Shape, log: str, tex: str) -> bool:
    """Return whether another run of *tex* would print what the run with *log* printed.

    *before* and *after* are what it read and what it left. What is new of a label matters only
    if more than the number of its page was asked for; if the label is new, LaTeX told so.
    """
    if not RIGHT.search(log) or UNDEFINED.search(log) or before.lines != after.lines:
        return False
    asked = labels_linked(tex)
    return all(
        after.labels.get(name) == known
        for name, known in before.labels.items()
        if name in asked or SPHINX_LABEL not in name
    )


def labels_linked(tex: str) -> set[str]:
    """Return what stands in braces or brackets, but for labels and lists of pages.

    Every label of Sphinx is there of which *tex* asks more than the number of its page.
    """
    return set(NAMES.findall(PAGE_LISTS.sub("", PLACES.sub("", tex))))


def _note(line: str, labels: dict[str, str], lines: list[str]) -> None:
    """Add a line to the *labels* or to the other *lines*."""
    if (found := LABEL.match(line)) and len(label := _groups(line[found.end() :])) > 1:
        number, _page, *rest = [*_groups(label[1]), "", ""]
        labels[label[0]] = repr([number, *rest])
    elif (found := CONTENTS.match(line)) and len(entry := _groups(line[found.end() :])) > PAGE:
        lines.append(repr(entry[:PAGE] + entry[PAGE + 1 :]))
    elif not PAGES.fullmatch(line) and not ELSEWHERE.match(line):
        lines.append(line)


def _groups(text: str) -> list[str]:
    """Return what is in the braces that follow each other in *text*: ``{a}{b{c}}`` has two groups.

    What stands behind the last group is left out. TeX has written it, so that braces match.
    """
    groups, depth, start = [], 0, 0
    for found in re.finditer(r"\\.|[{}]", text):
        if found.group() == "{":
            depth += 1
            start = found.end() if depth == 1 else start
        elif found.group() == "}":
            depth -= 1
            if depth < 0:
                break
            if not depth:
                groups.append(text[start : found.start()])
    return groups
