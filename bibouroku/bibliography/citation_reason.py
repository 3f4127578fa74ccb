"""Why a memo cites a work: the CiTO property written before the key.

``discusses:lee2023first`` says what *this memo* does with the source. The
properties are those of the Citation Typing Ontology (namespace
``http://purl.org/spar/cito/``), as pandoc's cito filter takes them: in camel
case or with underscores, or by one of the aliases below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container


@dataclass(frozen=True, slots=True)
class Reason:
    """A CiTO property."""

    #: Its name in the ontology.
    property: str
    #: What the reader sees.
    words: str
    #: Whether the memo leans on the source: then the source has to stand.
    leans: bool


REASONS: Final = (
    Reason("citesAsEvidence", "証拠として引用", leans=True),
    Reason("citesAsAuthority", "権威ある典拠として引用", leans=True),
    Reason("citesAsDataSource", "データの出典として引用", leans=True),
    Reason("citesForInformation", "情報の出典として引用", leans=True),
    Reason("citesAsRecommendedReading", "読むべき文献として引用", leans=True),
    Reason("obtainsBackgroundFrom", "背景の知識として引用", leans=True),
    Reason("obtainsSupportFrom", "裏づけとして引用", leans=True),
    Reason("usesDataFrom", "データを用いるために引用", leans=True),
    Reason("usesMethodIn", "方法を用いるために引用", leans=True),
    Reason("usesConclusionsFrom", "結論を用いるために引用", leans=True),
    Reason("agreesWith", "同じ意見として引用", leans=True),
    Reason("supports", "支持して引用", leans=True),
    Reason("confirms", "確認して引用", leans=True),
    Reason("credits", "功績を認めて引用", leans=True),
    Reason("extends", "発展させて引用", leans=True),
    Reason("citesAsRelated", "関連する文献として引用", leans=False),
    Reason("citesAsSourceDocument", "原典として引用", leans=False),
    Reason("describes", "説明の対象として引用", leans=False),
    Reason("discusses", "議論の対象として引用", leans=False),
    Reason("documents", "記録として引用", leans=False),
    Reason("reviews", "論評の対象として引用", leans=False),
    Reason("includesQuotationFrom", "文言を引くために引用", leans=False),
    Reason("qualifies", "留保をつけて引用", leans=False),
    Reason("critiques", "批判の対象として引用", leans=False),
    Reason("disagreesWith", "反対の意見として引用", leans=False),
    Reason("disputes", "異論の対象として引用", leans=False),
    Reason("refutes", "反証の対象として引用", leans=False),
    Reason("corrects", "訂正の対象として引用", leans=False),
)
ALIASES: Final = {
    "authority": "citesAsAuthority",
    "background": "obtainsBackgroundFrom",
    "data": "usesDataFrom",
    "evidence": "citesAsEvidence",
    "information": "citesForInformation",
    "method": "usesMethodIn",
    "quotation": "includesQuotationFrom",
    "related": "citesAsRelated",
    "support": "obtainsSupportFrom",
}
#: What could be meant as a property: letters and underscores before a colon.
PREFIX: Final = re.compile(r"([A-Za-z_]+):(.+)")


def _folded(name: str) -> str:
    return name.replace("_", "").lower()


BY_PROPERTY: Final = {_folded(reason.property): reason for reason in REASONS}
BY_NAME: Final = BY_PROPERTY | {
    alias: BY_PROPERTY[_folded(name)] for alias, name in ALIASES.items()
}


class UnknownReasonError(ValueError):
    """A word before a key that is no CiTO property; the message, in Japanese, names the nearest."""


def split_reason(written: str, keys: Container[str]) -> tuple[Reason | None, str]:
    """Return the reason and the cite key that *written* says.

    A key may hold a colon itself (``DBLP:conf/x``), so one of *keys* is taken as
    it stands. Raises ``UnknownReasonError`` where the rest is a key and the word
    before the colon no property.
    """
    match = PREFIX.fullmatch(written)
    if written in keys or match is None:
        return None, written
    name, key = match.groups()
    if reason := reason_named(name):
        return reason, key
    if key not in keys:
        return None, written
    raise UnknownReasonError(unknown_reason(name))


def reason_named(name: str) -> Reason | None:
    """Return the reason that *name* (a property in any spelling, or an alias) means."""
    return BY_NAME.get(_folded(name))


def unknown_reason(name: str) -> str:
    """Return what to say, in Japanese, of a *name* that is no reason: it names the nearest."""
    near = [BY_NAME[name].property for name in get_close_matches(_folded(name), BY_NAME)]
    hint = (
        f"近いのは{'、'.join(dict.fromkeys(near))}"
        if near
        else "一覧は書き手の手引き（guide.md）にある"
    )
    return f"引用の理由「{name}」はCiTOにない。{hint}"
