"""Numbers of the memo on the pentadiamond affair (August 2020).

Elastic moduli are in GPa, lengths in angstrom, densities in g/cm3, sound speeds in km/s,
unless a docstring says otherwise.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from bibouroku.computed import Table
from bibouroku.drawing import ACCENT, BLUE, INK, LINE, SOFT, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# ------------------------------------------------------------------ cited inputs

#: Withdrawn paper: bulk, Young's and shear modulus (as quoted in brazhkin2020comment, abstract).
CLAIMED_B: Final = 381.0
CLAIMED_E: Final = 1691.0
CLAIMED_G: Final = 1113.0
#: Withdrawn paper: Poisson's ratio (as quoted in saha2020comment, abstract).
CLAIMED_NU: Final = -0.241
#: Withdrawn paper: estimated Vickers hardness (as quoted in saha2020comment, abstract).
CLAIMED_HARDNESS: Final = 422.0

#: Press release, moduli relative to diamond: B, E, G (optronics2020).
PRESS_B: Final = 0.8
PRESS_E: Final = 1.3
PRESS_G: Final = 1.8
#: Press release, density of pentadiamond (optronics2020).
PRESS_DENSITY: Final = 2.26

#: Corrected values of brazhkin2020comment (abstract).
COMMENT_B: Final = 250.0
COMMENT_G: Final = 170.0
COMMENT_E: Final = 417.0
COMMENT_NU: Final = 0.22

#: kanzaki2020pentadiamond: strain, the two stresses, and the equation-of-state bulk modulus.
ROUGH_STRAIN: Final = 0.01
ROUGH_STRESS_ALONG: Final = 5.60
ROUGH_STRESS_ACROSS: Final = 1.15
ROUGH_EOS_B: Final = 261.0

#: Lattice parameter and positions of fujii2020pentadiamond (seen second-hand only).
LATTICE: Final = 9.195
POSITIONS: Final = ((0.25, 0.25, 0.25), (0.152, 0.152, 0.152), (0.198, 0.198, 0.0))

#: Lattice parameter of diamond (tugraz_diamond), eight atoms with four bonds each.
DIAMOND_LATTICE: Final = 3.567
DIAMOND_ATOMS: Final = 8
DIAMOND_BONDS: Final = 16

#: Averages of diamond printed elsewhere: klein1993diamond (abstract), clerc2005diamond (abstract).
KLEIN_E: Final = 1143.0
KLEIN_NU: Final = 0.0691
CLERC_B: Final = 433.0
CLERC_G: Final = 502.0
CLERC_NU: Final = 0.082

#: nemeth2020diaphite, table 1: (B, G) of the DFT rows "3C diamond" and the five mixed structures.
DIAPHITE_DIAMOND: Final = (454.0, 558.0)
DIAPHITES: Final = ((392.0, 376.0), (402.0, 407.0), (390.0, 349.0), (379.0, 300.0), (411.0, 429.0))

#: Standard atomic weight of carbon, g/mol, and the exact Avogadro constant of the SI, 1/mol.
CARBON_WEIGHT: Final = 12.011
AVOGADRO: Final = 6.02214076e23

#: Days of the affair: fujii2020pentadiamond; brazhkin2020comment and saha2020comment; the last
#: day that jpnews2020withdrawal ("by the 31st") allows.
PUBLISHED: Final = date(2020, 6, 30)
COMMENTED: Final = date(2020, 7, 17)
WITHDRAWN_BY: Final = date(2020, 7, 31)

#: Longest carbon-carbon distance counted as a bond, angstrom (the next neighbours are at 2.4).
BOND_LIMIT: Final = 1.8


# ------------------------------------------------------------------ elasticity of cubic crystals


@dataclass(frozen=True, slots=True)
class Cubic:
    """The three elastic constants of a cubic crystal, in GPa."""

    c11: float
    c12: float
    c44: float

    @property
    def bulk(self) -> float:
        """Bulk modulus, the same in Voigt's and in Reuss's average."""
        return (self.c11 + 2 * self.c12) / 3

    @property
    def shear_voigt(self) -> float:
        """Upper bound of the shear modulus (voigt1889)."""
        return (self.c11 - self.c12 + 3 * self.c44) / 5

    @property
    def shear_reuss(self) -> float:
        """Lower bound of the shear modulus (reuss1929)."""
        difference = self.c11 - self.c12
        return 5 * difference * self.c44 / (4 * self.c44 + 3 * difference)

    @property
    def shear(self) -> float:
        """Mean of the two bounds (hill1952)."""
        return (self.shear_voigt + self.shear_reuss) / 2

    @property
    def young(self) -> float:
        """Young's modulus of the aggregate, from the Hill averages."""
        return young_from(self.bulk, self.shear)

    @property
    def poisson(self) -> float:
        """Poisson's ratio of the aggregate, from the Hill averages."""
        return poisson_from(self.bulk, self.shear)

    @property
    def stable(self) -> bool:
        """Whether the Born conditions hold (mouhat2014stability)."""
        return self.c11 > abs(self.c12) and self.c11 + 2 * self.c12 > 0 and self.c44 > 0


