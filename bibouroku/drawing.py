"""The look of computed figures: Japanese font, quiet axes, colours that survive greyscale.

Figures are made without pyplot, so that none stays open, and saved without
dates or random ids, so that two builds give the same bytes.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, cast

from matplotlib import font_manager, rcParams
from matplotlib.figure import Figure

#: Text and main lines.
INK: Final = "#1f2328"
#: Secondary text and guide lines.
SOFT: Final = "#57606a"
#: Hairlines and grids.
LINE: Final = "#ddd8cc"
#: The one accent of the site.
ACCENT: Final = "#7a3b2e"
BLUE: Final = "#0b5cad"
GREEN: Final = "#1f6b3a"

MM_PER_INCH: Final = 25.4
#: The Japanese face shipped with matplotlib-fontja, and one with the Latin marks it lacks.
FAMILIES: Final = ("IPAexGothic", "DejaVu Sans")
STYLE: Final[dict[str, Any]] = {
    "font.family": list(FAMILIES),
    "font.size": 9,
    "mathtext.fontset": "dejavusans",
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "axes.titlesize": 9.5,
    "text.color": INK,
    "xtick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.color": SOFT,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "lines.linewidth": 1.4,
    "hatch.linewidth": 0.6,
    "figure.facecolor": "white",
    "svg.fonttype": "path",  # no reader needs the font
    "svg.hashsalt": "bibouroku",
}


def new_figure(
    width_mm: float = 150, height_mm: float = 90, rows: int = 1, columns: int = 1
) -> tuple[Figure, Any]:
    """Return a figure of the given size and its axes (one, or an array of them).

    The style becomes matplotlib's for the process: a text takes its font when
    it is made, which is after this call.
    """
    _register_font()
    rcParams.update(cast("Any", STYLE))  # the stubs want each name spelt out as a literal
    figure = Figure(figsize=(width_mm / MM_PER_INCH, height_mm / MM_PER_INCH), layout="constrained")
    return figure, figure.subplots(rows, columns)


def save(figure: Figure, path: Path) -> None:
    """Write *figure* to *path*; the suffix (.svg or .pdf) chooses the form."""
    undated = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
    figure.savefig(path, metadata=undated.get(path.suffix))


def _register_font() -> None:
    """Make the Japanese face known, without importing the package that carries it.

    Importing ``matplotlib_fontja`` would change matplotlib's settings for the whole process.
    """
    if "IPAexGothic" not in font_manager.fontManager.get_font_names():
        package = find_spec("matplotlib_fontja")
        if package is None or package.origin is None:
            message = "the package matplotlib-fontja is not installed"
            raise ModuleNotFoundError(message)
        font_manager.fontManager.addfont(Path(package.origin).parent / "fonts" / "ipaexg.ttf")
