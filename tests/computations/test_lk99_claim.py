"""The numbers, tables and figures of the memo ``lk99-claim``."""

from __future__ import annotations

import re
from math import isclose, pi

import numpy as np
import pytest

from computations import lk99_claim as memo


def test_temperatures_are_the_published_pairs() -> None:
    """400 K is 126.85 degrees (lee2023levitation), 110 K is -163.15 (gao2023jiemian)."""
    assert isclose(memo.claimed_tc_celsius(), 126.85)
    assert isclose(memo.southeast_celsius(), -163.15)
    assert isclose(memo.southeast_below_zero(), 163.15)
    assert isclose(memo.april_tc_kelvin(), 370.15)
    assert isclose(memo.step_kelvin(), 378.15)
    assert isclose(memo.celsius(memo.kelvin(21.0)), 21.0)


def test_three_temperatures_of_lk99_are_in_order() -> None:
    """The April bound lies lowest, then the step, then the July bound."""
    assert memo.april_tc_kelvin() < memo.step_kelvin() < memo.CLAIMED_TC_K
    assert isclose(memo.claim_minus_step(), 21.85)


def test_one_atmosphere() -> None:
    """101 325 Pa make one atmosphere; 170 GPa make about 1.68 million."""
    assert isclose(memo.atmospheres(101_325e-9), 1.0)
    assert memo.lanthanum_hydride_atm() == pytest.approx(167.8, abs=0.05)


def test_claim_is_three_times_the_record() -> None:
    """400 K over 133 K."""
    assert memo.claim_over_record() == pytest.approx(3.0, abs=0.01)


def test_record_rose_by_three_kelvin_a_decade_before_1986() -> None:
    """rao1988 says `about 3 degrees per decade`."""
    assert memo.kelvin_per_decade() == pytest.approx(3, abs=0.2)


def test_four_probe_formulas_are_inverse() -> None:
    """A resistivity put in comes out; a wire of 1 ohm cm, 1 cm long, 1 cm^2 has 1 ohm."""
    assert isclose(memo.four_probe_voltage(1.0, 1.0, 1.0, 1.0), 1.0)
    voltage = memo.four_probe_voltage(3.0e-3, 2.0, 0.04, 0.5)
    assert isclose(memo.four_probe_resistivity(voltage, 2.0, 0.04, 0.5), 3.0e-3)


def test_copper_cube() -> None:
    """A 1 mm copper cube has 17.2 micro-ohm, hence 17.2 nV at 1 mA."""
    assert memo.copper_nanovolt() == pytest.approx(17.241)
    assert isclose(memo.resolution_ohm_cm(), 1e-4)
    assert memo.resolution_over_copper() == pytest.approx(58.0, abs=0.01)


def test_iacs_copper_conducts_58_siemens_metre() -> None:
    """The standard is 58 m/(ohm mm^2), i.e. 5.8e5 S/cm."""
    assert pytest.approx(5.8e5, rel=1e-4) == 1 / memo.COPPER_OHM_CM


def test_beihang_product_is_ten_orders_above_copper() -> None:
    """19 400 ohm cm over 1.7241e-6 ohm cm."""
    assert memo.beihang_over_copper() == pytest.approx(1.125e10, rel=1e-3)
    assert memo.beihang_over_copper_oku() == pytest.approx(112.5, rel=1e-3)


def test_gaussian_to_si_susceptibility() -> None:
    """A perfect diamagnet has -1/(4 pi) in Gaussian volume units; the quoted value is 0.022."""
    assert isclose(memo.volume_susceptibility(1 / (4 * pi), 1.0), 1.0)
    assert memo.quoted_susceptibility() == pytest.approx(0.022, abs=5e-5)
    assert memo.quoted_percent_of_perfect() == pytest.approx(2.2, abs=0.005)


def test_records_table() -> None:
    """One row for each record, in order of time, the retraction and the claim marked."""
    table = memo.records_table()
    assert len(table.rows) == len(memo.RECORDS) == 11
    years = [int(row[1]) for row in table.rows]
    assert years == sorted(years)
    by_name = {row[0]: row for row in table.rows}
    assert by_name["Hg"][3] == "−269"
    assert by_name["H₃S"][5] == "153万"
    assert by_name["C–S–H"][6] == "撤回済み"
    assert by_name["LK-99"][2:4] == ("400以上", "127以上")
    assert all(re.fullmatch(r"\{cite:p\}`(data|discusses):\w+`", row[-1]) for row in table.rows)


def test_evidence_table() -> None:
    """The claim and four replications; nobody but the claimants reports a Meissner effect."""
    table = memo.evidence_table()
    assert len(table.rows) == 5
    assert "1.94 × 10⁴" in table.rows[2][1]
    assert [row for row in table.rows if row[2].startswith("マイスナー効果を主張")] == [
        table.rows[0]
    ]


def test_records_figure_shows_every_record() -> None:
    """Each record is one marker at its year and temperature."""
    axes = memo.records_figure().axes[0]
    marks = np.concatenate([np.asarray(mark.get_offsets()) for mark in axes.collections])
    drawn = {(float(year), float(kelvin)) for year, kelvin in marks}
    assert drawn == {(record.year, record.kelvin) for record in memo.RECORDS}
    texts = [text.get_text() for text in axes.texts]
    assert any("2022年撤回" in text for text in texts)
    assert any("主張のみ" in text and "LK-99" in text for text in texts)


def test_records_figure_has_no_glyph_outside_the_japanese_face() -> None:
    """Subscript digits are drawn as mathtext."""
    for figure in (memo.records_figure(), memo.ladder_figure()):
        texts = "".join(text.get_text() for text in figure.axes[0].texts)
        assert not re.search("[₀-₉]", texts)
        assert "$_{" in texts


def test_ladder_figure() -> None:
    """Five marks on a logarithmic axis, falling from the raw material to copper."""
    axes = memo.ladder_figure().axes[0]
    assert axes.get_xscale() == "log"
    values = [float(np.asarray(line.get_xdata())[0]) for line in axes.lines]
    assert values == [value for _, value in memo.LADDER]
    assert values == sorted(values, reverse=True)
    assert values[-1] < memo.resolution_ohm_cm() < values[2]
