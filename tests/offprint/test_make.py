"""Making the PDFs of memos out of what TeX set."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pikepdf
import pytest

from bibouroku.archive.metadata import Metadata, metadata_file
from bibouroku.offprint import order
from bibouroku.offprint.make import make
from bibouroku.offprint.manifest import MANIFEST, read_manifest
from bibouroku.offprint.order import ORDERS, Order
from bibouroku.problem import ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Two memos of one name in two folders, and one whose name needs escaping.
ALL = [Order("first", "posts/a b.pdf", "made of 1"), Order("second", "old/a b.pdf", "made of 2")]


def ordered(sources: Path, orders: list[Order]) -> None:
    """Write *orders* as a build does."""
    day = dt.date(2023, 8, 22)
    for each in orders:
        place = metadata_file(sources / each.file)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(Metadata(f"題 {each.start}", day, day).written(), encoding="utf-8")
    (sources / ORDERS).write_text(order.written(orders), encoding="utf-8")


@pytest.fixture
def sources(two_memos: Callable[..., Path]) -> Path:
    """Return the folder of a PDF with two memos, which are ordered."""
    folder = two_memos().parent
    ordered(folder, ALL)
    return folder


def typeset(tex: Path) -> Path:
    return tex.with_suffix(".pdf")


def never(_tex: Path) -> Path:
    pytest.fail("TeX ran")


def test_each_memo_gets_its_pdf_with_its_metadata(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    made = make(sources, folder, typeset)
    assert {file: offprint.pages for file, offprint in made.items()} == {
        "posts/a b.pdf": 3, "old/a b.pdf": 2,
    }  # fmt: skip
    with pikepdf.open(folder / "old/a b.pdf") as pdf:
        assert len(pdf.pages) == 2
        assert pdf.docinfo["/Title"] == "題 second"
        assert pdf.open_metadata()["pdfaid:part"] == "2"


def test_the_manifest_tells_of_what_each_was_made(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    make(sources, folder, typeset)
    held = read_manifest(folder).offprints
    assert {file: offprint.made_from for file, offprint in held.items()} == {
        "posts/a b.pdf": "made of 1", "old/a b.pdf": "made of 2",
    }  # fmt: skip
    assert all(offprint.is_whole(folder / file) for file, offprint in held.items())


def test_the_same_pdf_is_not_cut_again(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    first = make(sources, folder, typeset)
    stamps = {file: (folder / file).stat().st_mtime_ns for file in first}
    assert make(sources, folder, typeset) == first
    assert stamps == {file: (folder / file).stat().st_mtime_ns for file in first}


def test_a_damaged_pdf_is_made_again(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    first = make(sources, folder, typeset)
    (folder / "old/a b.pdf").write_bytes(b"%PDF-")
    assert make(sources, folder, typeset) == first
    assert first["old/a b.pdf"].is_whole(folder / "old/a b.pdf")


def test_the_pdf_of_a_memo_that_is_gone_goes(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    make(sources, folder, typeset)
    ordered(sources, ALL[:1])
    assert [*make(sources, folder, typeset)] == ["posts/a b.pdf"]
    assert not (folder / "old/a b.pdf").exists()
    assert [*read_manifest(folder).offprints] == ["posts/a b.pdf"]


def test_without_memos_tex_does_not_run(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    make(sources, folder, typeset)
    ordered(sources, [])
    assert make(sources, folder, never) == {}
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [MANIFEST]


def test_what_cannot_be_cut_is_a_problem(sources: Path, tmp_path: Path) -> None:
    ordered(sources, [*ALL, Order("third", "posts/c.pdf", "made of 3")])
    with pytest.raises(ProblemsFoundError, match=r"memos\.pdf: .*third.*\[offprint-not-cut\]"):
        make(sources, tmp_path / "out", typeset)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cut_from": "", "offprints": {"a": 1}}'])
def test_a_broken_manifest_tells_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    assert not read_manifest(tmp_path).offprints
