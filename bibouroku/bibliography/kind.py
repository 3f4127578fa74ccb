"""What kind of work a reference is, and the era it is from, in words for readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.era_date import JAPANESE, japanese_era
from bibouroku.bibliography.publication_status import PREPRINT, is_preprint

if TYPE_CHECKING:
    from bibouroku.bibliography.reference import Reference

#: BibLaTeX's entry types in Japanese; those with the same word are one kind.
KINDS: Final = {
    "article": "論文",
    "suppperiodical": "論文",
    "periodical": "雑誌",
    **dict.fromkeys(("book", "mvbook", "booklet", "collection", "mvcollection"), "書籍"),
    **dict.fromkeys(("inbook", "bookinbook", "suppbook", "incollection", "suppcollection"), "章"),
    **dict.fromkeys(("proceedings", "mvproceedings", "inproceedings", "conference"), "会議録"),
    **dict.fromkeys(("reference", "mvreference", "inreference"), "事典"),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "学位論文"),
    **dict.fromkeys(("report", "techreport"), "報告書"),
    **dict.fromkeys(("online", "electronic", "www"), "ウェブ"),
    **dict.fromkeys(("legislation", "legal", "jurisdiction"), "法令"),
    **dict.fromkeys(("audio", "video", "movie", "music", "performance"), "映像・音声"),
    "dataset": "データ",
    "software": "ソフトウェア",
    "patent": "特許",
    "standard": "規格",
    "manual": "手引き",
    "letter": "書簡",
    "unpublished": "未公刊",
}
OTHER: Final = "その他"


def kind(reference: Reference) -> str:
    """Return the kind of work in Japanese: 論文, 書籍, プレプリント and so on."""
    return PREPRINT.word if is_preprint(reference) else KINDS.get(reference.type, OTHER)


def eras(reference: Reference) -> tuple[str, ...]:
    """Return the Japanese eras that the date of a Japanese work can lie in."""
    if reference.date is None or not reference.is_japanese:
        return ()
    names = "|".join(era.name for era in JAPANESE)
    return tuple(dict.fromkeys(re.findall(names, japanese_era(reference.date))))
