"""Words of Sphinx and the theme that their own catalogues leave in English."""

from __future__ import annotations

from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.locale import translators

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def catalogue(language: str) -> GNUTranslations | None:
    """Return our words in *language*, or ``None`` where there are none."""
    source = files("bibouroku").joinpath("locale", f"{language}.po")
    if not source.is_file():
        return None
    compiled = BytesIO()
    with source.open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def add_words(_app: Sphinx, config: Config) -> None:
    """Let Sphinx find our words where its own and the theme's are missing."""
    known = translators.get(("general", "sphinx"))
    ours = catalogue(config.language)
    if known and ours:
        known.add_fallback(ours)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the words after all extensions have added theirs."""
    app.connect("config-inited", add_words, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
