"""The book (PDF): column widths of tables, by what stands in the columns.

LaTeX divides a table's width badly among columns of Japanese, which can break
at every letter. Widths are counted here in full-width letters: every column
gets what its longest word needs, the rest goes where it saves lines.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.addnodes import tabular_col_spec
from sphinx.builders.latex.nodes import footnotemark
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.features.latex_repairs import keep_title_with
from bibouroku.paper import paper_named

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Full-width letters between two columns.
GAP: Final = 1.0
#: Between a Japanese letter and a Latin one.
SPACE: Final = 0.25
BETWEEN: Final = re.compile(
    r"(?<=[\u3040-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u3040-\u9fff])"
)
#: A column of Japanese is no narrower, and no word claims more room.
NARROWEST, LONGEST_WORD = 4.0, 11.0
HALF: Final = 0.54
#: A table that is too wide for the paper becomes one of so many columns.
RECORD_COLUMNS: Final = 2
#: For what is wider than counted.
SPARE: Final = 0.8
STEP: Final = 0.5
#: A table with more lines than this share of a page has may be broken over pages.
TOGETHER: Final = 0.58
#: What a heading, a caption and the first rows need, as a share of a page.
HEADING: Final = 0.42
NUMBER: Final = re.compile(r"[−-]?[\d.,]+[%％]?|[—–-]?")


@dataclass(frozen=True, slots=True)
class Cell:
    """How much room the text of a cell takes, in full-width letters."""

    #: The text in one line.
    length: float
    #: The longest part that cannot be broken.
    word: float

    def lines(self, width: float) -> int:
        """Return how many lines the text fills in a column of *width*."""
        return max(1, ceil(self.length / width))


class SizeTables(SphinxPostTransform):
    """Give every table without widths of its own columns that suit its text."""

    default_priority = 770  # after latex_repairs (760) has changed texts and tables
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Size the tables of the book."""
        paper = paper_named(self.config.bibouroku_paper)
        line = paper.table_letters
        for table in list(self.document.findall(nodes.table)):
            rows = cells_of(table)
            if rows is None or _has_widths(table):
                continue
            if too_narrow(rows, line):
                as_records(table)
                rows = cells_of(table) or rows
            widths = column_widths(rows, line)
            parent = table.parent
            spec = tabular_col_spec(spec=column_spec(widths, right_aligned(table), line))
            parent.insert(parent.index(table), spec)
            if line_count(rows, widths) > TOGETHER * paper.lines:
                table["classes"].append("longtable")
                keep_title_with(spec, round(HEADING * paper.lines))


def too_narrow(rows: list[list[Cell]], line: float) -> bool:
    """Return whether a *line* of so many letters cannot hold the columns, broken as they may be."""
    columns = list(zip(*rows, strict=True))
    least = sum(min(max(cell.length for cell in column), _least(column)) for column in columns)
    return len(columns) > RECORD_COLUMNS and least + GAP * len(columns) > line


def as_records(table: nodes.table) -> None:
    """Turn every row of *table* into lines of two columns: what heads the cell, and the cell.

    The first cell of a row, which names it, is set off.
    """
    group = next(iter(table.findall(nodes.tgroup)))
    heads = list(next(iter(group.findall(nodes.row))).findall(nodes.entry))
    body = next(iter(group.findall(nodes.tbody)))
    lines: list[nodes.Node] = []
    headed = False
    for row in body.children:
        if not isinstance(row, nodes.row):
            lines.append(row)  # a footnote that Sphinx put there
            continue
        cells = zip(heads, list(row.findall(nodes.entry)), strict=True)
        for head, entry in cells:
            # the labels and notes of a head stand once in a book
            label = _without_labels(head) if headed else head.deepcopy()
            lines.append(_record_line(label, entry, first=head is heads[0]))
        headed = True
    columns = [nodes.colspec(colwidth=1) for _ in range(RECORD_COLUMNS)]  # Sphinx counts them
    group.replace_self(nodes.tgroup("", *columns, nodes.tbody("", *lines), cols=RECORD_COLUMNS))


def _without_labels(head: nodes.entry) -> nodes.entry:
    copy = head.deepcopy()
    for element in list(copy.findall(nodes.Element)):
        element["ids"] = []
        if isinstance(element, footnotemark):
            element.parent.remove(element)
    return copy


def _record_line(label: nodes.entry, entry: nodes.entry, *, first: bool) -> nodes.row:
    if first:
        for paragraph in list(label.findall(nodes.paragraph))[:1]:
            paragraph.insert(0, nodes.raw("", r"\BibourokuRecord{}", format="latex"))
        for cell in (label, entry):
            for paragraph in list(cell.findall(nodes.paragraph)):
                paragraph[:] = [nodes.strong("", "", *paragraph.children)]
    return nodes.row("", label, entry)


