"""The real site in Chromium: widths, colour schemes, no script, search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PAGES: Final = (
    "index.html", "posts/wasseki.html", "posts/lk99-replication.html", "posts/deepseek.html",
    "references/index.html", "references/lee2023first.html", "fallout.html", "glossary.html",
    "blog.html", "blog/2023.html", "search.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page of a browser that reads Japanese."""
    context = browser.new_context(locale="ja-JP")
    yield context.new_page()
    context.close()


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """Yield a page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_no_other_server_and_reports_no_error(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address + path, wait_until="networkidle")
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert faults == []


def test_the_colours_follow_the_reader(browser: Browser, address: str) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address + "posts/wasseki.html")
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert grounds == ["rgb(255, 253, 249)", "rgb(27, 28, 30)"]


def test_a_citation_leads_to_its_entry_and_back_without_javascript(
    scriptless: Page, address: str
) -> None:
    scriptless.goto(address + "posts/pentadiamond.html")
    citation = scriptless.locator("article .citation").first
    place = citation.get_attribute("id")
    citation.locator("a").first.click()
    entry = scriptless.locator(":target")
    assert entry.is_visible()
    entry.locator(f'.backlinks a[href="#{place}"]').click()
    scriptless.wait_for_url(f"**#{place}")


def test_the_look_does_not_need_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "posts/wasseki.html")
    # without a script of its own the page cannot be asked, but the browser's tools can
    styles = context.new_cdp_session(page)
    styles.send("DOM.enable")
    styles.send("CSS.enable")
    root = styles.send("DOM.getDocument")["root"]["nodeId"]
    body = styles.send("DOM.querySelector", {"nodeId": root, "selector": "body"})["nodeId"]
    computed = styles.send("CSS.getComputedStyleForNode", {"nodeId": body})["computedStyle"]
    context.close()
    assert {"name": "background-color", "value": "rgb(255, 253, 249)"} in computed


def test_the_front_page_reads_without_javascript(scriptless: Page, address: str) -> None:
    scriptless.goto(address + "index.html")
    assert scriptless.locator(".memo-card").count() == 5
    scriptless.get_by_role("link", name="『DeepSeekはAI界のプロメテウスか?』の続きを読む").click()
    assert scriptless.locator("h1").first.inner_text().startswith("DeepSeekはAI界")


@pytest.mark.parametrize(
    ("query", "memo"),
    [
        ("光", "「ペンタダイヤモンド」に関する騒動について"),
        ("熱", "LK-99"),
        ("常温超伝導", "LK-99"),
        ("和積", "和積の公式・積和の公式は暗記すべきか?"),
        ("ＬＫ－９９", "LK-99"),
        ("菱形", "和積の公式・積和の公式は暗記すべきか?"),
        ("プロメテウス", "DeepSeekはAI界のプロメテウスか?"),
    ],
)
def test_the_search_finds_japanese(page: Page, address: str, query: str, memo: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}search.html?q={query}")
    found = page.locator(".search-results li a").first
    found.wait_for()
    assert found.inner_text().startswith(memo)


def test_formulae_are_set_in_the_browser(page: Page, address: str) -> None:
    page.goto(address + "posts/wasseki.html")
    box = page.locator("math").first.bounding_box()
    assert box is not None
    assert box["width"] > 10
    assert "\\" not in page.locator("article").inner_text()


def test_the_page_for_missing_addresses_has_its_style(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    assert page.get_by_role("heading", name="頁が見つからない").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 253, 249)"
