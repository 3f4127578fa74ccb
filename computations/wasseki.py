"""Numbers, tables and figures of the memo on the product and sum formulae (posts/wasseki.md).

Angles are in radians unless a name says otherwise; table arcs are in minutes of arc.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from bibouroku.computed import Table
from bibouroku.drawing import ACCENT, BLUE, INK, LINE, SOFT, new_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from bibouroku.bibliography.reference import Reference

# --- beats -----------------------------------------------------------------------------------

#: The two pure tones of the beat, in Hz: a choice of ours (concert pitch and a string tuned sharp).
LOWER_TONE: Final = 440.0
UPPER_TONE: Final = 444.0


def mean_frequency() -> float:
    """Return the frequency of the rapid factor, (f1 + f2)/2, in Hz."""
    return (LOWER_TONE + UPPER_TONE) / 2


def envelope_frequency() -> float:
    """Return the frequency of the slow factor, |f1 - f2|/2, in Hz."""
    return abs(UPPER_TONE - LOWER_TONE) / 2


def beat_frequency() -> float:
    """Return the beats per second, |f1 - f2|: each sign of the slow factor is one swelling."""
    return abs(UPPER_TONE - LOWER_TONE)


def first_silence() -> float:
    """Return the first time, in seconds, at which the slow factor cos(2 pi f t) vanishes."""
    return 1 / (4 * envelope_frequency())


def first_silence_ms() -> float:
    """Return the time of the first silence in milliseconds."""
    return 1e3 * first_silence()


# --- how many wrong formulae a check rejects --------------------------------------------------


class Candidate(NamedTuple):
    """A formula that a half-remembering pupil might write: ``sign * 2 * first(p) * second(q)``."""

    sign: int
    first: str
    second: str

    def at(self, a: float, b: float) -> float:
        """Return its value for the angles A = *a*, B = *b*."""
        p, q = (a + b) / 2, (a - b) / 2
        return 2 * self.sign * FUNCTIONS[self.first](p) * FUNCTIONS[self.second](q)


FUNCTIONS: Final[dict[str, Callable[[float], float]]] = {"sin": math.sin, "cos": math.cos}
CANDIDATES: Final = tuple(
    Candidate(sign, first, second)
    for sign in (1, -1)
    for first in ("sin", "cos")
    for second in ("sin", "cos")
)

#: The four sums: how they are written, and their values for A and B.
SUMS: Final[dict[str, Callable[[float, float], float]]] = {
    r"\sin A+\sin B": lambda a, b: math.sin(a) + math.sin(b),
    r"\sin A-\sin B": lambda a, b: math.sin(a) - math.sin(b),
    r"\cos A+\cos B": lambda a, b: math.cos(a) + math.cos(b),
    r"\cos A-\cos B": lambda a, b: math.cos(a) - math.cos(b),
}

#: Angles at which a check is tried (any that are not special would do).
PROBES: Final = (0.3, 0.7, 1.1, 1.9, 2.6)

#: The checks: what is put for B, as a function of A.
CHECKS: Final[dict[str, Callable[[float], float]]] = {
    "B=A": lambda a: a,
    "B=0": lambda _a: 0.0,
    "B=-A": lambda a: -a,
}


def passes(candidate: Candidate, total: str, check: str) -> bool:
    """Return whether *candidate* agrees with the sum *total* wherever *check* looks."""
    return all(
        math.isclose(
            candidate.at(a, CHECKS[check](a)), SUMS[total](a, CHECKS[check](a)), abs_tol=1e-12
        )
        for a in PROBES
    )


def survivors(total: str, *checks: str) -> tuple[Candidate, ...]:
    """Return the candidates for *total* that none of the *checks* rejects."""
    return tuple(c for c in CANDIDATES if all(passes(c, total, check) for check in checks))


def candidate_count() -> int:
    """Return how many formulae one might half-remember for one sum: signs times kinds."""
    return len(CANDIDATES)


def checks_table() -> Table:
    """Return, for each sum, how many of the candidates each check leaves, and the survivor."""
    rows = []
    for total in SUMS:
        left = [str(len(survivors(total, check))) for check in CHECKS]
        (true,) = survivors(total, "B=A", "B=0")
        sign = "" if true.sign > 0 else "-"
        formula = rf"${sign}2\{true.first} p\,\{true.second} q$"
        both = str(len(survivors(total, "B=A", "B=0")))
        rows.append((f"${total}$", *left, both, formula))
    head = ("和", *(f"${check}$" for check in CHECKS), "$B=A$と$B=0$", "残る式")
    return Table(head, tuple(rows))


# --- prosthaphaeresis -------------------------------------------------------------------------

#: The factors of the worked product: the leading digits of e/10 and pi/10 (our choice).
FACTOR_X: Final = 0.2718282
FACTOR_Y: Final = 0.3141593
#: Figures of the sine tables that are tried.
DIGITS: Final = (4, 5, 6, 7, 8, 9)
#: Minutes of arc in a right angle; the tables step by one minute, as Regiomontanus's did
#: (roegel2011rheticus, section 1.1).
QUADRANT: Final = 90 * 60


#: From digits to their superscripts.
SUPERSCRIPTS: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@cache
def sine_table(digits: int) -> tuple[float, ...]:
    """Return sines of 0', 1', ..., 5400' rounded to *digits* decimal places."""
    return tuple(round(math.sin(math.radians(m / 60)), digits) for m in range(QUADRANT + 1))


