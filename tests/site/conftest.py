"""The real site, built once for all tests of this folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built as ``make html`` builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = [
        *(sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", "html"),
        *("-d", str(folder / "doctrees"), ".", str(folder / "html")),
    ]
    built = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder / "html"


@pytest.fixture(scope="session")
def address(built_site: Path, site_server: Callable[[Path], str]) -> str:
    """Return the address at which the site is served on this machine, with a slash at its end."""
    return site_server(built_site).rstrip("/") + "/"
