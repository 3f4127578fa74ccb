"""The script that searches, in Chromium: it folds and splits as the index does, and orders."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from bibouroku.search.entry import Entry, Section
from bibouroku.search.index import index_files
from bibouroku.search.normal_form import normal_text
from bibouroku.search.terms import asked_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

SCRIPTS: Final = Path(__file__).parents[2] / "bibouroku/scripts"
#: Texts that both sides must fold and split alike.
SHARED: Final = [
    "ＬＫ－９９のﾃﾞｰﾀ", "でーた／データ", "Cu₂S と Cu2S", "㍻26年㌢", "學問・澤・髙﨑", "神",
    "Poincaré", "2020—21", "辻󠄀", "ﾞか゛", "か\u3099", "ヷヸ", "時々〻ヽヾゝゞ", "𠮟る𠮷野家",
    "LK-99-x 8.5 GPa", "ΑΣς İıß", "Ⅷ ①② ½ ﬁ", "한국어 LK-99는", "a\u00adb\u200bc",
    "\u3000 \t\n", "’‐−", "ー〇々", "",
]  # fmt: skip
ENTRIES: Final = [
    Entry("メモ", "光の話", "light.html", (
        Section("", "光の話", "波と熱。∫の記号。", "反射"),
        Section("mirror", "鏡と反射", "常温常圧超伝導の光"),
    ), (2020,), "2020年8月", ("反射",)),
    Entry("メモ", "波の話", "waves.html", (
        Section("", "波の話", "海の波と光。Using a sine, or single waves"),
        Section("light", "光の速さ", "明治26年の學問"),
        Section("refs", "参考文献", ""), Section("both", "汐鳴り", "その道理", "潮鳴り　しおなり"),
        Section("sum", "三か月の和", "sin x と 37/671"),
    ), (1915, 1916), "1915年から1916年まで", ("海",)),
    Entry("メモ", "常温常圧超伝導の達成", "claim.html", (
        Section("", "常温常圧超伝導の達成", "報告"),)),
    Entry("用語", "光", "glossary.html#term-light", (
        Section("", "光", "電磁波", "ひかり"),), note="ひかり"),
    Entry("文献", "Light & <b>waves</b>", "references/x.html", (
        Section("", "Light & <b>waves</b>", "Poincaré, H.", "poincare1905light　10.1000/xyz　"
                "2307.12008　LK-99　明治38年"),
    ), (1905,), statuses=(("retracted", "撤回"),), note="Poincaré 1905"),
    Entry("文献", "Silane", "references/z.html", (Section("", "Silane", "a gas"),)),
    Entry("文献", "Business ethics", "references/y.html", (
        Section("", "Business ethics", "常温超伝導と題する記事", "see poincare1905light"),
    ), (1916,)),
    Entry("頁", "手引き", "guide.html", (Section("", "手引き", "光の書き方、26年は明治"),)),
]  # fmt: skip


def opened(browser: Browser, folder: Path, entries: list[Entry]) -> Page:
    """Return a page on the disk with the engine and an index of *entries* beside it."""
    (folder / "_static").mkdir()
    (folder / "search-index").mkdir()
    names = ("search.js", "search-text.js", "search-index.js", "search-engine.js")
    for name in names:
        (folder / "_static" / name).write_bytes((SCRIPTS / name).read_bytes())
    for name, text in index_files(entries, {}).items():
        (folder / "search-index" / name).write_text(text, encoding="utf-8")
    scripts = "".join(f'<script src="_static/{name}"></script>' for name in names)
    html = f'<!doctype html><meta charset="utf-8">{scripts}'
    (folder / "index.html").write_text(html, encoding="utf-8")
    page = browser.new_context().new_page()
    page.goto((folder / "index.html").as_uri())
    page.evaluate("async () => { await bibourokuSearchIndex.start(); }")
    return page


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Yield a page with the engine and an index of a few entries."""
    page = opened(browser, tmp_path_factory.mktemp("engine"), ENTRIES)
    yield page
    page.context.close()


@pytest.fixture
def urls(page: Page) -> Callable[..., list[str]]:
    """Return a function that finds addresses, the best first."""

    def found(query: str, **filters: str) -> list[str]:
        script = """async ([query, filters]) => {
          const found = await bibourokuSearchEngine.find(query, filters);
          return (await found.more()).map(
            (hit) => hit.row.url + (hit.best.anchor && `#${hit.best.anchor}`));
        }"""
        result: list[str] = page.evaluate(script, [query, filters])
        return result

    return found


@pytest.mark.parametrize("text", SHARED)
def test_browser_and_index_fold_and_split_alike(page: Page, text: str) -> None:
    form = page.evaluate("text => bibourokuSearchText.normal(text)", text)
    assert form == normal_text(text)
    assert page.evaluate("text => bibourokuSearchText.askedTerms(text)", form) == asked_terms(form)
    placed = page.evaluate("text => bibourokuSearchText.placed(text)", text)
    assert placed["text"] == form
    assert len(placed["places"]) == len(form.encode("utf-16-le")) // 2 + 1