def look_up(minutes: float, digits: int) -> float:
    """Return the sine of an arc within the quadrant, interpolated linearly and rounded."""
    table = sine_table(digits)
    below = min(int(minutes), QUADRANT - 1)
    step = table[below + 1] - table[below]
    return round(table[below] + (minutes - below) * step, digits)


def look_up_arc(sine: float, digits: int) -> float:
    """Return the arc in minutes whose tabular sine is *sine* (inverse linear interpolation)."""
    table = sine_table(digits)
    low, high = 0, QUADRANT
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if table[middle] <= sine else (low, middle)
    return low + (sine - table[low]) / (table[high] - table[low])


def look_up_cosine(minutes: float, digits: int) -> float:
    """Return the cosine of an arc between 0 and 180 degrees as the sine of the complement."""
    if minutes <= QUADRANT:
        return look_up(QUADRANT - minutes, digits)
    return -look_up(minutes - QUADRANT, digits)


def prosthaphaeresis(x: float, y: float, digits: int) -> float:
    """Return x*y for 0 < x, y < 1 without multiplying them.

    The formula is sin a sin b = (cos(a - b) - cos(a + b))/2; every value comes from a sine
    table of *digits* figures in steps of one minute.
    """
    a, b = look_up_arc(x, digits), look_up_arc(y, digits)
    return (look_up_cosine(abs(a - b), digits) - look_up_cosine(a + b, digits)) / 2


def true_product() -> float:
    """Return the product of the two factors."""
    return FACTOR_X * FACTOR_Y


def product_error(digits: int) -> float:
    """Return by how much prosthaphaeresis with *digits* figures misses the product."""
    return prosthaphaeresis(FACTOR_X, FACTOR_Y, digits) - true_product()


def product_table() -> Table:
    """Return the product found with tables of several sizes, and its error."""
    rows = []
    for digits in DIGITS:
        found = prosthaphaeresis(FACTOR_X, FACTOR_Y, digits)
        error = product_error(digits)
        # the half of a difference of two tabular values ends in the next place
        places = digits + 1
        rows.append(
            (
                str(digits),
                f"{found:.{places}f}",
                _scientific(error),
                f"{abs(error) * 10**digits:.2f}",
            )
        )
    head = ("表の桁数$n$", "求めた積", "真の積との差", "最後の位を1とした差の大きさ")
    return Table(head, tuple(rows))


def seven_figure_error() -> str:
    """Return the size of the error of the seven-figure product, as text."""
    return _scientific_text(abs(product_error(7)))


def interpolation_bound() -> str:
    """Return h^2/8, the most that linear interpolation can miss a sine by, h one minute."""
    return _scientific_text(math.radians(1 / 60) ** 2 / 8)


