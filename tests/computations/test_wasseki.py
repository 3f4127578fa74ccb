"""The numbers, tables and figures of the memo on the product and sum formulae."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from bibouroku.bibliography.bibtex_file import parse
from computations import wasseki

BOOKS = """
@book{nakagawa1876sankakuho, author = {{斯}}, translator = {中川, 将行 and 吉田, 泰正},
  title = {三角法}, volume = {4}, publisher = {種玉堂}, date = {1875/1876}, eradate = {明8,9},
  ndlpid = {828643}, url = {https://dl.ndl.go.jp/pid/828643}}
@book{kyododan1877heimen, editor = {{教導団教官第三課}}, title = {平面三角法教授書},
  publisher = {陸軍文庫}, date = {1877-09}, eradate = {明10.9},
  ndlpid = {828922}, url = {https://dl.ndl.go.jp/pid/828922}}
@book{ueno1890heimen, author = {上野, 清}, title = {平面三角}, subtitle = {初等教育},
  publisher = {吉川半七},
  date = {1890-05}, eradate = {明23.5}, ndlpid = {828892},
  url = {https://dl.ndl.go.jp/pid/828892}}
@book{casey1893kumazawa, author = {{ジョン・ケージ}}, translator = {熊沢, 鏡之介},
  title = {初等平面三角法}, publisher = {金港堂}, date = {1893-10}, eradate = {明26.10},
  ndlpid = {828728}, url = {https://dl.ndl.go.jp/pid/828728}}
@book{casey1895sanoi, author = {{ジョン・ケージ}}, translator = {佐之井, 愿甫},
  title = {初等平面三角法}, edition = {訂補2版}, publisher = {目黒書店}, date = {1895-01},
  eradate = {明28.1}, ndlpid = {828727}, url = {https://dl.ndl.go.jp/pid/828727}}
"""

#: The four true formulae, as sign and functions of p and q.
TRUE = {
    r"\sin A+\sin B": (1, "sin", "cos"),
    r"\sin A-\sin B": (1, "cos", "sin"),
    r"\cos A+\cos B": (1, "cos", "cos"),
    r"\cos A-\cos B": (-1, "sin", "sin"),
}


def test_beat_of_440_and_444_hertz() -> None:
    assert wasseki.mean_frequency() == 442
    assert wasseki.envelope_frequency() == 2
    assert wasseki.beat_frequency() == 4
    assert wasseki.first_silence_ms() == pytest.approx(125)


def test_beat_is_the_product_of_the_two_factors() -> None:
    time = np.linspace(0, 0.3, 1000)
    slow = np.cos(2 * np.pi * wasseki.envelope_frequency() * time)
    fast = np.cos(2 * np.pi * wasseki.mean_frequency() * time)
    assert wasseki.beat(time) == pytest.approx(2 * slow * fast, abs=1e-9)


@pytest.mark.parametrize("total", TRUE)
def test_the_true_formula_holds_for_all_angles(total: str) -> None:
    true = wasseki.Candidate(*TRUE[total])
    for a in np.linspace(-4, 4, 23):
        for b in np.linspace(-4, 4, 19):
            expected = wasseki.SUMS[total](float(a), float(b))
            assert true.at(float(a), float(b)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("total", TRUE)
def test_two_substitutions_leave_only_the_true_formula(total: str) -> None:
    assert wasseki.survivors(total, "B=A", "B=0") == (wasseki.Candidate(*TRUE[total]),)


@pytest.mark.parametrize("check", wasseki.CHECKS)
@pytest.mark.parametrize("total", TRUE)
def test_no_check_rejects_the_true_formula(total: str, check: str) -> None:
    assert wasseki.Candidate(*TRUE[total]) in wasseki.survivors(total, check)


def test_all_candidates_are_tried() -> None:
    assert wasseki.candidate_count() == 8
    assert len(set(wasseki.CANDIDATES)) == 8


def test_checks_table() -> None:
    rows = wasseki.checks_table().rows
    # worked by hand: with B = A the angle q is 0, with B = -A the angle p is
    assert [row[1:5] for row in rows] == [
        ("1", "2", "4", "1"),
        ("4", "2", "1", "1"),
        ("1", "1", "1", "1"),
        ("4", "1", "4", "1"),
    ]
    assert rows[3][5] == r"$-2\sin p\,\sin q$"


def test_sine_table_has_known_entries() -> None:
    assert wasseki.sine_table(5)[30 * 60] == 0.5
    assert wasseki.sine_table(5)[45 * 60] == 0.70711
    assert wasseki.sine_table(7)[1] == 0.0002909
    assert len(wasseki.sine_table(4)) == 5401


def test_looking_up_and_back() -> None:
    assert wasseki.look_up_arc(0.5, 7) == pytest.approx(1800, abs=1e-6)
    assert wasseki.look_up_cosine(60 * 60, 7) == 0.5
    assert wasseki.look_up_cosine(120 * 60, 7) == -0.5
    assert wasseki.look_up(5400, 7) == 1.0


@pytest.mark.parametrize(("x", "y"), [(0.5, 0.5), (0.9, 0.8), (0.25, 0.64), (0.99, 0.13)])
def test_prosthaphaeresis_multiplies(x: float, y: float) -> None:
    assert wasseki.prosthaphaeresis(x, y, 7) == pytest.approx(x * y, abs=5e-7)


def test_seven_figures_are_good_and_nine_are_wasted() -> None:
    assert abs(wasseki.product_error(7)) < 0.5e-7
    assert abs(wasseki.product_error(9)) > 1e-9
    assert wasseki.seven_figure_error() == "4.3×10⁻⁸"


def test_interpolation_bound_is_the_worst_case() -> None:
    assert wasseki.interpolation_bound() == "1.1×10⁻⁸"
    step = math.radians(1 / 60)
    worst = (
        math.sin(math.pi / 2 - step / 2)
        - (math.sin(math.pi / 2) + math.sin(math.pi / 2 - step)) / 2
    )
    assert worst == pytest.approx(step**2 / 8, rel=1e-3)


def test_product_table() -> None:
    table = wasseki.product_table()
    assert [row[0] for row in table.rows] == ["4", "5", "6", "7", "8", "9"]
    assert table.rows[3][1] == "0.08539740"
    for row in table.rows:
        assert re.fullmatch(r"\$-?\d\.\d\\times 10\^\{-\d+\}\$", row[2])


def test_example() -> None:
    half_sum = (wasseki.example_sine_of_sum() + wasseki.example_sine_of_difference()) / 2
    assert wasseki.example_product() == pytest.approx(half_sum)
    assert wasseki.example_product() == pytest.approx(0.57853, abs=5e-6)


def test_intervals() -> None:
    assert wasseki.years_until_logarithms() == 26
    assert wasseki.months_between_translations() == 15


def test_meiji_books_table() -> None:
    references = parse(BOOKS, "references.bib")
    table = wasseki.meiji_books_table(references)
    assert len(table.rows) == wasseki.meiji_book_count() == 5
    assert table.rows[0] == (
        "{cite:t}`describes:nakagawa1876sankakuho`",
        "三角法（第4巻）",
        "斯 著；中川将行・吉田泰正 訳",
        "種玉堂",
        "明8,9（1875年–1876年）",
        "[828643](https://dl.ndl.go.jp/pid/828643)",
    )
    assert table.rows[1][2] == "教導団教官第三課 編"
    assert table.rows[2][1] == "平面三角：初等教育"
    assert table.rows[4][1] == "初等平面三角法（訂補2版）"


def test_months_agree_with_the_bibliography() -> None:
    references = parse(BOOKS, "references.bib")
    for key, (year, month) in (
        ("casey1893kumazawa", wasseki.KUMAZAWA),
        ("casey1895sanoi", wasseki.SANOI),
    ):
        date = references[key].date
        assert date is not None
        assert (date.earliest.year, date.earliest.month) == (year, month)


def test_rhombus() -> None:
    corner = wasseki.rhombus_vertices()
    a, b = math.radians(wasseki.ANGLE_A_DEG), math.radians(wasseki.ANGLE_B_DEG)
    p, q = (a + b) / 2, (a - b) / 2
    assert math.hypot(*corner["S"]) == pytest.approx(2 * math.cos(q))
    assert math.atan2(corner["S"][1], corner["S"][0]) == pytest.approx(p)
    assert math.dist(corner["A"], corner["B"]) == pytest.approx(2 * math.sin(q))


def test_rhombus_figure_has_one_axes_of_equal_scale() -> None:
    (axes,) = wasseki.rhombus_figure().axes
    assert axes.get_aspect() == 1
    assert any("2\\sin q" in text.get_text() for text in axes.texts)


def test_beat_figure() -> None:
    above, below = wasseki.beat_figure().axes
    wave = above.lines[0]
    assert np.size(wave.get_xdata()) == 9001
    # 9001 points over 0.75 s: more than twenty to a period of the rapid factor
    assert 9000 / wasseki.BEAT_SPAN / wasseki.mean_frequency() > 20
    assert sum(text.get_text() == "静か" for text in above.texts) == 3
    assert below.get_xlim() == pytest.approx((115, 135))
