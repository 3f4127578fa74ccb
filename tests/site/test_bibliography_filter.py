"""The filter of the list of all references, in Chromium."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

#: The page that lists all references.
LIST: Final = "references/index.html"
SCRIPT: Final = "bibliography-filter.js"
#: Conditions by the label of their field, with the entries that they leave, as a CSS selector.
CONDITIONS: Final = [
    ("種別", "論文", '[data-kind="論文"]'),
    ("状態", "撤回", '[data-status~="撤回"]'),
    ("状態", "プレプリント", '[data-status~="プレプリント"]'),
    ("元号", "明治", '[data-era~="明治"]'),
    ("メモ", "posts/wasseki", ':has(.backlinks a[href$="posts/wasseki.html"])'),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page of a browser that reads Japanese."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def listed(page: Page, address: str) -> Page:
    """Return the page, at the list of all references."""
    page.goto(address + LIST)
    return page


def entries(page: Page, css: str = "") -> Locator:
    """Return the entries that *css* selects, hidden ones too."""
    return page.locator(f"ul.bibliography > li{css}")


def choice(page: Page, name: str) -> Locator:
    """Return the field of the form that a screen reader calls *name*."""
    return page.get_by_role("combobox", name=name, exact=True)


def shown(page: Page) -> list[str]:
    """Return the ids of the entries that are in view."""
    found: list[str] = entries(page, ":not([hidden])").evaluate_all("all => all.map(li => li.id)")
    return found


def query(page: Page) -> dict[str, list[str]]:
    """Return the conditions in the address."""
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize(("label", "value", "css"), CONDITIONS)
def test_a_choice_leaves_the_entries_that_have_it(
    listed: Page, label: str, value: str, css: str
) -> None:
    expected = entries(listed, css).evaluate_all("all => all.map(li => li.id)")
    choice(listed, label).select_option(value)
    assert expected
    assert shown(listed) == expected
    expect(listed.get_by_role("status")).to_have_text(
        f"{entries(listed).count()}件のうち{len(expected)}件"
    )


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        ("2023", "", range(2023, 9999)),
        ("", "1900", range(1901)),
        ("1910", "1999", range(1910, 2000)),
    ],
)
def test_years_bound_the_list_and_leave_out_what_has_none(
    listed: Page, first: str, last: str, fits: range
) -> None:
    years = entries(listed).evaluate_all("all => all.map(li => [li.id, li.dataset.year])")
    listed.get_by_label("年（から）").fill(first)
    listed.get_by_label("年（まで）").fill(last)
    expected = [name for name, year in years if year and int(year) in fits]
    assert 0 < len(expected) < len(years)
    assert shown(listed) == expected


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("初等平面三角法", "casey1893kumazawa"),
        ("ＮＡＴＵＲＥ superconductivity", "dasenbrock2023"),
        ("２３０７．１２００８", "lee2023first"),
        ("  lee   kwon ", "lee2023first"),
    ],
)
def test_words_are_found_whatever_their_width_and_case(listed: Page, words: str, key: str) -> None:
    listed.get_by_label("語で絞る").fill(words)
    assert f"ref-{key}" in shown(listed)
    assert len(shown(listed)) < 20


def test_every_word_must_be_there(listed: Page) -> None:
    listed.get_by_label("語で絞る").fill("lee")
    every = set(shown(listed))
    listed.get_by_label("語で絞る").fill("lee kwon")
    assert set(shown(listed)) < every


def test_the_titles_of_citing_memos_are_no_text_of_an_entry(listed: Page) -> None:
    listed.get_by_label("語で絞る").fill("一連の騒動に関する雑記")
    assert shown(listed) == []
    expect(listed.get_by_role("status")).to_contain_text("うち0件")


def test_conditions_narrow_each_other(listed: Page) -> None:
    choice(listed, "種別").select_option("論文")
    choice(listed, "メモ").select_option("posts/pentadiamond")
    both = '[data-kind="論文"]:has(.backlinks a[href$="pentadiamond.html"])'
    assert len(shown(listed)) == entries(listed, both).count() > 0


def test_the_address_restores_what_was_asked_for(listed: Page) -> None:
    choice(listed, "種別").select_option("プレプリント")
    listed.get_by_label("語で絞る").fill("LK-99 & Cu₂S")
    listed.get_by_label("語で絞る").fill("cu")
    listed.get_by_label("年（から）").fill("2023")
    before = shown(listed)
    assert query(listed) == {"kind": ["プレプリント"], "word": ["cu"], "from": ["2023"]}
    listed.goto("about:blank")
    listed.go_back()
    assert shown(listed) == before
    listed.reload()
    assert shown(listed) == before
    expect(choice(listed, "種別")).to_have_value("プレプリント")
    expect(listed.get_by_label("語で絞る")).to_have_value("cu")


def test_the_back_button_undoes_a_condition_but_not_each_letter(listed: Page) -> None:
    choice(listed, "種別").select_option("論文")
    papers = shown(listed)
    listed.get_by_label("語で絞る").press_sequentially("nature")
    assert len(shown(listed)) < len(papers)
    listed.go_back()
    assert shown(listed) == papers
    expect(listed.get_by_label("語で絞る")).to_have_value("")
    listed.go_back()
    assert len(shown(listed)) == entries(listed).count()
    listed.go_forward()
    expect(choice(listed, "種別")).to_have_value("論文")


def test_all_conditions_are_taken_back_at_once(listed: Page, address: str) -> None:
    choice(listed, "元号").select_option("明治")
    listed.get_by_label("語で絞る").fill("三角")
    listed.get_by_role("button", name="条件を消す").click()
    assert len(shown(listed)) == entries(listed).count()
    listed.wait_for_url(address + LIST)
    expect(choice(listed, "元号")).to_have_value("")


def test_enter_does_not_send_the_form(listed: Page) -> None:
    listed.get_by_label("語で絞る").fill("nature")
    listed.wait_for_url("**word=nature*")  # by the script, which a busy machine runs late
    listed.evaluate("window.isSame = true")
    listed.get_by_label("語で絞る").press("Enter")
    listed.wait_for_timeout(500)
    assert listed.evaluate("window.isSame")


def test_a_link_to_a_hidden_entry_shows_it(page: Page, address: str) -> None:
    page.goto(f"{address}{LIST}?kind={quote('書籍')}#ref-lee2023first")
    expect(entries(page, "#ref-lee2023first")).to_be_in_viewport()
    assert set(shown(page)) == {
        "ref-lee2023first",
        *entries(page, '[data-kind="書籍"]').evaluate_all("all => all.map(li => li.id)"),
    }


def test_a_link_inside_the_list_shows_an_entry_that_was_hidden(listed: Page) -> None:
    choice(listed, "種別").select_option("プレプリント")
    links = entries(listed, ":not([hidden]) .reference-history a")
    targets = links.evaluate_all("all => all.map(link => link.hash)")
    hidden = next(target for target in targets if not listed.locator(target).is_visible())
    entries(listed, f':not([hidden]) .reference-history a[href="{hidden}"]').first.click()
    expect(listed.locator(hidden)).to_be_in_viewport()


def test_every_field_can_be_used_from_the_keyboard(listed: Page) -> None:
    listed.get_by_label("語で絞る").focus()
    reached = ["word"]
    for _ in range(7):
        listed.keyboard.press("Tab")
        reached.append(listed.evaluate("document.activeElement.name || 'clear'"))
    assert reached == ["word", "kind", "status", "from", "to", "era", "memo", "clear"]


def test_the_form_is_a_named_landmark_and_its_count_is_announced(listed: Page) -> None:
    form = listed.get_by_role("search", name="文献を絞り込む")
    expect(form).to_be_visible()
    expect(form.get_by_role("status")).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_form_fits_the_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + LIST)
    box = page.get_by_role("search", name="文献を絞り込む").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_there_is_the_plain_list(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{LIST}?kind={quote('書籍')}")
    expect(page.get_by_label("語で絞る")).to_have_count(0)
    assert entries(page, ":visible").count() == entries(page).count() > 100
    context.close()


def test_only_the_page_with_the_list_loads_the_filter(built_site: Path) -> None:
    loading = []
    for path in sorted(built_site.rglob("*.html")):
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        if soup.select(f'script[src*="{SCRIPT}"]'):
            loading.append(path.relative_to(built_site).as_posix())
    assert loading == [LIST]


def test_the_script_is_small(built_site: Path) -> None:
    script = (built_site / "_static" / SCRIPT).read_bytes()
    assert len(gzip.compress(script)) <= 4096
