"""What the log of a run of LuaLaTeX says that an author must know.

The log is one of a run with ``-file-line-error`` and lines long enough not to be broken.
Source: The TeXbook, chapters 6 and 27; the LuaTeX manual; ltoutput and lterror of LaTeX.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ERROR: Final = re.compile(r"(?:(?P<file>[^:]+\.\w+):(?P<line>\d+): |! )(?P<message>\S.*)")
#: The end of a run, which repeats what was said before.
ENDINGS: Final = ("==> Fatal error", "Emergency stop")
LOST: Final = re.compile(
    r"Missing character: There is no (.+?) \((U\+[0-9A-F]+)\) in font (.+?)!?$"
)
OVERFULL: Final = re.compile(
    r"Overfull \\[hv]box \(([0-9.]+)pt too (?:wide|high)\)"
    r"(?: (?:in (?:paragraph|alignment) at lines (\d+)--\d+|detected at line (\d+)))?"
)
#: How it goes on where a page is too full, of which TeX says no more.
OF_A_PAGE: Final = "while \\output is active"
#: What bibouroku.sty says of each page when it is done: its number, and how far the book was read.
PAGE: Final = re.compile(r"bibouroku: page (\S+) at line (\d+)")
UNDEFINED: Final = re.compile(
    r"LaTeX Warning: (?:Hyper r|R)eference `(.+?)' .*undefined on input line (\d+)"
)
#: A box that is wider by less, in points, is not seen.
UNSEEN: Final = 1.0
#: What LuaTeX-ja puts at the end of each line.
END_OF_LINE: Final = "\U000fffff"
#: A command at the end of a line: what TeX had just read.
LAST_COMMAND: Final = re.compile(r"(\\(?:[A-Za-z@_:]+\*?|.)) ?$")
ON_LINE: Final = re.compile(r" on input line \d+")
#: The files of a run that are read back, whose lines are none of the book's.
READ_BACK: Final = re.compile(r"\(\./[^()\s]+\.(?:aux|ind|lof|lot|out|toc)\b")


class Kind(Enum):
    """What sort of a message it is."""

    ERROR = auto()
    LOST_CHARACTER = auto()
    OVERFULL_BOX = auto()
    UNDEFINED_REFERENCE = auto()


@dataclass(frozen=True, slots=True)
class Message:
    """One message of TeX."""

    kind: Kind
    #: TeX's words; of a warning the thing it is about.
    text: str
    #: The file that TeX was reading, empty for the book itself.
    file: str = ""
    #: The line of the file, 0 where TeX does not say.
    line: int = 0
    #: Of an error: the command that TeX had just read; of a lost character: its font.
    #: Of an error within an argument: how the argument begins, without spaces.
    #: Of a page that is too full: its number.
    detail: str = ""


def errors(log: str) -> list[Message]:
    """Return the errors, in order, without those that only say that TeX gives up."""
    lines = [line.rstrip(END_OF_LINE) for line in log.splitlines()]
    found = []
    for number, line in enumerate(lines):
        match = ERROR.match(line)
        if not match or match["message"].strip().startswith(ENDINGS):
            continue
        text = _joined(match["message"], lines[number + 1 :])
        detail = ""
        if text.startswith("Undefined control sequence"):
            detail = _last_command(lines[number + 1])
        elif number and lines[number - 2].startswith("Runaway"):
            detail = "".join(lines[number - 1].split())
        file = (match["file"] or "").removeprefix("./")
        found.append(Message(Kind.ERROR, text, file, int(match["line"] or 0), detail))
    return found


def warnings(log: str) -> list[Message]:
    """Return the warnings that ask for a remedy, each once."""
    found = dict.fromkeys(_warnings(log))
    return list(found)


def _joined(message: str, after: list[str]) -> str:
    """Return a message in one line; what packages say goes on in lines marked as theirs."""
    parts = [message.strip()]
    package = re.match(r"(?:Package|Class) (\S+) Error:", message)
    if package:
        mark = f"({package[1]})"
        for line in after:
            if not line.startswith(mark):
                break
            parts.append(line.removeprefix(mark).strip())
    return ON_LINE.sub("", " ".join(parts))


def _last_command(line: str) -> str:
    """Return the command at the end of the line where TeX shows what it had read."""
    match = LAST_COMMAND.search(line)
    return match[1] if match else ""


def _warnings(log: str) -> Iterator[Message]:
    depth = 0  # of brackets within a file that is read back
    full_page = ""  # by how much the page that is being made is too full
    for line in log.splitlines():
        opened = READ_BACK.search(line)
        if depth or opened:
            rest = line[opened.start() :] if opened and not depth else line
            depth = max(0, depth + rest.count("(") - rest.count(")"))
        elsewhere = depth > 0
        if lost := LOST.match(line):
            yield Message(Kind.LOST_CHARACTER, f"{lost[1]} {lost[2]}", detail=lost[3])
        elif (full := OVERFULL.match(line)) and float(full[1]) > UNSEEN:
            if OF_A_PAGE in line:
                full_page = full[1]
                continue
            at = 0 if elsewhere else int(full[2] or full[3] or 0)
            yield Message(Kind.OVERFULL_BOX, full[1], line=at)
        elif full_page and (page := PAGE.search(line)):
            at = 0 if elsewhere else int(page[2])
            yield Message(Kind.OVERFULL_BOX, full_page, line=at, detail=page[1])
            full_page = ""
        elif named := UNDEFINED.match(line):
            yield Message(Kind.UNDEFINED_REFERENCE, named[1], line=int(named[2]))
    if full_page:
        yield Message(Kind.OVERFULL_BOX, full_page)