def cells_of(table: nodes.table) -> list[list[Cell]] | None:
    """Return the cells by row; ``None`` for tables with merged cells or blocks within."""
    rows = [list(row.findall(nodes.entry)) for row in table.findall(nodes.row)]
    entries = [entry for row in rows for entry in row]
    if not rows or len({len(row) for row in rows}) != 1:
        return None
    for entry in entries:
        merged = entry.get("morecols") or entry.get("morerows")
        if merged or not all(isinstance(child, nodes.paragraph) for child in entry):
            return None
    return [[measured(_text(entry)) for entry in row] for row in rows]


def measured(text: str) -> Cell:
    """Return the room that *text* takes."""
    words = re.findall(r"[^\s\u3000-\u9fff\uff00-\uffef]+|.", text)
    return Cell(_length(text), max((_length(word) for word in words), default=0.0))


def column_widths(rows: list[list[Cell]], line: float) -> list[float]:
    """Return the widths of the columns, which fit a *line* of so many letters together."""
    columns = list(zip(*rows, strict=True))
    room = line - GAP * len(columns)
    natural = [max(cell.length for cell in column) + SPARE for column in columns]
    if sum(natural) <= room:
        return natural
    least = [_least(column) for column in columns]
    widths = [min(want, need) for want, need in zip(natural, least, strict=True)]
    if sum(widths) >= room:
        return [width * room / sum(widths) for width in widths]
    while sum(widths) + STEP <= room:
        widest_gain = max(range(len(widths)), key=lambda column: _gain(rows, widths, column))
        widths[widest_gain] += STEP
    return widths


def _least(column: tuple[Cell, ...]) -> float:
    """Return the width under which a column would break within words."""
    return max(NARROWEST, min(LONGEST_WORD, max(cell.word for cell in column) + SPARE))


def _gain(rows: list[list[Cell]], widths: list[float], column: int) -> tuple[float, float]:
    """Return what widening *column* saves: lines of the table, then lines of its own cells."""
    wider = [width + STEP * (at == column) for at, width in enumerate(widths)]
    saved = line_count(rows, widths) - line_count(rows, wider)
    own = sum(row[column].length for row in rows) / widths[column] ** 2
    return saved, own


def line_count(rows: list[list[Cell]], widths: list[float]) -> int:
    """Return how many lines a table fills."""
    return sum(
        max(cell.lines(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )


def right_aligned(table: nodes.table) -> list[bool]:
    """Return for each column whether it holds plain numbers only."""
    body = next(iter(table.findall(nodes.tbody)))
    rows = (row for row in body if isinstance(row, nodes.row))  # Sphinx puts footnotes there, too
    columns = zip(*(list(row.findall(nodes.entry)) for row in rows), strict=True)
    return [_numeric([entry.astext().strip() for entry in column]) for column in columns]


def _numeric(texts: list[str]) -> bool:
    return any(map(str.strip, texts)) and all(NUMBER.fullmatch(text) for text in texts)


def column_spec(widths: list[float], right: list[bool], line: float) -> str:
    """Return LaTeX's column specification; widths are shares of the *line*."""
    sides = ["left" if is_right else "right" for is_right in right]
    shares = [floor((width + GAP) / line * 1000) / 1000 for width in widths]
    return "".join(
        rf">{{\ragged{side}\arraybackslash\BibourokuCell}}\Y{{{share}}}"
        for share, side in zip(shares, sides, strict=True)
    )


def _text(entry: nodes.entry) -> str:
    """Return what is printed of a cell, formulas as words of about their length."""
    return "".join(
        _formula(node.astext()) if isinstance(node.parent, nodes.math) else node.astext()
        for node in entry.findall(nodes.Text)
    )


def formula_length(text: str) -> float:
    """Return about how many full-width letters the formula *text* takes in one line."""
    return _length(_formula(text))


def _formula(text: str) -> str:
    """Return letters that take about as much room as the formula *text*."""
    text = re.sub(r"\\(mathrm|text|frac|left|right)\b|[{}^_\s]", "", text)
    text = re.sub(r"\\(sin|cos|tan|log|ln|exp|max|min)", r"\1", text)
    text = re.sub(r"\\(times|pm|approx|le|ge|cdot|to)\b|[=+<>-]", "===", text)
    return re.sub(r"\\[a-zA-Z]+|\\.", "xx", text)


def _length(text: str) -> float:
    """Return the length of *text* in full-width letters."""
    wide = sum(unicodedata.east_asian_width(letter) in "WFA" for letter in text)
    return wide + HALF * (len(text) - wide) + SPACE * len(BETWEEN.findall(text))


def _has_widths(table: nodes.table) -> bool:
    before = table.parent.index(table) - 1
    chosen = before >= 0 and isinstance(table.parent[before], tabular_col_spec)
    return chosen or "colwidths-given" in table["classes"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Size tables in books, for the paper that latex_settings takes."""
    app.setup_extension("bibouroku.features.latex_repairs")
    app.setup_extension("bibouroku.features.latex_settings")
    app.add_post_transform(SizeTables)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
