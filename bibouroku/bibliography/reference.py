"""A reference: one work that memos cite, as ``references.bib`` describes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibouroku.bibliography.edtf_date import EdtfDate

#: Fields that hold lists of cite keys: what an entry says of other entries
#: (CiTO properties and Crossref update types).
RELATIONS: Final = (
    "retracts",
    "withdraws",
    "corrects",
    "expressesconcern",
    "refutes",
    "disputes",
    "confirms",
    "replicates",
    "extends",
    "publishes",
    "newversionof",
)

CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af々〆ヶ]")
KATAKANA: Final = re.compile(r"[ァ-ヴー・＝]+")
JAPANESE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆ヶ]")

#: What the language is called in ``langid`` and ``language``.
JAPANESE_NAMES: Final = frozenset({"japanese", "ja", "ja-jp", "jpn", "jp", "日本語"})


@dataclass(frozen=True, slots=True)
class Person:
    """An author, editor or translator; an organisation has a family name only."""

    family: str
    given: str = ""
    #: True for a name in double braces: an organisation, printed as it stands.
    literal: bool = False

    @property
    def is_cjk(self) -> bool:
        """Whether the name is written in Han, Kana or Hangul: family name first, no comma."""
        return bool(CJK.search(self.family))

    @property
    def full(self) -> str:
        """The name in full: 寺田寅彦, ジョン・ケージ, ``Lee, Sukbae``, or ``バロー, R. J.``."""
        if not self.given:
            return self.family
        if KATAKANA.fullmatch(self.family + self.given):  # a foreign name keeps its own order
            return f"{self.given}・{self.family}"
        together = self.is_cjk and CJK.search(self.given)
        return f"{self.family}{self.given}" if together else f"{self.family}, {self.given}"

    @property
    def initialled(self) -> str:
        """The name with initials where the script has them: ``Kim, J.-H.``, but 寺田寅彦."""
        if not self.given or self.is_cjk or CJK.search(self.given):
            return self.full
        return f"{self.family}, {initials(self.given)}"


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of ``references.bib``, its LaTeX decoded to Unicode text."""

    #: The cite key.
    key: str
    #: The entry type in lower case, for example ``article``.
    type: str
    #: Field values by lower-case field name; the persons' fields are not among them.
    fields: Mapping[str, str] = field(default_factory=dict)
    #: Persons by role (``author``, ``editor``, ``translator``).
    persons: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    #: Whether a list of persons ended in ``and others``, by role.
    others: frozenset[str] = frozenset()
    #: The date, or ``None`` when the entry has none.
    date: EdtfDate | None = None
    #: The in-text label, for example ``Lee ほか 2023a``; set when the bibliography is complete.
    label: str = ""
    #: The line of the entry in its file.
    line: int = field(default=0, compare=False, repr=False)

    def text(self, name: str) -> str | None:
        """Return the value of the field *name*, or ``None``."""
        return self.fields.get(name)

    def keys_in(self, name: str) -> tuple[str, ...]:
        """Return the cite keys listed in the field *name*."""
        return tuple(filter(None, re.split(r"[\s,;]+", self.fields.get(name, ""))))

    @property
    def date_words(self) -> str:
        """The date for readers, where one has to be told."""
        return self.date.japanese if self.date else "日付不明"

    @property
    def is_japanese(self) -> bool:
        """Whether the work is in Japanese: by ``langid``, ``language``, else the title's script."""
        langid = self.fields.get("langid", "")
        if langid or self.fields.get("language", "").lower() in JAPANESE_NAMES:
            return not langid or langid.lower() in JAPANESE_NAMES
        return bool(JAPANESE.search(self.fields.get("title", "")))

    @property
    def is_background(self) -> bool:
        """Whether the entry is background reading, which no memo need cite."""
        return "background" in re.split(r"[\s,;]+", self.fields.get("keywords", ""))


def initials(given: str) -> str:
    """Return the initials of given names, what follows a comma kept.

    ``Ji-Hoon`` → ``J.-H.``, ``Mary Ann`` → ``M. A.``, ``Bob, III`` → ``B., III``.
    """
    names, comma, suffix = given.partition(",")
    return (
        " ".join(
            "-".join(
                part if part.endswith(".") else f"{part[0]}." for part in name.split("-") if part
            )
            for name in names.split()
        )
        + comma
        + suffix
    )