def _scientific_text(value: float) -> str:
    """Return *value* as text without markup: 4.3×10⁻⁸."""
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}×10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def _scientific(value: float) -> str:
    """Return *value* as MyST mathematics."""
    mantissa, exponent = f"{value:.1e}".split("e")
    return rf"${mantissa}\times 10^{{{int(exponent)}}}$"


# The example sin 38 cos 20 = (sin 58 + sin 18)/2, to five figures.
EXAMPLE_A_DEG: Final = 38
EXAMPLE_B_DEG: Final = 20


def example_product() -> float:
    """Return sin 38 cos 20 (degrees)."""
    return math.sin(math.radians(EXAMPLE_A_DEG)) * math.cos(math.radians(EXAMPLE_B_DEG))


def example_sine_of_sum() -> float:
    """Return sin(38 + 20) (degrees)."""
    return math.sin(math.radians(EXAMPLE_A_DEG + EXAMPLE_B_DEG))


def example_sine_of_difference() -> float:
    """Return sin(38 - 20) (degrees)."""
    return math.sin(math.radians(EXAMPLE_A_DEG - EXAMPLE_B_DEG))


# --- dates ------------------------------------------------------------------------------------

#: First printing of the two product formulae (thoren1988prosthaphaeresis, abstract).
FIRST_PRINTED: Final = 1588
#: Napier's Descriptio (eb1911logarithm, p. 873).
NAPIER_PUBLISHED: Final = 1614
#: Year and month of the two translations 初等平面三角法 (casey1893kumazawa, casey1895sanoi).
KUMAZAWA: Final = (1893, 10)
SANOI: Final = (1895, 1)


def years_until_logarithms() -> int:
    """Return the years from the first printing of the formulae to Napier's Descriptio."""
    return NAPIER_PUBLISHED - FIRST_PRINTED


def months_between_translations() -> int:
    """Return the months between the catalogue dates of the two translations."""
    return (SANOI[0] - KUMAZAWA[0]) * 12 + SANOI[1] - KUMAZAWA[1]


# --- the Meiji books --------------------------------------------------------------------------

#: The trigonometry books with a date in the catalogue of the National Diet Library.
MEIJI_BOOKS: Final = (
    "nakagawa1876sankakuho",
    "kyododan1877heimen",
    "ueno1890heimen",
    "casey1893kumazawa",
    "casey1895sanoi",
)
#: What a person did, as the catalogue says it.
ROLES: Final = {"author": "著", "editor": "編", "translator": "訳"}


def meiji_books_table(references: Mapping[str, Reference]) -> Table:
    """Return the books as the library's catalogue has them, each linked to its scan."""
    rows = []
    for key in MEIJI_BOOKS:
        book = references[key]
        people = "；".join(
            "・".join(person.full for person in book.persons[role]) + f" {done}"
            for role, done in ROLES.items()
            if book.persons.get(role)
        )
        title = book.text("title") or ""
        if subtitle := book.text("subtitle"):
            title += f"：{subtitle}"
        if volume := book.text("volume"):
            title += f"（第{volume}巻）"
        if edition := book.text("edition"):
            title += f"（{edition}）"
        date = book.date.japanese if book.date else "—"
        rows.append(
            (
                f"{{cite:t}}`describes:{key}`",
                title,
                people,
                book.text("publisher") or "—",
                f"{book.text('eradate')}（{date}）",
                f"[{book.text('ndlpid')}]({book.text('url')})",
            )
        )
    return Table(
        ("文献", "書名", "著・編・訳", "発行", "目録の刊年（西暦）", "NDLの画像"), tuple(rows)
    )


def meiji_book_count() -> int:
    """Return how many Meiji books the table lists."""
    return len(MEIJI_BOOKS)


# --- figures ----------------------------------------------------------------------------------

#: The angles of the rhombus, in degrees (a choice that keeps the labels apart).
ANGLE_A_DEG: Final = 78.0
ANGLE_B_DEG: Final = 14.0


