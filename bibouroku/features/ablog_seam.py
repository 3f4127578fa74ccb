"""ABlog, mended where it has no public seam. The only module that imports it.

ABlog reads posts, tags and updates. Its archive pages and feeds are replaced
by ours (shared ids, tags that lose their voicing marks, links that lead
nowhere, the clock in feeds), and so is its state shared by all builds of a
process. Each of these repairs has a test that fails when ABlog changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ablog
from ablog.blog import Blog
from ablog.post import UpdateNode, generate_archive_pages, generate_atom_feeds

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

REPLACED = (generate_archive_pages, generate_atom_feeds, ablog.html_page_context)

__all__ = ["UpdateNode", "setup"]


def settle(app: Sphinx, config: Config) -> None:
    """Give ABlog settings that do not change behind Sphinx's back, and a clean state."""
    # pydata-sphinx-theme sets this after the comparison with the last build's
    # settings, so that every build would read everything again
    config.fontawesome_included = True
    config.skip_injecting_base_ablog_templates = True
    # ABlog keeps all blogs of a process in one dictionary
    Blog._dict.clear()  # noqa: SLF001
    app.extensions["ablog"].parallel_read_safe = True


def disconnect(app: Sphinx) -> None:
    """Take ABlog's archive pages, feeds and page context out of the build."""
    for event, listeners in app.events.listeners.items():
        app.events.listeners[event] = [
            listener for listener in listeners if listener.handler not in REPLACED
        ]


def slim(app: Sphinx, _document: nodes.document) -> None:
    """Drop the copy of each document that ABlog would keep in the environment."""
    for post in _posts(app.env).get(app.env.current_document.docname, ()):
        post["doctree"] = None
        post["excerpt"] = []


def merge(
    _app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
) -> None:
    """Take the posts that another process read."""
    posts = _posts(other)
    _posts(env).update({name: posts[name] for name in docnames if name in posts})


def _posts(env: BuildEnvironment) -> dict[str, Any]:
    if not hasattr(env, "ablog_posts"):
        env.ablog_posts = {}  # type: ignore[attr-defined]
    return env.ablog_posts  # type: ignore[attr-defined, no-any-return]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load ABlog and mend it."""
    app.setup_extension("ablog")
    app.connect("config-inited", settle, priority=100)
    app.connect("builder-inited", disconnect)
    app.connect("doctree-read", slim, priority=900)
    app.connect("env-merge-info", merge)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
