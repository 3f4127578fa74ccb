"""Where a reference leads."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.links import links, safe_url
from bibouroku.bibliography.reference import Reference


def addresses(**fields: str) -> list[str]:
    return [link.url for link in links(Reference("a", "article", fields))]


@pytest.mark.parametrize(
    ("fields", "url", "text"),
    [
        ({"doi": "10.1038/nature1"}, "https://doi.org/10.1038/nature1", "doi:10.1038/nature1"),
        ({"doi": "https://doi.org/10.1/a"}, "https://doi.org/10.1/a", "doi:10.1/a"),
        ({"doi": "http://dx.doi.org/10.1/a"}, "https://doi.org/10.1/a", "doi:10.1/a"),
        ({"doi": "DOI: 10.1/a"}, "https://doi.org/10.1/a", "doi:10.1/a"),
        (
            {"doi": "10.1002/(SICI)1<1:A>3.0;2-#"},
            "https://doi.org/10.1002/(SICI)1%3C1:A%3E3.0;2-%23",
            "doi:10.1002/(SICI)1<1:A>3.0;2-#",
        ),
        (
            {"eprint": "2307.12008v2", "eprinttype": "arXiv"},
            "https://arxiv.org/abs/2307.12008v2",
            "arXiv:2307.12008v2",
        ),
        (
            {"eprint": "arXiv:cond-mat/9901001", "eprinttype": "arxiv"},
            "https://arxiv.org/abs/cond-mat/9901001",
            "arXiv:cond-mat/9901001",
        ),
        ({"ndlpid": "828643"}, "https://dl.ndl.go.jp/pid/828643", "国立国会図書館 pid/828643"),
        (
            {"eprint": "4027256", "eprinttype": "JSTOR"},
            "https://www.jstor.org/stable/4027256",
            "JSTOR:4027256",
        ),
        (
            {"eprint": "123", "eprinttype": "pubmed"},
            "https://pubmed.ncbi.nlm.nih.gov/123",
            "PubMed:123",
        ),
        (
            {"eprint": "10/a b", "eprinttype": "hdl"},
            "https://hdl.handle.net/10/a%20b",
            "hdl:10/a b",
        ),
        (
            {"eprint": "aB_3", "eprinttype": "googlebooks"},
            "https://books.google.com/books?id=aB_3",
            "Google Books:aB_3",
        ),
        ({"url": "https://x.org/a/"}, "https://x.org/a/", "x.org/a"),
    ],
)
def test_an_identifier_becomes_a_link(fields: dict[str, str], url: str, text: str) -> None:
    (link,) = links(Reference("a", "article", fields))
    assert (link.url, link.text) == (url, text)


def test_the_plain_address_is_left_out_where_a_lasting_one_is_known() -> None:
    assert addresses(doi="10.1/a", url="https://x.org/") == ["https://doi.org/10.1/a"]


def test_every_lasting_address_is_given() -> None:
    found = addresses(doi="10.1/a", eprint="2307.12008", eprinttype="arxiv", ndlpid="1")
    assert [urlsplit(url).netloc for url in found] == ["doi.org", "arxiv.org", "dl.ndl.go.jp"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"doi": " "},
        {"eprint": "2307.12008"},
        {"eprint": "123", "eprinttype": "unheardof"},
        {"eprint": " ", "eprinttype": "jstor"},
        {"ndlpid": "828643/../x"},
        {"ndlpid": "²"},
        {"url": "example"},
    ],
)
def test_what_leads_nowhere_is_no_link(fields: dict[str, str]) -> None:
    assert links(Reference("a", "article", fields)) == ()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript://x.org/%0Aalert(1)",
        "ftp://x.org/",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "https:///path",
        "http://[::1",
        "mailto:a@b.c",
        "/etc/passwd",
        "",
    ],
)
def test_a_hostile_address_is_no_link(url: str) -> None:
    assert safe_url(url) is None
    assert addresses(url=url) == []


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ('https://x.org/"><script>', "https://x.org/%22%3E%3Cscript%3E"),
        ("https://x.org/a b", "https://x.org/a%20b"),
        ("https://x.org/%E7%B4%A0", "https://x.org/%E7%B4%A0"),
        ("https://x.org/素", "https://x.org/%E7%B4%A0"),
        ("https://x.org/a\\b`c`{d}", "https://x.org/a%5Cb%60c%60%7Bd%7D"),
        (" http://x.org/?a=1&b=2#c ", "http://x.org/?a=1&b=2#c"),
    ],
)
def test_what_could_break_out_of_a_page_is_quoted(url: str, safe: str) -> None:
    assert safe_url(url) == safe


@settings(deadline=None)
@given(st.sampled_from(["https://x.org/", "http://", "doi:", ""]), st.text(max_size=40))
def test_an_address_is_ascii_without_quotes_or_brackets(start: str, rest: str) -> None:
    for url in (safe_url(start + rest), *addresses(doi=rest, eprint=rest, eprinttype="arxiv")):
        assert url is None or re.fullmatch(r"https?://[!#-;=?-\[\]_a-z~]+", url, re.IGNORECASE)
