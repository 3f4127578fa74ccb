"""What copies of formulas give."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from bibouroku.archive.to_unicode import plain_letters, spell_formulas

CMAP = b"2 beginbfchar\n<0001> <D835DC65>\n<0002> <2124>\n<0003> <D835DC00>\nendbfchar\n"


@pytest.mark.parametrize(
    ("copied", "plain"),
    [("𝑥𝑌", "xY"), ("𝜃𝛥", "θΔ"), ("ℎ", "h"), ("ℏℝ𝐯𝒜ℤ", "ℏℝ𝐯𝒜ℤ"), ("漢①½", "漢①½")],
)
def test_italic_letters_become_plain_and_no_others(copied: str, plain: str) -> None:
    assert plain_letters(copied) == plain


def test_the_map_of_a_font_for_mathematics_is_changed_and_no_other() -> None:
    with pikepdf.Pdf.new() as pdf:
        fonts = [
            pdf.make_indirect(
                Dictionary(Type=Name.Font, BaseFont=Name(name), ToUnicode=pdf.make_stream(CMAP))
            )
            for name in ("/ABCDEF+LatinModernMath-Regular", "/ABCDEF+LMRoman10-Regular")
        ]
        spell_formulas(pdf)
        mathematics, roman = (font.ToUnicode.read_bytes() for font in fonts)
    assert mathematics == CMAP.replace(b"D835DC65", b"0078")
    assert roman == CMAP
