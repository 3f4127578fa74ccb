"""Citation cards in Chromium: by mouse, keyboard and touch, on memos and elsewhere."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FloatRect, Locator, Page, Route

MEMO: Final = "posts/lk99-replication.html"
#: A work with a long history, and one that speaks about it.
REFUTED: Final = "lee2023first"
REFUTING: Final = "zhu2023"
WIDTHS: Final = (320, 390, 1280)
#: Longer than a card takes to open or close (ms).
LONG: Final = 700
#: What the policy forbade, by the file that tried it.
NOTE_VIOLATIONS: Final = """
    window.violations = [];
    addEventListener("securitypolicyviolation", violation => violations.push(violation));
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page for mouse and keyboard."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Yield a page for fingers."""
    context = browser.new_context(
        locale="ja-JP", viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def memo(page: Page, address: str) -> Page:
    """Return the page, at the memo."""
    page.goto(address + MEMO)
    return page


def citation(page: Page, key: str = REFUTED) -> Locator:
    """Return the first link that cites *key* in running text."""
    return page.locator(f'article p .citation-link[href$="#ref-{key}"]').first


def cards(page: Page) -> Locator:
    """Return the open cards."""
    return page.locator(".citation-card:popover-open")


def point_away(page: Page) -> None:
    """Move the pointer to where nothing is cited."""
    page.mouse.move(2, 2)


# ---- what a card says


def test_a_card_tells_what_the_work_is_and_what_became_of_it(memo: Page) -> None:
    citation(memo).hover()
    card = cards(memo)
    expect(card).to_contain_text("The First Room-Temperature Ambient-Pressure Superconductor")
    expect(card.locator(".status-refuted").first).to_be_visible()
    expect(card.locator(".citation-reasons")).to_contain_text("議論の対象として引用")
    expect(card.get_by_role("link", name="詳細")).to_be_visible()


def test_a_card_repeats_the_place_cited_with_its_link(memo: Page) -> None:
    place = memo.locator("article p .citation-link + .citation-place").first
    address, words = place.get_attribute("href"), place.inner_text()
    memo.locator("article p .citation-link:has(+ .citation-place)").first.hover()
    shown = cards(memo).locator(".citation-card-cited")
    expect(shown.locator(f'a[href="{address}"]')).to_have_text(words)


def test_a_card_of_a_work_cited_beside_another_has_only_its_own_place(memo: Page) -> None:
    first = memo.locator(".citation:has(.citation-place ~ .citation-link)").first
    links = first.locator(".citation-link")
    links.first.hover()
    shown = cards(memo).locator(".citation-card-cited")
    expect(shown).to_contain_text(links.first.inner_text())
    expect(shown).not_to_contain_text(links.last.inner_text())
    expect(shown.locator(".citation-place")).to_have_count(1)


def test_an_open_card_repeats_no_id(memo: Page) -> None:
    memo.locator(f"#ref-{REFUTED} .reference-author").evaluate("author => { author.id = 'own'; }")
    citation(memo).hover()
    expect(cards(memo)).to_be_visible()
    ids = memo.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_a_card_is_a_named_group_that_its_citation_points_at(memo: Page) -> None:
    link = citation(memo)
    link.hover()
    expect(memo.get_by_role("group", name=f"文献：{link.inner_text()}")).to_be_visible()
    expect(link).to_have_attribute("aria-details", cards(memo).get_attribute("id") or "none")
    memo.keyboard.press("Escape")
    expect(link).not_to_have_attribute("aria-details", re.compile("."))


def test_the_path_leads_from_a_sentence_over_card_and_reference_page_back_to_it(
    memo: Page, address: str
) -> None:
    place = place_of(citation(memo))
    citation(memo).hover()
    cards(memo).get_by_role("link", name="詳細").click()
    memo.wait_for_url(f"{address}references/{REFUTED}.html")
    memo.locator(f'.citing-source a[href$="lk99-replication.html#{place}"]').click()
    memo.wait_for_url(f"{address}{MEMO}#{place}")
    expect(memo.locator(f"#{place}:target")).to_be_in_viewport()


# ---- the mouse


def test_a_pointer_that_only_passes_opens_no_card(memo: Page) -> None:
    citation(memo).hover()
    point_away(memo)
    memo.wait_for_timeout(LONG)
    expect(cards(memo)).to_have_count(0)


def test_a_card_stays_under_the_pointer_and_closes_behind_it(memo: Page) -> None:
    citation(memo).hover()
    cards(memo).locator(".reference-author").hover()
    memo.wait_for_timeout(LONG)
    expect(cards(memo)).to_be_visible()
    point_away(memo)
    expect(memo.locator(".citation-card")).to_have_count(0)


def test_a_card_that_escape_closed_stays_closed_under_the_pointer(memo: Page) -> None:
    citation(memo).hover()
    expect(cards(memo)).to_be_visible()
    memo.keyboard.press("Escape")
    memo.mouse.move(*middle(citation(memo), right=2))
    memo.wait_for_timeout(LONG)
    expect(cards(memo)).to_have_count(0)


def test_another_citation_replaces_the_card(memo: Page) -> None:
    citation(memo).hover()
    expect(cards(memo)).to_be_visible()
    citation(memo, "puphal2023").hover(force=True)
    expect(cards(memo)).to_contain_text("Puphal")
    expect(cards(memo)).to_have_count(1)


def test_a_click_follows_the_citation_as_ever(memo: Page) -> None:
    citation(memo).click()
    expect(memo.locator(f"#ref-{REFUTED}:target")).to_be_in_viewport()
    expect(cards(memo)).to_have_count(0)


def test_a_work_named_in_a_card_has_a_card_inside(memo: Page) -> None:
    citation(memo).hover()
    cards(memo).locator(f'.reference-history a[href$="#ref-{REFUTING}"]').hover()
    inner = memo.locator(".citation-card .citation-card:popover-open")
    expect(inner).to_contain_text("Zhu")
    inner.locator(".reference-author").hover()
    memo.wait_for_timeout(LONG)
    expect(cards(memo)).to_have_count(2)
    cards(memo).first.locator(".reference-author").first.hover(position={"x": 2, "y": 2})
    expect(inner).to_have_count(0)
    expect(cards(memo)).to_have_count(1)


# ---- the keyboard


def test_keyboard_focus_opens_a_card_that_tab_enters(memo: Page) -> None:
    focus_by_keyboard(citation(memo))
    expect(cards(memo)).to_be_visible()
    memo.keyboard.press("Tab")
    expect(cards(memo).locator("a").first).to_be_focused()
    memo.keyboard.press("Shift+Tab")
    expect(citation(memo)).to_be_focused()
    expect(cards(memo)).to_have_count(1)


def test_escape_closes_a_card_and_leaves_the_focus_on_the_citation(memo: Page) -> None:
    focus_by_keyboard(citation(memo))
    expect(cards(memo)).to_be_visible()
    memo.keyboard.press("Escape")
    expect(memo.locator(".citation-card")).to_have_count(0)
    expect(citation(memo)).to_be_focused()


@pytest.mark.parametrize("key", ["Escape", "Enter"], ids=["escape", "the button"])
def test_closing_from_inside_gives_the_focus_back(memo: Page, key: str) -> None:
    focus_by_keyboard(citation(memo))
    expect(cards(memo)).to_be_visible()
    memo.keyboard.press("Tab")
    if key == "Enter":
        cards(memo).get_by_role("button", name="閉じる").focus()
    memo.keyboard.press(key)
    expect(citation(memo)).to_be_focused()
    memo.wait_for_timeout(LONG)
    expect(memo.locator(".citation-card")).to_have_count(0)


def test_tab_past_the_last_link_closes_the_card_and_reads_on(memo: Page) -> None:
    focus_by_keyboard(citation(memo))
    cards(memo).get_by_role("button", name="閉じる").focus()
    memo.keyboard.press("Tab")
    expect(memo.locator(".citation-card")).to_have_count(0)
    assert place_of(memo.locator(":focus")) == place_of(citation(memo))
    expect(memo.locator(":focus")).to_have_class(re.compile("citation-place"))


def test_a_card_held_by_the_keyboard_outlasts_the_pointer(memo: Page) -> None:
    focus_by_keyboard(citation(memo))
    cards(memo).locator(".reference-author").hover()
    point_away(memo)
    memo.wait_for_timeout(LONG)
    expect(cards(memo)).to_be_visible()


def test_enter_follows_the_citation_and_tab_goes_on_from_its_entry(memo: Page) -> None:
    focus_by_keyboard(citation(memo))
    expect(cards(memo)).to_be_visible()
    memo.keyboard.press("Enter")
    expect(memo.locator(f"#ref-{REFUTED}:target")).to_be_in_viewport()
    memo.keyboard.press("Tab")
    expect(memo.locator(f"#ref-{REFUTED} a").first).to_be_focused()


def test_escape_closes_the_inner_of_two_cards_first(memo: Page) -> None:
    focus_by_keyboard(citation(memo))
    inner = cards(memo).locator(f'.reference-history a[href$="#ref-{REFUTING}"]').first
    focus_by_keyboard(inner)
    expect(cards(memo)).to_have_count(2)
    memo.keyboard.press("Tab")
    memo.keyboard.press("Escape")
    expect(inner).to_be_focused()
    expect(cards(memo)).to_have_count(1)
    memo.keyboard.press("Escape")
    expect(citation(memo)).to_be_focused()
    expect(cards(memo)).to_have_count(0)


# ---- fingers


def test_the_first_tap_opens_the_card_and_the_second_goes_to_the_entry(
    phone: Page, address: str
) -> None:
    phone.goto(address + MEMO)
    citation(phone).tap()
    expect(cards(phone)).to_be_visible()
    assert phone.url == address + MEMO
    citation(phone).tap()
    phone.wait_for_url(f"{address}{MEMO}#ref-{REFUTED}")
    expect(cards(phone)).to_have_count(0)


def test_a_tapped_card_has_a_link_to_the_entry(phone: Page, address: str) -> None:
    phone.goto(address + MEMO)
    citation(phone).tap()
    cards(phone).get_by_role("link", name="文献欄へ").tap()
    phone.wait_for_url(f"{address}{MEMO}#ref-{REFUTED}")
    expect(cards(phone)).to_have_count(0)


def test_a_finger_that_only_rests_on_a_citation_opens_no_card(phone: Page, address: str) -> None:
    phone.goto(address + MEMO)
    citation(phone).dispatch_event("pointerover", {"pointerType": "touch", "bubbles": True})
    phone.wait_for_timeout(LONG)
    expect(cards(phone)).to_have_count(0)


@pytest.mark.parametrize("way", ["button", "elsewhere"])
def test_a_tap_closes_a_card_without_following_anything(
    phone: Page, address: str, way: str
) -> None:
    phone.goto(address + MEMO)
    citation(phone).tap()
    expect(cards(phone)).to_be_visible()
    if way == "button":
        cards(phone).get_by_role("button", name="閉じる").tap()
    else:
        phone.touchscreen.tap(160, 630)
    expect(phone.locator(".citation-card")).to_have_count(0)
    assert phone.url == address + MEMO


# ---- where the entry is on another page


def test_an_entry_of_another_page_is_fetched_once_and_its_links_still_lead_there(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "index.html")
    for link in page.locator('.citation-link[href*="lk99-replication.html#"]').all()[:2]:
        link.hover()
        expect(cards(page)).to_contain_text("Lee, S.")
        point_away(page)
        expect(cards(page)).to_have_count(0)
    page.locator('.citation-link[href*="lk99-replication.html#"]').first.hover()
    back = cards(page).locator(".backlinks a").first
    assert re.fullmatch(f"{address}{MEMO}#id[0-9]+", back.evaluate("link => link.href"))
    assert asked.count(address + MEMO) == 1


def test_where_the_other_page_cannot_be_had_the_link_still_leads_there(
    phone: Page, address: str
) -> None:
    phone.goto(address + "index.html")
    phone.route("**/posts/*.html", only_pages)
    link = phone.locator('.citation-link[href*="posts/"]').first
    target = link.evaluate("link => link.href")
    link.tap()
    phone.wait_for_url(target)
    expect(cards(phone)).to_have_count(0)


def test_from_a_folder_only_cards_of_the_same_page_open(page: Page, built_site: Path) -> None:
    page.goto((built_site / "index.html").as_uri())
    link = page.locator('.citation-link[href*="posts/"]').first
    link.hover()
    page.wait_for_timeout(LONG)
    expect(cards(page)).to_have_count(0)
    link.click()
    expect(page.locator("ul.bibliography > :target")).to_be_in_viewport()
    citation(page).or_(page.locator("article p .citation-link")).first.hover()
    expect(cards(page)).to_have_count(1)


# ---- its shape


@pytest.mark.parametrize("width", WIDTHS)
def test_a_card_lies_inside_the_window_beside_its_citation(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 560})
    page.goto(address + MEMO)
    for link in page.locator(f'.citation-link[href="#ref-{REFUTED}"]').all():
        focus_by_keyboard(link)
        expect(cards(page)).to_have_count(1)
        expect(cards(page)).to_be_in_viewport(ratio=1)
        box = cards(page).bounding_box()
        assert box is not None
        assert box["height"] <= 0.6 * 560 + 1
        assert not overlaps(link, box)
        page.keyboard.press("Escape")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_open_card_makes_no_page_scroll_sideways(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": 1280, "height": 560})
    page.goto(address + MEMO)
    focus_by_keyboard(citation(page))
    page.set_viewport_size({"width": width, "height": 560})
    expect(cards(page)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_card_fills_the_width_of_a_phone(phone: Page, address: str) -> None:
    phone.goto(address + MEMO)
    citation(phone, REFUTING).tap()
    box = cards(phone).bounding_box()
    assert box is not None
    assert box["width"] >= 300


def test_a_long_history_scrolls_inside_its_card_and_the_ways_out_stay_in_view(
    phone: Page, address: str
) -> None:
    phone.goto(address + MEMO)
    citation(phone).tap()
    card = cards(phone)
    expect(card).to_be_visible()
    assert card.evaluate("card => card.scrollHeight > card.clientHeight")
    expect(card.get_by_role("button", name="閉じる")).to_be_in_viewport(ratio=1)


def test_a_card_takes_its_colours_from_the_scheme(browser: Browser, address: str) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address + MEMO)
        citation(page).hover()
        grounds.append(cards(page).evaluate("card => getComputedStyle(card).backgroundColor"))
        context.close()
    assert grounds == ["rgb(255, 253, 249)", "rgb(27, 28, 30)"]


def test_a_card_is_not_printed(memo: Page) -> None:
    citation(memo).hover()
    expect(cards(memo)).to_be_visible()
    memo.emulate_media(media="print")
    expect(cards(memo)).not_to_be_visible()


def test_a_card_appears_at_once_where_motion_is_reduced(memo: Page) -> None:
    memo.emulate_media(reduced_motion="reduce")
    citation(memo).hover()
    expect(cards(memo)).to_have_css("transition-duration", "0s")
    memo.emulate_media(reduced_motion="no-preference")
    expect(cards(memo)).to_have_css("transition-duration", "0.12s")


def test_cards_keep_to_a_strict_content_security_policy(page: Page, address: str) -> None:
    page.add_init_script(NOTE_VIOLATIONS)
    page.route(address + MEMO, with_policy)
    page.goto(address + MEMO)
    citation(page).hover()
    expect(cards(page)).to_be_visible()
    assert cards(page).evaluate("card => card.style.top") != ""
    refused = page.evaluate("violations.map(violation => violation.sourceFile)")
    assert refused  # the policy is there: the theme breaks it
    assert [source for source in refused if "citation-card" in source] == []


def test_the_script_is_small(built_site: Path) -> None:
    script = (built_site / "_static" / "citation-card.js").read_bytes()
    assert len(gzip.compress(script)) <= 4096


# ---- tools of these tests


def focus_by_keyboard(link: Locator) -> None:
    """Give *link* the focus as Tab does."""
    link.page.keyboard.press("Shift")  # the focus is shown after a key
    link.focus()


def place_of(link: Locator) -> str:
    """Return the id of the citation that holds *link*."""
    return str(link.evaluate("link => link.closest('.citation').id"))


def middle(link: Locator, right: int = 0) -> tuple[float, float]:
    """Return a point in the first line of a link, a little right of its middle if asked."""
    x, y, width, height = link.evaluate(
        "link => { const { x, y, width, height } = link.getClientRects()[0];"
        " return [x, y, width, height]; }"
    )
    return x + width / 2 + right, y + height / 2


def overlaps(link: Locator, box: FloatRect) -> bool:
    """Return whether a card covers its citation."""
    lines = link.evaluate("link => [...link.getClientRects()].map(line => [line.top, line.bottom])")
    top, bottom = box["y"], box["y"] + box["height"]
    return any(top < line_bottom and line_top < bottom for line_top, line_bottom in lines)


def only_pages(route: Route) -> None:
    """Let the browser go to a page, and refuse what a script asks for."""
    if route.request.is_navigation_request():
        route.continue_()
    else:
        route.abort()


def with_policy(route: Route) -> None:
    """Answer with a policy that allows nothing but the site's own files."""
    answer = route.fetch()
    headers = {**answer.headers, "content-security-policy": "default-src 'self'"}
    route.fulfill(response=answer, headers=headers)
