"""References to export: those of the project, and a file of all that is out of the ordinary."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from bibouroku.bibliography.bibtex_file import load
from bibouroku.bibliography.publication_status import histories
from bibouroku.exports.record import Record

PROJECT: Final = Path(__file__).parents[2] / "references.bib"
EDGE: Final = Path(__file__).with_name("edge.bib")


def records_of(path: Path) -> dict[str, Record]:
    """Return the references of a file with what befell them, by cite key."""
    references = load(path)
    befell = histories(references.values())
    return {key: Record(held, befell.get(key, ())) for key, held in references.items()}


@pytest.fixture(scope="session", params=[PROJECT, EDGE], ids=["project", "edge"])
def source(request: pytest.FixtureRequest) -> Path:
    """Return the file of the project, then that of the edge cases."""
    path: Path = request.param
    return path


@pytest.fixture(scope="session")
def records(source: Path) -> dict[str, Record]:
    """Return the references of *source*."""
    return records_of(source)


@pytest.fixture(scope="session")
def edge() -> dict[str, Record]:
    """Return the edge cases."""
    return records_of(EDGE)
