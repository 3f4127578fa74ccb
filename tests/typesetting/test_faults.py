"""What TeX says, told to authors."""

from __future__ import annotations

import pytest

from bibouroku.typesetting.faults import Book, complaints, faults, index_fault
from bibouroku.typesetting.source_map import Place, SourceMap

LINES = ["preamble", r"\(\one\)", "text", r"x=\frac{1}{2", "y", "", "ខ", r"\index{a@b@c|hyperpage}"]
MAP = SourceMap.of([(2, 0), (7, 1)], [Place("posts/memo.md", 10), Place("posts/memo.md", 20)])
BOOK = Book("book.tex", LINES, MAP)


def told(log: str) -> list[str]:
    return [str(problem) for problem in faults(BOOK, log)]


def test_an_unknown_command_is_looked_for_above_the_line_where_tex_ran_it() -> None:
    log = "./book.tex:5: Undefined control sequence.\n<argument> \\one\n   \nl.5 y\n"
    (line,) = told(log)
    assert line == (
        "posts/memo.md:10: TeXの知らない命令がある。綴りを直すか、LaTeXの命令で書く"
        "（TeX: Undefined control sequence \\one） [tex-undefined-command]"
    )


def test_an_argument_is_told_where_it_begins() -> None:
    log = (
        "Runaway argument?\nx=\\frac {1}{2 y\n./book.tex:6: Paragraph ended before \\split was"
        " complete.\n<to be read again> \n"
    )
    assert told(log)[0].startswith("posts/memo.md:12: 数式の区切り（$）か括弧が対になっていない")


def test_the_fallout_of_an_error_is_not_told() -> None:
    log = (
        "./book.tex:3: Missing $ inserted.\n./book.tex:3: Missing } inserted.\n"
        "./book.tex:7: Double subscript.\n"
    )
    assert [line.partition(": ")[0] for line in told(log)] == [
        "posts/memo.md:11",
        "posts/memo.md:20",
    ]


def test_what_names_its_cause_is_told_instead_of_what_does_not() -> None:
    log = (
        "./book.tex:3: Missing \\endgroup inserted.\n"
        "./book.tex:3: LaTeX Error: \\begin{a} on input line 2 ended by \\end{b}.\n"
    )
    (line,) = told(log)
    assert line.endswith("（TeX: LaTeX Error: \\begin{a} ended by \\end{b}） [tex-environment]")


def test_there_are_no_more_than_ten() -> None:
    log = "".join(
        f"./other.tex:{3 * n}: Undefined control sequence.\n\\a{n}\n" for n in range(1, 20)
    )
    assert len(told(log)) == 10


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("LaTeX Error: File `titlesec.sty' not found.",
         "「titlesec.sty」がない。Debianではapt-get install --no-install-recommends texlive-"),
        ("LaTeX Error: File `unheardof.sty' not found.", "apt-file search /unheardof.sty"),
        ("LaTeX Error: File `drawn-line' not found.", "「drawn-line」というファイルがない"),
        ('Package fontspec Error: The font "FreeSerif" cannot be found.', "fonts-freefont-otf"),
        ('Package fontspec Error: The font "latinmodern-math" cannot be found.', "fonts-lmodern"),
        ("Font \\x=file:Symbola_hint.ttf:mode=node; at 9pt not loadable: metric data not found.",
         "書体「Symbola_hint.ttf」がない。Debianではapt-get install"),
        ("TeX capacity exceeded, sorry [input stack size=10000].", "記憶が足りない"),
        ("Something unheard of.", "TeXが組めない書き方がある。直す（TeX: Something unheard of）"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_with_its_remedy(message: str, said: str) -> None:
    (line,) = told(f"./book.tex:1: {message}\n")
    assert line.startswith("book.tex:1: ")
    assert said in line


def test_missing_fonts_are_told_once_for_each_package_and_nothing_else() -> None:
    log = (
        './bibouroku-fonts.sty:9: The font "FreeSerif.otf" cannot be found.\n'
        './bibouroku-fonts.sty:9: The font "Symbola_hint.ttf" cannot be found.\n'
        './bibouroku-fonts.sty:9: The font "FreeSans.otf" cannot be found.\n'
        "...luaotfload-fallback.lua:50: attempt to index a nil value (local 'f').\n"
        "./book.tex:2: Font \\TU/FreeMono.otf(0)/m/n/11=[FreeMono.otf]:mode=node; at 11pt not"
        " loadable: metric data not found or bad.\n"
        "./book.tex:5: Undefined control sequence.\n<argument> \\one\n"
    )
    first, second, own = told(log)
    assert "fonts-freefont-otf" in first
    assert "fonts-symbola" in second
    assert own.startswith("posts/memo.md:10: TeXの知らない命令がある")


def test_a_fault_in_an_entry_names_its_key() -> None:
    lines = ["", r"\BibourokuEntry{}\one ខ", r"\par", "", r"\BibourokuEntry{}ខ", r"\par"]
    entry = Place("references.bib", 10, "terada1915")
    book = Book("book.tex", lines, SourceMap.of([(2, 0), (5, 0)], [entry]))
    (fault,) = faults(book, "./book.tex:3: Undefined control sequence.\n<argument> \\one\n")
    assert str(fault).startswith("references.bib:10: 「terada1915」の項目：TeXの知らない命令がある")
    lost = "Missing character: There is no ខ (U+1781) in font [lm.otf]:mode=node;!\n"
    (once,) = complaints(book, lost)
    assert str(once).startswith("references.bib:10: 「terada1915」の項目：文字「ខ」")


def test_a_lost_character_is_told_where_it_stands() -> None:
    log = "Missing character: There is no ខ (U+1781) in font [lm.otf]:mode=node;!\n"
    (lost,) = complaints(BOOK, log)
    assert (lost.path, lost.line, lost.code) == ("posts/memo.md", 20, "tex-lost-character")
    assert lost.message == "文字「ខ」（U+1781）が書体「lm.otf」にない。印刷に出ない"


def test_a_wide_box_and_a_reference_to_nothing_have_their_lines() -> None:
    log = (
        "Overfull \\hbox (12.34pt too wide) in paragraph at lines 3--4\n"
        "LaTeX Warning: Reference `none' on page 1 undefined on input line 7.\n"
    )
    wide, nothing = complaints(BOOK, log)
    assert str(wide).startswith("posts/memo.md:11: 行や表が版面から12.3 ptはみ出す。")
    assert str(nothing) == (
        "posts/memo.md:20: 参照先「none」が本の中にない [tex-undefined-reference]"
    )


def test_a_page_that_is_too_full_is_named_with_what_stands_about_there() -> None:
    log = (
        "Overfull \\vbox (1.7pt too high) has occurred while \\output is active []\n"
        "bibouroku: page 27 at line 3\n [27]\n"
    )
    (full,) = complaints(BOOK, log)
    assert str(full).startswith("posts/memo.md:11: 27頁が版面の下に1.7 ptはみ出す。")


def test_a_fault_of_the_index_is_told_where_the_entry_stands() -> None:
    entries = "\\indexentry{x|hyperpage}{1}\n\\indexentry{a@b@c|hyperpage}{2}\n"
    problem = index_fault(BOOK, entries, "Error: Extra `@' in book.idx, line 2.")
    assert (problem.path, problem.line, problem.code) == ("posts/memo.md", 20, "tex-index")
    assert index_fault(BOOK, "", "bibouroku.ist does not exist.").path == "book.tex"
