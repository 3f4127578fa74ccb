"""Languages of works and of their titles, as BCP 47 tags.

A title may be in another language than its work: a stand-in in Japanese for one that nobody
read, an English title of a Korean paper. Its script tells.
"""

from __future__ import annotations

import re
from typing import Final

from bibouroku.bibliography.reference import CJK

#: The languages of BibLaTeX's ``langid`` (names of babel and polyglossia) in BCP 47.
LANGUAGES: Final = {
    "japanese": "ja", "english": "en", "american": "en-US", "usenglish": "en-US",
    "british": "en-GB", "ukenglish": "en-GB", "german": "de", "ngerman": "de", "austrian": "de-AT",
    "naustrian": "de-AT", "swissgerman": "de-CH", "nswissgerman": "de-CH", "french": "fr",
    "latin": "la", "korean": "ko", "chinese": "zh", "chinese-hans": "zh-Hans",
    "chinese-simplified": "zh-Hans", "chinese-hant": "zh-Hant", "chinese-traditional": "zh-Hant",
    "italian": "it", "russian": "ru", "spanish": "es", "portuguese": "pt", "brazilian": "pt-BR",
    "brazil": "pt-BR", "dutch": "nl", "swedish": "sv", "danish": "da", "norwegian": "no",
    "finnish": "fi", "polish": "pl", "czech": "cs", "slovak": "sk", "hungarian": "hu",
    "greek": "el", "ukrainian": "uk", "turkish": "tr", "hebrew": "he", "arabic": "ar",
}  # fmt: skip
#: Languages that are written in kanji, kana or Hangul.
EAST_ASIAN: Final = frozenset({"ja", "ko", "zh"})
BCP_47: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
KANA: Final = re.compile(r"[ぁ-ゖァ-ヺ]")
HANGUL: Final = re.compile(r"[가-힣]")
WORD: Final = re.compile(r"[A-Za-z]{2,}")
#: So many words are of a language.
SENTENCE: Final = 3


def language_tag(name: str) -> str:
    """Return the tag of the language that BibLaTeX calls *name*, or a tag itself; else nothing."""
    if known := LANGUAGES.get(name.lower()):
        return known
    return name if BCP_47.fullmatch(name) else ""


def title_language(words: str, tag: str) -> str:
    """Return the tag of the language of a title, of a work in the language *tag*, if known."""
    if KANA.search(words) or (words.startswith("［") and words.endswith("］")):
        return "ja"
    if HANGUL.search(words):
        return "ko"
    east_asian = tag.partition("-")[0] in EAST_ASIAN
    if CJK.search(words):
        return tag if east_asian else "ja"
    # a name such as LK-99 is of no language
    english = not tag or (east_asian and len(WORD.findall(words)) >= SENTENCE)
    return "en" if english else tag
