"""What holds of the code as a whole."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import bibouroku

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
MODULES: Final = sorted((ROOT / "bibouroku").rglob("*.py"))
FEATURES: Final = {name.rpartition(".")[2]: name for name in bibouroku.FEATURES}
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


def source(feature: str) -> str:
    return (ROOT / "bibouroku" / "features" / f"{feature}.py").read_text(encoding="utf-8")


def needed(feature: str) -> set[str]:
    """Return the features that a feature imports, by itself or by modules that are no feature."""
    named = re.findall(r"^from bibouroku\.features\.(\w+) import", source(feature), re.MULTILINE)
    plain = [name for name in named if name not in FEATURES]
    return (set(named) & FEATURES.keys()).union(*map(needed, plain)) - {feature}


def set_up(feature: str) -> set[str]:
    """Return the features that are set up with a feature, by itself or by those that it sets up."""
    found: set[str] = set()
    ahead = [feature]
    while ahead:
        named = re.findall(r"setup_extension\(\"bibouroku\.features\.(\w+)\"", source(ahead.pop()))
        ahead += set(named) - found
        found |= set(named)
    return found


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_sets_up_the_features_that_it_needs(feature: str) -> None:
    assert needed(feature) - set_up(feature) == set()


def listeners() -> Iterator[tuple[str, str, int]]:
    """Yield event, feature and priority of everything that a feature listens to."""
    for feature in FEATURES:
        calls = [
            node for node in ast.walk(ast.parse(source(feature))) if isinstance(node, ast.Call)
        ]
        for call in calls:
            named = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if named == "connect":
                given = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
                yield ast.literal_eval(call.args[0]), feature, given.get("priority", 500)
            elif named == "add_post_transform":
                priority = re.search(r"default_priority = (\d+)", source(feature))
                yield "post-transforms", feature, int(priority[1]) if priority else 0


def table_of_events() -> Iterator[tuple[str, str, int]]:
    """Yield the same as CONTRIBUTING.md tells it; what others call stands there in brackets."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    row = re.compile(r"\| ([a-z]+(?:-[a-z]+)+) \| ([^|]+) \| ([0-9]*) *\|")
    for event, named, priority in row.findall(text):
        for feature in re.sub(r"\([^)]*\)", "", named).split(","):
            yield event, feature.strip(), int(priority or 500)


def test_the_table_of_events_tells_who_listens_and_when() -> None:
    assert sorted(table_of_events()) == sorted(set(listeners()))


def test_the_layers_are_told_as_they_are_enforced() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("### Layers")[2]
    told = [re.split(" {2,}", line)[0] for line in text.split("```")[1].splitlines()[1:]]
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    enforced = [layer.replace("bibouroku.", "") for layer in linter["contracts"][0]["layers"]]
    assert told == enforced


def test_the_tree_of_the_readme_is_the_one_that_there_is() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Where things are")[2]
    listed = re.findall(r"^ {4}( *)(\S+) {2,}\S", text.partition("\n[")[0], re.MULTILINE)
    paths = {("bibouroku/" if inside else "") + name for inside, name in listed}
    assert {path for path in paths if not (ROOT / path).exists()} == set()
    packages = {f"bibouroku/{path.parent.name}/" for path in ROOT.glob("bibouroku/*/__init__.py")}
    assert packages <= paths
