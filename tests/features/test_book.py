"""The book as Sphinx writes it for TeX: what the web tells by links, it tells by pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.features.made_book import chapter, entries, plain, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the book, written for LaTeX."""
    return written(rootdir, tmp_path_factory.mktemp("book") / "site", {})


@pytest.fixture(scope="module")
def tex(folder: Path) -> str:
    return (folder / "book.tex").read_text(encoding="utf-8")


def test_every_link_within_the_book_has_its_one_label(tex: str) -> None:
    labels = re.findall(r"\\label\{(?:\\detokenize\{)?(.*?)\}+", tex)
    commands = r"hyperref\[|ref\*?\{|eqref\{|pageref\*?\{"
    links = re.findall(rf"\\(?:{commands})(?:\\detokenize\{{)?(.*?)[\]}}]+", tex)
    links += re.findall(r"\\detokenize\{(.*?)\}", tex)
    assert links
    assert set(links) - set(labels) == set()
    assert len(labels) == len(set(labels))


def test_each_chapter_ends_with_the_list_of_what_it_cites(tex: str) -> None:
    first, second = (chapter(tex, title) for title in ("土台のメモ", "続きのメモ"))
    assert [key.partition("ref-")[2] for key in entries(first)] == [
        "book1903", "notice", "sound", "claim", "calc",
    ]  # fmt: skip
    assert [key.partition("ref-")[2] for key in entries(second)] == [
        "book1903", "recheck", "claim", "check", "calc",
    ]  # fmt: skip


def test_citations_lead_to_the_list_of_their_chapter(tex: str) -> None:
    body = chapter(tex, "続きのメモ").partition("参考文献")[0]
    links = re.findall(r"hyperref\[\\detokenize\{(.*?:ref-.*?)\}", body)
    assert links
    assert all(link.startswith("posts/second:ref-") for link in links)


def test_the_list_of_the_whole_has_everything_by_reading(tex: str) -> None:
    keys = [label.partition("ref-")[2] for label in entries(chapter(tex, "文献一覧"))]
    assert keys == ["book1903", "notice", "sound", "recheck", "claim", "unread", "check", "calc"]


def test_an_entry_of_a_chapter_tells_reasons_status_and_its_place_in_the_whole(tex: str) -> None:
    entry = entries(tex)["posts/first:ref-claim"]
    assert r"\DUrole{status-retracted}{公開後に撤回}：" in entry
    assert "（2022年5月10日）" in entry
    first, second = re.findall(r"\\BibourokuPages\{([^（]*)\}頁（(.*?)）", entry)
    assert first[1] == "証拠として"
    assert second[1] == "議論の対象として"
    assert "posts/second" not in entry.partition("entry-notes")[2]
    assert r"→文献一覧\BibourokuPages{\detokenize{bibliography:ref-claim}}頁" in entry


def test_a_chapter_tells_one_event_of_a_status_and_the_whole_list_all(tex: str) -> None:
    listed = entries(tex)
    assert r"Zhu 2022}}}（2022年6月）ほか1件。" in listed["posts/first:ref-calc"]
    assert "Adams 2022" not in listed["posts/first:ref-calc"]
    assert "Adams 2022}}}（2022年7月）。" in listed["bibliography:ref-calc"]


def test_refuted_and_retracted_have_marks_of_their_own(tex: str, folder: Path) -> None:
    style = (folder / "bibouroku.sty").read_text(encoding="utf-8")
    signs = dict(re.findall(r"\\BibourokuNewStatus\{(.*?)\}\{\w+\}\{(.+?)\\,\}", style))
    marks = ("retracted", "withdrawn", "refuted", "under-concern", "disputed")
    assert len({signs[mark] for mark in marks}) == len(marks)
    assert r"\DUrole{status-refuted}{公開時すでに反証}" in tex


def test_the_whole_list_tells_the_permanent_address_of_a_reference(tex: str) -> None:
    entry = entries(tex)["bibliography:ref-claim"]
    assert r"\sphinxhref{https://example.org/site/references/claim.html}" in entry
    assert "https://example.org" not in entries(tex)["posts/first:ref-claim"]


def test_in_print_an_entry_spells_out_the_places_cited(rootdir: Path, tmp_path: Path) -> None:
    book = written(rootdir, tmp_path / "site", {}, bibouroku_print=True) / "book.tex"
    printed = book.read_text(encoding="utf-8")
    plain = entries(printed)["posts/first:ref-book1903"].replace(r"\allowbreak{}", "")
    assert "引用箇所：12頁 " in plain
    assert "{dl.ndl.go.jp/pid/828728/1/14}；コマ45 " in plain


def test_a_book_without_the_whole_list_tells_addresses_in_its_chapters(
    rootdir: Path, tmp_path: Path
) -> None:
    changes = {"index.md": "# 書\n\n```{toctree}\nposts/first\n```\n"}
    book = written(rootdir, tmp_path / "site", changes, suppress_warnings=["toc"]) / "book.tex"
    alone = book.read_text(encoding="utf-8")
    entry = entries(alone)["posts/first:ref-claim"]
    assert r"\sphinxhref{https://example.org/site/references/claim.html}" in entry
    assert "文献一覧" not in entry


def places(text: str) -> list[tuple[str, str]]:
    """Return the labels of chapters and places that links tell of."""
    found = re.findall(r"\\BibourokuPlace\{(.*?)\}?\}\{(.*?\}?)\}", text)
    bare = [[re.sub(r"\\detokenize\{|\}", "", label) for label in one] for one in found]
    return [(chapter, place) for chapter, place in bare]


