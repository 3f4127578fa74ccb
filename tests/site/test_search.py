"""The search of the real site in Chromium: dialog and page, by keyboard, phone, without script."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

MEMO: Final = "posts/lk99-claim.html"
FIRST: Final = ".search-results li:first-child a"
JAPANESE: Final = re.compile("[ぁ-んァ-ヶ一-龥々ー、。]+")
#: Bytes of the script of every page, and of that which the first search loads.
WEIGHT, LATER_WEIGHT = 2_500, 30_000


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


def handed(path: Path) -> Any:
    """Return what a file of the index hands over."""
    return json.loads(f"[{path.read_text(encoding='utf-8')[16:-3]}]")[1]


@pytest.fixture(scope="module")
def entries(built_site: Path) -> list[list[Any]]:
    """Return what is shown of every entry: kind, title, address … sections."""
    return [handed(path) for path in sorted((built_site / "search-index").glob("text-*"))]


def find(page: Page, queries: list[str]) -> list[list[str]]:
    """Return kind, title, heading and address of the first hit of each query."""
    script = """async (queries) => {
      const found = [];
      for (const query of queries) {
        const [hit] = await (await bibourokuSearchEngine.find(query)).more();
        const heading = hit?.best.number ? hit.best.heading : "";
        found.push(hit ? [hit.row.kind, hit.row.title, heading, hit.row.url] : []);
      }
      return found;
    }"""
    result: list[list[str]] = page.evaluate(script, queries)
    return result


@pytest.fixture
def engine(page: Page, address: str) -> Page:
    """Return a page that has the engine."""
    page.goto(address + "search.html")
    settled(page)
    return page


def settled(page: Page) -> None:
    """Wait until what is shown belongs to what was asked last."""
    page.locator(".search-results[aria-busy=false]").wait_for(state="attached")


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
        ("Cu2S", "First order transition in Pb₁₀₋ₓCuₓ(PO₄)₆O (0.9<x<1.1) containing Cu₂S"),
        ("大麓", "和積の公式・積和の公式は暗記すべきか?"),
        ("明治26年", "和積の公式・積和の公式は暗記すべきか?"),
    ],
)
def test_the_right_page_comes_first(engine: Page, query: str, title: str) -> None:
    ((_, found, *_),) = find(engine, [query])
    assert found == title


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("lee2023first", "references/lee2023first.html"),
        ("https://arxiv.org/abs/2307.12008", "references/lee2023first.html"),
        ("arXiv:2307.12008v1", "references/lee2023first.html"),
        ("ていこうりつ", "posts/lk99-claim.html"),
        ("sin", "posts/wasseki.html"),
        ("MoE", "posts/deepseek.html"),
    ],
)
def test_keys_identifiers_readings_and_short_words_find_their_page(
    engine: Page, query: str, url: str
) -> None:
    assert find(engine, [query])[0][3] == url


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LK-99", "ＬＫ－９９"), ("データ", "ﾃﾞｰﾀ"), ("データ", "でーた"), ("澤", "沢"),
        ("學", "学"), ("Cu2S", "Ｃｕ₂Ｓ"),
    ],
)  # fmt: skip
def test_two_ways_to_write_find_the_same(engine: Page, one: str, other: str) -> None:
    script = """async (query) => (await (await bibourokuSearchEngine.find(query)).more())
      .map((hit) => hit.row.url)"""
    found = engine.evaluate(script, one)
    assert found
    assert engine.evaluate(script, other) == found


def test_every_heading_of_every_memo_finds_a_page_with_it(
    engine: Page, entries: list[list[Any]]
) -> None:
    held = {(entry[1], heading) for entry in entries for _, heading, *_ in entry[6]}
    queries = [part[1] for entry in entries if entry[0] == "メモ" for part in entry[6]]
    wrong = [
        (query, hit)
        for query, hit in zip(queries, find(engine, queries), strict=True)
        if query not in hit[1:3] and (hit[1], query) not in held
    ]
    assert len(queries) > 50
    assert wrong == []


def test_every_title_of_a_reference_finds_it(engine: Page, entries: list[list[Any]]) -> None:
    titles = [entry[1] for entry in entries if entry[0] == "文献"]
    found = [hit[1].lower() for hit in find(engine, titles)]
    assert found == [title.lower() for title in titles]


def test_phrases_of_memos_find_first_a_page_that_holds_them(
    engine: Page, entries: list[list[Any]]
) -> None:
    memos = [entry for entry in entries if entry[0] == "メモ"]
    phrases = [
        part[2][start : start + 8]
        for entry in memos
        for part in entry[6]
        for start in range(40, len(part[2]) - 8, 240)
    ]
    phrases = [phrase for phrase in phrases if JAPANESE.fullmatch(phrase)]
    hits = find(engine, phrases)
    texts = {entry[2]: "\n".join(map("\n".join, entry[6])) for entry in entries}
    wrong = [phrase for phrase, hit in zip(phrases, hits, strict=True)
             if phrase not in texts[hit[3]]]  # fmt: skip
    assert len(phrases) > 50
    assert wrong == []


def test_nothing_of_the_examples_in_the_guide_is_a_term(entries: list[list[Any]]) -> None:
    assert {entry[2].partition("#")[0] for entry in entries if entry[0] == "用語"} == {
        "glossary.html"
    }


# ---- the dialog


def open_dialog(page: Page, base: str, query: str) -> None:
    page.goto(base + MEMO)
    page.keyboard.press("/")
    page.locator("dialog[open]").wait_for()
    page.keyboard.type(query)
    settled(page)
    page.locator(FIRST).wait_for()


def test_the_dialog_finds_and_leads_there(page: Page, base: str) -> None:
    open_dialog(page, base, "和積")
    expect(page.get_by_role("status")).to_have_text("7件")
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


@pytest.mark.parametrize("query", ["", "超伝導", "ないはずの語句"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_the_dialog_breaks_no_rule_of_accessibility(
    page: Page, address: str, scheme: Literal["light", "dark"], width: int, query: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + MEMO)
    page.keyboard.press("/")
    page.locator("dialog[open]").wait_for()
    page.keyboard.type(query)
    expect(page.locator("dialog .search-results")).to_have_attribute("aria-busy", "false")
    found = Axe().run(page, context="dialog", options={"rules": {"target-size": {"enabled": True}}})
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert found.response["violations"] == []
    assert found.response["passes"]


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


def test_letters_typed_at_a_result_go_to_the_field(page: Page, address: str) -> None:
    open_dialog(page, address, "超伝")
    page.keyboard.press("ArrowDown")
    expect(page.locator(FIRST)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("x")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("超伝x")


def test_enter_and_escape_at_once_open_nothing(page: Page, address: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/part-*", hold)  # no result is there before both keys are pressed
    page.goto(address + MEMO)
    page.keyboard.press("/")
    page.locator("dialog[open]").wait_for()
    with page.expect_request("**/part-*"):
        page.keyboard.insert_text("四端子法")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert held
    page.route("**/part-*", lambda route: route.continue_())
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert page.url == address + MEMO


def test_a_result_opened_beside_leaves_the_dialog_open(page: Page, address: str) -> None:
    open_dialog(page, address, "和積")
    with page.context.expect_page() as beside:
        page.locator(FIRST).click(modifiers=["Control"])
    assert "wasseki" in beside.value.url
    beside.value.close()
    assert page.locator("dialog[open]").count() == 1


def test_the_dialog_opens_without_filters_and_offers_memos_and_pages(
    page: Page, address: str
) -> None:
    open_dialog(page, address, "LK-99")
    page.get_by_label("種類").select_option("文献")
    settled(page)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("/")
    page.locator("dialog[open]").wait_for()
    settled(page)
    expect(page.get_by_label("種類")).to_have_value("")
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".search-instead li").first).to_be_visible()
    assert page.locator(".search-instead a").count() >= 8


def test_the_page_behind_the_dialog_does_not_scroll(page: Page, address: str) -> None:
    open_dialog(page, address, "和積")
    assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"


@pytest.mark.parametrize("keys", ["Control+Shift+K"])
def test_other_keys_of_the_browser_stay_its_own(page: Page, address: str, keys: str) -> None:
    page.goto(address + MEMO)
    page.keyboard.press(keys)
    page.keyboard.press("/")
    expect(page.locator("dialog[open]")).to_have_count(1)


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
    names = [urlsplit(url).path.rpartition("/")[2] for url in asked if "search-index" in url]
    sizes = {name: (built_site / "search-index" / name).stat().st_size for name in names}
    parts = [size for name, size in sizes.items() if name.startswith("part")]
    assert 1 <= len(parts) <= 4
    assert max(parts) < 24_000
    assert sum(name.startswith("text") for name in sizes) <= 24
    assert sum(name.startswith("index") for name in sizes) == 1


def test_only_the_first_file_of_the_index_may_change_under_its_name(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "search.html?q=光")
    page.locator(FIRST).wait_for()
    names = [url.rpartition("/")[2] for url in asked if "search" in url.rpartition("/")[2]
             or "/search-index/" in url]  # fmt: skip
    loaded = [name for name in names if not name.startswith("search.html")]
    assert len(loaded) > 4
    assert [name for name in loaded if not re.search(r"-[0-9a-f]{8,}\.js$|\?", name)] == []


def test_the_scripts_are_light(built_site: Path) -> None:
    assert (built_site / "_static" / "search.js").stat().st_size < WEIGHT
    assert (built_site / "_static" / "search-in-full.js").stat().st_size < LATER_WEIGHT


# ---- when something cannot be loaded


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """Yield a page of its own, whose faults are expected."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_without_a_network_the_page_stays_and_says_so(visitor: Page, address: str) -> None:
    visitor.goto(address + MEMO, wait_until="networkidle")
    visitor.context.set_offline(True)
    visitor.locator("[data-search]").first.click()
    expect(visitor.get_by_role("alert")).to_contain_text("検索を読み込めない")
    assert visitor.url == address + MEMO
    visitor.context.set_offline(False)
    visitor.locator("[data-search]").first.click()
    expect(visitor.get_by_role("searchbox")).to_be_visible()