def young_from(bulk: float, shear: float) -> float:
    """Return Young's modulus of an isotropic solid."""
    return 9 * bulk * shear / (3 * bulk + shear)


def poisson_from(bulk: float, shear: float) -> float:
    """Return Poisson's ratio of an isotropic solid."""
    return (3 * bulk - 2 * shear) / (2 * (3 * bulk + shear))


def chen_hardness(bulk: float, shear: float) -> float:
    """Return the Vickers hardness of Chen's formula in GPa (chen2011hardness)."""
    ratio = shear / bulk
    return float(2 * (ratio**2 * shear) ** 0.585 - 3)


def tian_hardness(bulk: float, shear: float) -> float:
    """Return the Vickers hardness of Tian's formula in GPa (tian2012hardness)."""
    return float(0.92 * (shear / bulk) ** 1.137 * shear**0.708)


def teter_hardness(shear: float) -> float:
    """Return the Vickers hardness of Teter's proportion in GPa (note of nemeth2020diaphite)."""
    return 0.151 * shear


def longitudinal_speed(bulk: float, shear: float, density: float) -> float:
    """Return the longitudinal sound speed in km/s (GPa and g/cm3 give km/s without a factor)."""
    return math.sqrt((bulk + 4 * shear / 3) / density)


#: Diamond, ultrasonic (mcskimin1972diamond) and all-electron DFT (clerc2005diamond).
DIAMOND: Final = Cubic(1079, 124, 578)
DIAMOND_DFT: Final = Cubic(1043, 128, 534)

# ------------------------------------------------------------------ the structure


def _orbit(position: tuple[float, float, float]) -> set[tuple[float, ...]]:
    """Return the sites equivalent to *position* in Fm-3m, as fractions of the cubic cell."""
    centring = ((0.0, 0.0, 0.0), (0.0, 0.5, 0.5), (0.5, 0.0, 0.5), (0.5, 0.5, 0.0))
    return {
        tuple(
            round((sign * part + shift) % 1, 6) % 1
            for sign, part, shift in zip(signs, order, shifts, strict=True)
        )
        for order in itertools.permutations(position)
        for signs in itertools.product((1, -1), repeat=3)
        for shifts in centring
    }


def sites() -> tuple[tuple[tuple[float, ...], int], ...]:
    """Return each atom of the cubic cell with the number of its kind (0, 1, 2)."""
    return tuple(
        (site, kind) for kind, position in enumerate(POSITIONS) for site in sorted(_orbit(position))
    )


def _step(start: tuple[float, ...], end: tuple[float, ...]) -> tuple[float, ...]:
    """Return the shortest periodic vector from *start* to *end*, in fractions of the cell."""
    return tuple(b - a - round(b - a) for a, b in zip(start, end, strict=True))


