"""Files at the root of a site."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.blog.site_file import NAMESPACE, Entry, llms, robots, sitemap


@pytest.mark.parametrize(
    ("date", "lastmod"),
    [
        ("2023-08-22", "2023-08-22"),
        ("2023-08", "2023-08-01"),
        ("2023", "2023-01-01"),
        ("[2017..2020]", "2017-01-01"),
        ("2023-08-22~", "2023-08-22"),
        (None, None),
    ],
)
def test_a_page_is_dated_by_the_first_day_that_can_be_meant(
    date: str | None, lastmod: str | None
) -> None:
    text = sitemap([("https://x.org/?a&b", parse_edtf(date) if date else None)])
    url = etree.fromstring(text.encode())[0]
    assert url.findtext(f"{{{NAMESPACE}}}loc") == "https://x.org/?a&b"
    assert url.findtext(f"{{{NAMESPACE}}}lastmod") == lastmod


@pytest.mark.parametrize("address", ["https://x.org/sitemap.xml", ""])
def test_all_may_read_all(address: str) -> None:
    rules = RobotFileParser()
    rules.parse(robots(address).splitlines())
    assert rules.can_fetch("any", "https://x.org/posts/a.html")
    assert rules.site_maps() == ([address] if address else None)


def test_llms_txt_has_title_summary_and_lists() -> None:
    text = llms(
        "題", "一文", {"物理": [Entry("光", "a.md", "2023年。話")]}, [Entry("全", "r.json")]
    )
    assert text == (
        "# 題\n\n> 一文\n\n## 物理\n\n- [光](a.md): 2023年。話\n\n## Optional\n\n- [全](r.json)\n"
    )


def test_no_text_ends_a_line_or_a_link_of_llms_txt() -> None:
    text = llms("a\n# b", "", {"x\ny": [Entry("](evil)\n# c", "a(b) c.md")]}, [])
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# a # b", "## x y"]
    assert "[\\](evil) # c](a%28b%29%20c.md)" in text