@pytest.mark.parametrize("status", [404, 200])
def test_a_lost_part_is_told_and_old_results_go(visitor: Page, address: str, status: int) -> None:
    visitor.goto(address + "search.html?q=和積")
    visitor.locator(FIRST).wait_for()
    body = "<!doctype html><title>404</title>" if status == 404 else "/* a page for all */"
    script = {"status": status, "body": body, "content_type": "text/javascript"}
    visitor.route("**/part-*", lambda route: route.fulfill(**script))
    visitor.get_by_role("searchbox").fill("プロメテウス")
    expect(visitor.get_by_role("status")).to_contain_text("索引を読み込めない。")
    assert visitor.locator(".search-results li").count() == 0


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
    settled(page)
    shown = page.locator(".search-results li").count()
    assert page.locator(".search-results li:has(.status-preprint)").count() == shown
    assert "status=プレプリント" in unquote(page.url)


def test_a_filter_that_is_no_more_filters_nothing(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=LK-99&tag=消えた")
    page.locator(FIRST).wait_for()
    assert page.get_by_label("タグ").input_value() == ""
    assert "tag" not in page.url


def test_the_address_of_the_empty_page_stays(page: Page, address: str) -> None:
    page.goto(address + "search.html")
    expect(page.locator(".search-results")).to_have_attribute("aria-busy", "false")
    assert page.url == address + "search.html"


@pytest.mark.parametrize(
    ("query", "anchor"), [("座標はC1", "pentadiamond.html"), ("表2", "pentadiamond.html")]
)
def test_footnotes_and_numbers_are_found_as_readers_see_them(
    page: Page, address: str, query: str, anchor: str
) -> None:
    page.goto(f"{address}search.html?q={query}&kind=メモ")
    page.locator(FIRST).wait_for()
    found = page.locator(".search-results a").evaluate_all("links => links.map((a) => a.href)")
    assert any(anchor in address for address in found)
    assert "tbl-" not in page.locator(".search-results").inner_text()


def test_a_foreign_title_is_marked_with_its_language(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=First Room-Temperature Ambient-Pressure Superconductor")
    page.locator(FIRST).wait_for()
    assert page.locator(f"{FIRST} .search-title").get_attribute("lang") == "en"


def test_more_results_come_when_asked_for(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=LK-99")
    page.get_by_role("button", name="さらに表示").click()
    expect(page.locator(".search-results li")).to_have_count(20)


def test_two_clicks_show_no_result_twice(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=LK-99")
    page.get_by_role("button", name="さらに表示").dblclick()
    expect(page.locator(".search-results li:nth-child(20)")).to_be_visible()
    settled(page)
    links = page.locator(".search-results a").evaluate_all("(links) => links.map((a) => a.href)")
    assert len(set(links)) == len(links)


def test_what_comes_late_of_an_earlier_query_is_not_shown(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=LK-99")
    page.locator(FIRST).wait_for()
    page.evaluate("""() => {
      const box = document.querySelector("[data-search-page]");
      box.querySelector(".search-more").click();
      box.querySelector("input").value = "和積";
      box.querySelector("form").requestSubmit();
    }""")
    expect(page.get_by_role("status")).to_have_text("7件")
    settled(page)
    assert page.locator(".search-results li").count() == 7
    assert "q=和積" in unquote(page.url)


def test_a_query_of_signs_alone_finds_nothing_and_says_so(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=-")
    expect(page.get_by_role("status")).to_have_text("見つからない。")
    page.get_by_role("searchbox").fill("光")
    page.locator(FIRST).wait_for()
    page.get_by_role("searchbox").fill("%")
    expect(page.get_by_role("status")).to_have_text("見つからない。")
    assert page.locator(".search-results li").count() == 0
    assert page.locator(".search-instead a").count() > 1


def test_what_holds_only_a_part_is_told_apart(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=まったくないことば")
    expect(page.get_by_role("status")).to_contain_text("すべてを含むものはない。一部を含むもの")


def test_filters_alone_list_what_they_leave_and_are_undone_by_one_button(
    page: Page, address: str
) -> None:
    page.goto(address + "search.html?kind=メモ&year=2019")
    expect(page.locator(FIRST)).to_contain_text("和積の公式")  # 2017 to 2020
    expect(page.get_by_role("status")).to_have_text("1件")
    assert page.get_by_label("種類").locator("option").all_inner_texts()[1].startswith("メモ（")
    page.get_by_role("button", name="絞り込みを解く").click()
    settled(page)
    assert page.get_by_label("種類").input_value() == ""
    expect(page.locator("[data-search-list]")).to_be_visible()


def test_the_title_of_the_page_tells_the_query(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=和積")
    page.locator(FIRST).wait_for()
    assert page.title().startswith("「和積」の検索")


def test_back_from_a_result_shows_as_many_as_before(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=LK-99")
    page.get_by_role("button", name="さらに表示").click()
    expect(page.locator(".search-results li")).to_have_count(20)
    page.goto(address + MEMO)
    page.go_back()
    expect(page.locator(".search-results li")).to_have_count(20)


def test_the_keys_lead_to_the_field_of_the_page_of_results(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=和積")
    page.locator(FIRST).focus()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.locator("dialog").count() == 0


def test_a_link_leads_to_the_section_that_it_names(page: Page, address: str) -> None:
    for query in ["データ", "対数", "抵抗", "ダイヤモンド"]:
        page.goto(f"{address}search.html?q={query}")
        settled(page)
        link = page.locator(".search-results li:has(.search-heading) a").first
        heading = link.locator(".search-heading").inner_text()
        link.click()
        page.wait_for_load_state("load")
        expect(page.locator(":is(h2, h3):target, section:target > :is(h2, h3)")).to_be_in_viewport()
        assert heading in page.locator("section:target > :is(h2, h3)").inner_text()


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
    assert "JavaScriptが要る。" in page.locator("noscript p").inner_text()
    assert page.locator(".search-link .keys").is_hidden()
    assert page.locator(".search-pages h3 a").count() == 5
    assert page.get_by_role("searchbox").count() == 0
    context.close()
