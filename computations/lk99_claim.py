"""Numbers, tables and figures of the memo ``lk99-claim``.

Everything is a plain conversion or a textbook formula applied to cited inputs; each input
names its cite key.  Status words in the tables are those of early August 2023.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING, Any, Final

from bibouroku.computed import Table
from bibouroku.drawing import ACCENT, BLUE, GREEN, INK, LINE, SOFT, new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ZERO_CELSIUS_K: Final = 273.15  # definition of the Celsius scale
PASCAL_PER_ATM: Final = 101_325.0  # definition of the standard atmosphere

CLAIMED_TC_K: Final = 400.0  # lee2023first, abstract: a lower bound
APRIL_TC_C: Final = 97.0  # lee2023consideration, abstract: a lower bound
STEP_C: Final = 105.0  # lee2023levitation: where its resistivity falls
SOUTHEAST_K: Final = 110.0  # gao2023jiemian: one piece of six
AMBIENT_RECORD_K: Final = 133.0  # schilling1993; drozdov2015, abstract

COPPER_OHM_CM: Final = 1.7241e-6  # nbs1966: annealed copper, 20 degrees Celsius
BEIHANG_LK99_OHM_CM: Final = 1.94e4  # liu2023, abstract
BEIHANG_CU3P_OHM_CM: Final = 5.22e-4  # liu2023, abstract
BEIHANG_PB2SO5_OHM_CM: Final = 7.18e9  # liu2023, abstract

#: An assumed measurement, not a cited one: a cube of 1 mm edge and a resolution of 1 uV.
#: The current is the one the Southeast University group used (gao2023jiemian).
EDGE_CM: Final = 0.1
CURRENT_A: Final = 1e-3
RESOLUTION_V: Final = 1e-6

MASS_SUSCEPTIBILITY: Final = 2.5e-4  # emu/g, magnitude; lihkg2023 (second hand)
DENSITY: Final = 7.0  # g/cm^3, round value; lihkg2023 (second hand)


def celsius(kelvin: float) -> float:
    """Return the temperature *kelvin* in degrees Celsius."""
    return kelvin - ZERO_CELSIUS_K


def kelvin(degrees: float) -> float:
    """Return the temperature *degrees* (Celsius) in kelvin."""
    return degrees + ZERO_CELSIUS_K


def atmospheres(gigapascal: float) -> float:
    """Return the pressure *gigapascal* in standard atmospheres."""
    return gigapascal * 1e9 / PASCAL_PER_ATM


def four_probe_resistivity(voltage: float, current: float, area: float, length: float) -> float:
    """Return rho = (V/I)(A/L) in ohm cm (volt, ampere, cm^2, cm): the definition of rho."""
    return voltage / current * area / length


def four_probe_voltage(resistivity: float, current: float, area: float, length: float) -> float:
    """Return the voltage V = rho I L/A (ohm cm, ampere, cm^2, cm), the inverse of the above."""
    return resistivity * current * length / area


def volume_susceptibility(mass_susceptibility: float, density: float) -> float:
    """Return the SI volume susceptibility 4 pi d chi_g of a Gaussian chi_g (emu/g; g/cm^3)."""
    return 4 * pi * density * mass_susceptibility


def claimed_tc_celsius() -> float:
    """Return the claimed lower bound of the critical temperature in degrees Celsius."""
    return celsius(CLAIMED_TC_K)


def claim_over_record() -> float:
    """Return the claimed lower bound over the highest critical temperature at one atmosphere."""
    return CLAIMED_TC_K / AMBIENT_RECORD_K


def april_tc_kelvin() -> float:
    """Return the lower bound of the April 2023 paper in kelvin."""
    return kelvin(APRIL_TC_C)


def step_kelvin() -> float:
    """Return the temperature of the resistivity step in kelvin."""
    return kelvin(STEP_C)


def claim_minus_step() -> float:
    """Return by how many kelvin the claimed bound lies above the resistivity step."""
    return CLAIMED_TC_K - step_kelvin()


def southeast_celsius() -> float:
    """Return the temperature of the Southeast University claim in degrees Celsius."""
    return celsius(SOUTHEAST_K)


def southeast_below_zero() -> float:
    """Return by how many degrees Celsius that temperature lies below freezing."""
    return -southeast_celsius()


def kelvin_per_decade() -> float:
    """Return the mean rise of the record from mercury (1911) to Nb-Ge (1973), K per decade."""
    first, last = RECORDS[0], RECORDS[1]
    return (last.kelvin - first.kelvin) / (last.year - first.year) * 10


def lanthanum_hydride_atm() -> float:
    """Return the pressure of the lanthanum hydride record in units of 10^4 atmospheres."""
    return atmospheres(next(r.gigapascal for r in RECORDS if r.key == "drozdov2019")) / 1e4


def copper_nanovolt() -> float:
    """Return the voltage in nV over the assumed cube if it were copper."""
    return four_probe_voltage(COPPER_OHM_CM, CURRENT_A, EDGE_CM**2, EDGE_CM) * 1e9


def resolution_ohm_cm() -> float:
    """Return the resistivity in ohm cm that the assumed resolution cannot tell from zero."""
    return four_probe_resistivity(RESOLUTION_V, CURRENT_A, EDGE_CM**2, EDGE_CM)


def resolution_over_copper() -> float:
    """Return that resistivity in units of the resistivity of copper."""
    return resolution_ohm_cm() / COPPER_OHM_CM


def beihang_over_copper() -> float:
    """Return the resistivity of the Beihang product over that of copper."""
    return BEIHANG_LK99_OHM_CM / COPPER_OHM_CM


def beihang_over_copper_oku() -> float:
    """Return the same ratio in units of 10^8 (Japanese *oku*)."""
    return beihang_over_copper() / 1e8


def quoted_susceptibility() -> float:
    """Return the magnitude of the SI susceptibility behind the figure passed around online."""
    return volume_susceptibility(MASS_SUSCEPTIBILITY, DENSITY)


def quoted_percent_of_perfect() -> float:
    """Return that magnitude in percent of perfect diamagnetism (|chi| = 1)."""
    return quoted_susceptibility() * 100


@dataclass(frozen=True, slots=True)
class Record:
    """One critical temperature: what, when, how hot, how squeezed, how well established."""

    name: str
    year: int
    kelvin: float
    #: Pressure in GPa; 0 stands for one atmosphere.
    gigapascal: float
    #: One of ``STATUS``.
    status: str
    key: str
    #: How the temperature is printed (a bound, an error); else the plain number.
    printed: str = ""
    #: How the pressure is printed; else made from ``gigapascal``.
    pressure: str = ""

    @property
    def pressure_text(self) -> str:
        """Return the pressure as printed."""
        if self.pressure:
            return self.pressure
        return f"{self.gigapascal:g} GPa" if self.gigapascal else "大気圧"


#: Status of August 2023, and how it is printed in the table.
STATUS: Final = {
    "established": "確立",
    "published": "論文あり",
    "retracted": "撤回済み",
    "disputed": "論争中",
    "claimed": "主張のみ",
}

RECORDS: Final = (
    Record("Hg", 1911, 4.2, 0, "established", "rao1988"),
    Record("Nb–Ge", 1973, 23.2, 0, "established", "riordon2003"),
    Record("La–Ba–Cu–O", 1986, 30, 0, "established", "bednorz1986", "30台（開始温度）"),
    Record("Y–Ba–Cu–O", 1987, 93, 0, "established", "wu1987"),
    Record("Hg–Ba–Ca–Cu–O", 1993, AMBIENT_RECORD_K, 0, "established", "schilling1993"),
    Record("Hg系銅酸化物", 1994, 164, 45, "published", "gao1994", "164", "最大45 GPaの実験"),
    Record("H₃S", 2015, 203, 155, "published", "drozdov2015"),
    Record("LaH₁₀", 2019, 250, 170, "published", "drozdov2019", "約250", "約170 GPa"),
    Record("C–S–H", 2020, 287.7, 267, "retracted", "snider2020", "287.7 ± 1.2"),
    Record("N添加Lu水素化物", 2023, 294, 1, "disputed", "dasenbrock2023"),
    Record("LK-99", 2023, CLAIMED_TC_K, 0, "claimed", "lee2023first", "400以上"),
)


#: Records that the memo discusses and does not lean on.
UNSETTLED: Final = frozenset({"retracted", "disputed", "claimed"})


def records_table() -> Table:
    """Return the records with temperatures in K and in Celsius, and pressures in atmospheres."""
    rows = []
    for record in RECORDS:
        degrees = f"{celsius(record.kelvin):.0f}".replace("-", "−")
        if record.status == "claimed":
            degrees += "以上"
        elif record.key == "bednorz1986":
            degrees = "約−240"
        squeeze = f"{atmospheres(record.gigapascal) / 1e4:.2g}万" if record.gigapascal else "1"
        if record.gigapascal > 100:
            squeeze = f"{atmospheres(record.gigapascal) / 1e4:.0f}万"
        if record.key == "gao1994":
            squeeze = f"最大{atmospheres(record.gigapascal) / 1e4:.0f}万"
        rows.append(
            (
                record.name,
                str(record.year),
                record.printed or f"{record.kelvin:g}",
                degrees,
                record.pressure_text,
                squeeze,
                STATUS[record.status],
                f"{{cite:p}}`{'discusses' if record.status in UNSETTLED else 'data'}:{record.key}`",
            )
        )
    head = ("物質", "年", "温度（K）", "温度（℃）", "圧力", "気圧に直すと", "位置づけ", "出典")
    return Table(head=head, rows=tuple(rows))


def evidence_table() -> Table:
    """Return who had reported what by 4 August 2023."""
    rows = (
        (
            "量子エネルギー研究所など（韓国）",
            "ゼロ抵抗、臨界電流、臨界磁場を主張",
            "マイスナー効果を主張、部分的な浮上の動画",
            "400 K以上で超伝導",
            "{cite:p}`lee2023first{要旨},lee2023levitation{要旨}`",
        ),
        (
            "国立物理学研究所（インド）",
            "—",
            "永久磁石の上で浮かない",
            "その試料に室温のバルク超伝導はない",
            "{cite:p}`evidence:kumar2023synthesis{v1, 要旨}`",
        ),
        (
            "北京航空航天大学（中国）",
            f"{BEIHANG_LK99_OHM_CM / 1e4:.2f} × 10⁴ Ω cm、半導体的",
            "磁石と反発せず、浮かない",
            "主張は再検討が必要",
            "{cite:p}`evidence:liu2023{v1, 要旨}`",
        ),
        (
            "華中科技大学（中国）",
            "未測定",
            "室温で傾いて浮く（原報より大きな角度）",
            "磁気浮上を確認したと主張",
            "{cite:p}`wu2023levitation{要旨},information:wen2023haibao`",
        ),
        (
            "東南大学（中国）",
            f"六片中一片で{SOUTHEAST_K:.0f} K以下「ゼロ」、多くは半導体的",
            "その一片にマイスナー効果なし",
            "高温超伝導の候補",
            "{cite:p}`hou2023zero,information:gao2023jiemian`",
        ),
    )
    return Table(head=("グループ", "電気抵抗", "磁石・磁化", "著者らの結論", "出典"), rows=rows)


#: Marker, colour and whether filled, for each status; the shape alone tells them apart.
_MARKS: Final[dict[str, tuple[str, str, bool]]] = {
    "established": ("o", INK, True),
    "published": ("s", BLUE, True),
    "retracted": ("X", SOFT, False),
    "disputed": ("D", GREEN, False),
    "claimed": ("^", ACCENT, False),
}

#: Where each label stands, in points from its marker, and its horizontal alignment.
_LABELS: Final[dict[str, tuple[float, float, str]]] = {
    "rao1988": (0, 7, "center"),
    "riordon2003": (0, 7, "center"),
    "bednorz1986": (7, -6, "left"),
    "wu1987": (-7, -3, "right"),
    "schilling1993": (8, -6, "left"),
    "gao1994": (-7, 0, "right"),
    "drozdov2015": (-7, -3, "right"),
    "drozdov2019": (-7, -5, "right"),
    "snider2020": (-7, -7, "right"),
    "dasenbrock2023": (-5, 9, "right"),
    "lee2023first": (-8, -3, "right"),
}


def records_figure() -> Figure:
    """Return critical temperature against year, pressures in the labels, status as shape."""
    figure, axes = new_figure(150, 108)
    guides = ((77.0, "液体窒素の沸点 77 K"), (kelvin(20.0), "20 ℃"))
    for level, text in guides:
        axes.axhline(level, color=LINE, linewidth=0.9, zorder=0)
        axes.text(1906, level + 4, text, fontsize=8, color=SOFT, va="bottom")
    for record in RECORDS:
        shape, colour, filled = _MARKS[record.status]
        axes.scatter(
            [record.year],
            [record.kelvin],
            marker=shape,
            s=46,
            facecolor=colour if filled else "white",
            edgecolor=colour,
            linewidth=1.2,
            zorder=3,
        )
        right, up, side = _LABELS[record.key]
        name = _drawn(record.name)
        if record.gigapascal:
            name += f"（{record.pressure_text}）"
        if record.status == "retracted":
            name += " 2022年撤回"
        elif record.status == "disputed":
            name += " 論争中"
        elif record.status == "claimed":
            name += "（大気圧、400 K以上）主張のみ"
        axes.annotate(
            name,
            (record.year, record.kelvin),
            (right, up),
            textcoords="offset points",
            ha=side,
            fontsize=8.5,
            color=INK,
        )
    claim = RECORDS[-1]
    axes.annotate(
        "",
        (claim.year, claim.kelvin + 38),
        (claim.year, claim.kelvin + 8),
        arrowprops={"arrowstyle": "->", "color": ACCENT, "linewidth": 1.2},
    )
    _key(axes)
    axes.set_xlim(1904, 2028)
    axes.set_ylim(0, 450)
    axes.set_xlabel("報告の年")
    axes.set_ylabel("臨界温度（K）")
    return figure


def _drawn(text: str) -> str:
    """Return *text* with subscript digits as mathtext; the Japanese face has no such glyphs."""
    return re.sub(
        "[₀-₉]+",
        lambda found: "$_{" + "".join(str(ord(c) - ord("₀")) for c in found[0]) + "}$",
        text,
    )


def _key(axes: Any) -> None:
    """Draw the meaning of the marker shapes in the free upper left corner."""
    words = {
        "established": "大気圧、確立",
        "published": "高圧、論文あり",
        "retracted": "撤回済み",
        "disputed": "論争中",
        "claimed": "主張のみ（下限）",
    }
    for row, (status, text) in enumerate(words.items()):
        shape, colour, filled = _MARKS[status]
        height = 0.97 - 0.052 * row
        axes.plot(
            [0.02],
            [height],
            marker=shape,
            markersize=6,
            color=colour,
            markerfacecolor=colour if filled else "white",
            transform=axes.transAxes,
            linestyle="none",
        )
        axes.text(0.04, height, text, transform=axes.transAxes, fontsize=8.5, va="center")


#: Label and resistivity (ohm cm) of the marks on the ladder, from high to low.
LADDER: Final = (
    ("原料のPb₂SO₅", BEIHANG_PB2SO5_OHM_CM),
    ("北京航空航天大学が作ったLK-99", BEIHANG_LK99_OHM_CM),
    ("原料のCu₃P", BEIHANG_CU3P_OHM_CM),
    (
        "1 mm角、1 mA、$10^{-6}$ Vの測定の限界",
        four_probe_resistivity(RESOLUTION_V, CURRENT_A, EDGE_CM**2, EDGE_CM),
    ),
    ("焼きなました銅", COPPER_OHM_CM),
)


def ladder_figure() -> Figure:
    """Return measured resistivities at room temperature on one logarithmic ladder."""
    figure, axes = new_figure(150, 62)
    limit = 3
    for rank, (text, value) in enumerate(LADDER):
        height = len(LADDER) - 1 - rank
        colour = ACCENT if rank == limit else INK
        axes.plot(
            [value],
            [height],
            marker="|" if rank == limit else "o",
            markersize=11 if rank == limit else 6,
            markeredgewidth=2,
            color=colour,
            linestyle="none",
        )
        left = value > 1
        axes.annotate(
            _drawn(text),
            (value, height),
            (-9 if left else 9, 0),
            textcoords="offset points",
            ha="right" if left else "left",
            va="center",
            fontsize=8.5,
            color=colour,
        )
    axes.axvspan(1e-8, LADDER[limit][1], color=LINE, alpha=0.6, zorder=0)
    axes.text(1.3e-8, 4.25, "「ゼロ」に見える", fontsize=8.5, color=SOFT, va="center")
    axes.set_xscale("log")
    axes.set_xlim(1e-8, 1e11)
    axes.set_ylim(-0.6, 4.7)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    ticks = [-8, -4, 0, 4, 8]
    axes.set_xticks([10.0**tick for tick in ticks])
    axes.set_xticklabels([f"$10^{{{tick}}}$" if tick else "1" for tick in ticks])
    axes.minorticks_off()
    axes.set_xlabel("室温の抵抗率（Ω cm）")
    return figure