def neighbours() -> tuple[tuple[tuple[int, float], ...], ...]:
    """Return for each atom its bonded neighbours, with the bond lengths in angstrom."""
    places = [site for site, _ in sites()]
    found = []
    for number, place in enumerate(places):
        lengths = [
            (other, LATTICE * math.hypot(*_step(place, there)))
            for other, there in enumerate(places)
            if other != number
        ]
        found.append(tuple(pair for pair in lengths if pair[1] < BOND_LIMIT))
    return tuple(found)


def ring_count(size: int) -> int:
    """Return how many closed rings of *size* bonds the cubic cell holds."""
    places = [site for site, _ in sites()]
    bonded = [[other for other, _ in around] for around in neighbours()]
    closed = 0
    paths: list[tuple[tuple[int, ...], tuple[float, ...]]] = [
        ((start,), (0.0, 0.0, 0.0)) for start in range(len(places))
    ]
    while paths:
        path, moved = paths.pop()
        for there in bonded[path[-1]]:
            step = _step(places[path[-1]], places[there])
            now = tuple(a + b for a, b in zip(moved, step, strict=True))
            if len(path) == size:
                closed += there == path[0] and math.hypot(*now) < 1e-6
            elif there > path[0] and there not in path:
                paths.append(((*path, there), now))
    return closed // 2  # each ring was walked both ways


def atoms() -> int:
    """Return the number of atoms in the cubic cell."""
    return len(sites())


def sp3_atoms() -> int:
    """Return the number of atoms with four neighbours."""
    return sum(len(around) == 4 for around in neighbours())


def sp2_atoms() -> int:
    """Return the number of atoms with three neighbours."""
    return sum(len(around) == 3 for around in neighbours())


def bonds() -> int:
    """Return the number of bonds in the cubic cell."""
    return sum(len(around) for around in neighbours()) // 2


def bond_lengths() -> tuple[float, ...]:
    """Return the different bond lengths, in angstrom, shortest first."""
    return tuple(sorted({round(length, 4) for around in neighbours() for _, length in around}))


def shortest_bond() -> float:
    """Return the length of the shortest bond in angstrom."""
    return bond_lengths()[0]


def longest_bond() -> float:
    """Return the length of the longest bond in angstrom."""
    return bond_lengths()[-1]


def five_rings() -> int:
    """Return the number of five-membered rings in the cubic cell."""
    return ring_count(5)


def other_small_rings() -> int:
    """Return the number of rings with 3, 4, 6 or 7 members in the cubic cell."""
    return sum(ring_count(size) for size in (3, 4, 6, 7))


def _density(count: int, lattice: float) -> float:
    """Return the density in g/cm3 of *count* carbon atoms in a cube of edge *lattice*."""
    return count * CARBON_WEIGHT / (AVOGADRO * (lattice * 1e-8) ** 3)


def density() -> float:
    """Return the density of pentadiamond from its cell."""
    return _density(atoms(), LATTICE)


def diamond_density() -> float:
    """Return the density of diamond from its cell."""
    return _density(DIAMOND_ATOMS, DIAMOND_LATTICE)


def density_ratio() -> float:
    """Return the density of pentadiamond over that of diamond."""
    return density() / diamond_density()


def bond_density_ratio() -> float:
    """Return the bonds per volume of pentadiamond over those of diamond."""
    return (bonds() / LATTICE**3) / (DIAMOND_BONDS / DIAMOND_LATTICE**3)


def bulk_by_bonds() -> float:
    """Return the bulk modulus if it were proportional to the bonds per volume."""
    return DIAMOND.bulk * bond_density_ratio()


def shear_by_bonds() -> float:
    """Return the shear modulus if it were proportional to the bonds per volume."""
    return DIAMOND.shear * bond_density_ratio()


