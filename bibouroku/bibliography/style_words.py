"""The words of the style ``bibouroku`` for Japanese works and for all others.

The types of works and the states of publication are BibLaTeX's localisation keys
(its manual, "Localization Keys"); any other word is printed as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.entry_date import far_date
from bibouroku.bibliography.era_date import spelled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibouroku.bibliography.reference import Reference

#: What takes 第…巻 or vol. before it: 4, 2A, IV, 3–5, 1/2.
NUMBERED: Final = re.compile("[0-9]+[A-Za-z]?|[IVXLCivxlc]+|[0-9]+[-–/][0-9]+")
#: The version of a program: 2.1, 5.0.2.
VERSION: Final = re.compile(r"[0-9]+(?:\.[0-9]+)+")
#: Pages, in Arabic or roman numbers: 12, iv–x, 1, 3–5.
PAGES: Final = re.compile("[0-9ivxlcIVXLC]+(?:(?:–|, ?)[0-9ivxlcIVXLC]+)*[+f]{0,2}")
NESTED: Final = str.maketrans("「」", "『』")
#: The types of entries that say by themselves what kind of work it is.
TYPE_OF_ENTRY: Final = {
    "phdthesis": "phdthesis",
    "mastersthesis": "mathesis",
    "techreport": "techreport",
    "patent": "patent",
}


def nested(words: str) -> str:
    """Return *words* as they stand within 「」: such brackets inside become 『』."""
    return words.translate(NESTED)


def quoted(words: str) -> str:
    """Return *words* within 「」."""
    return f"「{nested(words)}」"


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks for works in one language or in all but one."""

    #: Between two persons.
    between: str
    #: After the last person named, where there are more.
    more: str
    #: A person or several in their role, by BibLaTeX's field.
    roles: Mapping[str, str]
    #: A number with what it counts, by BibLaTeX's field.
    counted: Mapping[str, str]
    #: Kinds of works, by localisation key.
    kinds: Mapping[str, str]
    #: States of publication and of journals, by localisation key.
    states: Mapping[str, str]

    def number(self, name: str, value: str) -> str:
        """Return the *value* of a field that counts: 第4巻, vol. 4; what is no number stays."""
        if name == "edition":
            return self.edition(value)
        if NUMBERED.fullmatch(value) or (name == "version" and VERSION.fullmatch(value)):
            return self.counted[name].format(value)
        return self.states.get(value, value)

    def edition(self, value: str) -> str:
        """Return an edition: 第2版, 2nd ed.; nothing for the first, after SIST 02."""
        if value in {"1", "1st", "First"}:
            return ""
        if value.isdecimal():
            return self.counted["edition"].format(value if self is JAPANESE else ordinal(value))
        return f"{value} ed." if re.fullmatch("[0-9]+(?:st|nd|rd|th)|[A-Z][a-z]+", value) else value

    def pages(self, value: str) -> str:
        """Return pages: 12–15頁, pp. 12–15; what could be the number of an article stays bare."""
        shown = re.sub("-+", "–", value)
        first, _, last = shown.partition("–")
        if first and first == last:  # one page, written as a range
            return self.counted["page"].format(first)
        single = "–" not in shown and self is not JAPANESE
        return (
            shown if single or not PAGES.fullmatch(shown) else self.counted["pages"].format(shown)
        )

    def kind(self, reference: Reference) -> str:
        """Return the kind of work (博士論文, Technical report), by ``type``, else by entry type."""
        written = reference.text("type") or TYPE_OF_ENTRY.get(reference.type, "")
        if found := self.kinds.get(written):
            return found
        country = re.fullmatch("(patent|patreq)[a-z]{2}", written)
        return self.kinds[country[1]] if country else written


JAPANESE: Final = Words(
    between="・",
    more=" ほか",
    roles={
        "author": "{}著", "editor": "{}編", "translator": "{}訳", "bookauthor": "{}著",
        "annotator": "{}注", "commentator": "{}解説", "introduction": "{}序", "foreword": "{}序",
        "afterword": "{}跋", "holder": "{}（権利者）",
    },
    counted={
        "volume": "第{}巻", "part": "第{}部", "volumes": "全{}巻", "chapter": "第{}章",
        "edition": "第{}版", "version": "第{}版", "page": "{}頁", "pages": "{}頁",
        "pagetotal": "{}頁", "series": "第{}期",
    },
    kinds={
        "phdthesis": "博士論文", "mathesis": "修士論文", "bathesis": "卒業論文",
        "candthesis": "学位論文", "techreport": "技術報告", "resreport": "研究報告",
        "software": "ソフトウェア", "datacd": "CD-ROM", "audiocd": "CD", "patent": "特許",
        "patreq": "特許出願", "patentus": "米国特許", "patenteu": "欧州特許",
    },
    states={
        "inpreparation": "執筆中", "submitted": "投稿中", "forthcoming": "近刊",
        "inpress": "印刷中", "in press": "印刷中", "prepublished": "プレプリント",
        "newseries": "新シリーズ", "oldseries": "旧シリーズ",
    },
)  # fmt: skip
ENGLISH: Final = Words(
    between="; ",
    more="; et al.",
    roles={
        "author": "{}", "editor": "{} (ed.)", "translator": "{} (trans.)", "bookauthor": "{}",
        "annotator": "{} (annot.)", "commentator": "{} (comm.)", "introduction": "{} (introd.)",
        "foreword": "{} (foreword)", "afterword": "{} (afterword)", "holder": "{} (holder)",
    },
    counted={
        "volume": "vol. {}", "part": "part {}", "volumes": "{} vols.", "chapter": "chap. {}",
        "edition": "{} ed.", "version": "ver. {}", "page": "p. {}", "pages": "pp. {}",
        "pagetotal": "{} pp.", "series": "ser. {}",
    },
    kinds={
        "phdthesis": "Ph.D. thesis", "mathesis": "Master's thesis", "bathesis": "Bachelor's thesis",
        "candthesis": "Candidate's thesis", "techreport": "Technical report",
        "resreport": "Research report", "software": "Software", "datacd": "CD-ROM",
        "audiocd": "CD", "patent": "Patent", "patreq": "Patent request",
        "patentus": "U.S. patent", "patenteu": "European patent",
    },
    states={
        "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming",
        "inpress": "in press", "prepublished": "preprint", "newseries": "new ser.",
        "oldseries": "old ser.",
    },
)  # fmt: skip


def words_for(reference: Reference) -> Words:
    """Return the words for *reference*, by its language."""
    return JAPANESE if reference.is_japanese else ENGLISH


def ordinal(number: str) -> str:
    """Return an English ordinal: 1st, 2nd, 3rd, 11th."""
    teen = number[-2:-1] == "1"
    return number + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"))


def date_words(written: str) -> str:
    """Return a date in EDTF or by era for readers; what is no date stays as it is."""
    if far := far_date(written):
        return far
    try:
        return parse_edtf(written).japanese
    except ValueError:
        pass
    try:
        return spelled(written)
    except ValueError:
        return written
