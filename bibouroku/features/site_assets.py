"""What pages load: one style sheet for all that the theme and the features have, few scripts.

Only where the theme is sphinx-book-theme: its sheets and ours are joined to ``_static/site.css``
when writing begins, pages link that in their place, and the theme's scripts, fonts and sheets are
taken out of ``_static`` at the end. What a site or another extension adds stays as it is.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from inspect import getsource
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from pygments.formatters.html import HtmlFormatter
from pygments.styles import get_all_styles
from sphinx.util.logging import getLogger

from bibouroku import stylesheet, toolbox
from bibouroku.features.scripts import script_names
from bibouroku.features.web_site import is_web_site
from bibouroku.features.written_files import digest, keep_digests, kept_digests, write_changed
from bibouroku.stylesheet import Sheet, addresses
from bibouroku.toolbox import INLINE, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata

logger = getLogger(__name__)

THEME: Final = "sphinx_book_theme"
SITE_SHEET: Final = "site.css"
#: The theme's sheets that pages would load, in their order; it links the first ones by hand.
SHEETS: Final = ("basic.css", "styles/pydata-sphinx-theme.css")
LINKED: Final = ("styles/theme.css", "pygments.css", *SHEETS)
#: How Sphinx marks static files that are templates; nothing marks those that are none.
TEMPLATE_SUFFIXES: Final = ("", ".jinja", "_t")
STATIC: Final = Path(str(files("bibouroku") / "static"))
#: Styles of code where those that the theme names are missing.
CODE_STYLES: Final = {"light": "tango", "dark": "monokai"}
#: Ours that come before and after the others.
FIRST: Final = "bibouroku.css"
LAST: Final = "print.css"


def is_themed(app: Sphinx) -> bool:
    """Return whether pages are made with the theme that our layout belongs to."""
    theme = getattr(app.builder, "theme", None)
    return theme is not None and theme.name == THEME and is_web_site(app.builder)


def our_sheets() -> list[str]:
    """Return the names of our style sheets in the order in which they hold."""
    names = [path.name for path in STATIC.glob("*.css")]
    return sorted(names, key=lambda name: (name != FIRST, name == LAST, name))


def add_assets(app: Sphinx) -> None:
    """Let pages load the joined style sheet, the chosen colours, and the script of the shell."""
    if is_themed(app):
        # before what other extensions add (500) and the site (800)
        app.add_css_file(SITE_SHEET, priority=200)
        app.add_js_file("color-scheme.js", priority=100)
        app.add_js_file("site.js", priority=600, loading_method="defer")


def warn_of_taken_names(app: Sphinx) -> None:
    """Warn of static files of the site itself that one of ours would replace."""
    ours = {*_files(STATIC), *script_names()}
    for name in sorted(_of_the_site(app) & ours):
        logger.warning(
            "html_static_pathの%sは、拡張の持つファイルと同じ名である。別の名にする",
            name,
            type="bibouroku",
            subtype="static",
        )


def write_sheet(app: Sphinx, builder: Builder) -> None:
    """Write the joined style sheet if it changed: pages, which come next, tell its digest."""
    if not is_themed(app):
        return
    path = Path(builder.outdir) / "_static" / SITE_SHEET
    parts, extensions = tuple(sheets(app)), frozenset(app.extensions)
    programs = [getsource(module) for module in (stylesheet, toolbox)]
    made_from = {SITE_SHEET: digest(repr((programs, parts, sorted(extensions))))}
    if kept_digests(app, "site-sheet") != made_from or not path.is_file():
        keep_digests(app, "site-sheet", {})
        write_changed(path, site_sheet(parts, extensions).encode())
        keep_digests(app, "site-sheet", made_from)


@lru_cache(maxsize=8)
def site_sheet(parts: tuple[Sheet, ...], extensions: frozenset[str]) -> str:
    """Return *parts* as one style sheet for a site with *extensions*: seconds of work."""
    return stylesheet.joined(parts, lambda name: toolbox.absent(name, extensions))


def sheets(app: Sphinx) -> Iterator[Sheet]:
    """Yield the style sheets of the theme, of highlighted code and of our features."""
    theme = cast("StandaloneHTMLBuilder", app.builder).theme
    yield from (_theme_sheet(app, name) for name in SHEETS)
    yield Sheet(_highlighting(app), toolbox=True)
    yield from (_theme_sheet(app, name) for name in theme.stylesheets if name not in SHEETS)
    media = {name: attributes.get("media") for name, attributes in app.registry.css_files}
    for name in our_sheets():
        yield Sheet((STATIC / name).read_text(encoding="utf-8"), media=media.get(name) or "")


def _theme_sheet(app: Sphinx, name: str) -> Sheet:
    """Return a sheet of the theme or of one that it stands on; some are templates."""
    builder = cast("StandaloneHTMLBuilder", app.builder)
    statics = [Path(folder) / "static" for folder in builder.theme.get_theme_dirs()]
    paths = [static / f"{name}{suffix}" for static in statics for suffix in TEMPLATE_SUFFIXES]
    path = next(path for path in paths if path.is_file())
    text = path.read_text(encoding="utf-8")
    if path.name != Path(name).name:
        options = builder.theme.get_options(builder.theme_options)
        context = {f"theme_{option}": value for option, value in options.items()}
        text = builder.templates.render_string(text, context)
    return Sheet(text, folder=Path(name).parent.as_posix(), toolbox=True)


def _highlighting(app: Sphinx) -> str:
    """Return the colours of code, light and dark, in the styles that the theme names for them."""
    builder = cast("StandaloneHTMLBuilder", app.builder)
    options = builder.theme.get_options(builder.theme_options)
    known = set(get_all_styles())
    lines: list[str] = []
    for scheme, fallback in CODE_STYLES.items():
        wanted = str(options.get(f"pygments_{scheme}_style"))
        formatter = HtmlFormatter(style=wanted if wanted in known else fallback)
        prefix = f'html[data-theme="{scheme}"] .highlight'
        lines += [f"{prefix} {rule}" for rule in formatter.get_linenos_style_defs()]
        lines += formatter.get_background_style_defs(prefix)
        lines += formatter.get_token_style_defs(prefix)
    return "\n".join(lines)


def keep_wanted(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Take out of a page what is joined already, and the scripts that no page needs."""
    if not is_themed(app):
        return
    theme = cast("StandaloneHTMLBuilder", app.builder).theme
    joined_ones = {f"_static/{name}" for name in (*LINKED, *theme.stylesheets, *our_sheets())}
    # the builder hands out its own lists, and takes them back after the page
    css, scripts = context["css_files"], context["script_files"]
    css[:] = [sheet for sheet in css if _name(sheet) not in joined_ones]
    scripts[:] = [script for script in scripts if not _is_dropped(script)]