def claimed_shear_per_bond() -> float:
    """Return the claimed shear modulus per bond over that of diamond."""
    return CLAIMED_G / shear_by_bonds()


def press_shear_per_mass() -> float:
    """Return the announced shear modulus per density over that of diamond."""
    return PRESS_G / (PRESS_DENSITY / diamond_density())


def comment_shear_per_bond() -> float:
    """Return the Comment's shear modulus per bond over that of diamond."""
    return COMMENT_G / shear_by_bonds()


# ------------------------------------------------------------------ do the claimed numbers agree?


def young_from_claimed_b_nu() -> float:
    """Return E that follows from the claimed B and Poisson's ratio."""
    return 3 * CLAIMED_B * (1 - 2 * CLAIMED_NU)


def shear_from_claimed_b_nu() -> float:
    """Return G that follows from the claimed B and Poisson's ratio."""
    return young_from_claimed_b_nu() / (2 * (1 + CLAIMED_NU))


def young_from_claimed_b_g() -> float:
    """Return E that follows from the claimed B and G."""
    return young_from(CLAIMED_B, CLAIMED_G)


def poisson_from_claimed_b_g() -> float:
    """Return Poisson's ratio that follows from the claimed B and G."""
    return poisson_from(CLAIMED_B, CLAIMED_G)


def claimed_poisson_recomputed() -> str:
    """Return Poisson's ratio from the claimed B and G as printed, with a true minus sign."""
    return f"{poisson_from_claimed_b_g():.3f}".replace("-", "−")


def poisson_from_claimed_e_g() -> float:
    """Return Poisson's ratio that follows from the claimed E and G."""
    return CLAIMED_E / (2 * CLAIMED_G) - 1


def poisson_from_claimed_b_e() -> float:
    """Return Poisson's ratio that follows from the claimed B and E."""
    return 0.5 - CLAIMED_E / (6 * CLAIMED_B)


def claimed_hardness_by_chen() -> float:
    """Return Chen's hardness for the claimed B and G."""
    return chen_hardness(CLAIMED_B, CLAIMED_G)


def claimed_hardness_by_tian() -> float:
    """Return Tian's hardness for the claimed B and G."""
    return tian_hardness(CLAIMED_B, CLAIMED_G)


def claimed_hardness_by_teter() -> float:
    """Return Teter's hardness for the claimed G."""
    return teter_hardness(CLAIMED_G)


def claimed_speed() -> float:
    """Return the longitudinal sound speed for the claimed B, G and density."""
    return longitudinal_speed(CLAIMED_B, CLAIMED_G, PRESS_DENSITY)


def least_claimed_c11() -> float:
    """Return the number C11 must exceed if B is as claimed and C12 is negative."""
    return 3 * CLAIMED_B


# ------------------------------------------------------------------ the corrected numbers


def comment_young() -> float:
    """Return E from the Comment's B and G."""
    return young_from(COMMENT_B, COMMENT_G)


def comment_poisson() -> float:
    """Return Poisson's ratio from the Comment's B and G."""
    return poisson_from(COMMENT_B, COMMENT_G)


def comment_hardness() -> float:
    """Return Chen's hardness from the Comment's B and G."""
    return chen_hardness(COMMENT_B, COMMENT_G)


def hardness_overstatement() -> float:
    """Return the claimed hardness over Chen's hardness for the Comment's moduli."""
    return CLAIMED_HARDNESS / comment_hardness()


def comment_speed() -> float:
    """Return the longitudinal sound speed for the Comment's moduli."""
    return longitudinal_speed(COMMENT_B, COMMENT_G, PRESS_DENSITY)


def rough_c11() -> float:
    """Return C11 of the rough check: stress along the strain over the strain."""
    return ROUGH_STRESS_ALONG / ROUGH_STRAIN


def rough_c12() -> float:
    """Return C12 of the rough check: stress across the strain over the strain."""
    return ROUGH_STRESS_ACROSS / ROUGH_STRAIN


