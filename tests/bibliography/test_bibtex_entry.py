"""References as entries for the styles that pybtex brings."""

from __future__ import annotations

from typing import Any

import pytest
from pybtex.backends.plaintext import Backend
from pybtex.plugin import find_plugin

from bibouroku.bibliography.bibtex_entry import BIBTEX_TYPES, NEEDED, ReferenceEntry
from bibouroku.bibliography.bibtex_file import parse

ARTICLE = """@article{lee, title = {The first {LK-99}}, author = {Lee, Sukbae and {NIST} and
van der Waals, J. D.}, journaltitle = {Phys. Rev. B}, date = {2023-07-22}, volume = {16},
number = {4}, pages = {1--4}, doi = {10.1/a}, eprint = {2307.12008}, eprinttype = {arXiv}}"""

EVERY_FIELD = """title = {T}, author = {A, B}, year = 2000, journal = {J}, institution = {I},
note = {N}, booktitle = {B}, publisher = {P}"""


def formatted(style: str, text: str) -> Any:
    entries = [ReferenceEntry(reference) for reference in parse(text, "x.bib").values()]
    (entry,) = find_plugin("pybtex.style.formatting", style)().format_entries(entries)
    return entry


@pytest.mark.parametrize(
    ("style", "label"), [("unsrt", "1"), ("plain", "1"), ("alpha", "LNISTvdW23")]
)
def test_the_stock_styles_can_format_an_article(style: str, label: str) -> None:
    entry = formatted(style, ARTICLE)
    shown = entry.text.render(Backend())
    assert entry.label == label
    assert shown.startswith("Sukbae Lee, NIST, and J. D. van der Waals. The first lk-99.")
    assert "Phys. Rev. B, 16(4):1–4, 2023." in shown.replace("--", "–")


@pytest.mark.parametrize(
    ("style", "fields"),
    [
        ("unsrt", ""),
        ("alpha", "title = {T}"),
        ("unsrt", "title = {T}, author = {A, B}, editor = {C, D}, date = {2000}"),
        ("unsrt", "title = {T}, date = {2000}, publisher = {P}, booktitle = {B}"),
        ("plain", EVERY_FIELD),
    ],
)
@pytest.mark.parametrize("entry_type", [*NEEDED, *BIBTEX_TYPES, "www", "standard", "image"])
def test_no_entry_is_too_poor_for_a_stock_style(style: str, fields: str, entry_type: str) -> None:
    shown = formatted(style, f"@{entry_type}{{k, {fields}}}").text.render(Backend())
    assert ("T" in shown) == ("title" in fields)


def test_an_entry_keeps_its_reference() -> None:
    (reference,) = parse(ARTICLE, "x.bib").values()
    entry = ReferenceEntry(reference)
    assert (entry.key, entry.reference) == ("lee", reference)
    assert (entry.fields["journal"], entry.fields["year"]) == ("Phys. Rev. B", "2023")