def _name(asset: Any) -> str:
    return str(getattr(asset, "filename", asset) or "")


def _is_dropped(script: Any) -> bool:
    body = getattr(script, "attributes", {}).get("body") or ""
    return _name(script).removeprefix("_static/") in SCRIPTS or body.lstrip().startswith(INLINE)


def remove_unused(app: Sphinx, exception: Exception | None) -> None:
    """Take out of ``_static`` what the theme brought and no page loads."""
    if exception is not None or not is_themed(app):
        return
    static = Path(app.outdir) / "_static"
    if not (static / SITE_SHEET).is_file():
        return
    named = set(addresses((static / SITE_SHEET).read_text(encoding="utf-8")))
    wanted = named | _of_the_site(app)
    for name in sorted({*_brought(app), *LINKED, *our_sheets(), *SCRIPTS} - wanted):
        path = static / name
        path.unlink(missing_ok=True)
        _remove_empty(path.parent, static)


def _of_the_site(app: Sphinx) -> set[str]:
    """Return the static files of the site itself."""
    folders = [Path(app.confdir) / entry for entry in app.config.html_static_path]
    ours = [folder for folder in folders if folder != STATIC]
    return {name for folder in ours for name in _files(folder)}


def _brought(app: Sphinx) -> set[str]:
    """Return the names of the static files that the theme brings."""
    folders = cast("StandaloneHTMLBuilder", app.builder).theme.get_theme_dirs()
    names = {name for folder in folders for name in _files(Path(folder) / "static")}
    return {name.removesuffix(suffix) for name in names for suffix in TEMPLATE_SUFFIXES}


def _files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found}


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Join the style sheets, and keep pages and output to what they need."""
    app.setup_extension("bibouroku.features.scripts")
    app.setup_extension("bibouroku.features.site")
    app.connect("builder-inited", add_assets)
    app.connect("builder-inited", warn_of_taken_names)
    app.connect("write-started", write_sheet)
    # after all have said what a page loads
    app.connect("html-page-context", keep_wanted, priority=900)
    # after the theme wrote its colours of code
    app.connect("build-finished", remove_unused, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
