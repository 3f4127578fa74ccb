"""Takes out of the output what the sources and settings do not ask for any more.

Sphinx leaves the pages of removed documents where they are; an incremental build would
then differ from a fresh one. What the last build made is kept beside the doctrees, and not
in the environment, which may be lost or older than the pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from bibouroku.features.feeds import feed_files
from bibouroku.features.front_page import archive_pages
from bibouroku.features.memos import memo_domain
from bibouroku.features.site_files import machine_files
from bibouroku.features.status_feed import FEED, PAGE
from bibouroku.features.web_site import is_web_site
from bibouroku.features.written_files import keep_digests, kept_digests

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def wanted_files(app: Sphinx) -> set[str]:
    """Return the files of documents, archives, feeds and for programs that the output should hold.

    References' pages and exports are seen to by the features that make them.
    """
    builder, env = cast("StandaloneHTMLBuilder", app.builder), app.env
    memos = memo_domain(env).memos
    pages = set(env.found_docs) | (archive_pages(app) | {PAGE} if memos else set())
    files = feed_files(app) | {FEED} if memos and app.config.html_baseurl else set()
    root = Path(app.outdir)
    return (
        files
        | machine_files(app)
        | {Path(builder.get_output_path(name)).relative_to(root).as_posix() for name in pages}
    )


def remove_files(app: Sphinx, _env: BuildEnvironment) -> None:
    """Remove what an earlier build made that is not wanted now."""
    if not is_web_site(app.builder):
        return
    root, wanted = Path(app.outdir), wanted_files(app)
    last = kept_digests(app, "pages").keys()
    # until the end of the build both may be there
    keep_digests(app, "pages", dict.fromkeys(wanted | last, ""))
    for name in last - wanted:
        (root / name).unlink(missing_ok=True)
        folder = (root / name).parent
        if folder != root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def keep_files(app: Sphinx, exception: Exception | None) -> None:
    """Keep the names of what was made."""
    if exception is None and is_web_site(app.builder):
        keep_digests(app, "pages", dict.fromkeys(wanted_files(app), ""))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Clean up before and after pages are written."""
    app.setup_extension("bibouroku.features.feeds")
    app.setup_extension("bibouroku.features.front_page")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.site_files")
    app.setup_extension("bibouroku.features.status_feed")
    # after problems (900): a build that ends there leaves the output as it was
    app.connect("env-updated", remove_files, priority=950)
    app.connect("build-finished", keep_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
