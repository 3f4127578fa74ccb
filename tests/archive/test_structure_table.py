"""The table of TeX that tells the structure of a PDF, and its parts."""

from __future__ import annotations

import pytest

from bibouroku.archive.structure import read_table
from bibouroku.archive.structure_table import StructureTable

#: Two memos: a paragraph of the first goes on on its second page; 7 was set only to be measured.
TABLE = """\
E 1 0 Document\x20
E 2 1 Sect\x20
E 3 2 P\x20
E 4 3 Link\x20
E 5 1 Sect\x20
E 6 5 Figure 56F3
E 7 5 P\x20
M 1 0 3
M 1 1 4
M 2 0 3
M 3 0 6
N 3"""


@pytest.mark.parametrize(
    ("pages", "part"),
    [
        (range(2), ["E 1 0 Document ", "E 2 1 Sect ", "E 3 2 P ", "E 4 3 Link ",
                    "M 1 0 3", "M 1 1 4", "M 2 0 3", "N 2"]),
        (range(1, 2), ["E 1 0 Document ", "E 2 1 Sect ", "E 3 2 P ", "M 1 0 3", "N 1"]),
        (range(2, 3), ["E 1 0 Document ", "E 5 1 Sect ", "E 6 5 Figure 56F3", "M 1 0 6", "N 1"]),
        (range(3, 4), ["E 1 0 Document ", "N 1"]),
    ],
)  # fmt: skip
def test_a_part_holds_what_stands_on_its_pages_and_around_it(pages: range, part: list[str]) -> None:
    assert StructureTable(TABLE).part(pages).split("\n") == part


def test_the_part_of_all_pages_means_the_same_as_the_whole() -> None:
    assert read_table(StructureTable(TABLE).part(range(3)))[1] == read_table(TABLE)[1]
