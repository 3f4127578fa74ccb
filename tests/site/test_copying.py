"""Copies of the real memos from the book give their source back."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from bibouroku.archive import finish
from bibouroku.archive.metadata import metadata_file, read_metadata
from tests.archive.copying import copied, lost
from tests.archive.pdfa_checks import findings
from tests.archive.structure_checks import structure_faults

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes


@pytest.fixture(scope="session")
def book(written_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the finished book of one run of TeX, which knows no page numbers yet."""
    command = ["lualatex", "--no-shell-escape", "-interaction=batchmode", "bibouroku.tex"]
    folder = tmp_path_factory.mktemp("book") / "latex"
    shutil.copytree(written_book, folder)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    pdf = folder / "bibouroku.pdf"
    finish(pdf, read_metadata(metadata_file(pdf)))
    return pdf


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_every_sentence_of_every_memo_can_be_copied(written_book: Path, book: Path) -> None:
    pages = copied(book)
    memos = sorted((written_book.parent / "doctrees" / "posts").glob("*.doctree"))
    assert memos
    for memo in memos:
        document: nodes.document = pickle.loads(memo.read_bytes())  # noqa: S301 - our own
        assert (memo.stem, lost(document, pages)) == (memo.stem, [])


@pytest.mark.needs_tex
@pytest.mark.slow
def test_the_book_is_archivable_and_tagged(book: Path) -> None:
    assert findings(book) == set()
    assert structure_faults(book) == []