@pytest.mark.slow
def test_every_letter_is_folded_and_split_alike(page: Page) -> None:
    signs = [chr(code) for code in range(sys.maxunicode + 1) if known(chr(code))]
    script = """text => {
      const { normal, askedTerms } = bibourokuSearchText;
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


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("光", "glossary.html#term-light"),  # its title
        ("光の話", "light.html"),
        ("ひかり", "glossary.html#term-light"),  # its reading
        ("光の速さ", "waves.html#light"),  # a heading
        ("常温超伝導", "claim.html"),  # a title that says more in its middle
        ("明治26年", "waves.html#light"),  # the phrase before its parts
        ("学問", "waves.html#light"),
        ("海", "waves.html"),
        ("lk99", "references/x.html"),
        ("ＬＫ－９９", "references/x.html"),
        ("poin", "references/x.html"),
        ("10.1000/xyz", "references/x.html"),
        ("光　明治", "waves.html#light"),
        ("wave", "references/x.html"),
        ("sin", "waves.html#sum"),  # the word before words that begin with it
        ("sine", "waves.html"),  # silane is no sine with more in its middle
        ("business", "references/y.html"),
        ("しおなり", "waves.html#both"),  # the reading of a word in the text
        ("poincare1905light", "references/x.html"),  # the work before those that name it
        ("https://doi.org/10.1000/xyz", "references/x.html"),
        ("doi:10.1000/XYZ", "references/x.html"),
        ("https://arxiv.org/abs/2307.12008v2", "references/x.html"),
        ("arXiv:2307.12008", "references/x.html"),
        ("三ヶ月", "waves.html#sum"),
        ("三箇月", "waves.html#sum"),
        ("∫", "light.html"),
        ("話 海の波と光。U", "waves.html"),  # of a word the beginning
        ("電話", None),
        ("iness", None),  # not the beginning of a word
        ("…", None),
        ("-", None),
        ("%「", None),
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
        ({"year": "1916"}, ["waves.html#light"]),  # the last of its years
        ({"status": "撤回"}, []),
    ],
)
def test_filters_leave_what_they_name(
    urls: Callable[..., list[str]], filters: dict[str, str], found: list[str]
) -> None:
    assert urls("光", **filters) == found


def test_without_a_query_filters_leave_what_they_name(urls: Callable[..., list[str]]) -> None:
    assert urls("", status="撤回", kind="文献") == ["references/x.html"]


def test_a_filter_is_offered_with_what_the_others_leave(page: Page) -> None:
    script = "async () => (await bibourokuSearchEngine.find('光', { kind: 'メモ' })).offers"
    offers = page.evaluate(script)
    assert offers["kind"] == [["メモ", 2], ["用語", 1], ["頁", 1]]
    assert offers["year"] == [["1915", 1], ["1916", 1], ["2020", 1]]
    assert offers["status"] == []


@pytest.mark.parametrize(
    ("query", "full", "part"),
    [("光の話", 2, 0), ("常温海", 0, 0), ("鏡と反射光", 0, 1), ("-", 0, 0)],
)
def test_what_holds_the_query_is_counted_apart_from_what_holds_a_part(
    page: Page, query: str, full: int, part: int
) -> None:
    script = (
        "async (q) => { const f = await bibourokuSearchEngine.find(q); return [f.full, f.part]; }"
    )
    assert page.evaluate(script, query) == [full, part]


def crowd() -> list[Entry]:
    """Return many entries that have all pairs of 山川海空 in one section; the last hold it."""
    scattered = "山川と川海と海空。" * 5
    holding = "むかし山川海空があった。"
    entries = [
        Entry("メモ", f"題{n}", f"{n}.html", (Section("", f"題{n}", scattered),)) for n in range(40)
    ]
    return entries + [
        Entry("頁", f"末{n}", f"h{n}.html", (Section("", f"末{n}", holding),)) for n in range(3)
    ]


def test_entries_that_hold_the_phrase_come_first_and_every_entry_once(
    browser: Browser, tmp_path: Path
) -> None:
    page = opened(browser, tmp_path, crowd())
    script = """async (query) => {
      const found = await bibourokuSearchEngine.find(query);
      const steps = [];
      for (const _ of Array(6)) steps.push(found.more());
      return (await Promise.all(steps)).map((hits) => hits.map((hit) => hit.row.url));
    }"""
    steps = page.evaluate(script, "山川海空")
    assert sorted(steps[0][:3]) == ["h0.html", "h1.html", "h2.html"]
    assert [len(step) for step in steps] == [10, 10, 10, 10, 3, 0]
    assert len({url for step in steps for url in step}) == 43
    page.context.close()


def test_an_answer_that_is_no_file_of_the_index_is_an_error(page: Page) -> None:
    assert (
        page.evaluate("bibourokuSearchFile('../_static/search').then(() => 'ok', (e) => 'no')")
        == "no"
    )


def test_a_query_of_any_length_is_answered(urls: Callable[..., list[str]]) -> None:
    assert urls("光の話" * 10_000) is not None


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("データ", "新しいﾃﾞｰﾀと𠮷野家のデータ", ["ﾃﾞｰﾀ", "データ"]),
        ("学 沢", "澤の學", ["澤", "學"]),
        ("平", "㍻", ["㍻"]),
        ("超伝導体", "超伝導と導体", ["超伝導", "導体"]),  # overlapping pairs are one
        ("sin", "business sin sine", ["sin", "sin"]),
    ],
)
def test_what_is_found_is_marked_in_the_original(
    page: Page, query: str, text: str, marked: list[str]
) -> None:
    script = """([query, text]) => {
      const { ask, placed, spans } = bibourokuSearchText;
      return spans(ask(query), placed(text)).map(([start, end]) => text.slice(start, end));
    }"""
    assert page.evaluate(script, [query, text]) == marked


def test_an_excerpt_begins_where_most_of_the_query_stands(page: Page) -> None:
    script = "(marks) => bibourokuSearchText.densest(marks, 50)"
    assert page.evaluate(script, [[3, 5], [100, 102], [110, 114], [300, 302]]) == 100
    assert page.evaluate(script, [[3, 5], [100, 102]]) == 3
    assert page.evaluate(script, []) == 0
