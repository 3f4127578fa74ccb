"""The link from a memo to its PDF, followed in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.features.printed_memos import MEMOS, print_memos

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.features.conftest import Site


@pytest.fixture(scope="module")
def printed(new_site: Callable[[str], Site]) -> tuple[Site, Path]:
    """Return a site whose memos have PDFs, and the folder of these."""
    site = new_site("offprints")
    folder = print_memos(site)
    site.build()
    return site, folder


@pytest.fixture(scope="module")
def address(printed: tuple[Site, Path], site_server: Callable[[Path], str]) -> str:
    """Return the address at which that site is served."""
    return site_server(printed[0].output)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("memo", sorted(MEMOS))
def test_a_click_brings_the_pdf_of_the_memo(
    browser: Browser, printed: tuple[Site, Path], address: str, memo: str, *, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}{quote(memo)}.html")
    link = page.get_by_role("link", name="PDF（3頁、1 kB）")
    assert link.get_attribute("type") == "application/pdf"
    with page.expect_response(lambda response: response.request.is_navigation_request()) as got:
        link.click()
    pdf = got.value
    assert pdf.url == f"{address}{quote(memo)}.pdf"
    assert pdf.headers["content-type"] == "application/pdf"
    # of what Chromium shows in a viewer it tells the viewer: so ask once more
    assert context.request.get(pdf.url).body() == (printed[1] / f"{memo}.pdf").read_bytes()
    context.close()
