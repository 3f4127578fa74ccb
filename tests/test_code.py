"""What holds of the code as a whole."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Final

import pytest

import bibouroku

ROOT: Final = Path(__file__).parents[1]
MODULES: Final = sorted((ROOT / "bibouroku").rglob("*.py"))
MOST_LINES: Final = 300
MOST_LINES_OF_A_FUNCTION: Final = 40


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == bibouroku.__version__


def test_there_are_modules_to_check() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_no_function_is_too_long(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {
        node.name: lines
        for node in functions
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_every_module_says_what_it_does(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_feature_is_listed() -> None:
    modules = {path.stem for path in (ROOT / "bibouroku" / "features").glob("[a-z]*.py")}
    with_setup = {
        name
        for name in modules
        if "\ndef setup(" in (ROOT / "bibouroku/features" / f"{name}.py").read_text("utf-8")
    }
    assert {f"bibouroku.features.{name}" for name in with_setup} == set(bibouroku.FEATURES)
