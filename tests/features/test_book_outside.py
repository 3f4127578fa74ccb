"""What a book leaves out."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp


def test_what_a_book_leaves_out_is_named_without_a_link(
    make_app: Any, rootdir: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(rootdir / "test-latex", site)
    index = "# 試験の書\n\n```{toctree}\nposts/older\nglossary\n```\n"
    (site / "index.md").write_text(index, encoding="utf-8")
    app: SphinxTestApp = make_app("latex", srcdir=site)
    app.build()
    book = (app.outdir / "book.tex").read_text(encoding="utf-8")
    assert "古いメモ" in book
    assert "『新しいメモ』" in book
    assert "bibliography:ref-" not in book
    assert r"hyperref[\detokenize{posts/older:ref-kim2023}]" in book
