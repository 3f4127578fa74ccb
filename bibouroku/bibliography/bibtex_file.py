"""From a ``.bib`` file to references. The only module that parses BibTeX.

pybtex reads the syntax; everything it leaves as strings becomes typed here:
LaTeX to Unicode, names to persons, ``date`` (or ``year`` and ``month``) to a date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.scanner import PrematureEOF
from pybtex.utils import CaseInsensitiveDict

from bibouroku.bibliography import inheritance
from bibouroku.bibliography.bib_comments import without_comments
from bibouroku.bibliography.entry_date import EraMismatchError, date_field, entry_date
from bibouroku.bibliography.field_names import entry_type, renamed
from bibouroku.bibliography.inheritance import XDATA, RawEntry, inherited
from bibouroku.bibliography.label import labelled
from bibouroku.bibliography.latex_text import address, plain
from bibouroku.bibliography.person_name import person
from bibouroku.bibliography.reference import Person, Reference
from bibouroku.bibliography.relations import faults
from bibouroku.bibliography.split_names import split_names, without_others
from bibouroku.problem import Problem, ProblemsFoundError, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pybtex.exceptions import PybtexError

    from bibouroku.bibliography.edtf_date import EdtfDate

#: Fields that hold names.
PERSON_FIELDS: Final = (
    "author", "editor", "translator", "bookauthor", "holder", "annotator", "commentator",
    "introduction", "foreword", "afterword", "shortauthor", "shorteditor",
)  # fmt: skip
#: Values that are addresses, identifiers or dates (``1893~``), and so hold no LaTeX.
VERBATIM_FIELDS: Final = frozenset(
    {"doi", "url", "eprint", "ndlpid", "isbn", "issn", "file", "date", "origdate", "urldate",
     "eventdate"}
)  # fmt: skip
#: What no cite key may hold: it is most often a field where the key was forgotten.
NO_KEY: Final = re.compile(r"[={}`\\]")
#: What nobody sees: control characters, which XML and TeX refuse, and those that turn round the
#: order of all text after them.
INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
#: How ISO-2022-JP, which is ASCII as far as bytes go, begins Japanese text.
ISO_2022_JP: Final = re.compile(r"\x1b\$[@B]")
#: What pybtex says of an ``@`` behind which no entry begins.
NO_ENTRY: Final = re.compile("'\\(' or '{' expected|a valid name expected")
COMMENT: Final = re.compile(r"@\s*comment\b", re.IGNORECASE)
NOT_ENTRIES: Final = frozenset({"string", "preamble", "comment"})


def load(path: Path, shown_as: str | None = None) -> dict[str, Reference]:
    """Return the references of *path* by cite key, labelled, in the file's order.

    Messages name the file as *shown_as*. Raises ``ProblemsFoundError`` with
    everything that is wrong: syntax, duplicate keys and fields, impossible
    dates, relations to unknown keys.
    """
    shown = shown_as or path.name
    try:
        text = decoded(path, shown, "bib-encoding")
    except OSError as error:
        raise ProblemsFoundError(
            [
                Problem(
                    shown,
                    0,
                    "unreadable-bib",
                    f"文献ファイルを読めない（{error.strerror}）。所在を確かめる",
                )
            ]
        ) from error
    return parse(text, shown)


def parse(text: str, shown_as: str) -> dict[str, Reference]:
    """Return the references written in *text*; as ``load`` otherwise."""
    if foreign := ISO_2022_JP.search(text):
        line = text.count("\n", 0, foreign.start()) + 1
        message = "UTF-8でなくISO-2022-JP（JIS）で書かれている。UTF-8で保存し直す"
        raise ProblemsFoundError([Problem(shown_as, line, "bib-encoding", message)])
    reader = _Reader(text, shown_as)
    references = reader.references()
    for reference, code, message in faults(references):
        reader.note(reference.line, code, message)
    if reader.problems:
        raise ProblemsFoundError(reader.problems)
    return labelled(references.values())


class _Reader:
    """Reads one file and notes what is wrong in it."""

    def __init__(self, text: str, shown_as: str) -> None:
        self.text = without_comments(INVISIBLE.sub("", text))
        self.shown_as = shown_as
        self.problems: dict[Problem, None] = {}
        #: A place in the text, and the line that it stands on.
        self.counted = (0, 1)
        #: Where the last command stands, if it is broken.
        self.broken = -1
        self.parser = LowLevelParser(
            self.text, handle_error=self.note_error, macros=CaseInsensitiveDict(month_names)
        )

    def note(self, line: int, code: str, message: str) -> None:
        """Note a problem; that of an inherited value is found again with each heir."""
        self.problems[Problem(self.shown_as, line, code, message)] = None

    def note_error(self, error: PybtexError) -> None:
        """Note what pybtex's parser complains of; it then goes on at the next entry."""
        if self.is_text(error):
            return
        self.broken = self.parser.command_start
        key = self.parser.current_entry_key
        of_key = f"「{key}」の" if key else ""
        line = getattr(error, "lineno", self.parser.lineno)
        fault = f"（{error.args[0]}）。括弧の対応とコンマを確かめる"
        if isinstance(error, UndefinedMacro):
            fault = f"（「{error.args[0]}」は@stringで決めていない）。値を波括弧で囲む"
        elif isinstance(error, PrematureEOF):
            line = self.line  # where the entry begins: its end was not found
            fault = "（閉じないまま終わる）。括弧の対応を確かめる"
        elif not key and "entry key" in error.args[0]:
            fault = "（引用キーがない）。開き括弧のすぐあとにキーとコンマを書く"
        self.note(line, "malformed-bib", f"{of_key}項目がBibTeXの形でない{fault}")

    def is_text(self, error: PybtexError) -> bool:
        """Return whether pybtex complains of text: a comment, a mail address, what a fault left."""
        start = self.parser.command_start
        if COMMENT.match(self.text, start):
            return True  # a comment need not have braces
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        in_words = before[-1:].isalnum() or (bool(before.strip()) and self.broken >= 0)
        return in_words and bool(NO_ENTRY.match(error.args[0]))

    @property
    def line(self) -> int:
        """The line where the entry being read begins; counted on from the entry before."""
        place, line = self.counted
        line += self.text.count("\n", place, self.parser.command_start)
        self.counted = self.parser.command_start, line
        return line

    def references(self) -> dict[str, Reference]:
        """Return the references read, with what they inherit, by cite key."""
        entries = {entry.key: entry for entry in self.entries()}
        found = list(inheritance.faults(entries))
        for entry, code, message in found:
            self.note(entry.line, code, message)
        if not found:
            entries = inherited(entries)
        return {key: self.reference(entry) for key, entry in entries.items() if entry.type != XDATA}

    def entries(self) -> Iterator[RawEntry]:
        """Yield each entry as it is written; note keys that come twice."""
        first_line: dict[str, int] = {}
        for command, body in self.parser:
            self.broken = -1 if self.broken != self.parser.command_start else self.broken
            if command.lower() in NOT_ENTRIES or not body[0]:
                continue
            line, (key, pairs) = self.line, body
            if NO_KEY.search(key):
                self.note(line, "malformed-bib", f"「{key}」は引用キーでない。キーとコンマを加える")
            elif before := first_line.get(key.casefold()):
                message = f"引用キー「{key}」は{before}行目にもある。一方を消すか改名する"
                self.note(line, "duplicate-cite-key", message)
            else:
                first_line[key.casefold()] = line
                yield RawEntry(entry_type(command), key, self.fields(key, line, pairs), line)

    def fields(self, key: str, line: int, pairs: list[tuple[str, list[str]]]) -> dict[str, str]:
        """Return the values of an entry by BibLaTeX's field names; note a field given twice."""
        values = ((name, " ".join("".join(parts).split())) for name, parts in pairs)
        fields, twice = renamed(values)
        for name in twice:
            message = f"「{key}」に{name}が二つある。一方を消す"
            self.note(line, "duplicate-field", message)
        return fields

    def reference(self, entry: RawEntry) -> Reference:
        """Return the typed form of an entry."""
        persons: dict[str, tuple[Person, ...]] = {}
        others: set[str] = set()
        for role in PERSON_FIELDS:
            if role in entry.fields:
                names, more = without_others(split_names(entry.fields[role]))
                others |= {role} if more else set()
                persons[role] = self.persons(entry.source(role), names)
        fields = {
            name: _value(name, value)
            for name, value in entry.fields.items()
            if name not in PERSON_FIELDS
        }
        date = self.date(entry, fields)
        return Reference(
            entry.key, entry.type, fields, persons, frozenset(others), date, "", entry.line
        )

    def persons(self, source: RawEntry, names: list[str]) -> tuple[Person, ...]:
        """Return the persons of *names*, written in *source*; note those that are none."""
        persons = []
        for name in names:
            try:
                persons.append(person(name))
            except ValueError as error:
                self.note(source.line, "malformed-name", f"「{source.key}」の{error}")
        return tuple(persons)

    def date(self, entry: RawEntry, fields: Mapping[str, str]) -> EdtfDate | None:
        """Return the date of an entry; note one that cannot be."""
        source = entry.source(date_field(fields) or "")
        try:
            return entry_date(fields)
        except EraMismatchError as error:
            message = f"「{source.key}」の{error}。目録に照らして直す"
            self.note(source.line, "era-mismatch", message)
        except ValueError as error:
            message = f"「{source.key}」の{error}。EDTF（例 2023-08-22）に直す"
            self.note(source.line, "impossible-date", message)
        return None


def _value(name: str, value: str) -> str:
    if name not in VERBATIM_FIELDS:
        return plain(value)
    return value if name == "file" else address(value)
