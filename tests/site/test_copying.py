"""Copies of the real memos from the book give their source back."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from bibouroku.archive import finish
from bibouroku.archive.metadata import metadata_file, read_metadata
from tests.archive.copying import copied, lost
from tests.archive.pdfa_checks import findings
from tests.archive.structure_checks import structure_faults

if TYPE_CHECKING:
    from docutils import nodes

PROJECT: Final = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the book, written for LaTeX as ``make latexpdf`` does."""
    folder = tmp_path_factory.mktemp("book")
    command = [
        *(sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", "latex"),
        *("-d", str(folder / "doctrees"), ".", str(folder / "latex")),
    ]
    built = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="session")
def book(written: Path) -> Path:
    """Return the finished book of one run of TeX, which knows no page numbers yet."""
    command = ["lualatex", "--no-shell-escape", "-interaction=batchmode", "bibouroku.tex"]
    folder = written / "latex"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    pdf = folder / "bibouroku.pdf"
    finish(pdf, read_metadata(metadata_file(pdf)))
    return pdf


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_every_sentence_of_every_memo_can_be_copied(written: Path, book: Path) -> None:
    pages = copied(book)
    memos = sorted((written / "doctrees" / "posts").glob("*.doctree"))
    assert memos
    for memo in memos:
        document: nodes.document = pickle.loads(memo.read_bytes())  # noqa: S301 - our own
        assert (memo.stem, lost(document, pages)) == (memo.stem, [])


@pytest.mark.needs_tex
@pytest.mark.slow
def test_the_book_is_archivable_and_tagged(book: Path) -> None:
    assert findings(book) == set()
    assert structure_faults(book) == []
