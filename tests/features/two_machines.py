"""The same sources written twice, as if on two machines: what comes of both has to be the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pytest

REPOSITORY: Final = Path(__file__).parents[2]
ELSEWHERE: Final = ({"TZ": "UTC"}, {"TZ": "Asia/Tokyo", "LC_ALL": "C"})


def run(command: list[str], folder: Path, machine: int) -> None:
    """Run *command* on the machine 0 or 1; tell all that it says when it fails."""
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    result = subprocess.run(
        command, cwd=folder, env={**kept, **ELSEWHERE[machine], "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]


def written_twice(root: Path, builder: str, temporary: pytest.TempPathFactory) -> list[Path]:
    """Return what *builder* writes of the site *root*, in folders of different depth."""
    folders = []
    for machine, below in enumerate(("a", "another/deeper")):
        site = temporary.mktemp("site") / below / "site"
        shutil.copytree(root, site)
        command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q",
                   "-b", builder, "-d", "_build/doctrees", ".", f"_build/{builder}"]  # fmt: skip
        run(command, site, machine)
        folders.append(site / "_build" / builder)
    return folders
