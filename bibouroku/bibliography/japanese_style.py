"""How a reference reads in a bibliography: the style ``bibouroku``.

It follows SIST 02 (参照文献の書き方, 2007), the Japanese standard for references: elements
in four groups, persons, titles, publication, notes, each group ended by a full stop,
elements within it set off by commas; and where SIST 02 speaks, their order::

    article   著者（日付）「論文名」『誌名』巻(号), 頁. 参照できる所
    book      著者（日付）『書名』巻. 訳者. 版, 出版地, 出版者, 総頁数（シリーズ, 番号）
    chapter   著者（日付）「章の題」編者編『書名』巻, 頁. 版, 出版地, 出版者（シリーズ, 番号）
    thesis    著者（日付）『題』大学, 博士論文
    web page  著者（日付）「頁の題」（サイト名）所在（参照 2023-08-22）

It departs from SIST 02 where readers of an author-year list need it to:

- the date stands after the persons, not after the publisher, and is as precise as it is known;
- 「」 enclose articles and 『』 books and journals, where SIST 02 has no marks;
- 巻(号) for vol. and no., and 頁 after the numbers: the words are those of Japanese prose;
- translators and editors of a whole book stand with the author, as the book is known by them;
- given names in Latin letters are cut to initials, and after eight persons come ほか.

Works that are not Japanese keep their names apart by ``;`` and end them in ``et al.``, as
SIST 02 has it; their words (vol., pp., ed.) are English, their dates Japanese.

The result is pybtex rich text, which backends turn into HTML, LaTeX or plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting.unsrt import Style as UnsrtStyle

from bibouroku.bibliography.bibtex_entry import ReferenceEntry
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.entry_date import year_text
from bibouroku.bibliography.era_date import spelled
from bibouroku.bibliography.label import UNDATED
from bibouroku.bibliography.language import language_tag, title_language
from bibouroku.bibliography.links import links
from bibouroku.bibliography.reference import CJK
from bibouroku.bibliography.style_persons import in_role, makers, makers_of_book
from bibouroku.bibliography.style_words import JAPANESE, date_words, nested, words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibouroku.bibliography.reference import Reference

#: The name under which ``bibtex_default_style`` chooses this style.
NAME: Final = "bibouroku"
#: Entry types whose title is that of a whole volume.
WHOLE_WORKS: Final = frozenset(
    {"book", "mvbook", "booklet", "collection", "mvcollection", "proceedings", "mvproceedings",
     "manual", "phdthesis", "mastersthesis", "thesis", "report", "techreport", "reference",
     "mvreference", "periodical"}
)  # fmt: skip
#: Those who added to the work.
HELPERS: Final = ("annotator", "commentator", "introduction", "foreword", "afterword")
#: Types of entries of which ``number`` is the work's own number, with the kind before it.
NUMBERED_KINDS: Final = frozenset(
    {"report", "techreport", "patent", "thesis", "manual", "standard"}
)


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
    parts = [_heading(reference), _container(reference), _imprint(reference)]
    text = _joined([*parts, *map(Text, _notes(reference))])
    linked = _linked(reference)
    return _joined([text, linked]) if str(linked) else Text(text, "。")


def _joined(parts: Iterable[Text]) -> Text:
    """Return *parts* set off from each other: a closing bracket needs no full stop."""
    text = Text()
    for part in parts:
        before, after = str(text), str(part)
        if not after:
            continue
        if before and after[0] != "（":
            if before[-1] not in "」』）":
                text += " " if before[-1] == "." else ". "
            elif not CJK.match(after) and after[0] not in "『「":
                text += " "
        text += part
    return text


def _heading(reference: Reference) -> Text:
    """Return persons, date and title, which belong together."""
    persons = makers(reference)
    date = _date(reference)
    named = title(reference)
    if not persons:
        return Text(named, date)
    space = "" if str(named)[0] in "「『" else " "
    return Text(Tag("author", persons), date, space, named)


def _date(reference: Reference) -> str:
    if reference.date is None:
        return f"（{year_text(reference.fields) or UNDATED}）"
    era = reference.text("eradate")
    date = reference.date
    if not era:
        return f"（{date.japanese}）"
    # the era's words say month and day
    western = f"{date.year}年" if date.start == date.end else date.japanese
    return f"（{spelled(era)}／{western}）"


def title(reference: Reference) -> Text:
    """Return the title between the brackets of its kind, with subtitle and addition."""
    words = _with_subtitle(reference, "") or f"［無題：{reference.key}］"
    of_book = reference.type == "inbook" and not reference.text("booktitle")  # as in BibTeX
    whole = of_book or reference.type in WHOLE_WORKS
    if not whole:
        words = nested(words)
    marked = Tag(f"language-{language(reference)}", words)
    enclosed = _volume_title(words, marked) if whole else Text("「", marked, "」")
    addition = reference.text("titleaddon")
    return Text(enclosed, f"（{addition}）" if addition else "")


def _with_subtitle(reference: Reference, kind: str) -> str:
    """Return the title of a *kind* (``book``, ``main``) with its subtitle."""
    words, subtitle = (reference.text(f"{kind}{name}") for name in ("title", "subtitle"))
    if not words or not subtitle:
        return words or subtitle or ""
    return words + ("：" if CJK.search(words) else ": ") + subtitle


def _volume_title(words: str, marked: Any) -> Text:
    return Text("『", marked, "』") if CJK.search(words) else Text(Tag("em", marked))


def _whole(reference: Reference, kind: str) -> Text:
    """Return the title of the whole that holds the work, Latin letters in italics."""
    words = _with_subtitle(reference, kind)
    if not words:
        return Text()
    addition = reference.text(f"{kind}titleaddon")
    spoken = title_language(words, language_tag(reference.text("langid") or ""))
    marked = words if CJK.search(words) else Tag(f"language-{spoken}", Tag("em", words))
    enclosed = Text("『", marked, "』") if CJK.search(words) else Text(marked)
    return Text(enclosed, f"（{addition}）" if addition else "")


def language(reference: Reference) -> str:
    """Return the BCP 47 tag of the language of the work's title."""
    tag = language_tag(reference.text("langid") or "")
    return title_language(_with_subtitle(reference, ""), tag)


