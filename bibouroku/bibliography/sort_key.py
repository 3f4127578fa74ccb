"""The order of a bibliography: Japanese by reading (あ い う …), then the rest by alphabet.

The reading stands in ``yomi``; a name in kana is its own reading (``sortname``
replaces the name). A name in kanji without a reading is sorted after those
with one, by its characters; readings are not guessed.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.reference import JAPANESE

if TYPE_CHECKING:
    from bibouroku.bibliography.reference import Reference

READING, JAPANESE_WITHOUT_READING, LATIN = range(3)
SMALL: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
#: The large kana by their vowel, which is what ー after them counts as.
VOWELS: Final = {
    kana: row[0]
    for row in (
        "あかさたなはまやらわ", "いきしちにひみりゐ", "うくすつぬふむゆる",
        "えけせてねへめれゑ", "おこそとのほもよろを",
    )
    for kana in row
}  # fmt: skip
#: The rows of kana, as plain large hiragana, in order.
ROWS: Final = (
    "あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの",
    "はひふへほ", "まみむめも", "やゆよ", "らりるれろ", "わゐゑをん",
)  # fmt: skip
UNREAD, OTHERS = "読み未確認", "数字・記号"
#: A name that begins in kana is sorted among the readings.
KANA: Final = re.compile(r"[ぁ-ゖァ-ヺ]")
#: Latin letters that Unicode does not decompose, by the letters they are filed under.
LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
#: What Unicode calls the marks that turn か into が and は into ぱ.
VOICING: Final = "\u3099\u309a"


def sort_key(reference: Reference) -> tuple[int, str, dt.date, str, str]:
    """Return what references are sorted by: name, date, title, cite key."""
    name = _sorted_by(reference)
    reading = reference.fields.get("yomi", "")
    if not reading and KANA.match(name):
        reading = name
    if reading:
        group, text = READING, kana_key(reading)
    elif JAPANESE.search(name):
        group, text = JAPANESE_WITHOUT_READING, name
    else:
        group, text = LATIN, latin_key(name)
    date = reference.date.earliest if reference.date else dt.date.max
    return group, text, date, reference.fields.get("title", ""), reference.key


def heading(reference: Reference) -> str:
    """Return under what a list in the order of ``sort_key`` has *reference*.

    That is the row of kana (あ, か, …) or the letter with which the name begins, or
    ``読み未確認`` for a name in kanji without a reading.
    """
    group, text, *_ = sort_key(reference)
    if group == JAPANESE_WITHOUT_READING:
        return UNREAD
    first = text[:1]
    if group == LATIN:
        return first.upper() if first.isascii() and first.isalpha() else OTHERS
    return next((row[0] for row in ROWS if first and first in row), OTHERS)


def without_length_marks(reading: str) -> str:
    """Return *reading* for programs that do not know how ー is sorted: in hiragana, with vowels."""
    found = ""
    for letter in _hiragana(reading):
        last = unicodedata.normalize("NFD", found[-1:])[:1].translate(SMALL)
        found += VOWELS.get(last, letter) if letter == "ー" else letter
    return found


def kana_key(reading: str) -> str:
    """Return *reading* for comparison: hiragana, small kana as large, ー as vowels, voicing last.

    清音 stand before 濁音 and 半濁音 where the rest is equal, as JIS X 4061 orders them.
    """
    decomposed = unicodedata.normalize("NFD", _hiragana(reading))
    plain = "".join(letter for letter in decomposed if letter not in VOICING)
    plain = "".join(letter for letter in plain if letter.isalnum() or letter == "ー")
    return f"{with_vowels(plain.translate(SMALL))}\0{decomposed}"


def with_vowels(kana: str) -> str:
    """Return *kana* with the vowel before it in the place of each ー: ふうりえ for ふーりえ."""
    found = ""
    for letter in kana:
        found += VOWELS.get(found[-1:], letter) if letter == "ー" else letter
    return found


def latin_key(name: str) -> str:
    """Return *name* for comparison: without case, accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return "".join(letter for letter in decomposed if letter.isalnum() or letter == " ")


def _hiragana(reading: str) -> str:
    """Return *reading* in hiragana."""
    return "".join(
        chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter
        for letter in unicodedata.normalize("NFKC", reading)
    )


def _sorted_by(reference: Reference) -> str:
    if sortname := reference.fields.get("sortname"):
        return sortname
    for role in ("author", "editor", "translator"):
        if persons := reference.persons.get(role):
            return " ".join(f"{person.family} {person.given}" for person in persons)
    return reference.fields.get("title", reference.key)
