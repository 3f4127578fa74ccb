"""The book (PDF) for paper: every address that a link leads to is printed, once at each link.

In running text it stands in a footnote, which Sphinx makes; where none can stand (headings,
captions, tables, terms, lists of references) it stands in brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from docutils import nodes
from sphinx.builders.latex.transforms import URI_SCHEMES
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.features.bibliography_list import bibliography_entry
from bibouroku.features.chronology import chronology

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

#: Within these no footnote can stand, or too many would.
WITHOUT_FOOTNOTES: Final = (
    nodes.title, nodes.caption, nodes.table, nodes.term, nodes.footnote, nodes.rubric,
    bibliography_entry, chronology,
)  # fmt: skip


class SpellAddresses(SphinxPostTransform):
    """Print the addresses of links in brackets where no footnote can stand."""

    default_priority = 395  # before Sphinx makes footnotes of the others (400)
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Spell them, in the print version alone."""
        if self.config.bibouroku_print:
            for link in list(self.document.findall(nodes.reference)):
                if not link.get("refuri", "").startswith(URI_SCHEMES):
                    continue
                if is_spelt(link):
                    link.replace_self(_text_of(link))  # or Sphinx would spell it once more
                elif _stands_in(link, WITHOUT_FOOTNOTES):
                    spell(link)


def is_spelt(link: nodes.reference) -> bool:
    """Return whether the text of *link* holds the address that it leads to, or its DOI."""
    shown, address = (unquote(text).lower() for text in (link.astext(), link["refuri"]))
    bare = address.partition(":")[2].strip("/").removeprefix("www.").removeprefix("doi.org/")
    return bare in shown


def spell(link: nodes.reference) -> None:
    """Put the address of *link* behind it, in brackets."""
    address = nodes.Text(link["refuri"])
    spelt = nodes.reference("", "", address, refuri=link["refuri"])
    link.parent.replace(link, [_text_of(link), nodes.Text("（"), spelt, nodes.Text("）")])


def _text_of(link: nodes.reference) -> nodes.inline:
    return nodes.inline("", "", *link.children, classes=link["classes"])


def _stands_in(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    above = node.parent
    while above is not None and not isinstance(above, kinds):
        above = above.parent
    return above is not None


def ask_for_footnotes(_app: Sphinx, config: Config) -> None:
    """Let Sphinx make footnotes of addresses in the print version, unless conf.py says how."""
    written = config._raw_config.keys() | config.overrides.keys()  # noqa: SLF001
    if config.bibouroku_print and "latex_show_urls" not in written:
        config.latex_show_urls = "footnote"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Spell addresses in books for paper."""
    app.setup_extension("bibouroku.features.latex_settings")
    app.setup_extension("bibouroku.features.bibliography_list")
    app.setup_extension("bibouroku.features.chronology")
    app.add_post_transform(SpellAddresses)
    app.connect("config-inited", ask_for_footnotes, priority=110)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
