"""Finding and running the functions that compute what memos show; without Sphinx.

A name is ``module.function`` or ``module.CONSTANT`` of a file in the folder of
computations. A function takes nothing, or one argument called ``references``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import ModuleType

    from bibouroku.bibliography.reference import Reference


class ComputationError(Exception):
    """A name that cannot be computed; the message, in Japanese, says why."""


def module_path(folder: Path, name: str) -> Path:
    """Return the file that the name ``module.…`` is computed in."""
    return folder / f"{name.partition('.')[0]}.py"


def asks_for_references(folder: Path, name: str) -> bool:
    """Return whether *name* is a function of the references; raises ``ComputationError``."""
    value = _attribute(folder, name)
    return callable(value) and _takes_references(value)


def compute(folder: Path, name: str, references: Mapping[str, Reference]) -> Any:
    """Return what *name* gives; raises ``ComputationError`` if it gives nothing."""
    value = _attribute(folder, name)
    if not callable(value):
        return value
    try:
        if _takes_references(value):
            return value(references=references)
        return value()
    except Exception as error:
        message = f"計算「{name}」が失敗した（{type(error).__name__}: {error}）。計算を直す"
        raise ComputationError(message) from error


def _takes_references(function: Callable[..., Any]) -> bool:
    try:
        return "references" in inspect.signature(function).parameters
    except ValueError:  # a function written in C, which tells nothing of its arguments
        return False


def _attribute(folder: Path, name: str) -> Any:
    path = module_path(folder, name)
    attribute = name.partition(".")[2]
    value = getattr(_module(path), attribute, None)
    if value is None:
        message = f"計算「{path.name}」に「{attribute}」はない。綴りを直す"
        raise ComputationError(message)
    return value


def _module(path: Path) -> ModuleType:
    """Return the module of the file *path*, run anew when the file has changed."""
    if not path.stem.isidentifier() or not path.is_file():
        message = (
            f"計算のファイル「{path.parent.name}/{path.name}」がない。綴りを直すかファイルを加える"
        )
        raise ComputationError(message)
    digest = hashlib.sha256(str(path.resolve()).encode() + path.read_bytes()).hexdigest()
    qualified = f"{path.parent.name}.{path.stem}"
    known = sys.modules.get(qualified)
    if known is not None and getattr(known, "__bibouroku_digest__", "") == digest:
        return known
    spec = importlib.util.spec_from_file_location(qualified, path)
    if spec is None or spec.loader is None:
        message = f"「{path.name}」を読み込めない。Pythonのファイルかどうかを確かめる"
        raise ComputationError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules[qualified] = module  # dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[qualified]
        message = f"「{path.name}」を読み込めない（{type(error).__name__}: {error}）。直す"
        raise ComputationError(message) from error
    module.__bibouroku_digest__ = digest  # type: ignore[attr-defined]
    return module
