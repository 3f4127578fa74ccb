"""Words of Sphinx and the theme that their own catalogues leave in English."""

from __future__ import annotations

from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.locale import translators

if TYPE_CHECKING:
    from gettext import NullTranslations

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

#: Where Sphinx keeps its words.
SPHINX: Final = ("general", "sphinx")


def catalogue(language: str, known: NullTranslations) -> GNUTranslations | None:
    """Return our words in *language* for what *known* leaves in English.

    ``None`` where we have no words.
    """
    source = files("bibouroku").joinpath("locale", f"{language}.po")
    if not source.is_file():
        return None
    with source.open("rb") as lines:
        words = read_po(lines, locale=language)
    for word in [str(message.id) for message in words if message.id]:
        if known.gettext(word) != word:
            words.delete(word)
    compiled = BytesIO()
    write_mo(compiled, words)
    compiled.seek(0)
    return GNUTranslations(compiled)


def add_words(_app: Sphinx, config: Config) -> None:
    """Let Sphinx find our words where its own and the theme's are missing, or are English."""
    known = translators.get(SPHINX)
    if known and (ours := catalogue(config.language, known)):
        ours.add_fallback(known)
        translators[SPHINX] = ours


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the words after all extensions have added theirs."""
    app.connect("config-inited", add_words, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
