"""Writes a plain Markdown copy beside the page of each memo, for programs that read text.

``posts/<name>.md`` says what the page says, as resolved: numbers, citations as they read,
statuses in words, absolute links. It is written whenever the page is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.matching import compile_matchers

from bibouroku.blog.metadata import WebPage
from bibouroku.blog.plain_markdown import memo_markdown
from bibouroku.features.addresses import page_address, site_address
from bibouroku.features.exports import BUILDERS
from bibouroku.features.memos import memo_domain
from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def markdown_file(docname: str) -> str:
    """Return the path of the copy of a memo."""
    return f"{docname}.md"


def write_copy(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Write the copy of a memo with its page."""
    memo = memo_domain(app.env).memos.get(pagename)
    if memo is None or app.builder.name not in BUILDERS:
        return
    address = page_address(app, pagename) if app.config.html_baseurl else ""
    site = site_address(app) if app.config.html_baseurl else ""
    page = WebPage(app.config.project, app.config.language, address, site)
    base = address or app.builder.get_target_uri(pagename)
    text = memo_markdown(memo, page, context["body"], base)
    write_changed(Path(app.outdir) / markdown_file(pagename), text.encode())


def leave_output_out(app: Sphinx, config: Config) -> None:
    """Keep Sphinx from reading the copies as sources where the output lies among those."""
    outdir, srcdir = Path(app.outdir), Path(app.srcdir)
    if srcdir not in outdir.parents:
        return
    inside = outdir.relative_to(srcdir)
    folders = [path.as_posix() for path in (inside, *inside.parents)]
    patterns = compile_matchers(config.exclude_patterns)
    if not any(matches(name) for matches in patterns for name in folders):
        config.exclude_patterns = [*config.exclude_patterns, inside.as_posix()]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write copies with the pages."""
    app.setup_extension("bibouroku.features.exports")
    app.setup_extension("bibouroku.features.memos")
    app.connect("config-inited", leave_output_out)
    app.connect("html-page-context", write_copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
