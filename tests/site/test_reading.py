"""Reading a page by keyboard, on paper, and copying from it, in Chromium."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

#: What the element with the focus looks like, and whether it follows the one before it.
FOCUSED: Final = """() => {
  const element = document.activeElement, before = window.before;
  if (element === document.body || element === document.documentElement) return null;
  const card = Boolean(element.closest("[popover], dialog"));
  const outlined = [element, element.labels?.[0], element.parentElement, element.nextElementSibling]
    .filter(Boolean).some(each => {
      const style = getComputedStyle(each);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    });
  const follows = card || !before || Boolean(
    before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (!card) window.before = element;
  return {name: element.outerHTML.slice(0, 120), card, outlined, follows};
}"""
#: What comes before the name of a work in its address.
BEFORE_NAME: Final = re.compile(r"^https?://(?:doi\.org/|arxiv\.org/abs/)?")
#: More stops than any page has: who is not through by then is trapped.
MOST_STOPS: Final = 1500


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page of its own context."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="ja-JP", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def stops(page: Page) -> list[dict[str, Any]]:
    """Return every stop of the Tab key, from the head of a page to its end; leave cards by Esc."""
    found: list[dict[str, Any]] = []
    while len(found) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        found.append(stop)
        if stop["card"]:
            page.keyboard.press("Escape")
    return found


# ---- by keyboard


@pytest.mark.slow
@pytest.mark.parametrize("path", ["posts/pentadiamond.html", "references/lee2023first.html"])
def test_the_tab_key_goes_through_the_whole_page_in_its_order(
    page: Page, address: str, path: str
) -> None:
    page.goto(address + path)
    found = stops(page)
    assert 30 < len(found) < MOST_STOPS
    assert [stop["name"] for stop in found if not stop["outlined"]] == []
    assert [stop["name"] for stop in found if not stop["follows"]] == []


def test_the_first_stop_leads_to_the_text(page: Page, address: str) -> None:
    page.goto(address + "posts/pentadiamond.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main-content"


@pytest.mark.parametrize(("width", "reached"), [(320, True), (1280, False)])
def test_a_formula_is_a_stop_only_where_it_is_too_wide(
    page: Page, address: str, width: int, *, reached: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + "posts/wasseki.html", wait_until="networkidle")
    box = page.locator("#equation-eq-complex .math-scroll")
    assert (box.get_attribute("tabindex") == "0") is reached
    assert (box.get_attribute("aria-label") is not None) is reached


OVERLAPS: Final = """() => [...document.querySelectorAll("mtd + mtd")].filter(cell => {
  const end = Math.max(0, ...[...cell.previousElementSibling.children].map(
    each => each.getBoundingClientRect().right));
  return cell.firstElementChild?.getBoundingClientRect().left < end - 1;
}).length"""


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_equations_in_lines_do_not_overlap(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + "posts/wasseki.html")
    assert page.locator("mtd + mtd").count() > 8
    assert page.evaluate(OVERLAPS) == 0


# ---- copied


COPIED: Final = """selector => {
  const data = new DataTransfer();
  getSelection().selectAllChildren(document.querySelector(selector));
  document.querySelector(selector).dispatchEvent(
    new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true}));
  return data.getData("text/plain");
}"""


def test_a_copied_equation_is_its_latex(page: Page, address: str) -> None:
    page.goto(address + "posts/pentadiamond.html", wait_until="networkidle")
    copied = page.evaluate(COPIED, "#equation-eq-isotropic")
    assert copied.strip().startswith(r"$$E=\frac{9BG}{3B+G},")
    assert copied.count("frac") == 2


def test_a_copied_sentence_keeps_its_words_and_formulae(page: Page, address: str) -> None:
    page.goto(address + "posts/pentadiamond.html", wait_until="networkidle")
    page.evaluate("document.querySelector('article p:has(math)').id = 'with-formula'")
    copied = page.evaluate(COPIED, "#with-formula")
    words = page.evaluate("document.querySelector('#with-formula').firstChild.textContent")
    assert copied.startswith(words[:10])
    assert "$" in copied
    assert page.locator(".math-copied").count() == 0


def test_text_without_formulae_is_copied_as_ever(page: Page, address: str) -> None:
    page.goto(address + "posts/pentadiamond.html", wait_until="networkidle")
    assert page.evaluate(COPIED, "h1") == ""


def test_the_latex_of_an_equation_opens_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "posts/pentadiamond.html")
    source = page.locator("#equation-eq-isotropic .math-source")
    assert not source.locator("code").is_visible()
    source.locator("summary").click()
    shown = source.locator("code").inner_text()
    context.close()
    assert shown.startswith(r"E=\frac{9BG}{3B+G},")


# ---- on paper


@pytest.fixture(scope="module")
def paper(browser: Browser, address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a memo as Chromium prints it."""
    path = tmp_path_factory.mktemp("paper") / "memo.pdf"
    page = browser.new_page(color_scheme="dark")
    page.goto(address + "posts/deepseek.html", wait_until="networkidle")
    page.pdf(path=path, format="A4")
    page.close()
    return path


def printed(path: Path) -> str:
    """Return the text of a PDF without white space."""
    command = ["pdftotext", "-raw", str(path), "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return "".join(done.stdout.split())


@pytest.mark.needs_poppler
def test_paper_says_where_links_lead(paper: Path, page: Page, address: str) -> None:
    page.goto(address + "posts/deepseek.html")
    links = page.locator("article .bibliography a[href^=http]").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    text = unquote(printed(paper))
    assert len(links) > 30
    # a DOI or an identifier of arXiv is printed as such
    told = [BEFORE_NAME.sub("", unquote(link)).rstrip("/") for link in links]
    assert [name for name in told if name not in text] == []


@pytest.mark.needs_poppler
def test_paper_spells_out_links_of_the_text(browser: Browser, address: str, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(address + "posts/deepseek.html", wait_until="networkidle")
    page.evaluate(
        "document.querySelector('article p:not([class])')"
        ".insertAdjacentHTML('beforeend', '<a href=\"https://example.org/a/b\">外の頁</a>')"
    )
    page.pdf(path=tmp_path / "a.pdf", format="A4")
    page.close()
    assert "外の頁〈https://example.org/a/b〉" in printed(tmp_path / "a.pdf")


@pytest.mark.needs_poppler
def test_paper_carries_the_text_alone(paper: Path, page: Page, address: str) -> None:
    page.goto(address + "posts/deepseek.html")
    text = printed(paper)
    assert "".join(page.locator("h1").first.inner_text().split()).rstrip("#") in text
    assert [word for word in ("目次", "検索", "本文へ") if word in text[:400]] == []
