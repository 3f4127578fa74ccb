"""Electronic books of miniature sites."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.testing.util import SphinxTestApp

from tests.features.conftest import clean_process

if TYPE_CHECKING:
    import pytest

REPOSITORY: Final = Path(__file__).parents[2]
#: Two machines that should make the same bytes.
ELSEWHERE: Final = (
    {"TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"},
)


def made_twice(root: Path, temporary: pytest.TempPathFactory) -> list[Path]:
    """Return one book of the site *root* built twice, in folders of different depth."""
    found = []
    for number, below in enumerate(("a", "another/deeper")):
        site = temporary.mktemp("epub") / below / "site"
        shutil.copytree(root, site)
        command = [
            sys.executable,
            *["-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", "epub"],
        ]
        command += ["-d", "_build/doctrees", "-D", "epub_basename=book", ".", "_build/epub"]
        command += ["-j", "2"] if number else []
        result = subprocess.run(
            command, cwd=site, capture_output=True, text=True, check=False,
            env={**os.environ, **ELSEWHERE[number], "PYTHONPATH": str(REPOSITORY)},
        )  # fmt: skip
        assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]
        found.append(site / "_build" / "epub" / "book.epub")
    return found


def made(folder: Path, **settings: Any) -> tuple[Path, str]:
    """Build the book of a miniature site; return its file and what was told."""
    told = StringIO()
    with clean_process():
        app = SphinxTestApp("epub", srcdir=folder, warning=told, confoverrides=settings)
        app.build()
        return Path(app.outdir, f"{app.config.epub_basename}.epub"), told.getvalue()
