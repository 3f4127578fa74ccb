"""What is repaired of the text of the book."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.features.latex_repairs import ADDRESS_PART, spelt


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        (r"\sqrt{2}", "√2"), (r"x_1", "x1"), (r"\sin\theta", "sinθ"), (r"\Delta E", "ΔE"),
        (r"10^{-3}\,\mathrm{m}", "10-3,m"), (r"a\times b", "a×b"),
    ],
)  # fmt: skip
def test_formulas_are_spelt_for_the_outline(formula: str, plain: str) -> None:
    assert spelt(formula) == plain


@given(st.text("abc/._=&%-12", max_size=80))
def test_breaking_an_address_loses_nothing(address: str) -> None:
    assert "".join(ADDRESS_PART.findall(address)) == address
