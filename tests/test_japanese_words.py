"""Words that others leave in English."""

from __future__ import annotations

from importlib.resources import files

from babel.messages.pofile import read_po

from bibouroku.features.japanese_words import catalogue


def test_words_are_translated() -> None:
    words = catalogue("ja")
    assert words is not None
    assert words.gettext("Link to this heading") == "この見出しへのリンク"
    assert words.gettext("no such words") == "no such words"


def test_a_language_without_words_has_no_catalogue() -> None:
    assert catalogue("de") is None


def test_no_word_is_left_untranslated() -> None:
    with files("bibouroku").joinpath("locale", "ja.po").open("rb") as lines:
        messages = [message for message in read_po(lines) if message.id]
    assert messages
    assert [message.id for message in messages if not message.string or message.fuzzy] == []
