"""Tables made by code."""

from __future__ import annotations

import pytest

from bibouroku.computed import Table


def test_a_table_has_rows_as_long_as_its_head() -> None:
    assert Table(("a", "b"), (("1", "2"),)).rows == (("1", "2"),)


def test_a_ragged_table_is_refused_with_its_row() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells, the head has 2"):
        Table(("a", "b"), (("1", "2"), ("3",)))
