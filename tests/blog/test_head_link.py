"""The typed links of a page: Signposting's FAIR profile and RFC 9264."""

from __future__ import annotations

import json

import pytest

from bibouroku.blog.head_link import (
    File,
    HeadLink,
    language_links,
    linkset,
    memo_links,
    reference_links,
)

HERE = "https://x.org/a.html"
FILES = [File("https://x.org/a.cite.bib", "application/x-bibtex", "BibTeX")]


def rels(links: list[HeadLink]) -> list[str]:
    """Return the relations of *links*."""
    return [link.rel for link in links]


def test_a_memo_says_how_to_cite_it_once() -> None:
    links = memo_links(HERE, FILES)
    assert rels(links) == ["cite-as", "describedby", "type"]
    assert links[0].href == HERE
    assert links[1].media_type == "application/x-bibtex"
    assert links[2].href == "https://schema.org/ScholarlyArticle"


def test_what_is_set_is_told() -> None:
    links = memo_links(
        HERE, FILES, pdf="p.pdf", authors=["https://orcid.org/0"], license_address="https://l.org/",
        linkset="a.linkset.json",
    )  # fmt: skip
    told = {link.rel: (link.href, link.media_type) for link in links}
    assert told["item"] == ("p.pdf", "application/pdf")
    assert told["author"] == ("https://orcid.org/0", "")
    assert told["license"] == ("https://l.org/", "")
    assert told["linkset"] == ("a.linkset.json", "application/linkset+json")


def test_without_an_address_nothing_says_how_to_cite() -> None:
    assert rels(memo_links("", FILES)) == ["describedby", "type"]


def test_the_page_of_a_reference_is_about_a_work() -> None:
    links = reference_links(FILES)
    assert rels(links) == ["describedby", "type"]
    assert links[-1].href == "https://schema.org/AboutPage"


@pytest.mark.parametrize(("address", "tags"), [(HERE, ["ja", "x-default"]), ("", [])])
def test_a_page_names_its_language(address: str, tags: list[str]) -> None:
    links = language_links(address, "ja")
    assert [link.hreflang for link in links] == tags
    assert {link.href for link in links} <= {HERE}


def test_a_set_of_links_holds_the_signs_of_one_page() -> None:
    links = [*memo_links(HERE, FILES, linkset="l.json"), *language_links(HERE, "ja")]
    (context,) = json.loads(linkset(HERE, links))["linkset"]
    assert context["anchor"] == HERE
    assert sorted(context) == ["anchor", "cite-as", "describedby", "type"]
    assert context["describedby"] == [{"href": FILES[0].address, "type": FILES[0].media_type}]
