"""The shell of the real site in Chromium: policy, weight, colours, columns, keyboard."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest

from bibouroku.toolbox import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

#: One page of each kind.
PAGES: Final = (
    "index.html", "posts/wasseki.html", "posts/lk99-replication.html", "references/index.html",
    "references/lee2023first.html", "fallout.html", "glossary.html", "guide.html", "search.html",
    "blog.html", "blog/2023.html",
)  # fmt: skip
MEMO: Final = "posts/lk99-replication.html"
LIGHT, DARK = "rgb(255, 253, 249)", "rgb(27, 28, 30)"
GROUND: Final = "getComputedStyle(document.body).backgroundColor"
#: Told to the console, so that it is an error that tests see.
TELL: Final = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error("policy", event.violatedDirective, event.blockedURI));"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page of a reader who has been nowhere, on a device with light colours."""
    context = browser.new_context(locale="ja-JP", color_scheme="light")
    yield context.new_page()
    context.close()


def errors(page: Page, url: str) -> list[str]:
    """Return what the browser has against a page."""
    told: list[str] = []
    page.add_init_script(TELL)
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(url, wait_until="networkidle")
    return told


@pytest.mark.parametrize("path", [*PAGES, "404.html"])
def test_no_page_breaks_its_policy(page: Page, address: str, path: str) -> None:
    assert errors(page, address + path) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_opened_as_a_file_breaks_its_policy(
    page: Page, built_site: Path, path: str
) -> None:
    assert errors(page, (built_site / path).as_uri()) == []
    assert page.evaluate(GROUND) == LIGHT


