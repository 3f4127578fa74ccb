"""What is built once for all the processes that run tests side by side."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

Built = TypeVar("Built")


def built_once(
    temporary: pytest.TempPathFactory, name: str, build: Callable[[Path], Built]
) -> Built:
    """Return what *build* returned for an empty folder, called *name*, that it filled.

    The first process that asks builds, the others wait. What *build* left in the folder stays as
    it is: no test may change it.
    """
    run = temporary.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # beside the folders of the processes
        run = run.parent
    folder, told = run / name, run / f"{name}.pickle"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a process that could not build
            folder.mkdir()
            told.write_bytes(pickle.dumps(build(folder)))
    return cast("Built", pickle.loads(told.read_bytes()))  # noqa: S301 - our own
