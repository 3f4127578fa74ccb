"""The look of the site: templates, style sheet, the page for missing addresses."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from bibouroku.features.front_page import are_fresh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

NOT_FOUND: Final = "404"


def add_paths(_app: Sphinx, config: Config) -> None:
    """Let Sphinx find the templates and static files of the package, after the site's own."""
    package = files("bibouroku")
    ours = [package / "templates"]
    if config.html_theme == "sphinx_book_theme":
        ours.insert(0, package / "templates" / "shell")
    config.templates_path = [*config.templates_path, *map(str, ours)]
    config.html_static_path = [*config.html_static_path, str(package / "static")]


def add_not_found_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that a server shows for an address that does not exist, unless it is new."""
    page = Path(cast("StandaloneHTMLBuilder", app.builder).get_output_path(NOT_FOUND))
    if are_fresh(app) and page.is_file():
        return
    base = urlsplit(app.config.html_baseurl or "/").path or "/"
    context = {"title": "頁が見つからない", "body": "", "site_path": base.rstrip("/") + "/"}
    yield NOT_FOUND, context, "bibouroku/not-found.html"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register paths and the page for missing addresses."""
    app.setup_extension("bibouroku.features.front_page")
    app.connect("config-inited", add_paths)
    app.connect("html-collect-pages", add_not_found_page)
    app.add_css_file("bibouroku.css", priority=600)
    app.add_css_file("typography.css", priority=600)
    app.add_css_file("print.css", priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
