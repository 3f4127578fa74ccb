"""The check of copies can fail."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document

from tests.archive.copying import lost


def document(*parts: nodes.Node) -> nodes.document:
    """Return a document of one paragraph."""
    made = new_document("text")
    made += nodes.paragraph("", "", *parts)
    return made


def test_what_is_missing_or_otherwise_is_told() -> None:
    text = document(nodes.Text("一つ目。二つ目の見。"), nodes.strong(text="三つ目"))
    assert lost(text, ["一つ目。二つ目の⾒。", "三つ目"]) == ["二つ目の見。"]
    assert lost(text, ["一つ目。二つ目の見。三つ目"]) == []


def test_a_sentence_may_go_on_over_the_page() -> None:
    text = document(nodes.Text("頁をまたぐ文。"))
    assert lost(text, ["1頭頁をまた", "2頭ぐ文。"]) == []
    assert lost(text, ["1頭頁をまた", "2頭る文。"]) == ["頁をまたぐ文。"]


def test_links_part_what_is_looked_for() -> None:
    text = document(nodes.Text("前と"), nodes.reference("", "言葉"), nodes.Text("後。"))
    assert lost(text, ["前と別の言葉後。"]) == []
