"""What the log of TeX says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from bibouroku.typesetting.tex_log import Kind, Message, errors, warnings

LOG: Final = (Path(__file__).parent / "logs" / "broken.log").read_text(encoding="utf-8")


def test_errors_have_their_lines_and_the_command_that_was_read() -> None:
    unknown = [each for each in errors(LOG) if each.text.startswith("Undefined")]
    assert [(each.file, each.line, each.detail) for each in unknown] == [
        ("broken.tex", 89, "\\unknowncommand"),
        ("broken.tex", 98, "\\notecommand"),
        ("broken.tex", 103, "\\anothercommand"),
        ("broken.tex", 103, "\\anothercommand"),
        ("broken.tex", 130, "\\thirdcommand"),
        ("broken.tex", 142, "\\fourthcommand"),
    ]


def test_a_runaway_argument_is_told_by_its_beginning() -> None:
    (runaway, _) = [each for each in errors(LOG) if each.line == 95]
    assert runaway.text == "Paragraph ended before \\split was complete."
    assert runaway.detail.startswith("x=\\frac{1}{2\\end{split}")


def test_lines_of_the_tex_are_no_part_of_a_message() -> None:
    assert "LaTeX Error: \\begin{split} ended by \\end{pmatrix}." in [e.text for e in errors(LOG)]


def test_giving_up_is_no_error_of_its_own() -> None:
    assert [each.text for each in errors(LOG)][-1] == "Missing \\right. inserted."


def test_warnings_tell_wide_boxes_and_lost_characters() -> None:
    assert warnings(LOG) == [
        Message(Kind.OVERFULL_BOX, "26.08827", line=149),
        Message(Kind.OVERFULL_BOX, "333.1363", line=159),
        Message(
            Kind.LOST_CHARACTER, "ខ U+1781",
            detail="[lmroman10-regular.otf]:mode=node;script=latn;language=dflt;fallback=bibourokuserif;",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Overfull \\hbox (0.9pt too wide) in paragraph at lines 3--4", []),
        ("Overfull \\vbox (7.5pt too high) has occurred while \\output is active []",
         [Message(Kind.OVERFULL_BOX, "7.5")]),
        ("Overfull \\hbox (2.5pt too wide) in alignment at lines 5--9",
         [Message(Kind.OVERFULL_BOX, "2.5", line=5)]),
        ("(./b.ind [7] Overfull (x)\nOverfull \\hbox (2.5pt too wide) detected at line 12\n)",
         [Message(Kind.OVERFULL_BOX, "2.5")]),
        ("(./b.toc)\nOverfull \\hbox (2.5pt too wide) detected at line 12",
         [Message(Kind.OVERFULL_BOX, "2.5", line=12)]),
        ("LaTeX Warning: Reference `none' on page 1 undefined on input line 6.",
         [Message(Kind.UNDEFINED_REFERENCE, "none", line=6)]),
        ("LaTeX Warning: Hyper reference `a:b' on page 12 undefined on input line 60.",
         [Message(Kind.UNDEFINED_REFERENCE, "a:b", line=60)]),
    ],
)  # fmt: skip
def test_a_warning_is_read(line: str, found: list[Message]) -> None:
    assert warnings(line) == found


@pytest.mark.parametrize(
    ("log", "line"),
    [
        ("{}\n\n [26]bibouroku: page 27 at line 9\n [27]\nbibouroku: page 28 at line 12", 9),
        ("(./b.ind [26]\n{}\nbibouroku: page 27 at line 3\n [27])", 0),
    ],
)
def test_a_page_that_is_too_full_has_its_number(log: str, line: int) -> None:
    full = "Overfull \\vbox (7.5pt too high) has occurred while \\output is active []"
    told = Message(Kind.OVERFULL_BOX, "7.5", line=line, detail="27")
    assert warnings(log.format(full)) == [told]


def test_a_message_of_a_package_is_joined() -> None:
    log = "./a.tex:3: Package ours Error: This is\n(ours)                wrong.\n\nSee the manual"
    assert errors(log) == [Message(Kind.ERROR, "Package ours Error: This is wrong.", "a.tex", 3)]


def test_an_error_without_a_line_is_read() -> None:
    log = (
        "! LaTeX Error: File `none.sty' not found.\n\nType X to quit\n./t.tex:3: Emergency stop.\n"
    )
    assert errors(log) == [Message(Kind.ERROR, "LaTeX Error: File `none.sty' not found.")]


def test_a_sound_log_says_nothing() -> None:
    log = "(./book.tex\nLaTeX2e <2022>\nPackage hyperref Info: Option on input line 3.\n[1] [2])"
    assert errors(log) == warnings(log) == []
