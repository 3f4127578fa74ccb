"""Which memo and line each line of the book's TeX comes from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bibouroku.features.latex_lines import LineMarks
from bibouroku.typesetting.source_map import SourceMap

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp


def lines_of(app: SphinxTestApp, words: str) -> set[int]:
    """Return the lines of the memo that the lines of TeX with these words come from."""
    tex = (app.outdir / "book.tex").read_text(encoding="utf-8").split("\n")
    book = SourceMap.read(Path(app.outdir) / "book.lines.json")
    places = [book.place(number) for number, line in enumerate(tex, start=1) if words in line]
    assert all(place and place.path == "posts/memo.md" for place in places)
    return {place.line for place in places if place}


@pytest.mark.sphinx("latex", testroot="typeset")
def test_each_line_of_tex_knows_its_line_in_the_memo(app: SphinxTestApp) -> None:
    app.build()
    memo = (app.srcdir / "posts" / "memo.md").read_text(encoding="utf-8").split("\n")
    for written in ("一行目", "二行目の式", "三行目", "第二の行の", "x = 1", "y = 2", "による項"):
        assert lines_of(app, written) == {
            number for number, line in enumerate(memo, start=1) if written in line
        }, written


@pytest.mark.sphinx("latex", testroot="latex")
def test_each_entry_of_a_bibliography_knows_its_line_in_the_file_of_references(
    app: SphinxTestApp,
) -> None:
    app.build()
    tex = (app.outdir / "book.tex").read_text(encoding="utf-8").split("\n")
    references = (app.srcdir / "references.bib").read_text(encoding="utf-8").split("\n")
    book = SourceMap.read(Path(app.outdir) / "book.lines.json")
    keys = []
    for number, line in enumerate(tex, start=1):
        if entry := re.search(r"\\BibourokuEntry\{.*?:ref-([\w-]+)", line):
            place = book.place(number)
            assert place == book.place(number + 1)  # where TeX ends the paragraph
            assert place
            assert (place.path, place.key) == ("references.bib", entry[1])
            assert re.match(rf"@\w+\{{{place.key},", references[place.line - 1])
            keys.append(entry[1])
    assert len(keys) == 5 > len(set(keys))  # in the lists of memos, and in that of the whole


@pytest.mark.sphinx("latex", testroot="typeset")
def test_the_books_are_listed_with_the_day_of_the_newest_memo(app: SphinxTestApp) -> None:
    app.build()
    books = json.loads((app.outdir / "books.json").read_text(encoding="utf-8"))
    assert books == {"engine": "lualatex", "epoch": 1692662400, "books": ["book.tex"]}


@pytest.mark.sphinx("latex", testroot="latex", freshenv=True)
def test_marks_change_nothing_in_the_tex(
    app: SphinxTestApp, make_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.build()
    marked = (app.outdir / "book.tex").read_text(encoding="utf-8")
    assert "\ufdd0" not in marked
    assert (app.outdir / "book.lines.json").stat().st_size > 200
    monkeypatch.delattr(LineMarks, "dispatch_visit")
    bare: SphinxTestApp = make_app("latex", srcdir=app.srcdir, freshenv=True)
    bare.build()
    assert (bare.outdir / "book.tex").read_text(encoding="utf-8") == marked
    assert SourceMap.read(Path(bare.outdir) / "book.lines.json") == SourceMap()
