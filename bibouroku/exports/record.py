"""What goes into every format alike: a reference, what became of it, why it is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.language import language_tag
from bibouroku.bibliography.links import BEFORE_DOI, links, safe_url
from bibouroku.bibliography.publication_status import statuses
from bibouroku.bibliography.reference import CJK

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from bibouroku.bibliography.citation_reason import Reason
    from bibouroku.bibliography.publication_status import Event, Status
    from bibouroku.bibliography.reference import Person, Reference

#: Fields that mean nothing elsewhere: the paths of somebody's disk, notes of programs to
#: themselves, commands, other entries from which everything has been inherited already.
NOT_EXPORTED: Final = frozenset(
    {"file", "pdf", "local-url", "owner", "timestamp", "groups", "creationdate",
     "modificationdate", "statusoverride", "crossref", "xdata", "xref", "entryset", "ids",
     "options", "execute", "langidopts", "relatedoptions"}
)  # fmt: skip
#: Where dates stand; they are read into the date of a reference.
DATE_FIELDS: Final = frozenset({"date", "year", "month", "day"})
#: What ends a line somewhere, or is no text at all.
LINE_BREAKS: Final = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: Values of ``eprinttype`` that BibLaTeX's manual names.
ARCHIVES: Final = {
    "arxiv": "arXiv", "jstor": "JSTOR", "pubmed": "PubMed", "hdl": "Handle",
    "googlebooks": "Google Books",
}  # fmt: skip
SUFFIX: Final = re.compile(r"([^,]*[^,\s]) *, *([^,]+)")


@dataclass(frozen=True, slots=True)
class Record:
    """A reference with all that an export says of it."""

    reference: Reference
    #: What befell it, gravest first.
    events: Sequence[Event] = ()
    #: Why the memo that is exported cites it.
    reasons: Sequence[Reason] = ()

    @property
    def status(self) -> Status | None:
        """The gravest status, or ``None`` for a work of which nothing is known."""
        return next(iter(statuses(self.reference, self.events)), None)

    @property
    def history(self) -> str:
        """What befell the work, in Japanese (撤回：山田 2021（2021年3月、doi:10.1/x）。)."""
        groups = groupby(self.events, lambda event: (event.fate.word, event.counts))
        return "".join(
            f"{word}{'' if counts else '（今は効力がない）'}：{'、'.join(map(_told, held))}。"
            for (word, counts), held in groups
        )

    @property
    def note(self) -> str:
        """The note of the entry, and what befell the work."""
        own, history = self.text("note"), self.history
        if not own or not history:
            return own or history
        return f"{own}{'' if own[-1] in '.。' else '。'}{' ' if own[-1] == '.' else ''}{history}"

    @property
    def keywords(self) -> tuple[str, ...]:
        """The keywords of the entry, and the reasons as CiTO properties."""
        own = re.split(r"\s*[,;]\s*", self.text("keywords"))
        return (*filter(None, own), *(f"cito:{reason.property}" for reason in self.reasons))

    @property
    def doi(self) -> str:
        """The bare DOI, or nothing."""
        return BEFORE_DOI.sub("", self.text("doi")).strip()

    @property
    def address(self) -> str:
        """The web address: that of the entry, else that of its preprint or scan."""
        if url := safe_url(self.text("url")):
            return url
        return next((link.url for link in links(self.reference) if link.kind != "doi"), "")

    @property
    def scan(self) -> str:
        """The address of the scan at the National Diet Library, or nothing."""
        return next((link.url for link in links(self.reference) if link.kind == "ndl"), "")

    @property
    def archive(self) -> str:
        """The archive in which ``eprint`` is a number, by the name it goes by."""
        written = self.text("eprinttype")
        return ARCHIVES.get(written.lower(), written)

    @property
    def language(self) -> str:
        """The BCP 47 tag of the work's language; nothing where neither field nor script says it."""
        named = self.text("langid") or self.text("language")
        return language_tag(named) or ("ja" if self.reference.is_japanese else "")

    def text(self, name: str) -> str:
        """Return the value of the field *name* in one line, or nothing."""
        return one_line(self.reference.fields.get(name, ""))

    def full_title(self, beginning: str = "") -> str:
        """Return title and subtitle of the work; with *beginning* ``book`` those of its book."""
        title, subtitle = self.text(f"{beginning}title"), self.text(f"{beginning}subtitle")
        if not title or not subtitle:
            return title or subtitle
        if title[-1] in "?!.:？！。：":
            return f"{title} {subtitle}"
        return f"{title}{'：' if CJK.search(title) else ': '}{subtitle}"

    def left_over(self, told: Container[str]) -> dict[str, str]:
        """Return the fields that hold what is not *told* otherwise, by name in the file's order."""
        skipped = NOT_EXPORTED | (DATE_FIELDS if self.reference.date else frozenset())
        return {
            name: self.text(name)
            for name in self.reference.fields
            if name not in skipped and name not in told and self.text(name)
        }


def one_line(text: str) -> str:
    """Return *text* without line breaks and without characters that are no text."""
    if text.isprintable():
        return text.strip()
    return CONTROLS.sub("", LINE_BREAKS.sub(" ", text)).strip()


def suffixed(person: Person) -> tuple[str, str]:
    """Return the given names of *person*, and the suffix (Jr, III) that may follow a comma."""
    given = one_line(person.given)
    match = SUFFIX.fullmatch(given)
    return (match[1], match[2]) if match else (given, "")


def natural_name(person: Person) -> str:
    """Return a name in its own order: 寺田寅彦, ジョン・ケージ, Bob Smith Jr."""
    if person.is_cjk or not person.given:
        return one_line(person.full)
    given, suffix = suffixed(person)
    return " ".join(filter(None, (given, one_line(person.family), suffix)))


def listed(fields: dict[str, str]) -> str:
    """Return *fields* as a text that a person and a program can read: ``refutes: a | group: b``."""
    return " | ".join(f"{name}: {value}" for name, value in fields.items())


def _told(event: Event) -> str:
    """Return who said it, when, and where."""
    found = [link.text for link in links(event.by) if link.kind != "url"]
    date = [event.date.japanese] if event.date else []
    fell = [f"のちに{event.by_fell.word}"] if event.by_fell else []
    details = "、".join([*date, *fell, *found[:1]])
    told = one_line(event.by.label or event.by.key)
    return f"{told}（{one_line(details)}）" if details else told