def rough_bulk() -> float:
    """Return the bulk modulus from the rough C11 and C12."""
    return (rough_c11() + 2 * rough_c12()) / 3


def rough_poisson_100() -> float:
    """Return Poisson's ratio for a pull along [100]: C12 / (C11 + C12)."""
    return rough_c12() / (rough_c11() + rough_c12())


def bulk_disagreement_percent() -> float:
    """Return by how many percent the two rough bulk moduli differ."""
    return 100 * abs(rough_bulk() - ROUGH_EOS_B) / ROUGH_EOS_B


def claimed_over_eos_percent() -> float:
    """Return by how many percent the claimed B exceeds that of the equation of state."""
    return 100 * (CLAIMED_B / ROUGH_EOS_B - 1)


# ------------------------------------------------------------------ diamond as the yardstick


def diamond_bulk() -> float:
    """Return the bulk modulus of diamond."""
    return DIAMOND.bulk


def diamond_shear() -> float:
    """Return the Hill shear modulus of diamond."""
    return DIAMOND.shear


def diamond_young() -> float:
    """Return Young's modulus of diamond (Hill)."""
    return DIAMOND.young


def diamond_poisson() -> float:
    """Return Poisson's ratio of diamond (Hill)."""
    return DIAMOND.poisson


def diamond_c11() -> float:
    """Return the C11 of diamond."""
    return DIAMOND.c11


def diamond_bound_gap_percent() -> float:
    """Return how far Voigt's shear modulus of diamond lies above Reuss's, in percent."""
    return 100 * (DIAMOND.shear_voigt / DIAMOND.shear_reuss - 1)


def diamond_speed() -> float:
    """Return the longitudinal sound speed of diamond."""
    return longitudinal_speed(DIAMOND.bulk, DIAMOND.shear, diamond_density())


def diamond_hardness_by_chen() -> float:
    """Return Chen's hardness of diamond."""
    return chen_hardness(DIAMOND.bulk, DIAMOND.shear)


def diamond_hardness_by_tian() -> float:
    """Return Tian's hardness of diamond."""
    return tian_hardness(DIAMOND.bulk, DIAMOND.shear)


def diamond_hardness_by_teter() -> float:
    """Return Teter's hardness of diamond."""
    return teter_hardness(DIAMOND.shear)


def claimed_young_over_diamond() -> float:
    """Return the claimed E over that of diamond."""
    return CLAIMED_E / DIAMOND.young


def claimed_shear_over_diamond() -> float:
    """Return the claimed G over that of diamond."""
    return CLAIMED_G / DIAMOND.shear


def claimed_bulk_over_diamond() -> float:
    """Return the claimed B over that of diamond."""
    return CLAIMED_B / DIAMOND.bulk


def _implied(claimed: float, ratio: float, rounding: float) -> float:
    """Return diamond's modulus that makes *claimed* over it the (shifted) published ratio."""
    return claimed / (ratio + rounding)


def implied_shear_low() -> float:
    """Return the least diamond G that fits the claimed G and the press ratio as rounded."""
    return _implied(CLAIMED_G, PRESS_G, 0.05)


def implied_shear_high() -> float:
    """Return the greatest diamond G that fits the claimed G and the press ratio as rounded."""
    return _implied(CLAIMED_G, PRESS_G, -0.05)


def implied_young_low() -> float:
    """Return the least diamond E that fits the claimed E and the press ratio as rounded."""
    return _implied(CLAIMED_E, PRESS_E, 0.05)


def implied_young_high() -> float:
    """Return the greatest diamond E that fits the claimed E and the press ratio as rounded."""
    return _implied(CLAIMED_E, PRESS_E, -0.05)


def diaphite_shear_low() -> float:
    """Return the smallest shear modulus of the mixed structures over that of diamond (DFT)."""
    return min(shear for _, shear in DIAPHITES) / DIAPHITE_DIAMOND[1]


