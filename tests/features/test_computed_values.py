"""Numbers, tables and figures computed for a miniature site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibouroku.features.computed_values import formatted_value

if TYPE_CHECKING:
    from tests.features.conftest import Site

MEMO = "posts/only.md"
CITED = "引く{cite:p}`terada1915{p. 12}`。"
MODULE = """
from bibouroku.computed import Table
WHOLE = 5
WORDS = "語"
NEGATIVE = -2.5
def half(): return WHOLE / 2
def fails(): return 1 / 0
def ragged(): return Table(("a", "b"), (("1",),))
"""


@pytest.fixture
def computing(plain_site: Site) -> Site:
    """Return a site with a module to compute with."""
    folder = plain_site.folder / "computations"
    folder.mkdir()
    (folder / "some.py").write_text(MODULE, encoding="utf-8")
    return plain_site


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [(2.5, ".1f", "2.5"), (-2.5, ".0f", "−2"), (1234.5, ",.1f", "1,234.5"), ("語", "", "語")],
)
def test_a_value_is_written_with_a_true_minus(value: object, spec: str, text: str) -> None:
    assert formatted_value(value, spec) == text


def test_a_number_stands_in_the_text(site: Site) -> None:
    assert site.page("posts/waves").texts(".computed") == ["2.5"]


def test_a_table_has_caption_number_and_marked_up_cells(site: Site) -> None:
    table = site.page("posts/light").one("table#tbl-light")
    assert table.select("caption .caption-number")[0].get_text() == "表 1 "
    assert [cell.get_text().strip() for cell in table.select("th")] == ["量", "値"]
    assert table.select("td math")[0]["alttext"] == "a"
    assert table.select("td .citation a")[0]["href"] == "#ref-fujii2020"


def test_a_figure_is_drawn_with_alternative_text_and_caption(site: Site) -> None:
    figure = site.page("posts/light").one("figure#fig-light")
    image = figure.select("img")[0]
    assert image["alt"] == "直線。"
    assert (site.output / "posts" / str(image["src"])).resolve().read_bytes().startswith(b"<?xml")
    assert figure.select("figcaption .caption-number")[0].get_text() == "図 1 "


def test_a_figure_is_drawn_for_paper_too(site: Site) -> None:
    drawn = {path.name for path in (site.folder / "_figures").iterdir()}
    assert drawn == {"numbers-figure.svg", "numbers-figure.pdf"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("some.WHOLE", "5"),
        ("some.WHOLE:+d", "+5"),
        ("some.WORDS", "語"),
        ("some.NEGATIVE:.1f", "−2.5"),
    ],
)
def test_a_constant_or_a_function_is_shown(computing: Site, written: str, shown: str) -> None:
    computing.edit(MEMO, CITED, f"値{{computed}}`{written}`。")
    assert computing.build().warnings == ""
    assert computing.page("posts/only").texts(".computed") == [shown]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{computed}`some.missing`", ["「some.py」", "「missing」", "綴り"]),
        ("{computed}`some`", ["「some.py」"]),
        ("{computed}`none.x`", ["computations/none.py", "ない"]),
        ("{computed}`../conf.project`", ["conf"]),
        ("{computed}`/none/x.y`", ["/none/x"]),
        ("{computed}`some.fails`", ["some.fails", "ZeroDivisionError"]),
        ("{computed}`some.WHOLE:zz`", ["zz"]),
        ("{computed}`some.WORDS:.1f`", [".1f"]),
        ("```{computed-table} some.WHOLE\n```", ["some.WHOLE", "Table"]),
        ("```{computed-table} some.ragged\n```", ["some.ragged", "row 1"]),
        ("```{computed-table} /none/x.y\n```", ["/none/x"]),
        ("```{computed-figure} some.WHOLE\n```", ["some.WHOLE", "Figure"]),
        ("```{computed-figure} some.fails\n```", ["ZeroDivisionError"]),
        ("```{computed-figure} /none/x.y\n```", ["/none/x"]),
    ],
)
def test_a_failed_computation_is_one_line(computing: Site, written: str, says: list[str]) -> None:
    computing.edit(MEMO, CITED, written)
    fault, _total = computing.refused()
    assert fault.startswith(f"ERROR: {MEMO}:8: ")
    assert [word for word in says if word not in fault] == []


def test_a_module_with_a_slip_is_one_line_for_each_use(computing: Site) -> None:
    (computing.folder / "computations" / "some.py").write_text("def half(:\n", encoding="utf-8")
    computing.edit(MEMO, CITED, "{computed}`some.half`")
    fault, _total = computing.refused()
    assert "some.py" in fault
    assert "SyntaxError" in fault


def test_a_module_made_later_is_found(computing: Site) -> None:
    computing.edit(MEMO, CITED, "{computed}`late.ONE`")
    computing.refused()
    (computing.folder / "computations" / "late.py").write_text("ONE = 1\n", encoding="utf-8")
    assert computing.build().warnings == ""
    assert computing.page("posts/only").texts(".computed") == ["1"]
