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

from bibouroku.bibliography.bib_comments import without_comments
from bibouroku.bibliography.edtf_date import EdtfDate, parse_edtf
from bibouroku.bibliography.era_date import agrees, parse_era_date
from bibouroku.bibliography.label import labelled
from bibouroku.bibliography.latex_text import address, plain
from bibouroku.bibliography.person_name import person
from bibouroku.bibliography.reference import RELATIONS, Person, Reference
from bibouroku.bibliography.split_names import split_names
from bibouroku.problem import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pybtex.exceptions import PybtexError

PERSON_FIELDS: Final = ("author", "editor", "translator")
#: Values that are addresses, identifiers or dates (``1893~``), and so hold no LaTeX.
VERBATIM_FIELDS: Final = frozenset(
    {"doi", "url", "eprint", "ndlpid", "isbn", "issn", "file", "date", "origdate", "urldate"}
)
#: BibTeX's names of fields for which BibLaTeX has another.
BIBLATEX_NAMES: Final = {
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "key": "sortkey",
}
MONTHS: Final = {name.lower(): number for number, name in enumerate(month_names.values(), 1)}
#: Shorter ones (``ju``) do not say which month is meant.
SHORTEST_MONTH: Final = 3
#: What no cite key may hold: it is most often a field where the key was forgotten.
NO_KEY: Final = re.compile(r"[={}`\\]")
#: What only a date by era has: the name of an era in full or cut short, or its initial.
ERA: Final = re.compile(r"[慶明大昭平令同光]|[MTSHR][0-9０-９元]")
NOT_ENTRIES: Final = frozenset({"string", "preamble", "comment"})


