"""What TeX says, told to authors: where in the memo or reference, what is wrong, and the remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibouroku.problem import Problem
from bibouroku.typesetting.debian_packages import how_to_get
from bibouroku.typesetting.source_map import Place, SourceMap
from bibouroku.typesetting.tex_log import Kind, Message, errors, warnings

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many faults of a run are told; what comes behind is mostly their fallout.
MOST_FAULTS: Final = 10
#: A long message of TeX is cut.
LONGEST: Final = 160
#: So far above its line a fault is looked for that TeX noticed late.
FAR: Final = 400
MISSING_FILE: Final = re.compile(r"[Ff]ile [`'\"]([^`'\"]+)['\"] not found")
OF_TEX: Final = re.compile(r"\.(?:sty|cls|def|clo|cfg|fd|ltx|lua|tex)$")
FONT: Final = re.compile(
    r"[Ff]ont \"?([^\" ]+)\"? (?:cannot be found|not found)"
    r"|Font [^=\s]+=(?:file:|name:)?\[?([^\]:; ]+).* not loadable"
)
BRACKETS: Final = re.compile(r"^(?:Missing|Extra|Too many|Display math|Paragraph ended|Forbidden)")
#: TeX's words, the name of the fault, and what its author should know.
TOLD: Final = (
    ("Undefined control sequence", "tex-undefined-command",
     "TeXの知らない命令がある。綴りを直すか、LaTeXの命令で書く"),
    ("ended by", "tex-environment", "\\beginと\\endの名が合わない。対にする"),
    ("Double s", "tex-double-script", "添字が二つ続く。波括弧で{x_1}_2のように分ける"),
    ("alignment tab", "tex-alignment", "&の数か場所が合わない。列を数え直す"),
    ("TeX capacity exceeded", "tex-capacity",
     "TeXの記憶が足りない。多くは命令が自分自身を呼び続けている"),
    ("File ended while", "tex-brackets", "括弧が最後まで閉じない。閉じる"),
    ("Interruption", "tex-time-limit",
     "組み終わらないので、ここで止めた。自分自身を呼び続ける命令がないか調べる"),
    ("Unable to load picture", "tex-picture", "図を読めない。ファイルを作り直す"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """The TeX of a book, and where its lines come from."""

    #: The name of its file.
    name: str
    lines: list[str]
    source_map: SourceMap

    def place(self, line: int) -> Place:
        """Return where a line of the book comes from; the line itself if that is not known."""
        return self.source_map.place(line) or Place(self.name, line)


def faults(book: Book, log: str) -> list[Problem]:
    """Return what stopped TeX, without the fallout of what was told before."""
    found: dict[tuple[Place, str], Message] = {}
    last = Message(Kind.ERROR, "", line=-FAR)
    for message in _without_fallout_of_fonts(book, errors(log)):
        key = where(book, message), _unknown_command(message) or _missing_font(message)
        if not key[1] and message.file == last.file and 0 <= message.line - last.line <= 1:
            # one that names its cause stands for one that only says that something is missing
            if BRACKETS.match(last.text) and " ended by " in message.text:
                found[next(reversed(found))] = last = message
            continue
        if key not in found:
            found[key] = last = message
    return [_problem(place, message) for (place, _), message in found.items()][:MOST_FAULTS]


def _without_fallout_of_fonts(book: Book, messages: list[Message]) -> list[Message]:
    """Return *messages* with one for all fonts of a package that the machine lacks.

    What uses such a font fails, too, also within the packages of TeX.
    """
    lacking = any(map(_missing_font, messages))
    remedies: set[str] = set()
    kept = []
    for message in messages:
        font = _missing_font(message)
        is_news = how_to_get(font) not in remedies if font else message.file in {"", book.name}
        if is_news or not lacking:
            kept.append(message)
        if font:
            remedies.add(how_to_get(font))
    return kept


def _missing_font(message: Message) -> str:
    """Return the font that TeX did not find; empty for any other message."""
    font = FONT.search(message.text)
    return (font[1] or font[2]) if font else ""


def complaints(book: Book, log: str) -> list[Problem]:
    """Return what a reader of the printed book would stumble over, by place."""
    return sorted({problem for message in warnings(log) for problem in _complaint(book, message)})


def index_fault(book: Book, entries: str, complaint: str) -> Problem:
    """Return why upmendex could not sort the *entries*, at the place of the entry it names."""
    line = re.search(r"line ([0-9]+)", complaint)
    entry = entries.splitlines()[int(line[1]) - 1] if line else ""
    begins = entry.removeprefix(r"\indexentry{").rpartition("}{")[0].partition("|")[0]
    numbers = (n for n, text in enumerate(book.lines, 1) if begins and rf"\index{{{begins}" in text)
    place = book.place(next(numbers, 0))
    text = f'索引を並べられない。索引語から@ ! | "を除く（upmendex: {complaint}）'
    return Problem(place.path, max(place.line, 0), "tex-index", text)


def where(book: Book, message: Message) -> Place:
    """Return the place that a message of TeX is about."""
    if message.file not in {"", book.name}:
        return Place(message.file, message.line)
    if command := _unknown_command(message):
        return book.place(_last_with(book, message.line, command))
    if message.detail:
        return book.place(_start_of_argument(book, message.line, message.detail))
    return book.place(message.line)


def _last_with(book: Book, line: int, command: str) -> int:
    """Return the last line up to *line* with the command: TeX may have read on before it ran it."""
    exact = re.compile(re.escape(command) + r"(?![A-Za-z])")
    for number in range(line, max(0, line - FAR), -1):
        if exact.search(book.lines[number - 1]):
            return number
    return line


def _start_of_argument(book: Book, line: int, begins: str) -> int:
    """Return the last line up to *line* where an argument begins that does not end."""
    for number in range(line, max(0, line - FAR), -1):
        text = "".join("".join(book.lines[number - 1 : line]).split())
        start = text.find(begins[:20])
        if 0 <= start < len("".join(book.lines[number - 1].split())):
            return number
    return line


def _unknown_command(message: Message) -> str:
    """Return the command that TeX does not know; empty for any other message."""
    return message.detail if message.text.startswith("Undefined control sequence") else ""


def _problem(place: Place, message: Message) -> Problem:
    code, text = _told(message)
    words = " ".join([message.text.rstrip("."), _unknown_command(message)]).strip()
    shown = words if len(words) <= LONGEST else words[:LONGEST] + "…"
    return Problem(place.path, place.line, code, f"{_entry(place)}{text}（TeX: {shown}）")


def _entry(place: Place) -> str:
    """Return the entry of a bibliography that begins at a place, before what is said of it."""
    return f"「{place.key}」の項目：" if place.key else ""


def _told(message: Message) -> tuple[str, str]:
    """Return the name of a fault, and fault and remedy in Japanese."""
    if (missing := MISSING_FILE.search(message.text)) and OF_TEX.search(missing[1]):
        text = f"この機械に「{missing[1]}」がない。{how_to_get(missing[1])}"
        return "tex-missing-package", text
    if missing:
        return "tex-missing-file", f"「{missing[1]}」というファイルがない。名を直すかファイルを置く"
    if name := _missing_font(message):
        return "tex-missing-font", f"この機械に書体「{name}」がない。{how_to_get(name)}"
    for words, code, text in TOLD:
        if words in message.text:
            return code, text
    if BRACKETS.match(message.text):
        return "tex-brackets", "数式の区切り（$）か括弧が対になっていない。対にする"
    return "tex-error", "TeXが組めない書き方がある。直す"


def _complaint(book: Book, message: Message) -> Iterable[Problem]:
    place = book.place(message.line)
    if message.kind is Kind.LOST_CHARACTER:
        character, code_point = message.text.split()
        font = message.detail.partition(":")[0].strip("[]")
        for place in _places_with(book, character):
            text = f"文字「{character}」（{code_point}）が書体「{font}」にない。印刷に出ない"
            yield Problem(place.path, place.line, "tex-lost-character", _entry(place) + text)
    elif message.kind is Kind.OVERFULL_BOX:
        points = f"{float(message.text):.1f} pt"
        text = f"行や表が版面から{points}はみ出す。切れ目を作るか縮める"
        if message.detail:
            text = f"{message.detail}頁が版面の下に{points}はみ出す。近くの図表や式を縮める"
        yield Problem(place.path, place.line, "tex-overfull-box", _entry(place) + text)
    else:
        text = f"参照先「{message.text}」が本の中にない"
        yield Problem(place.path, place.line, "tex-undefined-reference", _entry(place) + text)


def _places_with(book: Book, character: str) -> list[Place]:
    """Return where a character stands; TeX does not say. It may come from elsewhere, too."""
    numbers = (number for number, line in enumerate(book.lines, start=1) if character in line)
    return list(dict.fromkeys(map(book.place, numbers))) or [Place(book.name, 0)]
