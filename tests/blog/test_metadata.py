"""What a memo tells machines of itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.blog.memo import Memo, Update
from bibouroku.blog.metadata import WebPage, data_island, highwire_author, memo_data, memo_tags

HERE = WebPage("ある所", "ja", "https://x.org/a.html", "https://x.org/")
NOWHERE = WebPage("ある所", "ja")


def memo(date: str = "2023-08-22", *updates: str, **more: Any) -> Memo:
    """Return a memo with notes of the dates *updates*."""
    notes = tuple(Update(parse_edtf(update), "note") for update in updates)
    settings = {"author": "寺田 寅彦, 編者", "tags": ("波", "a;b"), **more}
    return Memo("posts/a", "題", parse_edtf(date), "物理", updates=notes, **settings)


def contents(name: str, told: Memo, page: WebPage = HERE) -> list[str]:
    """Return the contents of the tags called *name*."""
    return [tag.content for tag in memo_tags(told, page) if tag.name == name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("author", ["寺田 寅彦", "編者"]),
        ("citation_title", ["題"]),
        ("citation_author", ["寺田, 寅彦", "編者"]),
        ("citation_publication_date", ["2023/08/22"]),
        ("citation_language", ["ja"]),
        ("citation_keywords", ["物理; 波; a；b"]),
        ("citation_public_url", ["https://x.org/a.html"]),
        ("DC.type", ["blogPost"]),
        ("og:type", ["article"]),
        ("og:url", ["https://x.org/a.html"]),
        ("og:site_name", ["ある所"]),
        ("og:locale", ["ja_JP"]),
        ("article:tag", ["波", "a;b"]),
        ("description", []),
        ("og:description", []),
        ("citation_journal_title", []),
    ],
)
def test_a_memo_has_the_tags_of_a_blog_post(name: str, expected: list[str]) -> None:
    assert contents(name, memo()) == expected


def test_open_graph_stands_in_properties_and_the_rest_in_names() -> None:
    for tag in memo_tags(memo(description="要約"), HERE):
        ours = "property" if tag.name.startswith(("og:", "article:")) else "name"
        assert tag.attribute == ours


@pytest.mark.parametrize(
    ("date", "updates", "published", "modified"),
    [
        ("2023-08-22", (), ["2023-08-22"], []),
        ("2023-08-22", ("2023-11-07",), ["2023-08-22"], ["2023-11-07"]),
        ("2023-08-22", ("2023-11",), ["2023-08-22"], []),
        ("2023-08", ("2023-11-07", "2023-09-01"), [], ["2023-11-07"]),
        ("[2017..2020]", (), [], []),
    ],
)
def test_open_graph_has_days_only(
    date: str, updates: tuple[str, ...], published: list[str], modified: list[str]
) -> None:
    told = memo(date, *updates)
    assert contents("article:published_time", told) == published
    assert contents("article:modified_time", told) == modified


@pytest.mark.parametrize(
    ("language", "bcp", "locale"),
    [("ja", "ja", ["ja_JP"]), ("pt_BR", "pt-BR", ["pt_BR"]), ("fi", "fi", [])],
)
def test_a_language_is_named_as_each_reader_knows_it(
    language: str, bcp: str, locale: list[str]
) -> None:
    page = WebPage("s", language)
    assert contents("citation_language", memo(), page) == [bcp]
    assert contents("og:locale", memo(), page) == locale
    assert memo_data(memo(), page, [])["inLanguage"] == bcp


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("寺田 寅彦", "寺田, 寅彦"),
        ("寺田寅彦", "寺田寅彦"),
        ("Konrad Zuse", "Konrad Zuse"),
        ("ジョン ケージ", "ジョン ケージ"),
        ("三つ の 語", "三つ の 語"),
        ("甲;乙", "甲；乙"),
    ],
)
def test_a_family_name_that_comes_first_gets_its_comma(name: str, written: str) -> None:
    assert highwire_author(name) == written


def test_without_an_address_of_the_site_nothing_names_one() -> None:
    assert [tag for tag in memo_tags(memo(), NOWHERE) if "url" in tag.name] == []
    data = memo_data(memo(), NOWHERE, [])
    assert "url" not in data
    assert data["isPartOf"] == [{"@type": "Blog", "name": "ある所"}]


def test_a_memo_is_a_blog_posting_that_cites() -> None:
    data = memo_data(memo("2023-08", "2023-11-07", series="連"), HERE, [{"@type": "Book"}])
    assert (data["@type"], data["headline"], data["keywords"]) == (
        "BlogPosting",
        "題",
        ["波", "a;b"],
    )
    assert (data["datePublished"], data["dateModified"]) == ("2023-08", "2023-11-07")
    assert [part["@type"] for part in data["isPartOf"]] == ["Blog", "CreativeWorkSeries"]
    assert data["citation"] == [{"@type": "Book"}]


def test_a_date_that_is_a_span_is_left_out() -> None:
    assert "datePublished" not in memo_data(memo("[2017..2020]"), HERE, [])


def test_an_author_of_the_name_of_the_site_is_no_person() -> None:
    authors = memo_data(memo(author="ある所, 寺田 寅彦"), HERE, [])["author"]
    assert [author["@type"] for author in authors] == ["Organization", "Person"]


@given(st.text(alphabet='<>&/!-scriptSCRIPT"\\\u2028\u2029\n岡'))
def test_no_text_leaves_a_data_island(text: str) -> None:
    island = data_island({text: [text]})
    assert not set("<>&\u2028\u2029\n") & set(island)
    assert json.loads(island) == {text: [text]}
