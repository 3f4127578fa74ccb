"""What a page weighs, counted from its transfers."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final
from urllib.request import Request, urlopen

import pytest

from benchmarks.bench_page import served
from benchmarks.page_weight import COLUMNS, PageLoad, Transfer, strangers, table

if TYPE_CHECKING:
    from pathlib import Path

ROOT: Final = "http://127.0.0.1:1/"
LOAD: Final = PageLoad(
    page="posts/a",
    view="phone",
    transfers=(
        Transfer(ROOT + "posts/a.html", 20_000),
        Transfer(ROOT + "_static/site.css?v=1", 9_000),
        Transfer(ROOT + "_static/site.js", 3_000),
        Transfer(ROOT + "_static/favicon.svg", 500),
        Transfer(ROOT + "_images/a.svg", 40_000),
    ),
    nodes=1234,
    first_paint=100.4,
    largest_paint=120.6,
    layout_shift=0.0123,
    long_tasks=2,
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "html"), ("a/", "html"), ("a.html?q=1#b", "html"), ("_static/a.css?v=2", "css"),
        ("a.JS", "js"), ("a.woff2", "other"), ("_images/a.svg", "figure"), ("index.json", "other"),
    ],
)  # fmt: skip
def test_a_transfer_has_a_kind(path: str, kind: str) -> None:
    assert Transfer(ROOT + path, 1).kind == kind


def test_figures_are_counted_apart() -> None:
    assert LOAD.before_figures == 32_500
    assert LOAD.weight("figure") == 40_000
    assert LOAD.requests == 4


def test_a_row_has_a_cell_for_every_column() -> None:
    cells = dict(zip(COLUMNS, LOAD.row(), strict=True))
    assert cells["kB"] == "32.5"
    assert cells["+figures"] == "72.5"
    assert (cells["html"], cells["css"], cells["js"], cells["other"]) == (
        "20.0",
        "9.0",
        "3.0",
        "0.5",
    )
    assert (cells["FCP ms"], cells["LCP ms"], cells["CLS"]) == ("100", "121", "0.012")


def test_the_lines_of_the_table_are_as_long_as_one_another() -> None:
    lines = table([LOAD, LOAD]).splitlines()
    assert len(lines) == 3
    assert len({len(line) for line in lines}) == 1


def test_what_comes_from_elsewhere_is_a_stranger() -> None:
    other = Transfer("https://example.org/a.js", 1)
    assert strangers([*LOAD.transfers, other], ROOT) == [other.url]


def test_text_is_sent_compressed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("語" * 1000, encoding="utf-8")
    with served(tmp_path) as address:
        answer = urlopen(Request(address, headers={"Accept-Encoding": "gzip"}))  # noqa: S310 - loopback
        body = answer.read()
    assert len(body) < 100
    assert gzip.decompress(body).decode() == "語" * 1000


def test_what_does_not_exist_is_not_found(tmp_path: Path) -> None:
    with served(tmp_path) as address, pytest.raises(OSError, match="404"):
        urlopen(address + "no.html")  # noqa: S310 - loopback