def test_the_policy_is_in_force(page: Page, address: str) -> None:
    page.goto(address + MEMO)
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "document.title = 'inline'";
        document.head.append(script);
    }""")
    assert page.title() != "inline"


def test_pages_load_little_and_nothing_of_the_theme_s_scripts(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address + MEMO, wait_until="networkidle")
    names = [url.partition("?")[0].removeprefix("_static/") for url in asked]
    assert len(names) <= 12
    assert [name for name in names if name.endswith(".css")] == ["site.css"]
    assert SCRIPTS.intersection(names) == set()


def test_nothing_of_the_theme_lies_beside_the_pages(built_site: Path) -> None:
    static = built_site / "_static"
    names = {path.relative_to(static).as_posix() for path in static.rglob("*") if path.is_file()}
    assert {name for name in names if name.endswith((".map", ".woff2", ".po", ".html"))} == set()
    assert SCRIPTS.intersection(names) == set()
    assert [name for name in names if name.endswith(".css") and "/" not in name] == ["site.css"]


def test_the_style_sheet_is_small_and_needs_nothing_else(built_site: Path) -> None:
    css = (built_site / "_static" / "site.css").read_bytes()
    assert len(gzip.compress(css)) < 30_000
    assert re.findall(rb"url\(|@import", css) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_begins_as_the_standard_asks(built_site: Path, path: str) -> None:
    html = (built_site / path).read_text(encoding="utf-8")
    head = html.partition("</head>")[0]
    assert html.startswith("<!DOCTYPE html>")
    assert head.count('name="viewport"') == head.count("charset=") == 1
    assert head.index("charset=") < head.index("Content-Security-Policy") < head.index("<link")


# ---- light and dark


@pytest.mark.parametrize("scripts", [True, False])
def test_colours_follow_the_device_with_and_without_scripts(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    context = browser.new_context(color_scheme="dark", java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address + "guide.html")
    # without scripts of its own the page cannot be asked, but the browser's tools can
    tools = context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        tools.send(f"{domain}.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    colours = {}
    for css in ("body", ".highlight .nt, .highlight .k, .highlight"):
        node = tools.send("DOM.querySelector", {"nodeId": root, "selector": css})["nodeId"]
        style = tools.send("CSS.getComputedStyleForNode", {"nodeId": node})["computedStyle"]
        colours[css] = {entry["name"]: entry["value"] for entry in style}
    context.close()
    body, code = colours.values()
    assert body["background-color"] == DARK
    assert code["color"] == "rgb(248, 248, 242)"


def test_a_chosen_colour_stays_chosen_and_never_flashes(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    page.get_by_role("radio", name="暗い").check()
    assert page.evaluate(GROUND) == DARK
    # what the page looks like when its body begins: before anything is painted
    page.add_init_script("""new MutationObserver((_, observer) => {
        if (!document.body) return;
        window.atFirst = document.documentElement.dataset.theme;
        observer.disconnect();
    }).observe(document, { childList: true, subtree: true });""")
    page.goto(address + MEMO)
    assert page.evaluate("window.atFirst") == "dark"
    assert page.evaluate(GROUND) == DARK
    assert page.get_by_role("radio", name="暗い").is_checked()


def test_the_device_decides_again_when_asked_to(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    page.get_by_role("radio", name="暗い").check()
    page.get_by_role("radio", name="端末の設定に従う").check()
    page.reload()
    assert page.evaluate(GROUND) == LIGHT
    assert page.evaluate("localStorage.length") == 0


def test_the_device_decides_where_the_site_prefers_a_colour_and_the_reader_does_not(
    page: Page, address: str
) -> None:
    def preferring(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace("<html ", '<html data-theme="dark" ', 1)
        route.fulfill(response=answer, body=body)

    page.route("**/*.html", preferring)
    page.goto(address + "index.html")
    assert page.evaluate(GROUND) == DARK
    page.get_by_role("radio", name="端末の設定に従う").check()
    assert page.evaluate(GROUND) == LIGHT
    page.goto(address + MEMO)
    assert page.evaluate(GROUND) == LIGHT
    assert page.get_by_role("radio", name="端末の設定に従う").is_checked()


def test_without_storage_a_choice_holds_for_the_page(page: Page, address: str) -> None:
    page.add_init_script("""Object.defineProperty(window, "localStorage", {
        get() { throw new DOMException("forbidden", "SecurityError"); } });""")
    assert errors(page, address + "index.html") == []
    page.get_by_role("radio", name="暗い").check()
    assert page.evaluate(GROUND) == DARK


def test_without_scripts_no_control_is_shown_that_needs_them(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + MEMO)
    assert page.locator(".color-scheme").is_hidden()
    assert page.get_by_role("link", name="検索").get_attribute("href") == "../search.html"
    context.close()


# ---- columns


def tops(page: Page, *selectors: str) -> list[float]:
    """Return how far down the page elements begin."""
    boxes = [page.locator(css).bounding_box() for css in selectors]
    return [box["y"] for box in boxes if box]


def test_a_phone_shows_contents_then_text_then_the_side_column(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, java_script_enabled=False, has_touch=True
    )
    page = context.new_page()
    page.goto(address + MEMO)
    places = tops(page, ".contents-fold", "article h1", ".prev-next", ".bd-sidebar-primary")
    assert len(places) == 4
    assert places == sorted(places)
    page.locator(".contents-fold summary").tap()
    page.locator(".contents-fold a", has_text="参考文献").tap()
    page.wait_for_url(f"**#{page.locator(':target').get_attribute('id')}")
    context.close()


def test_a_wide_screen_shows_three_columns(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + MEMO)
    columns = (".bd-sidebar-primary", ".bd-article", ".page-contents")
    boxes = [page.locator(css).bounding_box() for css in columns]
    sides = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert sides == sorted(sides)
    assert all(left[1] < right[0] for left, right in pairwise(sides))
    assert page.locator(".contents-fold").is_hidden()


def test_a_line_holds_forty_to_forty_two_letters(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + "posts/wasseki.html")
    width = page.evaluate("""() => {
        const text = document.querySelector("article section > p:not([class])");
        return text.clientWidth / parseFloat(getComputedStyle(text).fontSize);
    }""")
    assert 40 <= width <= 42.5


@pytest.mark.parametrize("width", [256, 320, 768, 1280])
@pytest.mark.parametrize("path", ["guide.html", "404.html", "glossary.html", "genindex.html", MEMO])
def test_no_page_scrolls_sideways(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_contents_mark_what_is_being_read(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + MEMO)
    section = page.locator("article section section").nth(3)
    section.evaluate("element => element.scrollIntoView()")
    marked = page.locator(".page-contents a[aria-current]")
    marked.wait_for()
    assert marked.get_attribute("href") == f"#{section.get_attribute('id')}"


# ---- landmarks and keyboard


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_its_landmarks_once_and_one_title(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator("aside.bd-sidebar-primary").get_attribute("aria-label") == "側欄"


@pytest.mark.parametrize(
    ("path", "name"),
    [("blog.html", "メモ"), ("fallout.html", "その後"), ("glossary.html", "用語集")],
)
def test_the_head_bar_marks_the_page_that_is_open(
    page: Page, address: str, path: str, name: str
) -> None:
    page.goto(address + path)
    assert page.locator('.site-nav [aria-current="page"]').all_inner_texts() == [name]


def test_the_head_bar_is_reached_by_keyboard_in_its_order(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + MEMO)
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText.trim().split(/\\s/)[0]"
                                     " || document.activeElement.name"))  # fmt: skip
    assert reached[:3] == ["本文へ", "理系のための備忘録", "メモ"]
    search = reached.index("検索")
    assert reached[search + 1] == "color-scheme"
    assert reached[search + 2] != "color-scheme"  # arrows move within the choice


def test_the_first_link_leads_to_the_text(page: Page, address: str) -> None:
    page.goto(address + MEMO)
    page.keyboard.press("Tab")
    first = page.get_by_role("link", name="本文へ")
    assert first.bounding_box() is not None
    page.keyboard.press("Enter")
    page.wait_for_url("**#main-content")
    assert page.locator("#main-content").get_by_role("heading", level=1).is_visible()
