"""LaTeX in field values, decoded."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.latex_symbol import COMBINING
from bibouroku.bibliography.latex_text import address, plain


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("A & B", "A & B"),
        (r"A \& B", "A & B"),
        (r"50\% of \$5, C\#, a\_b", "50% of $5, C#, a_b"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("$x<y$", "x<y"),
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
        (r"H\textsubscript{2}O \textbf{x}", "H₂O x"),
        (r"\textsuperscript{31}P, 1\textsuperscript{st}", "³¹P, 1st"),
        (r"\url{https://x.org/a}", "https://x.org/a"),
        ("unbalanced {brace", "unbalanced brace"),
        ("unbalanced }brace", "unbalanced brace"),
        ("\\", "\\"),
        (r"\unknown{argument} \unknown", "argument unknown"),
        (r"{\TeX} and \LaTeX{} and \BibTeX", "TeX and LaTeX and BibTeX"),
        (r"a \TeX\ page, H.\,P. 2\,mm", "a TeX page, H. P. 2 mm"),
        (r"\noopsort{b}\hspace{1em}Sadat", "Sadat"),
        (r"\enquote{a} \mkbibquote{b} \mkbibemph{c}", "“a” “b” c"),
        (r"\href{http://x.org/~u}{Home}", "Home"),
        (r"\textbar{} \textless{}i\textgreater \textregistered", "| <i>®"),
        (r"\textbackslash\{\}", r"\{}"),
        (r"\prb \apj", "Phys. Rev. BApJ"),
        (r"k\/-consistency", "k-consistency"),
        ("岡田, 晋", "岡田, 晋"),
    ],
)
def test_latex_becomes_the_text_that_it_means(latex: str, text: str) -> None:
    assert plain(latex).rstrip() == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("$H_2O$", "H₂O"),
        ("T$_{c}$ and $T_c$", "T_c and T_c"),
        (r"$\alpha$-Fe, {$\Sigma$}{$\Delta$}, $\Sigma$$\Delta$", "α-Fe, ΣΔ, ΣΔ"),
        (r"127 $^\circ$C, $-$50, $x^{-1}$", "127 °C, −50, x⁻¹"),
        (r"$n \times n$, $a \leq b$, $\infty$", "n × n, a ≤ b, ∞"),
        (r"$O(n^{2.376} \log n)$ $n\log n$", "O(n^2.376 log n) n log n"),
        (r"\(x^{a+b}\)", "x^(a+b)"),
        (r"$\frac{1}{2}$ $\sqrt{E}$ $\sqrt{xy}$", "1/2 √E √(xy)"),
        (r"$(000\bar{1})$", "(0001\u0304)"),
        (r"${\rm GaN}$ $\mathrm{SO_4}$", "GaN SO₄"),
        (r"$k$-means", "k-means"),
        (r"at $ \sqrt{s} $ = 13 TeV, $ x_1 $", "at √s = 13 TeV, x₁"),
        ("4$^{th}$ and 1$^{st}$, $a^{t}$", "4th and 1st, a^t"),
        (r"$pp\to WH$, $a\leq b$, $\Delta T$, $ K^{(*)} $", "pp→WH, a≤b, ΔT, K^(*)"),
    ],
)
def test_mathematics_becomes_text(latex: str, text: str) -> None:
    assert plain(latex) == text


@pytest.mark.parametrize("text", ["$5 and $6", "$5-$6", "US$ and A$ x", "a $", "$$", "a_b ^c"])
def test_money_is_no_mathematics(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("accent", sorted(COMBINING))
def test_every_accent_is_set_on_its_letter(accent: str) -> None:
    expected = unicodedata.normalize("NFC", "a" + COMBINING[accent])
    assert plain(f"\\{accent}{{a}}") == plain(f"{{\\{accent} a}}") == expected


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_value_whatever_cannot_be_read(value: str) -> None:
    assert isinstance(plain(value), str)


LATEX = st.sampled_from(
    ["{", "}", "$", "\\", "^", "_", " ", "a", "1", "\\'", "\\frac", "\\sqrt", "\\(", "\\)", "\\c",
     "\\foo", "\\textsuperscript", "\\bar", "\\alpha", "--", "~", "\\{", "\\&"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LATEX, max_size=30).map("".join))
def test_no_latex_whatever_keeps_its_braces(latex: str) -> None:
    kept = latex.count("\\{")
    assert plain(latex).count("{") <= kept


def test_a_value_of_many_braces_and_dollars_is_read_in_time() -> None:
    assert plain("{" * 5000 + "a" + "}" * 5000) in {"", "a"}
    assert plain("$" * 20001).count("$") == 20001
    assert not plain("\\'" * 20000)
    assert len(plain("$" + "^" * 20000 + "$")) < 20000


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
