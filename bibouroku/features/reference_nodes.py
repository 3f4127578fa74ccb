"""References as doctree nodes: pybtex's rich text, in the style that conf.py chooses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from docutils import nodes
from pybtex.plugin import find_plugin, register_plugin
from pybtex.richtext import Text
from pybtex.style.template import FieldIsMissing
from pybtex_docutils import Backend
from sphinx.util.logging import getLogger

from bibouroku.bibliography.bibtex_entry import ReferenceEntry
from bibouroku.bibliography.japanese_style import NAME, JapaneseStyle
from bibouroku.features.citation_domain import citation_domain

if TYPE_CHECKING:
    from pybtex.richtext import BaseText
    from pybtex.style.formatting import BaseStyle
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.reference import Reference

logger = getLogger(__name__)


@cache
def style_named(name: str) -> BaseStyle:
    """Return the pybtex style *name*; pybtex takes its time to find one."""
    return cast("BaseStyle", find_plugin("pybtex.style.formatting", name)())


def formatted(env: BuildEnvironment, reference: Reference) -> list[nodes.Node]:
    """Return *reference* as the style of the site prints it, which is asked once for each."""
    printed = citation_domain(env).printed
    if reference.key not in printed:
        printed[reference.key] = _print(reference, style_named(env.config.bibtex_default_style))
    return rich(printed[reference.key])


def _print(reference: Reference, style: BaseStyle) -> BaseText:
    """Return *reference* as *style* prints it; warn of a field that the style misses."""
    try:
        return style.format_entry("", ReferenceEntry(reference)).text
    except FieldIsMissing as error:
        logger.warning("%s", error, type="bibtex", subtype="missing_field", location=reference.key)
        return Text(f"{reference.label}: {error}")


def rich(text: BaseText) -> list[nodes.Node]:
    """Return pybtex's rich text as nodes."""
    return cast("list[nodes.Node]", text.render(_Backend()))


class _Backend(Backend):
    """pybtex's rich text as doctree nodes; unknown tags become classes."""

    def format_tag(self, tag_name: str, text: list[nodes.Node]) -> list[nodes.Node]:
        """Return *text* inside the node or class that *tag_name* means."""
        if tag_name in self.tags:
            return super().format_tag(tag_name, text)
        # docutils writes the class "language-en" as lang="en"
        name = tag_name if tag_name.startswith("language-") else f"reference-{tag_name}"
        return [nodes.inline("", "", *text, classes=[name])]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register our style with pybtex."""
    app.setup_extension("bibouroku.features.citation_domain")
    register_plugin("pybtex.style.formatting", NAME, JapaneseStyle, force=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
