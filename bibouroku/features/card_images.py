"""Draws the pictures that link previews show: one of the site, and one of each memo.

``card.png`` and ``posts/<name>.card.png`` are drawn when their page is written, and only if
their words are others than before: a card holds a digest of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bibouroku.blog.card_image import Card, holds, picture
from bibouroku.features.exports import BUILDERS
from bibouroku.features.memos import memo_domain
from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SITE_CARD: Final = "card.png"


def card_file(docname: str) -> str:
    """Return the path of the card of a memo."""
    return f"{docname}.card.png"


def card_files(app: Sphinx) -> set[str]:
    """Return the paths of all cards."""
    return {SITE_CARD} | {card_file(docname) for docname in memo_domain(app.env).memos}


def draw_card(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    _context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Draw the card of a memo, or with the front page that of the site, if it is another."""
    if app.builder.name not in BUILDERS:
        return
    site = app.config.project
    memo = memo_domain(app.env).memos.get(pagename)
    if memo:
        name = card_file(pagename)
        card = Card(memo.title, site, f"{memo.date.japanese}・{memo.category}")
    elif pagename == app.config.root_doc:
        name, card = SITE_CARD, Card(site, "", app.config.bibouroku_description)
    else:
        return
    path = Path(app.outdir) / name
    if not holds(path, card):
        write_changed(path, picture(card))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Draw cards when pages are written."""
    app.setup_extension("bibouroku.features.exports")
    app.setup_extension("bibouroku.features.memos")
    app.connect("html-page-context", draw_card)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
