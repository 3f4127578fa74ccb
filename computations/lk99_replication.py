"""Numbers, tables and figures of the memo ``lk99-replication``.

The replication table and the timeline are drawn from the bibliography: an entry that names
one of the original preprints in its field ``replicates`` is a replication, its fields
``group``, ``sample``, ``measurement`` and ``finding`` describe it, and its relations to the
originals (``refutes``, ``disputes``, ``confirms``) give the verdict.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from bibouroku.computed import Table
from bibouroku.drawing import ACCENT, BLUE, GREEN, INK, LINE, SOFT, new_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

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

#: The preprints whose replications are listed.
ORIGINALS: Final = ("lee2023levitation", "lee2023first")
#: The memo speaks from this day.
CUTOFF: Final = dt.date(2023, 8, 22)
#: Relation fields, the weightiest first, with the word for the table and the marker's look.
VERDICTS: Final = {"refutes": "反証", "disputes": "反する", "confirms": "一部を支持"}
UNDECIDED: Final = "どちらでもない"
MARKERS: Final = {
    "反証": ("s", ACCENT, ACCENT),
    "反する": ("o", BLUE, BLUE),
    "一部を支持": ("^", GREEN, "white"),
    UNDECIDED: ("D", SOFT, "white"),
}


class DateLike(Protocol):
    """What is used of a date of the bibliography."""

    @property
    def earliest(self) -> dt.date:
        """The first day that the date can mean."""

    @property
    def latest(self) -> dt.date:
        """The last day that the date can mean."""


class ReferenceLike(Protocol):
    """What is used of an entry of the bibliography."""

    @property
    def key(self) -> str:
        """The cite key."""

    @property
    def date(self) -> DateLike | None:
        """The date, if it has one."""

    def text(self, name: str, /) -> str | None:
        """Return the field *name*, or ``None``."""

    def keys_in(self, name: str, /) -> tuple[str, ...]:
        """Return the cite keys in the field *name*."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which a work came out; one day when the date is known to the day."""

    first: dt.date
    last: dt.date

    @property
    def is_exact(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last

    @property
    def japanese(self) -> str:
        """The window in Japanese, without the year: 8月6日, 8月6～9日頃."""
        start = f"{self.first.month}月{self.first.day}"
        if self.is_exact:
            return f"{start}日"
        month = "" if self.first.month == self.last.month else f"{self.last.month}月"
        return f"{start}～{month}{self.last.day}日頃"


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
    Step("Cu₂Sの超イオン転移（文献値）", SUPERIONIC_C, "℃", "jain2023{要旨},gong2019"),
    Step("原論文の抵抗率の段差", ORIGINAL_STEP_C, "℃", "garisto2023solved"),
    Step("Cu₂Sの抵抗率の急落（物理研究所）", IOP_STEP_K, "K", "zhu2023{要旨}"),
    Step("LK-99系複合体の抵抗の跳び（華中科技大）", HUST_STEP_K, "K", "wu2023abnormal{要旨}"),
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


def replications(references: Mapping[str, ReferenceLike]) -> list[tuple[Window, ReferenceLike]]:
    """Return the replications of the originals up to the memo's day, in order of time."""
    found = [
        (window, reference)
        for reference in references.values()
        if set(reference.keys_in("replicates")) & set(ORIGINALS)
        and (window := announced_between(reference, references)) is not None
        and window.first <= CUTOFF
    ]
    return sorted(
        found, key=lambda pair: (pair[0].first, pair[0].last, pair[1].text("eprint") or "")
    )


def announced_between(
    reference: ReferenceLike, references: Mapping[str, ReferenceLike]
) -> Window | None:
    """Return the days between which *reference* came out, or ``None`` without a date.

    A date known to the day stands as it is.  Otherwise the arXiv number narrows it: numbers
    run in the order of announcement, so that the nearest lower and higher numbers whose day
    is known bound it (an estimate, for a paper can be held back before its announcement).
    """
    if reference.date is None:
        return None
    window = Window(reference.date.earliest, reference.date.latest)
    number = reference.text("eprint")
    if window.is_exact or number is None:
        return window
    anchors = list(_dated_numbers(references))
    lower = [day for other, day in anchors if other < number]
    upper = [day for other, day in anchors if other > number]
    return Window(
        max([window.first, *lower]) if lower else window.first,
        min([window.last, *upper]) if upper else window.last,
    )


def _dated_numbers(references: Mapping[str, ReferenceLike]) -> Iterator[tuple[str, dt.date]]:
    """Yield the arXiv numbers whose day of submission is known, with that day."""
    for reference in references.values():
        number, date = reference.text("eprint"), reference.date
        # the date of a journal version says nothing of the number's day: the month differs
        if not number or not date or date.earliest != date.latest:
            continue
        if number.startswith(f"{date.earliest:%y%m}."):
            yield number, date.earliest


def verdict(reference: ReferenceLike) -> str:
    """Return in a word what *reference* says of the originals, from its relation fields."""
    for field, word in VERDICTS.items():
        if set(reference.keys_in(field)) & set(ORIGINALS):
            return word
    return UNDECIDED


def replication_table(references: Mapping[str, ReferenceLike]) -> Table:
    """Return the replications up to the memo's day: who made and measured what, and found."""
    return Table(
        head=("日付", "グループ", "試料", "測ったもの", "結果", "主張に対して"),
        rows=tuple(
            (
                window.japanese,
                f"{reference.text('group') or '—'} {{cite:p}}`{reference.key}`",
                reference.text("sample") or "—",
                reference.text("measurement") or "—",
                reference.text("finding") or "—",
                verdict(reference),
            )
            for window, reference in replications(references)
        ),
    )


def timeline(references: Mapping[str, ReferenceLike]) -> Figure:
    """Return the replications on a line of time, marked by what they say of the claim."""
    listed = replications(references)
    start = dt.date(2023, 7, 22)  # lee2023first and lee2023levitation
    news = dt.date(2023, 8, 16)  # garisto2023solved
    figure, axes = new_figure(150, 30 + 6.4 * len(listed))
    for day, label in ((start, "原論文"), (news, "Natureの記事")):
        at = (day - start).days
        axes.axvline(at, color=SOFT, linewidth=0.9, linestyle="--", zorder=1)
        axes.annotate(
            label, (at, -1.0), xytext=(3, 0), textcoords="offset points",
            ha="left", va="center", fontsize=8.5, color=SOFT,
        )  # fmt: skip
    for row, (window, reference) in enumerate(listed):
        _draw_row(axes, row, (window.first - start).days, (window.last - start).days, reference)
    axes.set_ylim(len(listed) - 0.4, -1.6)
    axes.set_yticks(range(len(listed)), [_short_group(reference) for _, reference in listed])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    weeks = [start + dt.timedelta(days=7 * week) for week in range(5)]
    axes.set_xticks(
        [(day - start).days for day in weeks], [f"{day.month}月{day.day}日" for day in weeks]
    )
    axes.set_xlim(-1, 31)
    axes.set_xlabel("2023年")
    return figure


def _draw_row(axes: Axes, row: int, first: int, last: int, reference: ReferenceLike) -> None:
    """Draw one replication: a mark on its day, or a bar over the days it may be."""
    word = verdict(reference)
    marker, edge, face = MARKERS[word]
    axes.axhline(row, color=LINE, linewidth=0.6, zorder=0)
    if last > first:
        axes.plot([first, last], [row, row], color=edge, linewidth=2.2, zorder=2)
    axes.plot(
        [(first + last) / 2], [row], marker=marker, markersize=6.5, color=edge,
        markerfacecolor=face, markeredgewidth=1.3, linestyle="none", zorder=3,
    )  # fmt: skip
    axes.annotate(
        word, (last, row), xytext=(8, 0), textcoords="offset points",
        ha="left", va="center", fontsize=8.5, color=INK,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8}, zorder=2,
    )  # fmt: skip


def _short_group(reference: ReferenceLike) -> str:
    """Return the name of the group without the country."""
    return (reference.text("group") or reference.key).split("（")[0]
