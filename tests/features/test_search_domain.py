"""The text of documents as the search keeps it."""

from __future__ import annotations

import pytest

from bibouroku.features.search_domain import formula


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\mathrm{Cu_2S}", "Cu2S"),
        (r"\frac{37}{671}", "37/671"),
        (r"\dfrac{\mathrm{Cu_2S}}{x_{12}}", "Cu2S/x12"),
        (r"\frac{\frac{1}{2}}{3}", "1/2/3"),
        (r"10^{-6}", "10-6"),
        (r"\sin \theta", "sin θ"),
    ],
)
def test_a_formula_is_searched_as_it_is_read(latex: str, text: str) -> None:
    assert formula(latex) == text
