r"""LaTeX in field values, decoded to Unicode text in one pass.

Accents, signs, quotes, dashes and what only changes the look become the text that a
reader sees; mathematics becomes text with the signs of Unicode (``$H_2O$`` → H₂O,
``$T_c$`` → T_c). A command that nobody knows leaves its argument, and without one its
name: better shown than lost. Two dollars are mathematics unless they look like money:
a space inside of one of them and nothing of LaTeX between, or digits after both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.latex_symbol import (
    COMBINING,
    COMBINING_IN_MATH,
    accented,
    lowered,
    raised,
    sign,
)

if TYPE_CHECKING:
    from collections.abc import Callable

#: What only a formula has: a command, something raised or lowered.
IN_FORMULA: Final = re.compile(r"\\[A-Za-z]|[\^_]")
#: What is raised behind a number in English: 4th.
ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
#: A script that needs no brackets: a word or number, a single sign, what has brackets of its own.
BARE_SCRIPT: Final = re.compile(r"[\w.]+|.|\([^()]*\)")
#: What a value without LaTeX does not hold.
SPECIAL: Final = frozenset("\\{}~$-`'")
PIECE: Final = re.compile(
    r"\\[A-Za-z]+\*?|\\.|[{}$~^_]|-{2,3}|``|''|[`'-]|\\|[^\\{}$~^_`'-]+", re.DOTALL
)
LIGATURES: Final = {"~": "\N{NO-BREAK SPACE}", "---": "—", "--": "–", "``": "“", "''": "”"}
#: Commands of one sign: the signs themselves, spaces, and what marks nothing a reader sees.
CONTROL: Final = {
    **{sign: sign for sign in "$%&_#{}"}, **dict.fromkeys("\\ ,;:>\n\t", " "),
    **dict.fromkeys("/-!@()[]", ""),
}  # fmt: skip
#: Commands that change how text looks, and nothing else.
LOOK: Final = re.compile(
    r"(?:emph|text(?:it|bf|rm|sc|sf|tt|up|sl|md|normal)?|mbox|hbox|relax|protect|uppercase"
    r"|math(?:rm|it|bf|sf|cal|bb|frak|tt)|ensuremath|operatorname|boldsymbol|mkbib(?:emph|bold)"
    r"|em|it|bf|rm|sc|tt|sl|sf|bfseries|itshape|scshape|nocase|nolinkurl|url|path)\*?"
)
#: Commands whose argument is for the program that sets the text.
FOR_THE_PROGRAM: Final = frozenset(
    {"noopsort", "hspace", "vspace", "label", "index", "phantom", "color", "textcolor", "href"}
)
#: Commands that take arguments, with what becomes of them.
TAKING: Final[dict[str, Callable[..., str]]] = {
    **dict.fromkeys(("enquote", "mkbibquote"), lambda text: f"“{text}”"),
    **dict.fromkeys(("frac", "tfrac", "dfrac"), lambda upper, lower: f"{upper}/{lower}"),
    **dict.fromkeys(FOR_THE_PROGRAM, lambda _text: ""),
    "sqrt": lambda text: f"√{text}" if len(text) == 1 else f"√({text})",
    "textsuperscript": lambda text: raised(text) or text,
    "textsubscript": lambda text: lowered(text) or text,
}
#: Stands before the name of a function in a formula until the formula is read.
FUNCTION: Final = "\N{FUNCTION APPLICATION}"
#: What stands within more braces and arguments than this is no text, and is dropped.
DEEPEST: Final = 80
ESCAPED_IN_ADDRESS: Final = re.compile(r"\{\\([$%&_#])\}|\\([$%&_#])")
URL_COMMAND: Final = re.compile(r"\\url\s*\{(.*)\}")
TILDE: Final = re.compile(r"\{\\textasciitilde\s*\}|\\textasciitilde(?:\{\}|\s+)?|\\~\{\}")


def plain(value: str) -> str:
    """Return *value* with its LaTeX decoded and its braces gone."""
    return value if SPECIAL.isdisjoint(value) else _Decoder(value).text_to("")


def address(value: str) -> str:
    r"""Return an address or identifier without LaTeX's escapes: ``10.1/a\_b`` → ``10.1/a_b``."""
    if wrapped := URL_COMMAND.fullmatch(value):
        value = wrapped[1]
    return ESCAPED_IN_ADDRESS.sub(lambda match: match[1] or match[2], TILDE.sub("~", value))