def rhombus_vertices() -> dict[str, tuple[float, float]]:
    """Return the corners O, A, B and S = A + B of the rhombus, and its centre M."""
    a, b = math.radians(ANGLE_A_DEG), math.radians(ANGLE_B_DEG)
    corner_a = (math.cos(a), math.sin(a))
    corner_b = (math.cos(b), math.sin(b))
    total = (corner_a[0] + corner_b[0], corner_a[1] + corner_b[1])
    return {
        "O": (0.0, 0.0),
        "A": corner_a,
        "B": corner_b,
        "S": total,
        "M": (total[0] / 2, total[1] / 2),
    }


def rhombus_figure() -> Figure:
    """Draw the rhombus of two unit vectors: its diagonals are the sum and the difference."""
    figure, axes = new_figure(132, 100)
    corner = rhombus_vertices()
    a, b = math.radians(ANGLE_A_DEG), math.radians(ANGLE_B_DEG)
    p = (a + b) / 2
    round_arc = np.linspace(0, math.radians(104), 200)
    axes.plot(np.cos(round_arc), np.sin(round_arc), color=LINE, lw=1.0, zorder=1)
    axes.axhline(0, color=SOFT, lw=0.6, zorder=1)
    axes.axvline(0, color=SOFT, lw=0.6, zorder=1)
    for start, end in (("A", "S"), ("B", "S")):
        axes.plot(*zip(corner[start], corner[end], strict=True), color=INK, lw=0.9, ls=(0, (4, 3)))
    axes.plot(*zip(corner["A"], corner["B"], strict=True), color=BLUE, lw=1.6, ls=(0, (1, 1.2)))
    for name, colour, width in (("A", INK, 1.6), ("B", INK, 1.6), ("S", ACCENT, 2.0)):
        axes.annotate(
            "",
            xy=corner[name],
            xytext=(0, 0),
            arrowprops={
                "arrowstyle": "-|>",
                "color": colour,
                "lw": width,
                "shrinkA": 0,
                "shrinkB": 0,
            },
        )
    _right_angle(axes, corner["M"], p, 0.055)
    _arc(axes, 0.30, b, p, "$q$")
    _arc(axes, 0.36, p, a, "$q$")
    _arc(axes, 0.23, 0, b, "$B$")
    middle = (0.77 * corner["S"][0], 0.77 * corner["S"][1])
    tilt = math.degrees(p)
    axes.text(
        middle[0],
        middle[1] + 0.055,
        r"対角線 $2\cos q$",
        color=ACCENT,
        rotation=tilt,
        rotation_mode="anchor",
        ha="center",
        va="bottom",
    )
    axes.text(
        0.72 * corner["A"][0] + 0.28 * corner["B"][0] - 0.045 * math.cos(p),
        0.72 * corner["A"][1] + 0.28 * corner["B"][1] - 0.045 * math.sin(p),
        r"対角線 $2\sin q$",
        color=BLUE,
        rotation=tilt - 90,
        rotation_mode="anchor",
        ha="center",
        va="top",
    )
    axes.text(
        corner["A"][0] - 0.02,
        corner["A"][1] + 0.03,
        r"$(\cos A,\ \sin A)$",
        ha="right",
        va="bottom",
    )
    axes.text(
        corner["B"][0] + 0.03, corner["B"][1] - 0.03, r"$(\cos B,\ \sin B)$", ha="left", va="top"
    )
    axes.text(
        corner["S"][0] + 0.02,
        corner["S"][1] + 0.03,
        "$(\\cos A+\\cos B,$\n$\\ \\sin A+\\sin B)$",
        color=ACCENT,
        ha="left",
        va="bottom",
    )
    axes.text(-0.03, -0.03, "O", ha="right", va="top")
    axes.text(1.03, -0.03, "1", ha="left", va="top", color=SOFT)
    axes.set_aspect("equal")
    axes.set_xlim(-0.42, 1.85)
    axes.set_ylim(-0.14, 1.50)
    axes.axis("off")
    return figure


