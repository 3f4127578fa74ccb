"""The real site, built once for all tests of this folder."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.shared_build import built_once

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parents[2]


def built(builder: str, folder: Path) -> Path:
    """Let Sphinx build the real sources; return the folder of what it wrote."""
    command = [
        *(sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", builder),
        *("-d", str(folder / "doctrees"), ".", str(folder / builder)),
    ]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / builder


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built as ``make html`` builds it."""
    return built_once(tmp_path_factory, "real-site", partial(built, "html"))


@pytest.fixture(scope="session")
def written_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the book, written for LaTeX as ``make latexpdf`` does."""
    return built_once(tmp_path_factory, "real-book", partial(built, "latex"))


@pytest.fixture(scope="session")
def address(built_site: Path, site_server: Callable[[Path], str]) -> str:
    """Return the address at which the site is served on this machine, with a slash at its end."""
    return site_server(built_site).rstrip("/") + "/"
