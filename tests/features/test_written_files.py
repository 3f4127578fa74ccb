"""Files beside the pages are written when their content is another, and only then."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bibouroku.features.written_files import digest, keep_digests, kept_digests, write_changed

if TYPE_CHECKING:
    from pathlib import Path

HELD = {"a": "1", "b": "2"}


@pytest.fixture
def app(tmp_path: Path) -> Any:
    (tmp_path / "doctrees").mkdir()
    return SimpleNamespace(doctreedir=tmp_path / "doctrees", outdir=tmp_path / "html")


def test_a_file_with_the_same_content_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    write_changed(path, b"one")
    os.utime(path, (0, 0))
    write_changed(path, b"one")
    assert path.stat().st_mtime == 0
    write_changed(path, b"two")
    assert path.read_bytes() == b"two"


def test_two_texts_have_two_digests_even_those_that_are_no_unicode() -> None:
    assert len({digest("a"), digest("b"), digest("\ud800"), digest("\ud801")}) == 4


def test_digests_are_known_to_the_next_build(app: Any) -> None:
    keep_digests(app, "x", HELD)
    assert kept_digests(app, "x") == HELD
    assert kept_digests(app, "y") == {}


def test_digests_of_another_output_folder_are_not_taken_for_ours(app: Any, tmp_path: Path) -> None:
    keep_digests(app, "x", HELD)
    app.outdir = tmp_path / "dirhtml"
    assert kept_digests(app, "x") == {}


@pytest.mark.parametrize("held", ["", "[", "[1]", "{}", '{"a": "1", "b": "2"}', "null", "1"])
def test_digests_that_cannot_be_read_are_none(app: Any, held: str) -> None:
    write_changed(app.doctreedir / "x.json", held.encode())
    assert kept_digests(app, "x") == {}