class _Decoder:
    """Reads one value, piece by piece."""

    def __init__(self, value: str) -> None:
        pieces = PIECE.findall(value)
        #: Whether each dollar, the last one first, begins a formula.
        self.dollars = _beginnings(pieces)[::-1]
        #: What is still to be read, the last piece first.
        self.rest = pieces[::-1]
        self.math = False
        self.depth = 0

    def text_to(self, end: str) -> str:
        """Return the text up to the piece *end*, or to the end of the value."""
        found: list[str] = []
        while self.rest:
            piece = self.rest.pop()
            if piece == end:
                if end == "$":
                    self.dollars.pop()
                break
            found.append(self.read(piece))
            if self.math and piece[0] == "\\" and not found[-1].startswith(FUNCTION):
                self.space_evenly(found)
        return "".join(found)

    def space_evenly(self, found: list[str]) -> None:
        r"""Pass over the space behind a sign that has none before it: ``a\to b`` is a→b."""
        if not "".join(found[-2:-1])[-1:].isspace():
            self.skip_spaces()

    def read(self, piece: str) -> str:
        """Return the text of *piece* and of what belongs to it; nothing where it is too deep."""
        self.depth += 1
        text = self.read_here(piece) if self.depth < DEEPEST else ""
        self.depth -= 1
        return text

    def read_here(self, piece: str) -> str:
        """Return the text of *piece*, at the depth reached."""
        if piece[0] == "\\":
            return self.command(piece[1:])
        if piece in "{}":
            return self.text_to("}") if piece == "{" else ""
        if piece == "$":
            return self.formula("$") if self.dollars.pop() else "$"
        if self.math and piece in "^_":
            return self.script(piece)
        return LIGATURES.get(piece, "−" if self.math and piece == "-" else piece)

    def formula(self, end: str) -> str:
        """Return a formula as text."""
        outside, self.math = self.math, True
        text = self.text_to(end).strip()
        self.math = outside
        return re.sub(rf"(?<=[\w)]){FUNCTION}", " ", text).replace(FUNCTION, "")

    def argument(self) -> str:
        """Return the text of what follows: a group, a command, or one letter."""
        self.skip_spaces()
        if not self.rest or self.rest[-1] == "}":
            return ""
        piece = self.rest.pop()
        if piece[0] != "\\" and len(piece) > 1:
            self.rest.append(piece[1:])
            piece = piece[0]
        return self.read(piece)

    def skip_spaces(self) -> None:
        """Pass over the spaces behind the name of a command."""
        if self.rest and self.rest[-1][0].isspace():
            left = self.rest.pop().lstrip()
            if left:
                self.rest.append(left)

    def script(self, mark: str) -> str:
        """Return what stands raised (``^``) or lowered (``_``) in a formula."""
        text = self.argument()
        if mark == "^" and text in ORDINALS:
            return text
        shown = raised(text) if mark == "^" else lowered(text)
        if shown is None:
            shown = mark + (text if BARE_SCRIPT.fullmatch(text) else f"({text})")
        return shown

    def command(self, name: str) -> str:
        """Return the text of a command and of its arguments."""
        if name in COMBINING and not (self.math and name.isalpha()):
            return accented(COMBINING[name], self.argument())
        if name == "(":
            return self.formula("\\)")
        if not name[:1].isalpha():
            return CONTROL.get(name, f"\\{name}")
        name = name.removesuffix("*")
        if name in COMBINING_IN_MATH:
            return accented(COMBINING_IN_MATH[name], self.argument())
        if take := TAKING.get(name):
            return take(*(self.argument() for _ in range(take.__code__.co_argcount)))
        return self.word(name)

    def word(self, name: str) -> str:
        """Return the text of a command that takes no argument, as far as is known."""
        found = "" if LOOK.fullmatch(name) else sign(name)
        if found is None:
            if self.rest[-1:] == ["{"] and self.rest[-2:-1] != ["}"]:
                return ""  # its argument has to do
            return FUNCTION + name if self.math else name
        if not self.math:
            self.skip_spaces()
        return found


def _beginnings(pieces: list[str]) -> list[bool]:
    """Return for each dollar of *pieces* whether it begins a formula."""
    places = [place for place, piece in enumerate(pieces) if piece == "$"]
    begins: list[bool] = []
    while len(begins) < len(places):
        number = len(begins)
        end = places[number + 1] if number + 1 < len(places) else 0
        inside = "".join(pieces[places[number] + 1 : end])
        after = "".join(pieces[end + 1 : end + 2]) if end else ""
        money = after[:1].isdigit() and inside[:1].isdigit()
        spaced = inside != inside.strip() and not IN_FORMULA.search(inside)
        if inside.strip() and not spaced and not money:
            begins += [True, False]  # the second one ends the formula
        else:
            begins.append(False)
    return begins
