"""Accessibility of every kind of page, checked by axe-core with all its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES: Final = (
    "index.html", "posts/wasseki.html", "posts/deepseek.html", "posts/pentadiamond.html",
    "posts/lk99-replication.html", "blog.html", "blog/2023.html", "blog/category/数学.html",
    "blog/tag/超伝導.html", "references/index.html", "references/lee2023first.html",
    "references/kumar2023absence.html", "fallout.html", "glossary.html", "guide.html",
    "search.html", "404.html", "genindex.html",
)  # fmt: skip


#: All rules that axe-core has on by default, and the size of what fingers hit (WCAG 2.2, 2.5.8).
OPTIONS: Final = {
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],  # to name all that passed takes axe most of its time
}


def violations(
    browser: Browser, url: str, scheme: Literal["light", "dark"], width: int
) -> list[tuple[str, Any]]:
    """Return rule and place of every fault of a page in a window."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale="ja-JP"
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    found = Axe().run(page, options=OPTIONS).response["violations"]
    context.close()
    return [(each["id"], node["target"]) for each in found for node in each["nodes"]]


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible(
    browser: Browser, address: str, path: str, scheme: Literal["light", "dark"], width: int
) -> None:
    assert violations(browser, address + path, scheme, width) == []


def test_the_checker_finds_faults(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "index.html")
    page.evaluate("""() => {
        const links = document.createElement("p");
        links.innerHTML = "<a href='#a'>a</a><a href='#b'>b</a>";
        links.classList.add("tight");
        const small = ".tight a { display: inline-block; width: 9px; height: 9px; }";
        document.styleSheets[0].insertRule(small);
        document.querySelector("main").append(new Image(), links);
    }""")
    found = {each["id"] for each in Axe().run(page, options=OPTIONS).response["violations"]}
    page.close()
    assert found >= {"image-alt", "target-size"}