def _arc(axes: Axes, radius: float, start: float, end: float, label: str) -> None:
    """Draw the arc of an angle at the origin, with its label just outside."""
    along = np.linspace(start, end, 40)
    axes.plot(radius * np.cos(along), radius * np.sin(along), color=SOFT, lw=0.9)
    middle, away = (start + end) / 2, radius + 0.06
    axes.text(
        away * math.cos(middle), away * math.sin(middle), label, color=INK, ha="center", va="center"
    )


def _right_angle(axes: Axes, at: tuple[float, float], direction: float, size: float) -> None:
    """Draw the mark of a right angle at a point, one leg along *direction*."""
    along = np.array([math.cos(direction), math.sin(direction)]) * size
    across = np.array([-along[1], along[0]])
    corner = np.array(at)
    path = np.array([corner + along, corner + along + across, corner + across])
    axes.plot(path[:, 0], path[:, 1], color=INK, lw=0.9)


#: The stretch of time drawn above, in seconds, and the half width of the close-up, in seconds.
BEAT_SPAN: Final = 0.75
CLOSE_UP: Final = 0.010


def beat(
    time: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return cos 2 pi f1 t + cos 2 pi f2 t for the two tones."""
    turn = 2 * np.pi * time
    return np.asarray(np.cos(LOWER_TONE * turn) + np.cos(UPPER_TONE * turn))


def beat_figure() -> Figure:
    """Draw the beat of the two tones with its envelope, and a close-up of a silence."""
    figure, (above, below) = new_figure(150, 108, rows=2)
    time = np.linspace(0, BEAT_SPAN, 9001)
    slow = 2 * np.cos(2 * np.pi * envelope_frequency() * time)
    above.plot(time, beat(time), color=LINE, lw=0.5, zorder=1)
    above.plot(time, slow, color=ACCENT, lw=1.6, zorder=3)
    above.plot(time, -slow, color=BLUE, lw=1.3, ls=(0, (4, 2)), zorder=3)
    for silence in (1, 3, 5):
        at = silence * first_silence()
        above.annotate(
            "静か",
            xy=(at, 0.0),
            xytext=(at, -2.35),
            ha="center",
            va="top",
            color=INK,
            arrowprops={"arrowstyle": "-", "color": SOFT, "lw": 0.6},
            annotation_clip=False,
        )
    slow_label = f"$2\\cos 2\\pi({envelope_frequency():.0f}\\,\\mathrm{{Hz}})t$"
    above.text(0.008, 2.14, slow_label, color=ACCENT, va="bottom")
    above.text(0.25, 2.14, "その符号を変えたもの", color=BLUE, va="bottom", ha="center")
    above.set_xlim(0, BEAT_SPAN)
    above.set_ylim(-3.2, 2.9)
    above.set_yticks([-2, 0, 2])
    above.set_xlabel("時間（s）")

    middle = first_silence()
    close = np.linspace(middle - CLOSE_UP, middle + CLOSE_UP, 1601)
    envelope = 2 * np.cos(2 * np.pi * envelope_frequency() * close)
    steady = 0.2 * np.cos(2 * np.pi * mean_frequency() * close)
    milli = 1e3 * close
    below.plot(milli, beat(close), color=INK, lw=1.5, zorder=3)
    below.plot(milli, steady, color=SOFT, lw=0.9, ls=(0, (1, 1.3)), zorder=2)
    below.plot(milli, envelope, color=ACCENT, lw=1.4)
    below.plot(milli, -envelope, color=BLUE, lw=1.2, ls=(0, (4, 2)))
    below.axvline(1e3 * middle, color=SOFT, lw=0.6)
    below.text(1e3 * (middle - CLOSE_UP) + 0.2, 0.33, "二音の和（実線）", color=INK, va="center")
    below.text(
        1e3 * (middle + CLOSE_UP) - 0.2,
        0.33,
        f"{mean_frequency():.0f} Hzの純音（点線）",
        color=SOFT,
        va="center",
        ha="right",
    )
    below.set_xlim(1e3 * (middle - CLOSE_UP), 1e3 * (middle + CLOSE_UP))
    below.set_ylim(-0.32, 0.40)
    below.set_yticks([-0.2, 0, 0.2])
    below.set_xlabel("時間（ms）")
    return figure
