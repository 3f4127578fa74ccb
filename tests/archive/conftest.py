"""A PDF with all that memos draw, for tests to spoil and to finish."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest

from bibouroku.archive import Metadata
from bibouroku.drawing import new_figure, save

if TYPE_CHECKING:
    from collections.abc import Callable

METADATA: Final = Metadata(
    title="試験の題", created=dt.date(2023, 8, 22), modified=dt.date(2024, 5, 27),
    authors=("山田太郎",), keywords=("物理",), description="要旨。", rights="© 備忘録",
)  # fmt: skip


@pytest.fixture(scope="session")
def figure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a PDF with text, transparency and a hatch, as memos have them."""
    drawn, axes = new_figure()
    axes.bar([0, 1], [1, 2], hatch="//", alpha=0.5, label="漢字αβ①")
    axes.legend()
    path = tmp_path_factory.mktemp("figure") / "figure.pdf"
    save(drawn, path)
    return path


@pytest.fixture
def copy(figure: Path, tmp_path: Path) -> Path:
    """Return a copy of the figure that a test may change."""
    return Path(shutil.copy(figure, tmp_path / "copy.pdf"))


def changed(path: Path, change: Callable[[pikepdf.Pdf], None], **options: Any) -> Path:
    """Change the PDF at *path*."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path, **options)
    return path
