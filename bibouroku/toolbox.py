"""What of the theme's toolbox no page asks for: scripts, components, icons.

sphinx-book-theme stands on Bootstrap and Font Awesome. Our layout has none of the components
that need scripts, no icon font and none of Bootstrap's colours; admonitions, tables, code, grids
and the utility classes of layout stay, since authors may write them.
"""

from __future__ import annotations

import re
from typing import Final

#: Scripts of Sphinx and the theme that no page loads, by their path in ``_static``.
SCRIPTS: Final = frozenset({
    "doctools.js", "documentation_options.js", "language_data.js", "scripts/bootstrap.js",
    "scripts/fontawesome.js", "scripts/pydata-sphinx-theme.js", "scripts/sphinx-book-theme.js",
    "searchtools.js", "sphinx_highlight.js", "translations.js",
})  # fmt: skip
#: How the inline scripts begin that tell those scripts of a page.
INLINE: Final = "DOCUMENTATION_OPTIONS."

#: Components: each word is a class, and begins others (``btn``, ``btn-primary``).
COMPONENTS: Final = (
    "accordion", "alert", "blink", "breadcrumb", "bs-popover", "bs-tooltip", "btn", "card",
    "carousel", "collapse", "collapsing", "dropdown", "dropend", "dropstart", "dropup", "form",
    "icon-link", "input-group", "invalid", "is-invalid", "is-valid", "list-group", "modal",
    "nav", "navbar", "offcanvas", "page-item", "page-link", "pagination", "placeholder",
    "popover", "progress", "search-button", "spinner", "stretched-link", "text-bg",
    "theme-switch", "toast", "tooltip", "valid", "version-switcher", "was-validated",
    "link-primary", "link-secondary", "link-success", "link-info", "link-warning",
    "link-danger", "link-light", "link-dark", "link-body-emphasis", "link-offset",
    "link-opacity", "link-underline", "focus-ring", "ratio", "vr", "hstack", "vstack",
    "svg-inline--fa", "ablog", "leaflet-tile", "MathJax_SVG", "MathJax", "fas", "far", "fab",
    "fal", "fat", "fad", "fass", "fasr", "fasl", "fast", "fa", "revealed", "scrolled", "show",
    "search", "related", "sphinxsidebar", "sphinxsidebarwrapper", "bodywrapper",
    "documentwrapper", "clearer", "wy-table-responsive",
    # parts of the theme that our layout has otherwise, or not at all
    "bd-container", "bd-docs-nav", "bd-footer", "bd-header", "bd-links", "bd-navbar",
    "bd-search", "bd-sidebar", "bd-toc", "bd-toc-item", "ethical-sidebar",
    "js-version-warning-banner", "kbd-shortcut__modifier", "left-prev", "navbar-nav",
    "page-toc", "prev-next-area", "prev-next-info", "prev-next-footer", "prev-next-bottom",
    "prev-next-title", "pst-async-banner-revealer", "pst-show_toc_level", "pst-sidebar-hidden",
    "pst-sticky-header", "pst-scrollable-table-container-fixed", "pst-navbar-icon",
    "primary-toggle", "right-next", "sbt-scroll-pixel-helper", "secondary-toggle",
    "section-nav", "sidebar-header-items", "sidebar-primary-items__start",
    "sidebar-primary-items__end", "sidebar-primary__section", "sidebar-secondary-items",
    "sidebar-secondary__inner", "sidebar-toggle", "skip-link", "toc-entry", "toc-item",
    "tocsection", "toctree-checkbox", "toctree-toggle", "toctree-base", "thebe", "thebelab",
    "thebelab-cell", "thebe-launch-button", "utterances", "onlyprint",
)  # fmt: skip
#: Components of other extensions: the extension, and how the names of its classes begin.
GUESTS: Final = {
    "sphinx_design": ("sd",),
    "sphinx_tabs.tabs": ("sphinx-tabs",),
    "myst_nb": ("cell", "cell_input", "cell_output", "tag", "tag_popout", "tag_margin"),
    "jupyter_sphinx": ("jupyter_container", "jp-RenderedHTMLCommon", "rendered_html"),
    "nbsphinx": ("nbinput", "nboutput", "nblast"),
    "sphinx_togglebutton": ("toggle", "toggle-hidden"),
    "sphinx_comments": ("hypothesis-sidebar",),
}
#: Ids and attributes on no page; ``@`` begins the font of a ``@font-face``.
MARKS: Final = frozenset({
    "#jb-print-docs-body", "#jb-print-toc", "#pst-back-to-top", "#pst-primary-sidebar-checkbox",
    "#pst-search-dialog", "#pst-skip-link", "#pst-primary-sidebar", "#pst-secondary-sidebar",
    "#pst-primary-sidebar-modal", "#pst-secondary-sidebar-modal", "#bd-header-version-warning",
    "#rtd-footer-container", "#searchbox", "#search-results",
    "[data-bs-theme]", "[data-bs-popper]", "[data-bs-toggle]",
})  # fmt: skip
#: Utilities for one width of screens alone, or for print in ways that nothing here is shown.
RESPONSIVE: Final = re.compile(r"-(?:sm|md|lg|xl|xxl)(?:-|$)")
#: Bootstrap's colours, for text, grounds, borders and tables.
COLOURS: Final = re.compile(
    r"^(?:text|bg|border|table)-(?:primary|secondary|success|info|warning|danger|light|dark|body"
    r"|black|white|transparent|muted|opacity|gradient|reset)(?:-|$)|^(?:rounded|border)-.*\d"
)
ICON_FONT: Final = "font awesome"


def absent(name: str, extensions: frozenset[str]) -> bool:
    """Return whether no page has a class, ``#id``, ``[attribute]`` or ``@`` font declaration.

    *extensions* are those of the site: what is only theirs is kept if they are there.
    """
    if name.startswith("@"):
        return ICON_FONT in name.lower() or "vendor/fontawesome" in name
    if name.startswith(("#", "[")):
        return name in MARKS
    guests = [word for guest, words in GUESTS.items() if guest not in extensions for word in words]
    if RESPONSIVE.search(name) and not name.startswith("sd-"):
        return True
    if COLOURS.search(name):
        return True
    return any(_is_of(name, word) for word in (*COMPONENTS, *guests))


def _is_of(name: str, component: str) -> bool:
    """Return whether a class is a component's or one of its parts."""
    return name == component or name.startswith((f"{component}-", f"{component}_"))
