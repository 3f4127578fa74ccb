"""Tests of computations/deepseek.py against published and hand-known values."""

from __future__ import annotations

import re
from math import isclose, sqrt

import numpy as np
import pytest

from computations import deepseek


def test_shares_of_the_parameters() -> None:
    assert f"{deepseek.active_share():.1f}" == "5.5"
    # Epoch AI prints 653 billion (cut, not rounded) for the routed experts.
    assert int(deepseek.routed_parameters()) == 653
    assert isclose(deepseek.routed_parameters_oku(), 6539.09, rel_tol=1e-5)
    assert 97 < deepseek.routed_share() < 98


def test_cache_of_latent_attention() -> None:
    assert deepseek.latent_cache() == 576
    assert deepseek.plain_cache() == 32768
    assert round(deepseek.cache_ratio()) == 57


def test_advantages_are_centred_and_scaled() -> None:
    values = deepseek.advantages((0.0, 1.0, 3.0, 4.0))
    assert isclose(sum(values), 0, abs_tol=1e-12)
    assert isclose(sum(value**2 for value in values) / len(values), 1)
    assert values == tuple(sorted(values))


def test_a_unanimous_group_teaches_nothing() -> None:
    assert deepseek.advantages((1.0, 1.0, 1.0)) == (0.0, 0.0, 0.0)


def test_worked_example_of_eight_answers() -> None:
    assert isclose(deepseek.lone_success(), sqrt(7))
    assert isclose(deepseek.common_failure(), -1 / sqrt(7))
    assert isclose(deepseek.common_success(), 1 / sqrt(7))


@pytest.mark.parametrize("right", range(1, 8))
def test_advantage_of_success_depends_on_its_rate(right: int) -> None:
    group = (1.0,) * right + (0.0,) * (8 - right)
    assert isclose(deepseek.advantages(group)[0], deepseek.success_advantage(right / 8))


def test_scores_are_counted() -> None:
    assert (deepseek.tests_compared(), deepseek.tests_won(), deepseek.tests_lost()) == (7, 3, 4)


def test_cost_of_v3_is_the_published_one() -> None:
    assert deepseek.total_hours() == 2788
    assert isclose(deepseek.total_cost(), 5.576)
    assert isclose(deepseek.total_cost_wan(), 557.6)
    # "less than two months" and "3.7 days" per 10^12 tokens in the report
    assert f"{deepseek.pretraining_days():.1f}" == "54.2"
    assert f"{deepseek.pretraining_days() / deepseek.TOKENS:.1f}" == "3.7"


def test_arithmetic_of_the_training() -> None:
    assert isclose(deepseek.training_arithmetic(), 3.2856)
    whole_cluster = deepseek.sustained_rate() * 1e12 * 2664e3 * 3600
    assert isclose(whole_cluster, deepseek.training_arithmetic() * 1e24)


def test_capital_is_no_multiple_of_one_training() -> None:
    assert round(deepseek.capital_multiple()) == 287


def test_price_ratios() -> None:
    assert f"{deepseek.input_price_ratio():.1f}" == "27.3"
    assert f"{deepseek.output_price_ratio():.1f}" == "27.4"
    assert f"{deepseek.cached_price_ratio():.1f}" == "53.6"


def test_market() -> None:
    assert f"{deepseek.fall_percent():.2f}" == "16.97"
    assert f"{deepseek.nasdaq_percent():.1f}" == "3.1"
    assert 8.5 < deepseek.rebound_percent() < 9  # "almost 9%"
    assert isclose(deepseek.recovered_percent(), 100 * 10.57 / 24.20)
    assert f"{deepseek.record_multiple():.1f}" == "2.1"
    assert f"{deepseek.yen_rate_forbes():.1f}" == "154.8"
    assert f"{deepseek.yen_rate_kyodo():.1f}" == "155.2"
    assert isclose(deepseek.trainings_lost() * 1e4 * 5.576e6, 589e9)


def test_days() -> None:
    assert deepseek.days_report_to_fall() == 31
    assert deepseek.days_release_to_fall() == 7
    assert deepseek.days_mail_to_fall() == 3
    assert deepseek.days_between_rules() == 375


def test_processors_for_communication() -> None:
    assert f"{deepseek.messenger_share():.1f}" == "15.2"


def test_follow_up_agrees_with_the_published_cost() -> None:
    assert round(deepseek.r1_hours()) == 147  # thousand hours, as published
    assert isclose(deepseek.r1_hours_wan(), deepseek.r1_hours() / 10)
    assert isclose(deepseek.r1_cost_wan(), 100 * deepseek.R1_COST, rel_tol=0.01)
    assert f"{deepseek.r1_share():.1f}" == "5.3"
    assert isclose(deepseek.both_cost_wan(), 587.0)


def test_cost_table_adds_up() -> None:
    table = deepseek.cost_table()
    assert [row[2] for row in table.rows] == ["5.328", "0.238", "0.010", "5.576"]
    assert table.rows[-1][:2] == ("合計", "2,788")
    assert isclose(sum(float(row[3]) for row in table.rows[:-1]), 100, abs_tol=0.11)


def test_claims_table_is_cited_throughout() -> None:
    table = deepseek.claims_table()
    assert len(table.rows) == 8
    assert all(re.search(r"\{cite:p\}`[a-z0-9]+", row[1]) for row in table.rows)
    answers = {row[0]: row[1] for row in table.rows}
    assert "557.6万ドル" in answers["R1は600万ドルで開発された"]
    assert "27.4倍" in answers["開発費はo1の10分の1以下"]
    assert "3勝4敗" in answers["R1はo1に勝った"]


def test_price_figure_shows_every_price_and_ratio() -> None:
    (axes,) = deepseek.price_figure().axes
    assert axes.get_xscale() == "log"
    words = [text.get_text() for text in axes.texts]
    for price in (price for prices in deepseek.PRICES.values() for price in prices):
        assert f"{price:.2f}" in words
    assert {"53.6倍", "27.3倍", "27.4倍"} <= set(words)
    drawn = [line for line in axes.lines if np.size(line.get_xdata()) == 3]
    assert len(drawn) == len(deepseek.PRICES)


def test_cost_figure_has_a_row_for_each_sum_and_an_empty_one() -> None:
    (axes,) = deepseek.cost_figure().axes
    assert axes.get_xscale() == "log"
    assert len(axes.get_yticks()) == len(deepseek.cost_rows()) + 1
    words = [text.get_text() for text in axes.texts]
    assert words[:4] == ["約16億ドル", "数千万ドル", "557.6万ドル", "約100万ドル"]
    assert "数字がない" in words[4]
