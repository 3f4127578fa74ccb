"""Words that others leave in English."""

from __future__ import annotations

from gettext import NullTranslations, translation
from importlib.resources import files
from typing import TYPE_CHECKING
from unittest.mock import MagicMock

import sphinx.locale
from babel.messages.pofile import read_po
from sphinx.config import Config

from bibouroku.features.japanese_words import SPHINX, add_words, catalogue

if TYPE_CHECKING:
    import pytest


def test_words_are_translated() -> None:
    words = catalogue("ja", NullTranslations())
    assert words is not None
    assert words.gettext("Link to this heading") == "この見出しへのリンク"
    assert words.gettext("no such words") == "no such words"


def test_a_language_without_words_has_no_catalogue() -> None:
    assert catalogue("de", NullTranslations()) is None


class Otherwise(NullTranslations):
    """Translates every word to the same."""

    def gettext(self, message: str) -> str:
        return "訳語" if message else ""


def test_what_others_translate_is_left_to_them() -> None:
    words = catalogue("ja", Otherwise())
    assert words is not None
    assert words.gettext("Tip") == "Tip"


def test_a_word_that_sphinx_leaves_in_english_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = files("sphinx").joinpath("locale")
    monkeypatch.setitem(
        sphinx.locale.translators, SPHINX, translation("sphinx", str(folder), ["ja"])
    )
    add_words(MagicMock(), Config(overrides={"language": "ja"}))
    assert str(sphinx.locale.admonitionlabels["tip"]) == "コツ"
    assert str(sphinx.locale.admonitionlabels["note"]) == "注釈"


def test_no_word_is_left_untranslated() -> None:
    with files("bibouroku").joinpath("locale", "ja.po").open("rb") as lines:
        messages = [message for message in read_po(lines) if message.id]
    assert messages
    assert [message.id for message in messages if not message.string or message.fuzzy] == []
