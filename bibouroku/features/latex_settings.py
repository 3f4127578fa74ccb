"""The book (PDF): settings for LuaLaTeX in Japanese, its paper, its data files, its date.

A site in Japanese gets them by loading the extension; whatever its conf.py sets
itself stays as it is. With another engine only the marks of the extension are
defined, and the look is Sphinx's.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ConfigError

from bibouroku.bibliography.era_years import with_era
from bibouroku.blog.archive import oldest_first
from bibouroku.features.memos import memo_domain
from bibouroku.paper import paper_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.blog.memo import Memo
    from bibouroku.paper import Paper

ENGINE: Final = "lualatex"
#: What defines the marks of the extension, for every engine.
MARKS: Final = "bibouroku.sty"
#: What gives a Japanese book its look; latexmkrc replaces that of Sphinx.
LOOK: Final = (
    "bibouroku-jlreq.cls", "bibouroku-book.sty", "bibouroku-book.lua", "bibouroku-fonts.sty",
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


def date_book(app: Sphinx, builder: Builder) -> None:
    """Give the book the date of its newest memo or note, in print and in the PDF's metadata."""
    memos = list(memo_domain(app.env).memos.values())
    if builder.name != "latex" or not memos:
        return
    newest = date_of_newest(memos)
    context: dict[str, Any] = builder.context  # type: ignore[attr-defined]
    if not app.config.today:
        context["date"] = with_era(newest)
    if app.config.latex_engine == ENGINE:
        context["preamble"] += metadata(app.config.project, newest, keywords(memos))


def date_of_newest(memos: Iterable[Memo]) -> EdtfDate:
    """Return the date of the newest memo or note."""
    return max((memo.modified for memo in memos), key=lambda date: date.earliest)


def keywords(memos: Iterable[Memo]) -> list[str]:
    """Return every category and tag once, those of old memos first."""
    words = (word for memo in oldest_first(memos) for word in (memo.category, *memo.tags))
    return list(dict.fromkeys(words))


def metadata(title: str, date: EdtfDate, words: Iterable[str]) -> str:
    """Return TeX that fixes dates, keywords and identity of the PDF.

    Otherwise the clock and the folder of the build would be in it.
    """
    moment = f"D:{date.earliest:%Y%m%d}000000Z"
    identity = hashlib.sha256(f"{title} {moment}".encode()).hexdigest()[:32].upper()
    listed = ", ".join(
        word.translate(dict.fromkeys(map(ord, "\\{}%#~^&$_"), " ")) for word in words
    )
    return (
        f"\n\\hypersetup{{pdfcreationdate={{{moment}}},pdfmoddate={{{moment}}},"
        f"pdfkeywords={{{listed}}}}}\n"
        f"\\pdfvariable trailerid {{[<{identity}> <{identity}>]}}\n"
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Settle the settings before Sphinx checks them (800)."""
    app.setup_extension("bibouroku.features.memos")
    app.add_config_value("bibouroku_paper", "a4", "", types=frozenset({str}))
    app.add_config_value("bibouroku_print", default=False, rebuild="", types=frozenset({bool}))
    app.connect("config-inited", settle, priority=100)
    app.connect("write-started", date_book)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