def load(path: Path, shown_as: str | None = None) -> dict[str, Reference]:
    """Return the references of *path* by cite key, labelled, in the file's order.

    Messages name the file as *shown_as*. Raises ``ProblemsFoundError`` with
    everything that is wrong: syntax, duplicate keys and fields, impossible
    dates, relations to unknown keys.
    """
    shown = shown_as or path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ProblemsFoundError(
            [Problem(shown, 0, "unreadable-bib", f"文献ファイルを読めない（{error.strerror}）")]
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ProblemsFoundError(
            [Problem(shown, line, "bib-encoding", "UTF-8として読めない。UTF-8で保存し直す")]
        ) from error
    return parse(text, shown)


def parse(text: str, shown_as: str) -> dict[str, Reference]:
    """Return the references written in *text*; as ``load`` otherwise."""
    reader = _Reader(text, shown_as)
    references = reader.references()
    reader.check_relations(references)
    if reader.problems:
        raise ProblemsFoundError(reader.problems)
    return labelled(references.values())


class _Reader:
    """Reads one file and notes what is wrong in it."""

    def __init__(self, text: str, shown_as: str) -> None:
        self.text = without_comments(text)
        self.shown_as = shown_as
        self.problems: list[Problem] = []
        self.parser = LowLevelParser(
            self.text, handle_error=self.note_error, macros=CaseInsensitiveDict(month_names)
        )

    def note(self, line: int, code: str, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.shown_as, line, code, message))

    def note_error(self, error: PybtexError) -> None:
        """Note what pybtex's parser complains of; it then goes on at the next entry."""
        key = self.parser.current_entry_key
        of_key = f"「{key}」の" if key else ""
        line = getattr(error, "lineno", self.parser.lineno)
        fault = f"（{error.args[0]}）。括弧の対応とコンマを確かめる"
        if isinstance(error, UndefinedMacro):
            fault = f"（「{error.args[0]}」は@stringで決めていない）。値を波括弧で囲む"
        elif isinstance(error, PrematureEOF):
            line = self.line  # where the entry begins: its end was not found
            fault = "（閉じないまま終わる）。括弧の対応を確かめる"
        self.note(line, "malformed-bib", f"{of_key}項目がBibTeXの形でない{fault}")

    @property
    def line(self) -> int:
        """The line where the entry being read begins."""
        return self.text.count("\n", 0, self.parser.command_start) + 1

    def references(self) -> dict[str, Reference]:
        """Return the entries read, by cite key."""
        references: dict[str, Reference] = {}
        first_line: dict[str, int] = {}
        for entry_type, key, fields, line in self.entries():
            if (folded := key.casefold()) in first_line:
                self.note(
                    line,
                    "duplicate-cite-key",
                    f"引用キー「{key}」は{first_line[folded]}行目にもある。一方を消すか改名する",
                )
                continue
            first_line[folded] = line
            references[key] = self.reference(entry_type, key, fields, line)
        return references

    def entries(self) -> Iterator[tuple[str, str, dict[str, str], int]]:
        """Yield type, cite key, raw fields and line of each entry."""
        for command, body in self.parser:
            if command.lower() in NOT_ENTRIES or not body[0]:
                continue
            line, (key, pairs) = self.line, body
            if NO_KEY.search(key):
                self.note(line, "malformed-bib", f"「{key}」は引用キーでない。キーとコンマを加える")
                continue
            fields: dict[str, str] = {}
            spelt: dict[str, str] = {}
            for written, parts in pairs:
                name = BIBLATEX_NAMES.get(written.lower(), written.lower())
                if name in fields:
                    self.note(
                        line,
                        "duplicate-field",
                        f"「{key}」の{spelt[name]}と{written}は同じ欄。一方を消す",
                    )
                spelt[name] = written
                fields[name] = " ".join("".join(parts).split())
            yield command.lower(), key, fields, line

    def reference(self, entry_type: str, key: str, raw: dict[str, str], line: int) -> Reference:
        """Return the typed form of an entry."""
        persons: dict[str, tuple[Person, ...]] = {}
        others: set[str] = set()
        for role in PERSON_FIELDS:
            if role in raw:
                names = split_names(raw[role])
                if names and names[-1].lower() == "others":
                    names = names[:-1]
                    others.add(role)
                persons[role] = self.persons(key, names, line)
        fields = {
            name: _value(name, value) for name, value in raw.items() if name not in PERSON_FIELDS
        }
        date = self.date(key, fields, line)
        return Reference(key, entry_type, fields, persons, frozenset(others), date, "", line)

    def persons(self, key: str, names: list[str], line: int) -> tuple[Person, ...]:
        """Return the persons of *names*; note those that are none."""
        persons = []
        for name in names:
            try:
                persons.append(person(name))
            except ValueError as error:
                self.note(line, "malformed-name", f"「{key}」の{error}")
        return tuple(persons)

    def date(self, key: str, fields: Mapping[str, str], line: int) -> EdtfDate | None:
        """Return the date of an entry: ``date``, else ``year`` and ``month``, else ``eradate``.

        A date is EDTF, or by era as a catalogue writes it; ``eradate`` must agree with it.
        """
        era = fields.get("eradate", "")
        written = fields.get("date") or _legacy_date(fields) or era
        if not written:
            return None
        try:
            date = parse_era_date(written) if ERA.search(written) else parse_edtf(written)
            agreed = not era or agrees(era, date)
        except ValueError as error:
            self.note(line, "impossible-date", f"「{key}」の{error}。EDTF（例 2023-08-22）に直す")
            return None
        if not agreed:
            both = f"eradate「{era}」とdate「{date.edtf}」"
            self.note(line, "era-mismatch", f"「{key}」の{both}が合わない。目録に照らして直す")
        return date

    def check_relations(self, references: Mapping[str, Reference]) -> None:
        """Note relations to no entry of the file, to the entry itself, or to a later work."""
        for reference in references.values():
            for relation in RELATIONS:
                for key in reference.keys_in(relation):
                    if fault := _fault_of_relation(reference, references.get(key)):
                        code, words = fault
                        said = f"「{reference.key}」の{relation}が指す「{key}」"
                        self.note(reference.line, code, said + words)


def _fault_of_relation(by: Reference, work: Reference | None) -> tuple[str, str] | None:
    """Return code and words of what is wrong with *by* speaking about *work*, if anything."""
    if work is None:
        return "unknown-related-key", "という項目はない。綴りを直すか項目を加える"
    if work.key == by.key:
        return "relation-to-itself", "は自分自身である。別の項目を指すか消す"
    if by.date and work.date and by.date.latest < work.date.earliest:
        return "event-before-work", "はこの項目より後のものである。日付か向きを直す"
    return None


def _value(name: str, value: str) -> str:
    if name not in VERBATIM_FIELDS:
        return plain(value)
    return value if name == "file" else address(value)


def _legacy_date(fields: Mapping[str, str]) -> str:
    """Return BibTeX's ``year`` and ``month`` in EDTF, or what stands in ``year``."""
    year, number = fields.get("year", ""), _month(fields.get("month", ""))
    return f"{year}-{number:02}" if year.isdecimal() and number else year


def _month(written: str) -> int:
    """Return the number of a month (``oct``, ``Oct.``, ``10``, ``October 12``), or 0."""
    if written.isdecimal():
        return int(written)
    words = re.findall(r"[a-z]+", written.lower())
    if len(words) != 1 or len(words[0]) < SHORTEST_MONTH:
        return 0
    return next((number for name, number in MONTHS.items() if name.startswith(words[0])), 0)
