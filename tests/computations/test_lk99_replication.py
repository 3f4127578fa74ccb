"""Tests of the numbers and the table of the memo ``lk99-replication``."""

from __future__ import annotations

import pytest

from computations import lk99_replication as memo


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
