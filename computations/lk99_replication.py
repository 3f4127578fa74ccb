"""Numbers and a table of the memo ``lk99-replication``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from bibouroku.computed import Table

ZERO_CELSIUS_K: Final = 273.15  # definition of the Celsius scale
STANDARD_GRAVITY: Final = 9.80665  # m/s^2, by definition

CLAIMED_TC_K: Final = 400.0  # lee2023first, abstract: a lower bound
ORIGINAL_STEP_C: Final = 104.8  # the originals' step, as quoted in garisto2023solved
SUPERIONIC_C: Final = 104.0  # jain2023, abstract; also gong2019, introduction
IOP_STEP_K: Final = 385.0  # zhu2023, abstract
HUST_STEP_K: Final = 387.0  # wu2023abnormal, abstract
SINGH_STEP_K: Final = 380.0  # singh2024, abstract (only in an update note)

ORIGINAL_ABOVE_OHM_CM: Final = 0.02  # the originals, as reported in gigazine2023
ORIGINAL_BELOW_OHM_CM: Final = 0.002  # the originals, as reported in gigazine2023
BEIHANG_OHM_CM: Final = 1.94e4  # liu2023, abstract: the product at room temperature

# Assumed round values, not cited ones: a flake on a strong permanent magnet.
FLAKE_LENGTH_M: Final = 1e-3
FLAKE_DENSITY: Final = 7.0e3  # kg/m^3
MAGNET_T: Final = 0.3

#: Atoms of the reagents (liu2023, title) and of the product with one copper atom.
LANARKITE: Final = {"Pb": 2, "S": 1, "O": 5}
COPPER_PHOSPHIDE: Final = {"Cu": 3, "P": 1}
PRODUCT: Final = {"Pb": 9, "Cu": 1, "P": 6, "O": 25}


@dataclass(frozen=True, slots=True)
class Step:
    """A temperature named for the step of the resistivity, with the scale it was given in."""

    meaning: str
    value: float
    #: "K" or "℃".
    unit: str
    citation: str

    @property
    def kelvin(self) -> float:
        """The temperature in kelvin."""
        return self.value if self.unit == "K" else kelvin(self.value)


STEPS: Final = (
    Step(
        "Cu₂Sの超イオン転移（文献値）", SUPERIONIC_C, "℃", "data:jain2023{要旨},data:gong2019{序論}"
    ),
    Step("原論文の抵抗率の段差", ORIGINAL_STEP_C, "℃", "data:garisto2023solved"),
    Step("Cu₂Sの抵抗率の急落（物理研究所）", IOP_STEP_K, "K", "data:zhu2023{要旨}"),
    Step("LK-99系複合体の抵抗の跳び（華中科技大）", HUST_STEP_K, "K", "data:wu2023abnormal{要旨}"),
)


def kelvin(celsius_degrees: float) -> float:
    """Return the temperature *celsius_degrees* in kelvin."""
    return celsius_degrees + ZERO_CELSIUS_K


def celsius(kelvins: float) -> float:
    """Return the temperature *kelvins* in degrees Celsius."""
    return kelvins - ZERO_CELSIUS_K


def step_temperatures() -> Table:
    """Return the temperatures of the step, each as its source gives it, in K and ℃."""
    rows = [
        (
            f"{step.meaning} {{cite:p}}`{step.citation}`",
            f"{step.value:g} {step.unit}",
            f"{step.kelvin:.0f}",
            f"{celsius(step.kelvin):.0f}",
        )
        for step in STEPS
    ]
    rows.append(
        (
            "（比較）主張された臨界温度の下限 {cite:p}`discusses:lee2023first{要旨}`",
            f"{CLAIMED_TC_K:g} K",
            f"{CLAIMED_TC_K:.0f}",
            f"{celsius(CLAIMED_TC_K):.0f}",
        )
    )
    return Table(head=("何の温度か", "資料の値", "K", "℃"), rows=tuple(rows))


def step_spread() -> float:
    """Return the spread in kelvin between the lowest and the highest of the four steps."""
    values = [step.kelvin for step in STEPS]
    return max(values) - min(values)


def claimed_gap() -> float:
    """Return by how many kelvin the originals' step lies below their claimed lower bound."""
    return CLAIMED_TC_K - kelvin(ORIGINAL_STEP_C)


def iop_step_celsius() -> float:
    """Return the step of Cu2S seen at the Institute of Physics, in ℃."""
    return celsius(IOP_STEP_K)


def hust_step_celsius() -> float:
    """Return the step of the composite seen at Huazhong University, in ℃."""
    return celsius(HUST_STEP_K)


def singh_step_celsius() -> float:
    """Return the step reported in 2024 for samples with 1.5 % Cu2S, in ℃."""
    return celsius(SINGH_STEP_K)


def original_drop() -> float:
    """Return the factor by which the originals' resistivity falls at the step."""
    return ORIGINAL_ABOVE_OHM_CM / ORIGINAL_BELOW_OHM_CM


def resistivity_decades() -> float:
    """Return how many decades the Beihang sample lies above the originals' lower value."""
    return math.log10(BEIHANG_OHM_CM / ORIGINAL_BELOW_OHM_CM)


def left_over(element: str) -> int:
    """Return how many atoms of *element* are left per formula unit of the product.

    The reagents are taken in the ratio that gives just the oxygen and the phosphorus needed.
    """
    lanarkite = PRODUCT["O"] // LANARKITE["O"]
    phosphide = PRODUCT["P"] // COPPER_PHOSPHIDE["P"]
    given = lanarkite * LANARKITE.get(element, 0) + phosphide * COPPER_PHOSPHIDE.get(element, 0)
    return given - PRODUCT.get(element, 0)


def left_over_copper() -> int:
    """Return the copper atoms left per formula unit."""
    return left_over("Cu")


def left_over_sulfur() -> int:
    """Return the sulfur atoms left per formula unit."""
    return left_over("S")


def raising_magnetisation(length: float, density: float, field: float) -> float:
    """Return the in-plane magnetisation (A/m) at which a flat flake begins to stand up.

    A thin flake of the given *length* (m) and *density* (kg/m^3) rests with one edge on a
    magnet whose *field* (T) is vertical.  Raised by the angle a, it feels the magnetic torque
    M V B cos(a) and the opposite torque of its weight, rho V g (L/2) cos(a); the angle
    cancels, and they are equal at M = rho g L / (2 B).
    """
    return density * STANDARD_GRAVITY * length / (2.0 * field)


def flake_magnetisation() -> float:
    """Return that magnetisation for the assumed flake, in A/m."""
    return raising_magnetisation(FLAKE_LENGTH_M, FLAKE_DENSITY, MAGNET_T)


def flake_moment() -> float:
    """Return the same per mass, in A m^2/kg, which is emu/g."""
    return flake_magnetisation() / FLAKE_DENSITY
