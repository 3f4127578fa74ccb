"""Sizes of pictures, and the classes for widths that authors give."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku import picture_size
from bibouroku.picture_size import column_classes, pixels, shown_size, svg_size, width_classes

if TYPE_CHECKING:
    from pathlib import Path

SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" {}/>'


@pytest.mark.parametrize(
    ("measure", "length"),
    [("96px", 96), ("72pt", 96), ("1in", 96), ("2em", 32), ("40", 40), ("2.54cm", 96)],
)  # fmt: skip
def test_a_length_is_counted_in_pixels(measure: str, length: float) -> None:
    assert pixels(measure) == pytest.approx(length, abs=0.01)


@pytest.mark.parametrize("measure", ["50%", "wide", "", "-3px", "3 furlong"])
def test_what_is_no_length_has_no_pixels(measure: str) -> None:
    assert pixels(measure) is None


@pytest.mark.parametrize(
    ("measure", "name"),
    [("50%", "width-50"), ("33.4%", "width-33"), ("250%", "width-100"), ("0.1%", "width-1"),
     ("10em", "letters-10"), ("320px", "letters-20"), ("9999px", "letters-60")],
)  # fmt: skip
def test_a_width_becomes_a_class(measure: str, name: str) -> None:
    assert width_classes(measure) == ["given-width", name]


def test_what_is_no_width_becomes_no_class() -> None:
    assert width_classes("wide") == []


def test_columns_share_the_width_in_proportion() -> None:
    assert column_classes([1, 3]) == ["given-width width-25", "given-width width-75"]


def test_the_style_sheet_has_a_rule_for_every_class(pytestconfig: pytest.Config) -> None:
    sheet = (pytestconfig.rootpath / "bibouroku/static/sizes.css").read_text(encoding="utf-8")
    percents = re.findall(r"\.width-(\d+) \{ --given: \1%; \}", sheet)
    letters = re.findall(r"\.letters-(\d+) \{ --given: \1rem; \}", sheet)
    assert list(map(int, percents)) == list(range(1, picture_size.MOST_PERCENT + 1))
    assert list(map(int, letters)) == list(range(1, picture_size.MOST_LETTERS + 1))


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ('width="300pt" height="150pt"', (400, 200)),
        ('viewBox="0 0 200 100"', (200, 100)),
        ('viewBox="0,0,200,100" width="50"', (50, 25)),
        ('viewBox="0 0 200 100" height="50"', (100, 50)),
        ('width="100%" height="100%" viewBox="0 0 8 4"', (8, 4)),
    ],
)
def test_an_svg_says_its_size(tmp_path: Path, said: str, size: tuple[float, float]) -> None:
    path = tmp_path / "a.svg"
    path.write_text(SVG.format(said), encoding="utf-8")
    assert svg_size(path) == pytest.approx(size)


@pytest.mark.parametrize(
    "text", ["", "no picture", SVG.format(""), SVG.format('viewBox="0 0 0 4"')]
)
def test_an_svg_without_a_size_has_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.svg"
    path.write_text(text, encoding="utf-8")
    assert svg_size(path) is None


@pytest.mark.parametrize(
    ("width", "height", "scale", "size"),
    [
        ("", "", 100, (400, 200)),
        ("50%", "", 100, (400, 200)),
        ("100px", "", 100, (100, 50)),
        ("", "100px", 100, (200, 100)),
        ("40", "30", 100, (40, 30)),
        ("", "", 50, (200, 100)),
    ],
)
def test_a_picture_is_laid_out_as_the_author_says(
    width: str, height: str, scale: int, size: tuple[int, int]
) -> None:
    assert shown_size((400, 200), width, height, scale) == size


@pytest.mark.parametrize(("width", "height", "size"), [("40", "30", (40, 30)), ("40", "", None)])
def test_a_picture_of_unknown_size_needs_both_lengths(
    width: str, height: str, size: tuple[int, int] | None
) -> None:
    assert shown_size(None, width, height, 100) == size


@given(st.integers(1, 4000), st.integers(1, 4000), st.integers(1, 2000))
def test_a_width_keeps_the_proportions(across: int, down: int, width: int) -> None:
    shown = shown_size((across, down), f"{width}px", "", 100)
    assert shown is not None
    assert shown == (width, max(round(width * (down / across)), 1))


def test_a_picture_without_width_has_no_size() -> None:
    assert shown_size((0, 10), "", "", 100) is None
