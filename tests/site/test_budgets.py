"""What readers have to load: weighed on real transfers from a server that compresses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from bs4 import BeautifulSoup

from benchmarks.bench_page import View, load, served
from benchmarks.page_weight import strangers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage

    from benchmarks.page_weight import PageLoad

MEMOS: Final = (
    "posts/wasseki.html", "posts/deepseek.html", "posts/pentadiamond.html",
    "posts/lk99-claim.html", "posts/lk99-replication.html",
)  # fmt: skip
PAGES: Final = (
    *MEMOS, "index.html", "references/index.html", "references/lee2023first.html", "guide.html",
    "glossary.html", "fallout.html", "search.html", "blog.html", "404.html",
)  # fmt: skip
#: Bytes before figures, and transfers, of a memo.
MOST_BYTES, MOST_REQUESTS = 250_000, 12
MOST_SHIFT: Final = 0.02


@pytest.fixture(scope="module")
def compressing_server(built_site: Path) -> Iterator[str]:
    """Yield the address of the site on a server that compresses."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="module")
def loaded(browser: Browser, compressing_server: str) -> Callable[[str, int], PageLoad]:
    """Return a function that loads a page in a window of a width, once."""

    @cache
    def measured(page: str, width: int) -> PageLoad:
        return load(browser, compressing_server, page, View(str(width), width, 900))

    return measured


@pytest.mark.parametrize("page", MEMOS)
def test_a_memo_is_light(loaded: Callable[[str, int], PageLoad], page: str) -> None:
    assert 0 < loaded(page, 1280).before_figures <= MOST_BYTES


@pytest.mark.parametrize("page", MEMOS)
def test_a_memo_asks_rarely(loaded: Callable[[str, int], PageLoad], page: str) -> None:
    assert 0 < loaded(page, 1280).requests <= MOST_REQUESTS


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize(
    "page",
    [*MEMOS, "index.html", "references/index.html", "guide.html", "search.html", "glossary.html"],
)
def test_nothing_shifts(loaded: Callable[[str, int], PageLoad], page: str, width: int) -> None:
    assert loaded(page, width).layout_shift < MOST_SHIFT


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_asked_of_another_site(
    loaded: Callable[[str, int], PageLoad], compressing_server: str, page: str
) -> None:
    assert strangers(loaded(page, 1280).transfers, compressing_server) == []


@pytest.mark.parametrize("page", [page for page in PAGES if page != "404.html"])
def test_a_page_works_from_a_folder(browser: Browser, built_site: Path, page: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            faults.append(message.text)

    opened.on("console", note)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("requestfailed", lambda request: faults.append(request.url))
    opened.goto((built_site / page).as_uri(), wait_until="load")
    opened.wait_for_timeout(200)
    styled = opened.evaluate("document.styleSheets.length")
    context.close()
    assert styled > 0
    assert faults == []


def test_no_page_of_the_site_carries_a_style_or_a_handler(built_site: Path) -> None:
    pages = [path for path in built_site.rglob("*.html") if "_static" not in path.parts]
    found = [
        (path.name, attribute)
        for path in pages
        for tag in BeautifulSoup(path.read_bytes(), "lxml").select("*")
        for attribute in tag.attrs
        if attribute == "style" or attribute.startswith("on")
    ]
    assert len(pages) > len(PAGES)
    assert found == []


def test_no_page_of_the_site_carries_a_script_in_itself(built_site: Path) -> None:
    found = [
        (path.name, script.get("type"))
        for path in built_site.rglob("*.html")
        for script in BeautifulSoup(path.read_bytes(), "lxml").find_all(["script", "style"])
        if not script.get("src") and script.get("type") != "application/ld+json"
    ]
    assert found == []
