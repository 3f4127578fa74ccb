"""The search of the real site in Chromium: dialog and page, by keyboard, phone, without script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

MEMO: Final = "posts/lk99-claim.html"
FIRST: Final = ".search-results li:first-child a"
WEIGHT: Final = 8_000


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page of a browser that reads Japanese and notes what goes wrong."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    assert told == []  # no error, and nothing that the policy refused
    context.close()


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, address: str, built_site: Path) -> str:
    """Return the address of the site, on a server and on the disk."""
    return address if request.param == "http" else built_site.as_uri() + "/"


@pytest.fixture(scope="module")
def index(built_site: Path) -> dict[str, Any]:
    """Return what the first file of the index hands over."""
    text = (built_site / "search-index" / "index.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(f"[{text[16:-3]}]")[1]
    return found


def sections(built_site: Path, name: str) -> list[list[str]]:
    text = (built_site / "search-index" / f"{name}.js").read_text(encoding="utf-8")
    found: list[list[str]] = json.loads(f"[{text[16:-3]}]")[1]
    return found


def find(page: Page, queries: list[str]) -> list[list[str]]:
    """Return kind, title and heading of the first hit of each query."""
    script = """async (queries) => {
      const engine = bibourokuSearchEngine;
      const found = [];
      for (const query of queries) {
        const [hit] = await engine.page(await engine.find(query), 0);
        found.push(hit ? [hit.row.kind, hit.row.title, hit.best.heading] : []);
      }
      return found;
    }"""
    result: list[list[str]] = page.evaluate(script, queries)
    return result


@pytest.fixture
def engine(page: Page, address: str) -> Page:
    """Return a page that has the engine."""
    page.goto(address + "search.html")
    page.locator(".search-form").wait_for()
    return page


# ---- what is found


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("光", "「ペンタダイヤモンド」に関する騒動について"),
        ("熱", "LK-99は本当に常温常圧超伝導を達成しているのか"),
        ("超伝導", "超伝導"),
        ("常温超伝導", "LK-99は本当に常温常圧超伝導を達成しているのか"),
        ("和積", "和積の公式・積和の公式は暗記すべきか?"),
        ("LK-99", "LK-99の追試結果と一連の騒動に関する雑記"),
        ("明治26年", "和積の公式・積和の公式は暗記すべきか?"),
    ],
)
def test_the_right_page_comes_first(engine: Page, query: str, title: str) -> None:
    ((_, found, _),) = find(engine, [query])
    assert found == title


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LK-99", "ＬＫ－９９"), ("データ", "ﾃﾞｰﾀ"), ("データ", "でーた"), ("澤", "沢"),
        ("學", "学"), ("Cu2S", "Ｃｕ₂Ｓ"),
    ],
)  # fmt: skip
def test_two_ways_to_write_find_the_same(engine: Page, one: str, other: str) -> None:
    script = "async (q) => (await bibourokuSearchEngine.find(q)).hits.map((hit) => hit.row.url)"
    found = engine.evaluate(script, one)
    assert found
    assert engine.evaluate(script, other) == found


def test_every_heading_of_every_memo_finds_a_page_with_it(
    engine: Page, index: dict[str, Any], built_site: Path
) -> None:
    held = {
        (row[1], heading)
        for row in index["entries"]
        for _, heading, _ in sections(built_site, row[3])
    }
    memos = [row for row in index["entries"] if row[0] == "メモ"]
    queries = [heading for row in memos for _, heading, _ in sections(built_site, row[3])]
    wrong = [
        (query, hit)
        for query, hit in zip(queries, find(engine, queries), strict=True)
        if query not in hit[1:] and (hit[1], query) not in held
    ]
    assert len(queries) > 50
    assert wrong == []


def test_every_title_of_a_reference_finds_it(engine: Page, index: dict[str, Any]) -> None:
    titles = [row[1] for row in index["entries"] if row[0] == "文献"]
    found = [hit[1].lower() for hit in find(engine, titles)]
    assert found == [title.lower() for title in titles]


# ---- the dialog


def open_dialog(page: Page, base: str, query: str) -> None:
    page.goto(base + MEMO)
    page.keyboard.press("/")
    page.locator("dialog[open]").wait_for()
    page.keyboard.type(query)
    page.locator(FIRST).wait_for()


def test_the_dialog_finds_and_leads_there(page: Page, base: str) -> None:
    open_dialog(page, base, "和積")
    expect(page.get_by_role("status")).to_have_text("6件")
    expect(page.locator(FIRST)).to_contain_text("和積の公式・積和の公式は暗記すべきか?")
    assert page.locator(".search-results mark").first.inner_text() == "和積"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/wasseki.html*")


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k", "/"])
def test_keys_open_the_dialog_and_focus_returns(page: Page, address: str, keys: str) -> None:
    page.goto(address + MEMO)
    link = page.locator("article a[href]").first
    link.focus()
    page.keyboard.press(keys)
    expect(page.get_by_role("searchbox", name="検索語")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(link).to_be_focused()


def test_arrows_go_through_the_results_and_back(page: Page, address: str) -> None:
    open_dialog(page, address, "超伝導")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-results li:nth-child(2) a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_enter_opens_the_first_result(page: Page, address: str) -> None:
    open_dialog(page, address, "四端子法")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#*")
    assert unquote(page.url).startswith(f"{address}glossary.html#term-")


def test_a_word_being_composed_is_not_searched(page: Page, address: str) -> None:
    page.goto(address + MEMO)
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    field.wait_for()
    field.evaluate("""(field) => {
      field.value = "ちょうで";
      field.dispatchEvent(new InputEvent("input", { isComposing: true }));
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true }));
    }""")
    page.wait_for_timeout(300)
    assert page.locator(".search-results li").count() == 0
    assert page.url == address + MEMO


def test_nothing_is_loaded_before_the_first_search(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + MEMO, wait_until="networkidle")
    assert [url for url in asked if "search" in url] == [
        url for url in asked if "/_static/search.js" in url
    ]
    assert len([url for url in asked if "search" in url]) == 1


def test_a_query_costs_few_bytes(page: Page, address: str, built_site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "search.html?q=常温超伝導")
    page.locator(FIRST).wait_for()
    names = [url.rpartition("/")[2] for url in asked if "search-index" in url]
    sizes = {name: (built_site / "search-index" / name).stat().st_size for name in names}
    parts = [size for name, size in sizes.items() if name.startswith("part")]
    assert 1 <= len(parts) <= 4
    assert max(parts) < 24_000
    assert sum(name.startswith("text") for name in sizes) <= 10


def test_the_script_of_every_page_is_light(built_site: Path) -> None:
    assert (built_site / "_static" / "search.js").stat().st_size < WEIGHT


# ---- the page of results


def test_the_page_answers_a_query_in_its_address(page: Page, base: str) -> None:
    page.goto(base + "search.html?q=LK-99&kind=メモ")
    page.locator(FIRST).wait_for()
    facts = page.locator(".search-facts").all_inner_texts()
    assert facts
    assert all(fact.startswith("メモ") for fact in facts)
    assert page.get_by_label("種類").input_value() == "メモ"
    assert page.locator("[data-search-list]").is_hidden()


def test_a_filter_leaves_works_of_one_status_and_stands_in_the_address(
    page: Page, address: str
) -> None:
    page.goto(address + "search.html?q=LK-99")
    page.locator(FIRST).wait_for()
    page.get_by_label("その後").select_option("プレプリント")
    expect(page.locator(".search-results .status-preprint").first).to_be_visible()
    shown = page.locator(".search-results li").count()
    assert page.locator(".search-results li:has(.status-preprint)").count() == shown
    assert "status=プレプリント" in unquote(page.url)


def test_more_results_come_when_asked_for(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=LK-99")
    page.get_by_role("button", name="さらに表示").click()
    expect(page.locator(".search-results li")).to_have_count(20)


def test_a_query_is_never_read_as_html(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=<img src=x onerror=alert(1)>")
    page.get_by_role("status").filter(has_text="件").or_(
        page.get_by_text("見つからない。")
    ).wait_for()
    assert page.locator("main img").count() == 0


def test_the_dialog_fits_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(address + MEMO)
    page.locator("[data-search]").first.tap()
    page.get_by_role("searchbox").fill("超伝導")
    page.locator(FIRST).wait_for()
    wide = "document.querySelector('.search-inner').scrollWidth"
    assert page.evaluate(wide) <= 320
    page.get_by_role("button", name="閉じる").tap()
    expect(page.locator("dialog[open]")).to_have_count(0)
    context.close()


def test_without_a_script_the_page_leads_to_every_memo(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + MEMO)
    page.locator("[data-search]").first.click()
    assert page.locator("noscript p").inner_text() == "この頁の検索にはJavaScriptが要る。"
    assert page.locator(".search-pages h3 a").count() == 5
    assert page.get_by_role("searchbox").count() == 0
    context.close()
