"""The numbers of the pentadiamond memo against published or hand-made ones."""

from __future__ import annotations

import math

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from computations import pentadiamond as p


def test_hill_average_of_diamond_agrees_with_another_averaging_method() -> None:
    """klein1993diamond prints 1143 GPa and 0.0691 from the same crystal's constants."""
    assert p.DIAMOND.young == pytest.approx(p.KLEIN_E, rel=2e-3)
    assert p.DIAMOND.poisson == pytest.approx(p.KLEIN_NU, abs=5e-4)


def test_averages_of_the_computed_constants_are_those_their_authors_print() -> None:
    """clerc2005diamond prints B = 433, G = 502, Poisson's ratio 0.082."""
    assert round(p.DIAMOND_DFT.bulk) == p.CLERC_B
    assert round(p.DIAMOND_DFT.shear) == p.CLERC_G
    assert round(p.DIAMOND_DFT.poisson, 3) == p.CLERC_NU


def test_bounds_meet_for_an_isotropic_crystal() -> None:
    """With 2 C44 = C11 - C12 both bounds are C44."""
    isotropic = p.Cubic(300, 100, 100)
    assert isotropic.shear_voigt == pytest.approx(100)
    assert isotropic.shear_reuss == pytest.approx(100)
    assert p.DIAMOND.shear_reuss < p.DIAMOND.shear < p.DIAMOND.shear_voigt


@pytest.mark.parametrize(
    ("crystal", "stable"),
    [
        (p.DIAMOND, True),
        (p.Cubic(1200, -100, 900), True),
        (p.Cubic(100, -60, 50), False),
        (p.Cubic(100, 120, 50), False),
        (p.Cubic(300, 100, -1), False),
    ],
)
def test_born_conditions(crystal: p.Cubic, stable: bool) -> None:  # noqa: FBT001
    """A negative C12 alone is no instability; breaking any one condition is."""
    assert crystal.stable is stable


@pytest.mark.parametrize("negative_c12", [-1.0, -100.0, -1000.0])
def test_claimed_bulk_modulus_with_negative_c12_meets_the_first_two_conditions(
    negative_c12: float,
) -> None:
    """C11 = 3B - 2 C12 is above 3B and above |C12|, however negative C12 is."""
    c11 = 3 * p.CLAIMED_B - 2 * negative_c12
    assert c11 > p.least_claimed_c11() > p.diamond_c11()
    assert p.Cubic(c11, negative_c12, 1).stable


def test_structure_is_the_announced_one() -> None:
    """88 atoms, four- and three-coordinated, 2.26 g/cm3, and nothing but pentagons."""
    assert p.atoms() == 88
    assert (p.sp3_atoms(), p.sp2_atoms()) == (40, 48)
    assert p.bonds() == (40 * 4 + 48 * 3) // 2
    assert round(p.density(), 2) == p.PRESS_DENSITY
    assert p.five_rings() == 48
    assert p.other_small_rings() == 0


def test_bond_lengths_by_hand() -> None:
    """The three distances follow from the positions: C1-C2 is 0.098 sqrt(3) a, and so on."""
    hand = sorted(
        p.LATTICE * length
        for length in (
            0.098 * math.sqrt(3),
            math.sqrt(2 * 0.046**2 + 0.152**2),
            0.104 * math.sqrt(2),
        )
    )
    assert p.bond_lengths() == pytest.approx(hand, abs=1e-4)


def test_octagons_are_found() -> None:
    """The ring count is not blind to larger rings."""
    assert p.ring_count(8) > 0


def test_density_of_diamond() -> None:
    """The textbook value is 3.515 g/cm3."""
    assert p.diamond_density() == pytest.approx(3.515, abs=2e-3)


def test_claimed_numbers_say_the_same_thing() -> None:
    """E, Poisson's ratio, hardness and sound speed follow from B, G and the density."""
    assert p.young_from_claimed_b_g() == pytest.approx(p.CLAIMED_E, abs=1)
    assert p.young_from_claimed_b_nu() == pytest.approx(p.CLAIMED_E, rel=3e-3)
    assert p.shear_from_claimed_b_nu() == pytest.approx(p.CLAIMED_G, rel=3e-3)
    for ratio in (
        p.poisson_from_claimed_b_g(),
        p.poisson_from_claimed_e_g(),
        p.poisson_from_claimed_b_e(),
    ):
        assert ratio == pytest.approx(p.CLAIMED_NU, abs=2e-3)
    assert p.claimed_poisson_recomputed() == "−0.240"
    assert round(p.claimed_hardness_by_chen()) == p.CLAIMED_HARDNESS
    assert round(p.claimed_speed(), 1) == 28.7  # brazhkin2020comment, abstract


def test_comment_numbers_follow_from_its_moduli() -> None:
    """The Comment prints E = 417 and 0.22."""
    assert p.comment_young() == pytest.approx(p.COMMENT_E, abs=1.5)
    assert round(p.comment_poisson(), 2) == p.COMMENT_NU


def test_rough_check() -> None:
    """kanzaki2020pentadiamond prints 560, 115 and 263 GPa."""
    assert p.rough_c11() == pytest.approx(560)
    assert p.rough_c12() == pytest.approx(115)
    assert round(p.rough_bulk()) == 263
    assert p.rough_poisson_100() == pytest.approx(115 / 675)


def test_press_ratios_do_not_fit_the_measured_diamond() -> None:
    """The yardstick implied by the press release is stiffer than diamond."""
    assert p.implied_shear_low() > p.diamond_shear()
    assert p.implied_young_low() > p.diamond_young()
    assert p.press_shear_per_mass() == pytest.approx(1.8 * 3.5157 / 2.26, rel=1e-3)
    assert p.PRESS_B - 0.05 <= p.claimed_bulk_over_diamond() <= p.PRESS_B + 0.07


def test_bond_count() -> None:
    """A little over half of diamond's bonds per volume, hence a bulk modulus near 250 GPa."""
    assert p.bond_density_ratio() == pytest.approx((152 / 9.195**3) / (16 / 3.567**3))
    assert p.bulk_by_bonds() == pytest.approx(p.COMMENT_B, rel=0.05)
    assert p.claimed_shear_per_bond() > 3
    assert p.comment_shear_per_bond() < 1


def test_days() -> None:
    """17 days to the Comments, at most 31 to the withdrawal."""
    assert (p.days_to_comments(), p.days_to_withdrawal()) == (17, 31)


def test_tables() -> None:
    """Four crystals, eight checks of which four sound the alarm."""
    averages = p.averages_table()
    assert [row[1] for row in averages.rows] == ["442", "433", "381", "250"]
    assert averages.rows[2][-2:] == ("−0.240", "422")
    checks = p.checks_table()
    assert len(checks.rows) == 8
    assert sum(row[-1] == "**鳴る**" for row in checks.rows) == 4


def test_figure_shows_every_value() -> None:
    """Nine bars and two marks on the left, three bars on the right, one of them below zero."""
    left, right = p.moduli_figure().axes
    heights = [bar.get_height() for bar in left.patches if isinstance(bar, Rectangle)]
    assert len(heights) == 9
    assert max(heights) == p.CLAIMED_E
    marks = [float(np.asarray(line.get_ydata())[0]) for line in left.lines]
    assert marks == pytest.approx([p.ROUGH_EOS_B, p.rough_bulk()])
    ratios = [bar.get_height() for bar in right.patches if isinstance(bar, Rectangle)]
    assert ratios == pytest.approx([p.CLAIMED_NU, p.COMMENT_NU, p.DIAMOND.poisson])
