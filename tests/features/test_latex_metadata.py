"""The date of the book, and what its PDF says of itself."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bibouroku.archive.metadata import Metadata, read_metadata
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.features.latex_metadata import memo_metadata, preamble
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp


def built(make_app: Any, rootdir: Path, folder: Path, **overrides: Any) -> SphinxTestApp:
    """Return the small book, written for LaTeX."""
    site = folder / "site"
    shutil.copytree(rootdir / "test-latex", site)
    app: SphinxTestApp = make_app("latex", srcdir=site, confoverrides=overrides)
    app.build()
    return app


@pytest.fixture
def app(make_app: Any, rootdir: Path, tmp_path: Path) -> SphinxTestApp:
    return built(make_app, rootdir, tmp_path, copyright="© 山田太郎")


def test_the_date_is_that_of_the_newest_note(app: SphinxTestApp) -> None:
    tex = (app.outdir / "book.tex").read_text(encoding="utf-8")
    assert r"\date{2024年5月27日（令和6年）}" in tex
    assert "pdfcreationdate={D:20240527000000Z}" in tex


def test_the_pdf_of_the_book_says(app: SphinxTestApp) -> None:
    day = dt.date(2024, 5, 27)
    assert read_metadata(Path(app.outdir) / "book.meta.json") == Metadata(
        title="試験の書",
        created=day,
        modified=day,
        date="2024-05-27",
        language="ja",
        authors=("山田太郎",),
        publisher="試験の書",
        keywords=("数学", "三角関数", "検算", "物理"),
        rights="© 山田太郎",
        address="https://example.org/",
    )


def test_the_pdf_of_a_memo_says(app: SphinxTestApp) -> None:
    memos = memo_domain(app.env).memos
    older = memo_metadata(app, memos["posts/older"], "https://example.org/posts/older.html")
    assert older.title == "古いメモと√2の値"
    assert (older.created, older.modified) == (dt.date(2017, 1, 1), dt.date(2021, 3, 1))
    assert older.date == ""  # a span of years is no date of ISO 8601
    assert older.keywords == ("数学", "三角関数", "検算")
    assert older.address == "https://example.org/posts/older.html"
    newer = memo_metadata(app, memos["posts/newer"])
    assert newer.date == "2023-08-22"


def test_a_book_of_one_memo_is_that_memo(make_app: Any, rootdir: Path, tmp_path: Path) -> None:
    documents = [
        ("index", "book.tex", r"R \& D", r"甲\and 乙", "manual"),
        ("posts/newer", "newer.tex", "", "", "howto"),
    ]
    app = built(make_app, rootdir, tmp_path, latex_documents=documents)
    book, newer = (read_metadata(Path(app.outdir) / f"{name}.meta.json") for name in
                   ("book", "newer"))  # fmt: skip
    assert (book.title, book.authors) == ("R & D", ("甲", "乙"))
    assert newer == memo_metadata(app, memo_domain(app.env).memos["posts/newer"])


def test_the_preamble_holds_no_tex_of_its_own() -> None:
    written = preamble("題", parse_edtf("2023-08"), ["50% {甲}", r"\input"])
    assert "pdfkeywords={50   甲 ,  input}" in written
    assert "D:20230801000000Z" in written


def test_memos_date_a_book_whatever_who_builds_gives(
    make_app: Any, rootdir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    app = built(make_app, rootdir, tmp_path)
    assert read_metadata(Path(app.outdir) / "book.meta.json").created == dt.date(2024, 5, 27)
