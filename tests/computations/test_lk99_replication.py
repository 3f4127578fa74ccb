"""Tests of the numbers, tables and the figure of the memo ``lk99-replication``."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.reference import Reference
from computations import lk99_replication as memo

BIBLIOGRAPHY = """
@online{lee2023first, title = {A}, date = {2023-07-22}, eprint = {2307.12008}}
@online{lee2023levitation, title = {B}, date = {2023-07-22}, eprint = {2307.12037}}
@online{other, title = {C}, date = {2023-08-06}, eprint = {2308.03110}}
@online{month, title = {D}, date = {2023-08}, eprint = {2308.04353},
  group = {研究所（国）}, sample = {粉}, measurement = {抵抗}, finding = {急落},
  replicates = {lee2023levitation}, refutes = {lee2023levitation}}
@online{day, title = {E}, date = {2023-08-09}, eprint = {2308.05143},
  group = {大学（国）}, replicates = {lee2023first}, disputes = {lee2023first}}
@online{early, title = {F}, date = {2023-08-03}, eprint = {2308.01516},
  replicates = {lee2023first, lee2023levitation}, confirms = {lee2023levitation}}
@online{silent, title = {G}, date = {2023-08-11}, replicates = {lee2023levitation}}
@online{later, title = {H}, date = {2024-01-16}, replicates = {lee2023levitation}}
@online{elsewhere, title = {I}, date = {2023-08-10}, replicates = {other}}
@article{journal, title = {J}, date = {2023-08-08}, eprint = {2305.00001}}
"""


References = dict[str, Reference]


@pytest.fixture(name="references")
def _references() -> References:
    return parse(BIBLIOGRAPHY, "test.bib")


def test_replications_are_those_of_the_originals_in_order(references: References) -> None:
    assert [reference.key for _, reference in memo.replications(references)] == [
        "early",
        "month",
        "day",
        "silent",
    ]


def test_a_month_is_narrowed_by_the_neighbouring_arxiv_numbers(references: References) -> None:
    window = memo.announced_between(references["month"], references)
    assert window is not None
    assert window.japanese == "8月6～9日頃"


def test_a_day_stays_as_it_is_even_between_other_numbers(references: References) -> None:
    window = memo.announced_between(references["day"], references)
    assert window is not None
    assert window.is_exact
    assert window.japanese == "8月9日"


def test_a_journal_date_does_not_bound_arxiv_numbers(references: References) -> None:
    # "journal" is dated in another month than its number; it must not raise the lower bound
    without = {key: value for key, value in references.items() if key != "journal"}
    assert memo.announced_between(references["month"], references) == memo.announced_between(
        references["month"], without
    )


def test_without_near_neighbours_the_whole_month_remains(references: References) -> None:
    without = {
        key: value for key, value in references.items() if key not in {"early", "other", "day"}
    }
    window = memo.announced_between(references["month"], without)
    assert window is not None
    assert window.japanese == "8月1～31日頃"


def test_a_window_over_two_months_names_both() -> None:
    assert memo.Window(dt.date(2023, 7, 31), dt.date(2023, 8, 1)).japanese == "7月31～8月1日頃"


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("month", "反証"),
        ("day", "反する"),
        ("early", "一部を支持"),
        ("silent", "どちらでもない"),
    ],
)
def test_the_verdict_comes_from_the_relations(references: References, key: str, word: str) -> None:
    assert memo.verdict(references[key]) == word


def test_the_table_is_made_from_the_fields(references: References) -> None:
    table = memo.replication_table(references)
    assert table.rows[1] == (
        "8月6～9日頃",
        "研究所（国） {cite:p}`month`",
        "粉",
        "抵抗",
        "急落",
        "反証",
    )
    assert table.rows[0][1] == "— {cite:p}`early`"


def test_the_timeline_marks_each_replication_on_its_days(references: References) -> None:
    axes = memo.timeline(references).axes[0]
    marks = [line for line in axes.lines if line.get_marker() not in {"None", None}]
    # 3 Aug, the middle of 6-9 Aug, 9 Aug, 11 Aug, counted from 22 July
    assert [float(np.asarray(line.get_xdata())[0]) for line in marks] == [12.0, 16.5, 18.0, 20.0]
    assert [line.get_marker() for line in marks] == ["^", "s", "o", "D"]
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "early",
        "研究所",
        "大学",
        "silent",
    ]


def test_temperatures_are_converted_both_ways() -> None:
    rows = memo.step_temperatures().rows
    assert [row[1:] for row in rows] == [
        ("104 ℃", "377", "104"),
        ("104.8 ℃", "378", "105"),
        ("385 K", "385", "112"),
        ("387 K", "387", "114"),
        ("400 K", "400", "127"),
    ]
    assert memo.kelvin(100.0) == pytest.approx(373.15)
    assert memo.celsius(273.15) == pytest.approx(0.0)


def test_the_steps_lie_some_ten_kelvin_apart_and_below_the_claim() -> None:
    assert memo.step_spread() == pytest.approx(387.0 - (104.0 + 273.15))
    assert memo.claimed_gap() == pytest.approx(127.0 - 105.0, abs=0.5)
    assert memo.iop_step_celsius() == pytest.approx(112.0, abs=0.2)  # as Nature prints it
    assert memo.hust_step_celsius() == pytest.approx(114.0, abs=0.2)  # as the committee has it
    assert memo.singh_step_celsius() == pytest.approx(106.85)


def test_resistivities() -> None:
    assert memo.original_drop() == pytest.approx(10.0)  # "tenfold" in the reports
    assert memo.resistivity_decades() == pytest.approx(7.0, abs=0.05)


def test_the_flake_is_in_balance_at_the_threshold() -> None:
    # the magnetic torque on a flake of 2 mm x 3 mm x 0.1 mm, standing at any angle, equals
    # that of its weight
    length, width, thickness, density, field = 2e-3, 3e-3, 1e-4, 5e3, 0.4
    volume = length * width * thickness
    magnetic = memo.raising_magnetisation(length, density, field) * volume * field
    weight = density * volume * 9.80665 * length / 2
    assert magnetic == pytest.approx(weight)


def test_the_assumed_flake_needs_little() -> None:
    assert memo.flake_magnetisation() == pytest.approx(114.4, abs=0.1)
    assert memo.flake_moment() == pytest.approx(9.80665 * memo.FLAKE_LENGTH_M / (2 * memo.MAGNET_T))


def test_the_atoms_of_the_reaction_balance() -> None:
    # 5 Pb2SO5 + 6 Cu3P = Pb9Cu(PO4)6O + Pb + 17 Cu + 5 S
    assert [memo.left_over(element) for element in ("Pb", "Cu", "S", "O", "P")] == [1, 17, 5, 0, 0]
    assert (memo.left_over_copper(), memo.left_over_sulfur()) == (17, 5)
