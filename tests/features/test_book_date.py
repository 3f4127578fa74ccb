"""The date of a book whose project has no memos, and what its PDF says without one."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from bibouroku.archive.metadata import read_metadata
from bibouroku.typesetting.passes import typeset_book
from tests.archive.pdfa_checks import findings
from tests.archive.structure_checks import structure_faults

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp


@pytest.fixture(autouse=True)
def nobody_gives_a_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.mark.sphinx("latex", testroot="memoless")
def test_without_memos_no_date_is_stated(app: SphinxTestApp) -> None:
    app.build()
    tex = (app.outdir / "manual.tex").read_text(encoding="utf-8")
    assert r"\date{}" in tex
    assert "pdfcreationdate" not in tex
    told = read_metadata(Path(app.outdir) / "manual.meta.json")
    assert (told.title, told.created, told.modified, told.date) == ("短い説明書", None, None, "")


@pytest.mark.sphinx("latex", testroot="memoless", confoverrides={"today": "令和六年の春"})
def test_what_conf_py_calls_today_is_printed(app: SphinxTestApp) -> None:
    app.build()
    assert r"\date{令和六年の春}" in (app.outdir / "manual.tex").read_text(encoding="utf-8")


@pytest.mark.sphinx("latex", testroot="memoless")
def test_without_memos_who_builds_may_give_the_date(
    app: SphinxTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1716768000 + 3600))
    app.build()
    tex = (app.outdir / "manual.tex").read_text(encoding="utf-8")
    assert r"\date{2024年5月27日（令和6年）}" in tex
    assert "pdfcreationdate={D:20240527000000Z}" in tex
    told = read_metadata(Path(app.outdir) / "manual.meta.json")
    assert (told.created, told.date) == (dt.date(2024, 5, 27), "2024-05-27")
    books = json.loads((app.outdir / "books.json").read_text(encoding="utf-8"))
    assert books["epoch"] == 1716768000


@pytest.mark.needs_tex
@pytest.mark.slow
@pytest.mark.sphinx("latex", testroot="memoless")
def test_a_book_without_memos_can_be_archived_too(app: SphinxTestApp) -> None:
    app.build()
    pdf = typeset_book(Path(app.outdir) / "manual.tex").pdf
    assert findings(pdf) == set()
    assert structure_faults(pdf) == []
    with pikepdf.open(pdf) as opened:
        assert not {"/CreationDate", "/ModDate"} & set(opened.docinfo.keys())
        with opened.open_metadata() as told:
            assert told["pdfaid:part"] == "2"
            assert not [name for name in told if name.endswith("Date")]
