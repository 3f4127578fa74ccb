"""LaTeX in field values, decoded."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.latex_text import COMBINING, address, plain


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("A & B", "A & B"),
        (r"A \& B", "A & B"),
        (r"50\% of \$5, C\#, a\_b", "50% of $5, C#, a_b"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("$x<y$", "$x<y$"),
        ("{DNA} and {{RNA}}", "DNA and RNA"),
        (r"{\'e}\'{e}\'e", "ééé"),
        (r"{\"O}zt{\"u}rk", "Öztürk"),
        (r"Mart{\'\i}nez, Garc\'{\i}a, Mar\'\i a", "Martínez, García, María"),
        (r"\v{C}apek, \c{C}etin, \c Cetin", "Čapek, Çetin, Çetin"),
        (r"Erd\H{o}s, W\k{a}s, \r{A}", "Erdős, Wąs, Å"),
        (r"V\d{o}, \b{a}, \u{g}, \=a, \.z", "Vọ, a\u0331, ğ, ā, ż"),
        (r"{\L}\o{}\ss{}\aa{}", "Łøßå"),
        (r"Sk\l{}odowska", "Skłodowska"),
        ("pages 1--2", "pages 1–2"),
        ("E.~A. Poe", "E.\u00a0A. Poe"),
        ("``quoted''", "“quoted”"),
        ("don't", "don't"),
        (r"\emph{in vitro} {\it cells}", "in vitro cells"),
        (r"H\textsubscript{2}O \textbf{x}", "H2O x"),
        (r"\url{https://x.org/a}", "https://x.org/a"),
        ("unbalanced {brace", "unbalanced brace"),
        ("unbalanced }brace", "unbalanced brace"),
        ("\\", "\\"),
        (r"\textgreek", r"\textgreek"),
        ("岡田, 晋", "岡田, 晋"),
    ],
)
def test_latex_becomes_the_text_that_it_means(latex: str, text: str) -> None:
    assert plain(latex).rstrip() == text


@pytest.mark.parametrize("accent", sorted(COMBINING))
def test_every_accent_is_set_on_its_letter(accent: str) -> None:
    expected = unicodedata.normalize("NFC", "a" + COMBINING[accent])
    assert plain(f"\\{accent}{{a}}") == plain(f"{{\\{accent} a}}") == expected


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_value_whatever_cannot_be_read(value: str) -> None:
    assert isinstance(plain(value), str)


@settings(deadline=None)
@given(st.text(alphabet='aé日 &<>"#%^_.,;:!?()[]|+*=/@', max_size=60))
def test_text_without_latex_stays_as_it_is(value: str) -> None:
    assert plain(value) == value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"10.1007/978-3-540-72586-2\_1", "10.1007/978-3-540-72586-2_1"),
        (r"10.1007/a{\_}1", "10.1007/a_1"),
        (r"https://x.org/?a=1\&b=\%20\#c", "https://x.org/?a=1&b=%20#c"),
        (r"\url{https://x.org/}", "https://x.org/"),
        (r"https://x.org/{\textasciitilde}me", "https://x.org/~me"),
        (r"https://x.org/\~{}me", "https://x.org/~me"),
        ("https://x.org/~me--you'", "https://x.org/~me--you'"),
    ],
)
def test_an_address_loses_its_escapes_and_nothing_else(written: str, meant: str) -> None:
    assert address(written) == meant