def _container(reference: Reference) -> Text:
    """Return the journal or book in which the work stands, with volume, number, pages."""
    words = words_for(reference)
    journal, book, whole = (_whole(reference, kind) for kind in ("journal", "book", "main"))
    if makers := makers_of_book(reference) if book else "":
        book = Text(makers, "" if words is JAPANESE else ", ", book)
    parts: list[Any] = [journal, book, whole]
    if journal:
        parts.append(words.number("series", reference.text("series") or ""))
    if journal or book:
        parts.append(_volume_and_number(reference, in_journal=bool(journal)))
    else:
        parts += [words.number("volume", reference.text("volume") or ""), _own_number(reference)]
    for name in ("part", "volumes", "chapter"):
        parts.append(words.number(name, reference.text(name) or ""))
    if issue := _with_subtitle(reference, "issue"):
        parts.append(f"「{issue}」")
    parts += [words.pages(reference.text("pages") or ""), reference.text("eid")]
    return Text(_comma(parts), _event(reference))


def _comma(parts: Iterable[Any]) -> Text:
    """Return what there is of *parts*, set off by commas, which a closing 』 does without."""
    text = Text()
    for part in parts:
        if before := str(text) if part and str(part) else "":
            text += "" if before[-1] == "』" else ", "
        text += part or ""
    return text