def test_links_to_other_chapters_tell_chapter_and_page_once_in_a_section(tex: str) -> None:
    text = chapter(tex, "続きのメモ")
    first = "posts/first::doc"
    lead, later = text.partition(r"\section{後の節}")[::2]
    assert places(lead) == [
        (first, first),  # 前回
        (first, first),
        (first, "equation:posts/first:eq-ground"),
        (first, "posts/first:tbl-ground"),
        (first, "posts/first:sec-ground"),
        ("", "glossary:term-1"),
    ]
    assert places(later.partition(r"\section{参考文献}")[0]) == [
        (first, first), ("", "glossary:term-A-1"),
    ]  # fmt: skip
    assert text.count("『土台のメモ』") > 3


def test_links_within_a_chapter_tell_no_page(tex: str) -> None:
    text = chapter(tex, "土台のメモ")
    second = "posts/second::doc"
    assert places(text.partition("関連メモ")[0]) == [
        (second, second),  # 続報
        ("", "glossary:term-1"),
        ("", "glossary:term-0"),
        (second, second),  # the note
        (second, second),  # このメモを引くメモ
    ]


def test_the_end_of_a_chapter_names_memos_that_name_it_and_go_with_it(tex: str) -> None:
    end = chapter(tex, "土台のメモ").partition(r"\begin{sphinxuseclass}{memo-neighbours}")[2]
    naming, related = end.partition("関連メモ")[::2]
    assert "このメモを引くメモ" in naming
    assert "『続きのメモ』" in naming
    assert "『続きのメモ』" in related
    assert "：共通の文献3件、タグ「暦」" in related


def test_the_list_of_the_whole_has_headings_by_reading(tex: str) -> None:
    whole = chapter(tex, "文献一覧")
    assert re.findall(r"\\BibourokuEntriesUnder\{(.*?)\}", whole) == [
        "な", "は", "読み未確認", "A", "L", "N", "Z",
    ]  # fmt: skip
    assert "EntriesUnder" not in chapter(tex, "土台のメモ")


FALLOUT: Final = "崩れた文献に寄りかかるメモ"


def test_what_became_of_works_is_a_chapter_before_the_list_of_the_whole(tex: str) -> None:
    before, after = tex.split(rf"\chapter{{{FALLOUT}}}")
    assert r"\chapter{用語集}" in before
    assert r"\chapter{文献一覧}" in after
    told = plain(chapter(tex, FALLOUT))
    claim = "公開後に撤回Lee2020「TheClaim」：編集部2022（2022年5月10日）。"
    calc = "公開後に反証Zuse2020「Calculation」：Zhu2022（2022年6月）、Adams2022（2022年7月）。"
    leaning, _, news = told.partition("文献のその後")
    assert leaning.index("2021年1月10日『土台のメモ』") < leaning.index(calc) < leaning.index(claim)
    assert "2022年5月10日撤回Lee2020「TheClaim」：編集部2022。引いているメモ：" in news
    assert "『土台のメモ』、『続きのメモ』。" in news


def test_every_line_of_that_chapter_tells_pages_of_memos_and_entries(tex: str) -> None:
    text = chapter(tex, FALLOUT)
    told = set(places(text))
    assert ("posts/first::doc", "posts/first::doc") in told
    assert ("", "bibliography:ref-claim") in told
    links = re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}", text)
    assert {label for _, label in told} == set(links)


def test_a_glossary_tells_readings_and_pages_of_use(tex: str) -> None:
    text = chapter(tex, "用語集")
    _, term, definition = re.split(r"\\sphinxlineitem\{(?=暦|惑星)", text)
    assert term.startswith("暦")
    assert r"\DUrole{term-reading}{（こよみ）}" in term
    assert len(re.findall(r"posts/(?:first|second):use-\d+", term)) == 4
    assert len(re.findall(r"posts/first:use-\d+", definition)) == 1
    assert "term-reading" not in text.partition("うなり")[2].partition("暦")[0]


def test_the_index_has_terms_where_explained_and_used_and_tags_that_can_be_filed(tex: str) -> None:
    assert tex.count(r"\index{こよみ@\spxentry{暦}}") == 4 + 2  # uses, and memos with the tag
    assert tex.count(r"\index{こよみ@\spxentry{暦}|spxpagem}") == 1
    assert tex.count(r"\index{うなり@\spxentry{うなり}}") == 1
    assert "読めない札" not in "".join(re.findall(r"\\index\{.*?\}\}", tex))


def test_what_a_book_leaves_out_is_named_as_on_the_web_and_linked_there(
    rootdir: Path, tmp_path: Path
) -> None:
    changes = {"part.md": "# 書\n\n```{toctree}\nposts/second\n```\n"}
    one = [("part", "book.tex", "書", "編者", "manual")]
    book = written(
        rootdir, tmp_path / "site", changes, suppress_warnings=["toc"], latex_documents=one
    )  # fmt: skip
    text = (book / "book.tex").read_text(encoding="utf-8").replace(r"\#", "#")
    text = re.sub(r"\\DUrole\{xref\}\{\\DUrole\{myst\}\{(.*?)\}\}", r"\1", text)
    for anchor, words in (
        ("", "土台のメモ"), ("", "前稿"), ("#equation-eq-ground", "(1)"),
        ("#tbl-ground", "表1"), ("#sec-ground", "式と表"),
    ):  # fmt: skip
        address = f"https://example.org/site/posts/first.html{anchor}"
        assert rf"\sphinxhref{{{address}}}{{{words}}}" in text
    assert "eqref{equation:posts/first" not in text
