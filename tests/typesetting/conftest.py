"""Two books: one that is sound and one that TeX stumbles over."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.shared_build import built_once

REPOSITORY: Final = Path(__file__).parents[2]


@dataclass
class Done:
    """A folder with a book, and what typesetting it said."""

    folder: Path
    status: int
    said: list[str]


def write_book(root: Path, folder: Path) -> Path:
    """Let Sphinx write the book of a miniature site into *folder*; return where it is."""
    shutil.copytree(root, folder)
    run("sphinx", "-q", "-b", "latex", "-d", "_build/doctrees", ".", "_build/latex", cwd=folder)
    return folder / "_build" / "latex"


def run(*words: str, cwd: Path, **environment: str) -> Done:
    """Run a module of Python there."""
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=cwd, check=False, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
    )  # fmt: skip
    return Done(cwd, done.returncode, done.stdout.splitlines())


@pytest.fixture(scope="session")
def sound_book(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Return a book that was typeset."""

    def typeset(below: Path) -> Done:
        folder = write_book(rootdir / "test-typeset", below / "site")
        done = run("bibouroku", "typeset", "_build/latex", cwd=folder.parents[1])
        return Done(folder, done.status, done.said)

    return built_once(tmp_path_factory, "sound-book", typeset)


@pytest.fixture(scope="session")
def broken_book(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Return a book that TeX could not typeset."""
    folder = write_book(rootdir / "test-tex-faults", tmp_path_factory.mktemp("broken") / "site")
    (folder.parent / "broken.pdf").write_bytes(b"the last good one")
    done = run("bibouroku", "typeset", "_build/latex", cwd=folder.parents[1])
    return Done(folder, done.status, done.said)


@pytest.fixture(scope="session")
def book_files(sound_book: Done) -> list[str]:
    """Return the files of the system that TeX read for a book."""
    lines = (sound_book.folder / "book.fls").read_text(encoding="utf-8").splitlines()
    return sorted({line.removeprefix("INPUT ") for line in lines if line.startswith("INPUT /usr/")})
