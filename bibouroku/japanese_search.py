"""Splitting Japanese for Sphinx's search, the same way in index and query.

A run of kanji or kana gives its single characters and its pairs; a run of
Latin letters or digits is one word. A query must find all its pairs, so 常温
finds 常温超伝導, and 光 finds pages with that one character. Pairs cost a
tenth of the time of a segmenter and never cut a word in the wrong place.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sphinx.search import SearchLanguage

WORD: Final = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[-.][A-Za-z0-9À-ɏ]+)*")
#: Kanji, katakana, hiragana. The kanji by number: composed, U+F900 turns into another letter.
JAPANESE: Final = re.compile(r"[々〆ヶ\u3400-\u9fff\uf900-\ufaff]+|[ァ-ヺー]+|[ぁ-ゖ]+")
HIRAGANA: Final = re.compile(r"[ぁ-ゖ]")


def words(text: str) -> list[str]:
    """Return what *text* is found by; full-width letters count as half-width."""
    text = unicodedata.normalize("NFKC", text)
    found = [match[0].lower() for match in WORD.finditer(text)]
    for match in JAPANESE.finditer(text):
        run = match[0]
        found += [run[at : at + 2] for at in range(len(run) - 1)]
        if not HIRAGANA.match(run):
            found += run
    return found


class SearchJapanese(SearchLanguage):
    """Sphinx's search in Japanese, single characters kept, queries split like the index."""

    lang = "ja"
    language_name = "Japanese"
    js_splitter_code = """
var splitQuery = (query) => {
  const text = query.normalize("NFKC");
  const latin = /[A-Za-z0-9\\u00c0-\\u024f]+(?:[-.][A-Za-z0-9\\u00c0-\\u024f]+)*/g;
  const japanese = new RegExp([
    "[\\u3005\\u3006\\u30f6\\u3400-\\u9fff\\uf900-\\ufaff]+",
    "[\\u30a1-\\u30fa\\u30fc]+",
    "[\\u3041-\\u3096]+",
  ].join("|"), "g");
  const found = (text.match(latin) || []).map((word) => word.toLowerCase());
  for (const run of text.match(japanese) || []) {
    if (run.length === 1) found.push(run);
    for (let at = 0; at + 1 < run.length; at += 1) found.push(run.slice(at, at + 2));
  }
  return [...new Set(found)];
};
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name is Sphinx's
        """Return the words of *input*."""
        return words(input)

    def stem(self, word: str) -> str:
        """Return *word*: Japanese has no stems to cut to."""
        return word

    def word_filter(self, stemmed_word: str) -> bool:
        """Keep every word, also of one character."""
        return bool(stemmed_word)
