"""The script that searches, in Chromium: it folds and splits as the index does, and orders."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from bibouroku.search.index import Entry, Section, index_files, part_number
from bibouroku.search.normal_form import normal_text
from bibouroku.search.terms import asked_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ENGINE: Final = Path(__file__).parents[2] / "bibouroku/static/search-engine.js"
#: Texts that both sides must fold and split alike.
SHARED: Final = [
    "ＬＫ－９９のﾃﾞｰﾀ", "でーた／データ", "Cu₂S と Cu2S", "㍻26年㌢", "學問・澤・髙﨑", "神",
    "Poincaré", "2020—21", "辻󠄀", "ﾞか゛", "か\u3099", "ヷヸ", "時々〻ヽヾゝゞ", "𠮟る𠮷野家",
    "LK-99-x 8.5 GPa", "ΑΣς İıß", "Ⅷ ①② ½ ﬁ", "한국어 LK-99는", "a\u00adb\u200bc",
    "\u3000 \t\n", "’‐−", "ー〇々", "",
]  # fmt: skip
ENTRIES: Final = [
    Entry("メモ", "光の話", "light.html", (
        Section("", "光の話", "波と熱。"), Section("mirror", "鏡と反射", "常温常圧超伝導の光"),
    ), 2020, "2020年8月", ("反射",)),
    Entry("メモ", "波の話", "waves.html", (
        Section("", "波の話", "海の波と光。"), Section("light", "光の速さ", "明治26年の學問"),
        Section("refs", "参考文献", ""),
    ), 1915, "1915年", ("海",)),
    Entry("用語", "光", "glossary.html#term-light", (Section("", "光", "電磁波"),)),
    Entry("文献", "Light & <b>waves</b>", "references/x.html", (
        Section("", "Light & <b>waves</b>", "Poincaré, H. 1905 10.1000/xyz LK-99"),
    ), 1905, statuses=(("retracted", "撤回"),), note="Poincaré 1905"),
    Entry("頁", "手引き", "guide.html", (Section("", "手引き", "光の書き方、26年は明治"),)),
]  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Yield a page on the disk with the engine and an index beside it."""
    folder = tmp_path_factory.mktemp("engine")
    (folder / "_static").mkdir()
    (folder / "search-index").mkdir()
    shutil.copy(ENGINE, folder / "_static")
    for name, text in index_files(ENTRIES).items():
        (folder / "search-index" / name).write_text(text, encoding="utf-8")
    html = '<!doctype html><meta charset="utf-8"><script src="_static/search-engine.js"></script>'
    (folder / "index.html").write_text(html, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.evaluate("bibourokuSearchEngine.start()")
    yield page
    context.close()


@pytest.fixture
def urls(page: Page) -> Callable[..., list[str]]:
    """Return a function that finds addresses, the best first."""

    def found(query: str, **filters: str) -> list[str]:
        script = """async ([query, filters]) => {
          const engine = bibourokuSearchEngine;
          const hits = await engine.page(await engine.find(query, filters), 0);
          return hits.map((hit) => hit.row.url + (hit.best.anchor && `#${hit.best.anchor}`));
        }"""
        result: list[str] = page.evaluate(script, [query, filters])
        return result

    return found


@pytest.mark.parametrize("text", SHARED)
def test_browser_and_index_fold_and_split_alike(page: Page, text: str) -> None:
    form = page.evaluate("text => bibourokuSearchEngine.normal(text)", text)
    assert form == normal_text(text)
    assert page.evaluate("text => bibourokuSearchEngine.askedTerms(text)", form) == asked_terms(
        form
    )
    placed = page.evaluate("text => bibourokuSearchEngine.placed(text)", text)
    assert placed["text"] == form
    assert len(placed["places"]) == len(form.encode("utf-16-le")) // 2 + 1


@pytest.mark.slow
def test_every_letter_is_folded_and_split_alike(page: Page) -> None:
    signs = [chr(code) for code in range(sys.maxunicode + 1) if known(chr(code))]
    script = """text => {
      const { normal, askedTerms } = bibourokuSearchEngine;
      return [...text].map((sign) => [normal(sign), askedTerms(normal(sign)).join(" ")]);
    }"""
    theirs = page.evaluate(script, "".join(signs))
    ours = [[normal_text(sign), " ".join(asked_terms(normal_text(sign)))] for sign in signs]
    differing = [
        (hex(ord(sign)), one, other)
        for sign, one, other in zip(signs, ours, theirs, strict=True)
        if one != other
    ]
    assert differing == []


def known(sign: str) -> bool:
    """Return whether Python's Unicode tables know *sign*, and it is text."""
    return unicodedata.category(sign) not in {"Cn", "Cs", "Co"}


@pytest.mark.parametrize("count", [1, 2, 32, 256])
def test_both_look_for_a_term_in_the_same_part(page: Page, count: int) -> None:
    terms = ["光", "光の", "lk99", "𠮷野", "a", "超伝"]
    script = "([terms, count]) => terms.map((t) => bibourokuSearchEngine.partNumber(t, count))"
    theirs = page.evaluate(script, [terms, count])
    assert theirs == [part_number(term, count) for term in terms]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("光", "glossary.html#term-light"),  # its title
        ("光の話", "light.html"),
        ("ひかり", None),
        ("光の速さ", "waves.html#light"),  # a heading
        ("常温超伝導", "light.html#mirror"),  # most of its pairs
        ("明治26年", "waves.html#light"),  # the phrase before its parts
        ("学問", "waves.html#light"),
        ("海", "waves.html"),
        ("lk99", "references/x.html"),
        ("ＬＫ－９９", "references/x.html"),
        ("poin", "references/x.html"),
        ("10.1000/xyz", "references/x.html"),
        ("光　明治", "waves.html#light"),
        ("wave", "references/x.html"),
        ("…", None),
        ("", None),
    ],
)
def test_the_right_one_comes_first(
    urls: Callable[..., list[str]], query: str, first: str | None
) -> None:
    assert next(iter(urls(query)), None) == first


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kind": "頁"}, ["guide.html"]),
        ({"tag": "海"}, ["waves.html#light"]),
        ({"year": "2020"}, ["light.html#mirror"]),
        ({"status": "撤回"}, []),
    ],
)
def test_filters_leave_what_they_name(
    urls: Callable[..., list[str]], filters: dict[str, str], found: list[str]
) -> None:
    assert urls("光", **filters) == found


def test_a_query_of_any_length_is_answered(urls: Callable[..., list[str]]) -> None:
    assert urls("光の話" * 10_000) is not None


def test_what_is_found_is_marked_in_the_original(page: Page) -> None:
    script = """([query, text]) => {
      const { normal, askedTerms, placed, spans } = bibourokuSearchEngine;
      const phrase = normal(query);
      const asked = { phrase, words: phrase.split(" "), terms: askedTerms(phrase) };
      return spans(asked, placed(text)).map(([start, end]) => text.slice(start, end));
    }"""
    marked: Any = page.evaluate(script, ["データ", "新しいﾃﾞｰﾀと𠮷野家のデータ"])
    assert marked == ["ﾃﾞｰﾀ", "データ"]
    assert page.evaluate(script, ["学 沢", "澤の學"]) == ["澤", "學"]
    assert page.evaluate(script, ["平", "㍻"]) == ["㍻"]