def diaphite_shear_high() -> float:
    """Return the greatest shear modulus of the mixed structures over that of diamond (DFT)."""
    return max(shear for _, shear in DIAPHITES) / DIAPHITE_DIAMOND[1]


# ------------------------------------------------------------------ time


def days_to_comments() -> int:
    """Return the days from publication to the two Comments."""
    return (COMMENTED - PUBLISHED).days


def days_to_withdrawal() -> int:
    """Return the days from publication to the last day the withdrawal notice can have."""
    return (WITHDRAWN_BY - PUBLISHED).days


# ------------------------------------------------------------------ table and figure


def averages_table() -> Table:
    """Return the averages of diamond, the claim, and the independent values side by side."""

    def cubic_row(name: str, crystal: Cubic) -> tuple[str, ...]:
        return (
            name,
            f"{crystal.bulk:.0f}",
            f"{crystal.shear_voigt:.0f}／{crystal.shear_reuss:.0f}",
            f"{crystal.shear:.0f}",
            f"{crystal.young:.0f}",
            f"{crystal.poisson:.3f}",
            f"{chen_hardness(crystal.bulk, crystal.shear):.0f}",
        )

    def moduli_row(name: str, bulk: float, shear: float) -> tuple[str, ...]:
        return (
            name,
            f"{bulk:.0f}",
            "―",
            f"{shear:.0f}",
            f"{young_from(bulk, shear):.0f}",
            f"{poisson_from(bulk, shear):.3f}".replace("-", "−"),
            f"{chen_hardness(bulk, shear):.0f}",
        )

    return Table(
        head=(
            "",
            "$B$",
            "$G_\\mathrm{V}$／$G_\\mathrm{R}$",
            "$G$",
            "$E$",
            "$\\nu$",
            "$H_\\mathrm{V}$",
        ),
        rows=(
            cubic_row("ダイヤモンド（実測の定数）{cite:p}`mcskimin1972diamond`", DIAMOND),
            cubic_row("ダイヤモンド（計算の定数）{cite:p}`clerc2005diamond{要旨}`", DIAMOND_DFT),
            moduli_row(
                "ペンタダイヤモンド（取り下げられた値）{cite:p}`brazhkin2020comment{要旨}`",
                CLAIMED_B,
                CLAIMED_G,
            ),
            moduli_row(
                "ペンタダイヤモンド（Commentの値）{cite:p}`brazhkin2020comment{要旨}`",
                COMMENT_B,
                COMMENT_G,
            ),
        ),
    )


def checks_table() -> Table:
    """Return the checks a reader can do, what each gives, and whether it sounds the alarm."""
    quiet, alarm = "鳴らない", "**鳴る**"
    chen = (claimed_hardness_by_chen(), diamond_hardness_by_chen())
    return Table(
        head=("検査", "主張の側", "比べる相手", "警報"),
        rows=(
            (
                "座標から出した密度（g/cm³）",
                f"{PRESS_DENSITY:.2f}",
                f"{density():.3f}（座標と格子定数）",
                quiet,
            ),
            (
                "$B$と$G$から出した$E$（GPa）",
                f"{CLAIMED_E:.0f}",
                f"{young_from_claimed_b_g():.0f}",
                quiet,
            ),
            (
                "$B$と$G$から出した$\\nu$",
                f"{CLAIMED_NU:.3f}".replace("-", "−"),
                claimed_poisson_recomputed(),
                quiet,
            ),
            (
                "Bornの安定条件（$C_{12}<0$）",
                f"$C_{{11}}>{least_claimed_c11():.0f}$ GPa",
                "$C_{11}>\\lvert C_{12}\\rvert$、$C_{11}+2C_{12}>0$",
                quiet,
            ),
            (
                "縦波の音速（km/s）",
                f"{claimed_speed():.1f}",
                f"{diamond_speed():.1f}（ダイヤモンド）",
                alarm,
            ),
            (
                "結合1本あたりの$G$（ダイヤモンド=1）",
                f"{claimed_shear_per_bond():.1f}",
                f"{comment_shear_per_bond():.2f}（Commentの$G$）",
                alarm,
            ),
            (
                "硬さの式（GPa）",
                f"{chen[0]:.0f}",
                f"{chen[1]:.0f}（ダイヤモンド）",
                alarm,
            ),
            (
                "状態方程式から出した$B$（GPa）",
                f"{CLAIMED_B:.0f}",
                f"{ROUGH_EOS_B:.0f}",
                alarm,
            ),
        ),
    )


