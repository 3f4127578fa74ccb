"""Computations: found, run, and told of when they fail."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.computing import ComputationError, asks_for_references, compute, module_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULE = """
from dataclasses import dataclass
from math import hypot

ANSWER = 42
NOTHING = None

@dataclass
class Held:
    x: int

def seven():
    return Held(7).x

def keys(references):
    return sorted(references)

def broken():
    return 1 / 0

def wants(more):
    return more
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    held = tmp_path / "sums"
    held.mkdir()
    (held / "m.py").write_text(MODULE, encoding="utf-8")
    yield held
    sys.modules.pop("sums.m", None)


@pytest.mark.parametrize(
    ("name", "value"), [("m.ANSWER", 42), ("m.seven", 7), ("m.keys", ["a", "b"])]
)
def test_a_name_gives_its_value(folder: Path, name: str, value: object) -> None:
    assert compute(folder, name, parse("@misc{b,}\n@misc{a,}", "x.bib")) == value


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("m.nobody", "計算「m.py」に「nobody」はない。綴りを直す"),
        ("m.NOTHING", "「NOTHING」はない"),
        ("m", "「」はない"),
        ("n.ANSWER", "計算のファイル「sums/n.py」がない"),
        ("../m.ANSWER", "がない"),
        (".ANSWER", "がない"),
        ("m.broken", "計算「m.broken」が失敗した（ZeroDivisionError: division by zero）"),
        ("m.wants", "計算「m.wants」が失敗した（TypeError"),
        ("m.hypot.x", "「hypot.x」はない"),
    ],
)
def test_what_cannot_be_computed_is_told(folder: Path, name: str, message: str) -> None:
    with pytest.raises(ComputationError) as caught:
        compute(folder, name, {})
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("x = (", "「m.py」を読み込めない（SyntaxError"),
        ("import nonesuch", "「m.py」を読み込めない（ModuleNotFoundError"),
        ("1 / 0", "「m.py」を読み込めない（ZeroDivisionError"),
    ],
)
def test_a_file_that_cannot_be_run_is_told(folder: Path, source: str, message: str) -> None:
    (folder / "m.py").write_text(source, encoding="utf-8")
    with pytest.raises(ComputationError) as caught:
        compute(folder, "m.ANSWER", {})
    assert message in str(caught.value)
    assert "sums.m" not in sys.modules


def test_a_changed_file_is_run_anew(folder: Path) -> None:
    assert compute(folder, "m.ANSWER", {}) == 42
    (folder / "m.py").write_text("ANSWER = 43\n", encoding="utf-8")
    assert compute(folder, "m.ANSWER", {}) == 43


def test_an_unchanged_file_is_run_once(folder: Path) -> None:
    (folder / "m.py").write_text("LIST = []\n", encoding="utf-8")
    assert compute(folder, "m.LIST", {}) is compute(folder, "m.LIST", {})


@pytest.mark.parametrize(
    ("name", "asks"), [("m.keys", True), ("m.seven", False), ("m.ANSWER", False), ("m.min", False)]
)
def test_a_function_of_the_references_says_so(folder: Path, name: str, *, asks: bool) -> None:
    (folder / "m.py").write_text(f"{MODULE}\nmin = min\n", encoding="utf-8")
    assert asks_for_references(folder, name) is asks


def test_the_file_of_a_name_is_known(folder: Path) -> None:
    assert module_path(folder, "m.seven") == folder / "m.py"
