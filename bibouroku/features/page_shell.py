"""The shell of a page: what its head tells the browser, and the links in its head bar."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

from bibouroku.features.site_assets import is_themed

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Everything from the site itself, nothing inline; frames are for the server to forbid.
POLICY: Final = "default-src 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
#: docutils tells the width of the screen, as Sphinx's own layout does.
VIEWPORT: Final = re.compile(r'<meta name="viewport"[^>]*>\s*')


def head_tags(metatags: str, policy: str) -> str:
    """Return the tags that begin a head: the policy before all that loads, no second viewport."""
    rest = VIEWPORT.sub("", metatags)
    if not policy:
        return rest
    content = escape(policy, quote=False).replace('"', "&quot;")
    return f'\n    <meta http-equiv="Content-Security-Policy" content="{content}">{rest}'


def add_shell(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Give a page its policy."""
    if is_themed(app):
        policy = app.config.bibouroku_content_security_policy
        context["metatags"] = head_tags(context.get("metatags", ""), policy)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the policy."""
    app.setup_extension("bibouroku.features.site_assets")
    app.add_config_value(
        "bibouroku_content_security_policy", POLICY, "html", types=frozenset({str})
    )
    app.connect("html-page-context", add_shell)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
