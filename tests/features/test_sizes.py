"""Widths and pictures on the page: attributes and classes instead of styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.features.conftest import Page, Site


@pytest.fixture(scope="module")
def sized(new_site: Callable[[str], Site]) -> Site:
    """Return a site with every construct that the stock writers give a style, built."""
    site = new_site("sizes")
    assert site.build().warnings == ""
    return site


@pytest.fixture(scope="module")
def index(sized: Site) -> Page:
    """Return its only page."""
    return sized.page("index")


def test_no_page_carries_a_style_or_a_handler(sized: Site) -> None:
    found = [
        (name, tag.name, attribute)
        for name, page in sized.pages().items()
        for tag in page.all("*")
        for attribute in tag.attrs
        if attribute == "style" or attribute.startswith("on")
    ]
    assert found == []


def test_every_picture_has_a_size(index: Page) -> None:
    sizes = [(tag.get("width"), tag.get("height")) for tag in index.all("article img")]
    assert sizes == [
        ("400", "200"), ("160", "120"), ("64", "48"), ("80", "40"), ("32", "24"), ("40", "30"),
        ("64", "48"),
    ]  # fmt: skip


def test_all_pictures_but_the_first_wait(index: Page) -> None:
    first, *others = index.all("article img")
    assert first.get("loading") is None
    assert {(tag["loading"], tag["decoding"]) for tag in others} == {("lazy", "async")}


def test_given_columns_have_classes(index: Page) -> None:
    shares = ["width-20", "width-30", "width-50"]
    assert [tag["class"] for tag in index.all("col")] == [["given-width", each] for each in shares]


def test_an_empty_cell_heads_nothing(index: Page) -> None:
    head = index.all("table")[2].select("thead tr > *")
    assert [(cell.name, cell.get_text()) for cell in head] == [
        ("td", ""),
        ("th", "中"),
        ("th", "右"),
    ]


def test_given_widths_take_effect(browser: Browser, sized: Site) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((sized.output / "index.html").as_uri())
    share = "e => e.getBoundingClientRect().width / e.parentElement.getBoundingClientRect().width"
    width = "e => e.getBoundingClientRect().width"
    found = [
        page.locator("#fig-percent img").evaluate(share),
        page.locator("#fig-length img").evaluate(width) / 160,
        page.locator("#fig-figwidth").evaluate(width) / 640,
        page.locator("img[height='40']").evaluate(width) / 160,
        page.locator("img[alt='縮めた図']").evaluate(width) / 64,
    ]
    page.close()
    assert found == pytest.approx([0.5, 1, 0.5, 0.5, 0.5], abs=0.01)


def test_given_columns_take_effect(browser: Browser, sized: Site) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((sized.output / "index.html").as_uri())
    cells = page.locator("table.given-width thead th")
    widths = [cells.nth(place).evaluate("e => e.offsetWidth") for place in range(3)]
    page.close()
    assert [each / sum(widths) for each in widths] == pytest.approx([0.2, 0.3, 0.5], abs=0.02)
