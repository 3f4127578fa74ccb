"""The numbers of the authors' guide."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.reference import Reference
from computations import guide


def test_youngs_modulus_is_near_that_of_the_comment() -> None:
    assert guide.young() == pytest.approx(417, abs=1.5)


def test_youngs_modulus_stays_below_three_times_the_shear_modulus() -> None:
    assert guide.young() < 3 * guide.SHEAR


def test_the_table_tells_what_is_cited_and_what_is_computed() -> None:
    rows = guide.moduli_table().rows
    assert [row[1] for row in rows] == ["250", "170", "416"]
    assert ["brazhkin2020comment" in row[2] for row in rows] == [True, True, False]


def test_the_figure_names_the_three_moduli() -> None:
    (axes,) = guide.moduli_figure().axes
    assert [label.get_text()[-3:] for label in axes.get_yticklabels()] == ["$B$", "$G$", "$E$"]


def test_preprints_are_counted() -> None:
    on_arxiv = Reference("a", "online", {"eprint": "2307.12008", "eprinttype": "arXiv"})
    assert guide.preprints({"a": on_arxiv, "b": Reference("b", "book")}) == 1
