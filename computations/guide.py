"""Examples of the authors' guide: elastic moduli, from the abstract of a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bibouroku.computed import Table
from bibouroku.drawing import BLUE, new_figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

    from bibouroku.bibliography.reference import Reference

#: Bulk and shear modulus, in GPa (brazhkin2020comment, abstract).
BULK: Final = 250
SHEAR: Final = 170


def young() -> float:
    """Return Young's modulus, in GPa, of an isotropic solid."""
    return 9 * BULK * SHEAR / (3 * BULK + SHEAR)


def moduli_table() -> Table:
    """Return the table of the three moduli."""
    source = "{cite:t}`data:brazhkin2020comment{要旨}`"
    head = ("弾性率", "GPa", "出典")
    bulk = ("体積弾性率$B$", f"{BULK}", source)
    shear = ("剛性率$G$", f"{SHEAR}", source)
    return Table(head, (bulk, shear, ("ヤング率$E$", f"{young():.0f}", "計算")))


def moduli_figure() -> Figure:
    """Return the bars of the three moduli; the computed one is hatched."""
    figure, axes = new_figure(width_mm=110, height_mm=45)
    names = ("体積弾性率 $B$", "剛性率 $G$", "ヤング率 $E$")
    values = (BULK, SHEAR, young())
    bars = axes.barh(names, values, color="white", edgecolor=BLUE)
    bars[2].set_hatch("///")
    axes.invert_yaxis()
    axes.set_xlabel("GPa")
    return figure


def preprints(references: Mapping[str, Reference]) -> int:
    """Return how many of the references have a number of arXiv."""
    archives = (work.text("eprinttype") for work in references.values())
    return sum((archive or "").lower() == "arxiv" for archive in archives)