def _volume_and_number(reference: Reference, *, in_journal: bool) -> str:
    """Return volume and number: 16(4) of a journal, 第4巻 of a book."""
    volume, issue = reference.text("volume") or "", reference.text("issue") or ""
    number = "" if reference.text("series") and not in_journal else reference.text("number")
    if not in_journal and not number:
        volume = words_for(reference).number("volume", volume)
    counted = volume + (f"({number or issue})" if number or issue else "")
    return f"{counted}, {issue}" if number and issue else counted


def _own_number(reference: Reference) -> str:
    """Return the number of a work that stands alone and in no series."""
    number = reference.text("number")
    if not number or reference.text("series") or reference.type in NUMBERED_KINDS:
        return ""
    return "" if number.removeprefix("arXiv:") == reference.text("eprint") else f"No. {number}"


def _event(reference: Reference) -> str:
    """Return the meeting at which the work was given: （物理学会, 東京, 2023年9月）."""
    told = [_with_subtitle(reference, "event"), reference.text("venue"),
            date_words(reference.text("eventdate") or "")]  # fmt: skip
    shown = ", ".join(filter(None, told))
    return f"（{shown}）" if shown else ""


def _imprint(reference: Reference) -> Text:
    """Return helpers, edition, place and publisher, kind and number, extent, series."""
    words = words_for(reference)
    kind = words.kind(reference)
    number = (reference.text("number") or "") if reference.type in NUMBERED_KINDS else ""
    if number and (not kind or number.startswith(kind)):
        kind = "" if kind else "No."
    archive = (reference.text("eprinttype") or "").lower()
    publishers = [
        reference.text(name)
        for name in ("publisher", "institution", "organization", "howpublished")
        if (reference.text(name) or "").lower() != archive
    ]
    parts = [
        *(in_role(reference, role) for role in HELPERS if reference.persons.get(role)),
        *(words.number(name, reference.text(name) or "") for name in ("edition", "version")),
        reference.text("location"),
        *dict.fromkeys(publishers),
        " ".join(filter(None, (kind, number))),
        in_role(reference, "holder") if reference.persons.get("holder") else "",
        words.number("pagetotal", reference.text("pagetotal") or ""),
    ]
    return Text(_comma(parts), _series(reference))


def _series(reference: Reference) -> str:
    """Return series and number in brackets, as SIST 02 has them."""
    series = reference.text("series")
    if not series or reference.text("journaltitle"):
        return ""  # the series of a journal stands with its name
    number = None if reference.type in NUMBERED_KINDS else reference.text("number")
    return f"（{', '.join(filter(None, (series, number)))}）"


def _notes(reference: Reference) -> list[str]:
    """Return what is said of the work: its original, its state, the notes of the entry."""
    words = words_for(reference)
    origin = [
        reference.text("origtitle"),
        reference.text("origlocation"),
        reference.text("origpublisher"),
        date_words(reference.text("origdate") or ""),
    ]
    state = reference.text("pubstate") or ""
    original = ", ".join(filter(None, origin))
    told = [
        f"原著{original}" if original else "",
        words.states.get(state, state),
        reference.text("note") or "",
        reference.text("addendum") or "",
    ]
    return [note.rstrip(".。") for note in told if note]


def _linked(reference: Reference) -> Text:
    """Return where the work is to be found, with the day on which it was there, and its numbers."""
    found = links(reference)
    shown: list[Text] = [Text(HRef(link.url, link.text)) for link in found]
    if (urldate := reference.text("urldate")) and any(link.kind == "url" for link in found):
        shown[-1] += f"（参照 {_day(urldate)}）"
    if isbn := reference.text("isbn"):
        shown.append(Text(f"ISBN {isbn}"))
    if (issn := reference.text("issn")) and reference.type == "periodical":
        shown.append(Text(f"ISSN {issn}"))
    return Text(", ").join(shown)


def _day(written: str) -> str:
    """Return a day as SIST 02 has it, 2023-08-22, without the hour."""
    try:
        return parse_edtf(written).edtf
    except ValueError:
        return written
