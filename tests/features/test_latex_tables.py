"""The widths of the book's tables."""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.features.latex_tables import (
    GAP,
    Cell,
    cells_of,
    column_spec,
    column_widths,
    line_count,
    measured,
    right_aligned,
)
from bibouroku.paper import PAPERS

#: Letters of the type of tables in a line of A4.
LINE: Final = PAPERS["a4"].table_letters


def table(*rows: tuple[str, ...]) -> nodes.table:
    """Return a table of text, the first row as its head."""
    head, body = nodes.thead(), nodes.tbody()
    for number, row in enumerate(rows):
        cells = [nodes.entry("", nodes.paragraph(text=text)) for text in row]
        (body if number else head).append(nodes.row("", *cells))
    return nodes.table("", nodes.tgroup("", head, body, cols=len(rows[0])))


def test_a_narrow_table_stays_narrow() -> None:
    rows = cells_of(table(("名", "値"), ("甲", "1.5"), ("乙", "20.25")))
    assert rows
    assert sum(column_widths(rows, LINE)) < LINE / 4


def test_a_long_column_gets_the_room_of_a_wide_table() -> None:
    rows = cells_of(table(("日", "短い列", "長い列"), ("8月", "反証", "長い文章が続く。" * 20)))
    assert rows
    day, short, long = column_widths(rows, LINE)
    assert long > 3 * max(day, short)


def test_merged_cells_and_blocks_in_cells_are_left_to_sphinx() -> None:
    merged, blocks = table(("名", "値"), ("甲", "1")), table(("名", "値"), ("甲", "1"))
    next(iter(merged.findall(nodes.entry)))["morecols"] = 1
    next(iter(blocks.findall(nodes.entry))).append(nodes.bullet_list())
    assert cells_of(merged) is None
    assert cells_of(blocks) is None


def test_only_columns_of_plain_numbers_are_set_to_the_right() -> None:
    found = right_aligned(
        table(("名", "値", "差", "空"), ("甲", "1.5", "−2", ""), ("乙", "2", "—", ""))
    )
    assert found == [False, True, True, False]


def test_cells_are_measured_in_full_width_letters() -> None:
    assert measured("漢字") == Cell(2, 1)
    assert measured("DeepSeek") == Cell(8 * 0.54, 8 * 0.54)


def tables(columns: int) -> st.SearchStrategy[list[list[str]]]:
    """Return tables of text with so many columns."""
    row = st.lists(st.text("漢字かな abcdef,12", max_size=60), min_size=columns, max_size=columns)
    return st.lists(row, min_size=1, max_size=8)


@given(st.integers(1, 8).flatmap(tables))
def test_a_table_never_leaves_the_page(texts: list[list[str]]) -> None:
    rows = [[measured(text) for text in row] for row in texts]
    widths = column_widths(rows, LINE)
    assert all(width > 0 for width in widths)
    assert sum(widths) + GAP * len(widths) <= LINE + 1e-9
    assert line_count(rows, widths) >= len(rows)
    shares = re.findall(r"\\Y\{([\d.]+)\}", column_spec(widths, [False] * len(widths), LINE))
    assert sum(map(float, shares)) <= 1 + 1e-9