#: The looks of the three series: label, face, edge, hatching.
SERIES: Final = (
    ("取り下げられた値", "#f3e3de", ACCENT, "///"),
    ("Commentの値", BLUE, BLUE, ""),
    ("ダイヤモンド", "white", INK, ""),
)
BAR_STEP: Final = 0.27


def _bars(axes: Axes, rows: tuple[tuple[float, ...], ...], digits: int, gap: float) -> None:
    """Draw one group of bars for each row, one bar for each series, with their numbers."""
    for group, row in enumerate(rows):
        for series, (value, look) in enumerate(zip(row, SERIES, strict=True)):
            name, face, edge, hatch = look
            place = group + (series - 1) * BAR_STEP
            axes.bar(
                place,
                value,
                width=0.24,
                linewidth=1,
                facecolor=face,
                edgecolor=edge,
                hatch=hatch,
                zorder=2,
                label=name if group == 0 else None,
            )
            axes.text(
                place,
                value + (gap if value >= 0 else -gap),
                f"{value:.{digits}f}".replace("-", "−"),
                ha="center",
                va="bottom" if value >= 0 else "top",
                fontsize=8.5,
            )


def moduli_figure() -> Figure:
    """Return the figure of claimed and independent moduli beside those of diamond."""
    figure, (left, right) = new_figure(width_mm=160, height_mm=98, columns=2)
    left.get_gridspec().set_width_ratios((3.4, 1))
    _bars(
        left,
        (
            (CLAIMED_B, COMMENT_B, DIAMOND.bulk),
            (CLAIMED_G, COMMENT_G, DIAMOND.shear),
            (CLAIMED_E, COMMENT_E, DIAMOND.young),
        ),
        0,
        18,
    )
    left.texts[1].set(y=COMMENT_B - 25, va="top", color="white")  # room for the marks above
    marks = {"linestyle": "none", "markersize": 5, "markeredgecolor": INK, "zorder": 4}
    left.plot([-0.06], [ROUGH_EOS_B], "D", color="white", label="概算（状態方程式）", **marks)
    left.plot([0.06], [rough_bulk()], "D", color=INK, label="概算（$C_{11}$と$C_{12}$）", **marks)
    left.set_xticks((0, 1, 2), ("体積弾性率 $B$", "剛性率 $G$", "ヤング率 $E$"))
    left.set_ylabel("GPa")
    left.set_ylim(0, 1950)
    left.set_xlim(-0.55, 2.5)
    lines, names = left.get_legend_handles_labels()
    left.legend(
        [*lines[2:], *lines[:2]],
        [*names[2:], *names[:2]],
        loc="upper left",
        framealpha=1,
        edgecolor="none",
        fontsize=8.5,
        labelspacing=0.45,
    )

    _bars(right, ((CLAIMED_NU, COMMENT_NU, DIAMOND.poisson),), 2, 0.008)
    right.axhline(0, color=SOFT, linewidth=0.8)
    right.set_xticks((0,), ("ポアソン比 $\\nu$",))
    right.set_xlim(-0.5, 0.5)
    right.set_ylim(-0.32, 0.32)
    right.set_yticks((-0.2, 0, 0.2), ("−0.2", "0", "0.2"))
    for axes in (left, right):
        axes.grid(axis="y", color=LINE, linewidth=0.6)
        axes.set_axisbelow(True)
    return figure
