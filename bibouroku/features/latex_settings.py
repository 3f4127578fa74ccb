"""The book (PDF): settings for LuaLaTeX in Japanese, its paper, its data files.

A site in Japanese gets them by loading the extension; whatever its conf.py sets
itself stays as it is. With another engine only the marks of the extension are
defined, and the look is Sphinx's.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ConfigError

from bibouroku.paper import paper_named

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.paper import Paper

ENGINE: Final = "lualatex"
#: What defines the marks of the extension, for every engine.
MARKS: Final = "bibouroku.sty"
#: What gives a Japanese book its look; latexmkrc replaces that of Sphinx.
LOOK: Final = (
    "bibouroku-jlreq.cls", "bibouroku-book.sty", "bibouroku-book.lua", "bibouroku-dashes.lua",
    "bibouroku-pages.sty", "bibouroku-pages.lua", "bibouroku-digits.lua", "bibouroku-fonts.sty",
    "bibouroku-fonts.lua", "bibouroku.ist", "latexmkrc",
)  # fmt: skip
SETTINGS: Final[dict[str, Any]] = {
    "latex_docclass": {"manual": "bibouroku-jlreq", "howto": "bibouroku-jlreq"},
    "latex_table_style": ["booktabs"],
    "latex_use_xindy": False,
}
#: The colours of Sphinx that are black in print, and what code is set in there.
BLACK: Final = ("TitleColor", "InnerLinkColor", "OuterLinkColor")
PRINT_SETTINGS: Final[dict[str, Any]] = {"pygments_style": "bw"}
ELEMENTS: Final = {
    "amsmath": r"\usepackage{amsmath}",
    "fontpkg": r"\usepackage{bibouroku-fonts}",
    "sphinxsetup": "TitleColor={rgb}{0.12,0.14,0.16},"
    "InnerLinkColor={rgb}{0.04,0.36,0.68},OuterLinkColor={rgb}{0.12,0.42,0.23}",
    "geometry": "",  # the class has the type area
    "passoptionstopackages": r"\PassOptionsToPackage{pdflang=ja,pdfdisplaydoctitle=true,"
    r"bookmarksnumbered=true,bookmarksopen=true,bookmarksopenlevel=0}{hyperref}",
    "extrapackages": r"\usepackage{bibouroku-book}",
    # what Sphinx loads for other languages and engines
    "babel": "",
    "cmappkg": "",
    "fncychap": "",
    "polyglossia": "",
}  # fmt: skip


def is_japanese_book(config: Config) -> bool:
    """Return whether the book is one that the look is made for."""
    return bool(config.language.startswith("ja") and config.latex_engine == ENGINE)


def paper_elements(paper: Paper, *, printed: bool) -> dict[str, str]:
    """Return the elements that depend on the paper, and on whether it is printed on."""
    sides = "twoside" if printed else "oneside"
    elements = {
        "papersize": paper.option,
        "pointsize": f"{paper.points}pt",
        "extraclassoptions": f"{sides},openany,hanging_punctuation,{paper.class_options}",
    }
    if printed:
        elements["sphinxsetup"] = "".join(f"{name}={{rgb}}{{0,0,0}}," for name in BLACK)
        elements["extrapackages"] = r"\usepackage[print]{bibouroku-book}"
    return elements


def settle(_app: Sphinx, config: Config) -> None:
    """Set what conf.py left open.

    Raises Sphinx's ``ConfigError`` for a paper that there is not.
    """
    try:
        paper = paper_named(config.bibouroku_paper)
    except ValueError as error:
        raise ConfigError(str(error)) from error
    # Sphinx tells nowhere else what conf.py set
    written = config._raw_config.keys() | config.overrides.keys()  # noqa: SLF001
    if config.language.startswith("ja") and "latex_engine" not in written:
        config.latex_engine = ENGINE
    names: tuple[str, ...] = (MARKS,)
    elements = {"extrapackages": r"\usepackage{bibouroku}"}
    if is_japanese_book(config):
        printed = config.bibouroku_print
        names, elements = (MARKS, *LOOK), ELEMENTS | paper_elements(paper, printed=printed)
        for name, value in (SETTINGS | PRINT_SETTINGS if printed else SETTINGS).items():
            if name not in written:
                setattr(config, name, value)
    config.latex_elements = {**elements, **config.latex_elements}
    folder = files("bibouroku") / "latex"
    # the site's own files come last, so that they win
    config.latex_additional_files = [
        *(str(folder / name) for name in names), *config.latex_additional_files,
    ]  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    """Settle the settings before Sphinx checks them (800)."""
    app.add_config_value("bibouroku_paper", "a4", "", types=frozenset({str}))
    app.add_config_value("bibouroku_print", default=False, rebuild="", types=frozenset({bool}))
    app.connect("config-inited", settle, priority=100)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
