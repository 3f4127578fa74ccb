"""What a memo tells machines of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.meta_tag import MetaTag
from bibouroku.blog.memo import Memo, Update
from bibouroku.blog.metadata import (
    Picture,
    WebPage,
    list_description,
    memo_tags,
    page_tags,
    picture_tags,
    work_tags,
)

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


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("寺田 寅彦", "寺田, 寅彦"),
        ("寺田寅彦", "寺田寅彦"),
        ("Konrad Zuse", "Zuse, Konrad"),
        ("ジョン ケージ", "ケージ, ジョン"),
        ("甲;乙", "甲；乙"),
        ("ある所", "ある所"),
    ],
)
def test_an_author_has_the_family_name_first(name: str, written: str) -> None:
    assert contents("citation_author", memo(author=name)) == [written]


def test_without_an_address_of_the_site_nothing_names_one() -> None:
    assert [tag for tag in memo_tags(memo(), NOWHERE) if "url" in tag.name] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("citation_abstract", ["要約"]),
        ("citation_pdf_url", ["https://x.org/a.pdf"]),
        ("og:image", ["https://x.org/a.card.png"]),
        ("og:image:width", ["1200"]),
        ("og:image:height", ["630"]),
        ("og:image:alt", ["題（ある所）"]),
        ("twitter:card", ["summary_large_image"]),
    ],
)
def test_picture_abstract_and_pdf_are_named_where_there_are_any(
    name: str, expected: list[str]
) -> None:
    picture = Picture("https://x.org/a.card.png", "題（ある所）", 1200, 630)
    page = replace(HERE, picture=picture, pdf="https://x.org/a.pdf")
    assert contents(name, memo(description="要約"), page) == expected
    assert contents(name, memo()) == []


def test_the_tags_of_a_picture_follow_it() -> None:
    tags = [tag.name for tag in picture_tags(Picture("a", "b", 2, 1))]
    assert tags[0] == "og:image"
    assert tags[-1] == "twitter:card"
    assert picture_tags(None) == []


def test_a_page_that_is_no_memo_is_of_a_web_site() -> None:
    told = {tag.name: tag.content for tag in page_tags(HERE, "用語集", "一文")}
    assert (told["og:type"], told["og:title"], told["description"]) == ("website", "用語集", "一文")
    assert (told["og:url"], told["og:site_name"]) == (HERE.address, "ある所")
    assert "description" not in {tag.name for tag in page_tags(HERE, "用語集", "")}


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "メモ1本：「『石』の話」"), (6, "メモ6本：" + "「『石』の話」" * 5 + "ほか")],
)
def test_a_list_names_its_first_memos(count: int, told: str) -> None:
    assert list_description([replace(memo(), title="「石」の話")] * count) == told


@pytest.mark.parametrize(
    ("own", "kind"), [([], ["article"]), ([MetaTag("og:type", "website", "property")], [])]
)
def test_the_page_of_a_work_has_what_open_graph_wants(own: list[MetaTag], kind: list[str]) -> None:
    page = replace(HERE, picture=Picture("https://x.org/card.png", "絵", 1200, 630))
    tags = work_tags(page, "波", own)
    told = {name: [tag.content for tag in tags if tag.name == f"og:{name}"]
            for name in ("type", "title", "url", "image", "site_name", "description")}  # fmt: skip
    assert told == {
        "type": kind, "title": ["波"], "url": [HERE.address], "image": ["https://x.org/card.png"],
        "site_name": [], "description": [],
    }  # fmt: skip
