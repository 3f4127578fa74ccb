"""Computed figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from bibouroku.drawing import new_figure, save

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure


def beat() -> Figure:
    figure, axes = new_figure(100, 60)
    axes.plot([0, 1, 2], [-1, 1, 0], label="うなり")
    axes.fill_between([0, 1], [0, 1], hatch="//")
    axes.set_xlabel(r"時間 $t$ [s]、温度 ℃、Cu₂S")
    axes.legend()
    return figure


@pytest.mark.parametrize("suffix", ["svg", "pdf"])
def test_two_savings_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in ("one", "two"):
        save(beat(), tmp_path / f"{name}.{suffix}")
    one, two = ((tmp_path / f"{name}.{suffix}").read_bytes() for name in ("one", "two"))
    assert one == two
    assert len(one) > 1000


def test_a_figure_can_be_saved_twice(tmp_path: Path) -> None:
    figure = beat()
    for name in ("one.svg", "two.svg"):
        save(figure, tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_a_web_figure_needs_no_font(tmp_path: Path) -> None:
    save(beat(), tmp_path / "a.svg")
    root = etree.parse(tmp_path / "a.svg").getroot()
    names = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert "path" in names
    assert "text" not in names
    assert "font" not in "".join(root.xpath("//@style"))


def test_a_figure_carries_no_date(tmp_path: Path) -> None:
    save(beat(), tmp_path / "a.svg")
    save(beat(), tmp_path / "a.pdf")
    assert b"<dc:date>" not in (tmp_path / "a.svg").read_bytes()
    assert b"CreationDate" not in (tmp_path / "a.pdf").read_bytes()


def test_a_figure_has_the_size_asked_for_in_millimetres() -> None:
    figure, _ = new_figure(127, 63.5)
    assert tuple(figure.get_size_inches()) == (5, 2.5)


def test_several_axes_stand_in_rows_and_columns() -> None:
    _, axes = new_figure(rows=2, columns=3)
    assert axes.shape == (2, 3)
