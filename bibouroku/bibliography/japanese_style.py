"""How a reference reads in a bibliography: authors, date, title, where it stands, links.

「」 enclose articles and 『』 books and journals; names keep the order of their
script; ほか and ・ stand for "et al." and "and". The result is pybtex rich text,
which backends turn into HTML, LaTeX or plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting.unsrt import Style as UnsrtStyle

from bibouroku.bibliography.bibtex_entry import ReferenceEntry
from bibouroku.bibliography.era_date import spelled
from bibouroku.bibliography.label import UNDATED
from bibouroku.bibliography.links import links
from bibouroku.bibliography.reference import CJK

if TYPE_CHECKING:
    from bibouroku.bibliography.reference import Person, Reference

#: The name under which ``bibtex_default_style`` chooses this style.
NAME: Final = "bibouroku"
#: More persons than this are cut to "first … ほか".
NAMED_PERSONS: Final = 8
#: Entry types whose title is that of a whole volume.
WHOLE_WORKS: Final = frozenset(
    {"book", "mvbook", "booklet", "collection", "proceedings", "manual", "phdthesis",
     "mastersthesis", "thesis", "report", "techreport", "reference", "periodical"}
)  # fmt: skip
ROLES: Final = {"editor": "編", "translator": "訳"}


class JapaneseStyle(UnsrtStyle):  # type: ignore[misc]  # pybtex is untyped
    """The pybtex style ``bibouroku``; entries made from a ``Reference`` only."""

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> FormattedEntry:  # noqa: ARG002
        """Return the entry formatted; raises ``TypeError`` for an entry of another make."""
        if not isinstance(entry, ReferenceEntry):
            message = "the style 'bibouroku' formats references read by bibouroku only"
            raise TypeError(message)
        return FormattedEntry(entry.key, format_reference(entry.reference), label)


def format_reference(reference: Reference) -> Text:
    """Return what the bibliography prints for *reference*, ending in 。."""
    parts = [
        _heading(reference),
        _container(reference),
        _imprint(reference),
        Text((reference.text("note") or "").rstrip(".。")),
    ]
    text = _joined([part for part in parts if str(part)])
    linked = [HRef(link.url, link.text) for link in links(reference)]
    if isbn := reference.text("isbn"):
        linked.append(Text(f"ISBN {isbn}"))
    if not linked:
        return Text(text, "。")
    return Text(_joined([text, Text(", ").join(linked)]))


def _joined(parts: list[Text]) -> Text:
    """Return *parts* set off from each other: a closing bracket needs no full stop."""
    text = Text()
    for part in parts:
        before = str(text)
        if before and before[-1] not in "」』）":
            text += " " if before[-1] == "." else ". "
        elif before and not CJK.match(str(part)) and str(part)[0] not in "『「":
            text += " "
        text += part
    return text


def _heading(reference: Reference) -> Text:
    """Return persons, date and title, which belong together."""
    persons = _persons(reference)
    date = _date(reference)
    if not persons:
        return Text(title(reference), date)
    named = title(reference)
    space = "" if str(named)[0] in "「『" else " "
    return Text(Tag("author", persons), date, space, named)


def _persons(reference: Reference) -> str:
    named = [role for role in ("author", "editor", "translator") if reference.persons.get(role)]
    if named == ["author"]:
        return _names(reference, "author")
    suffixes = {"author": "著", **ROLES}
    return "、".join(_names(reference, role) + suffixes[role] for role in named)


def _names(reference: Reference, role: str) -> str:
    persons: tuple[Person, ...] = reference.persons[role]
    more = role in reference.others or len(persons) > NAMED_PERSONS
    shown = "・".join(person.initialled for person in persons[:NAMED_PERSONS])
    return shown + (" ほか" if more else "")


def _date(reference: Reference) -> str:
    if reference.date is None:
        return f"（{UNDATED}）"
    era = reference.text("eradate")
    date = reference.date
    if not era:
        return f"（{date.japanese}）"
    # the era's words say month and day
    western = f"{date.year}年" if date.start == date.end else date.japanese
    return f"（{spelled(era)}／{western}）"


def title(reference: Reference) -> Text:
    """Return the title between the brackets of its kind, with subtitle and addition."""
    words = reference.text("title") or f"［無題：{reference.key}］"
    if subtitle := reference.text("subtitle"):
        words += ("：" if CJK.search(words) else ": ") + subtitle
    whole = reference.type in WHOLE_WORKS
    if not whole:  # brackets inside 「」 become 『』
        words = words.translate(str.maketrans("「」", "『』"))
    marked = Tag(f"language-{language(reference)}", words)
    enclosed = _volume_title(words, marked) if whole else Text("「", marked, "」")
    addition = reference.text("titleaddon")
    return Text(enclosed, f"（{addition}）" if addition else "")


def _foreign(name: str) -> Text:
    """Return a name in Latin letters in italics, marked as no Japanese."""
    return Text(Tag("language-en", Tag("em", name)))


def _volume_title(words: str, marked: Any) -> Text:
    return Text("『", marked, "』") if CJK.search(words) else Text(Tag("em", marked))


def language(reference: Reference) -> str:
    """Return the BCP 47 tag of the work's language, by ``langid``, else by script."""
    known = {"japanese": "ja", "english": "en", "german": "de", "french": "fr", "latin": "la",
             "korean": "ko", "italian": "it", "chinese": "zh", "ngerman": "de",
             "american": "en", "british": "en", "russian": "ru", "spanish": "es"}  # fmt: skip
    langid = reference.text("langid") or ""
    return known.get(langid, "ja" if reference.is_japanese else "en")


def _container(reference: Reference) -> Text:
    """Return the journal or book in which the work stands, with volume, number, pages."""
    name = reference.text("journaltitle") or reference.text("booktitle")
    volume, number = reference.text("volume"), reference.text("number")
    parts: list[Any] = []
    if name:
        parts.append(Text("『", name, "』") if CJK.search(name) else _foreign(name))
    if volume and name:
        parts.append(f"{volume}({number})" if number else volume)
    elif volume:
        parts.append(f"第{volume}巻" if volume.isdigit() else volume)
    elif number:
        parts.append(f"({number})" if name else f"No. {number}")
    if pages := reference.text("pages"):
        parts.append(_pages(pages, japanese=reference.is_japanese))
    return Text(", ").join(parts)


def _pages(pages: str, *, japanese: bool) -> str:
    shown = pages.replace("---", "–").replace("--", "–").replace("-", "–")
    if "–" not in shown and not japanese:
        return shown  # an article number, or a page that could be one
    return f"{shown}頁" if japanese else f"pp. {shown}"


def _imprint(reference: Reference) -> Text:
    """Return edition, publisher and extent."""
    names = ("edition", "series", "publisher", "institution", "organization", "howpublished",
             "type", "version", "pagetotal")  # fmt: skip
    return Text(", ").join([reference.fields[name] for name in names if name in reference.fields])
