"""Memos, works and the site in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.publication_status import FATES
from bibouroku.blog.head_link import File
from bibouroku.blog.linked_data import (
    CORRECTING,
    Surroundings,
    data_island,
    memo_data,
    reference_data,
    site_data,
)
from bibouroku.blog.memo import Memo, Update
from bibouroku.blog.metadata import Picture, WebPage

SITE = "https://x.org/"
PICTURE = Picture("https://x.org/a.card.png", "題", 1200, 630)
HERE = WebPage("ある所", "ja", "https://x.org/a.html", SITE, PICTURE)
NOWHERE = WebPage("ある所", "ja")
BARE = Surroundings({})


def memo(date: str = "2023-08", *updates: str, **more: Any) -> Memo:
    """Return a memo with notes of the dates *updates*."""
    notes = tuple(Update(parse_edtf(update), f"note-{update}") for update in updates)
    settings = {"author": "寺田 寅彦, ある所", "tags": ("波",), **more}
    return Memo("posts/a", "題", parse_edtf(date), "物理", updates=notes, **settings)


def test_a_memo_is_a_blog_posting_and_an_article() -> None:
    data = memo_data(memo("2023-08", "2023-11-07", series="連"), HERE, BARE)
    assert data["@type"] == ["BlogPosting", "ScholarlyArticle"]
    assert (data["headline"], data["keywords"], data["articleSection"]) == ("題", ["波"], "物理")
    assert (data["datePublished"], data["dateModified"]) == ("2023-08", "2023-11-07")
    assert [part["@type"] for part in data["isPartOf"]] == ["Blog", "CreativeWorkSeries"]
    assert data["image"]["url"] == PICTURE.address
    assert data["publisher"] == {"@type": "Organization", "name": "ある所", "url": SITE}


def test_a_date_that_is_a_span_is_left_out() -> None:
    assert "datePublished" not in memo_data(memo("[2017..2020]"), HERE, BARE)


def test_an_author_of_the_name_of_the_site_is_no_person() -> None:
    around = Surroundings({}, author_addresses={"寺田 寅彦": "https://x.org/t"})
    first, second = memo_data(memo(), HERE, around)["author"]
    assert first == {"@type": "Person", "name": "寺田 寅彦", "url": "https://x.org/t"}
    assert second == {"@type": "Organization", "name": "ある所"}


def test_a_note_is_a_correction_with_its_place() -> None:
    around = Surroundings({}, notes={"note-2023-11-07": "撤回された。"})
    (note,) = memo_data(memo("2023-08", "2023-11-07"), HERE, around)["correction"]
    assert note == {
        "@type": "CorrectionComment",
        "text": "撤回された。",
        "datePublished": "2023-11-07",
        "url": "https://x.org/a.html#note-2023-11-07",
    }


def test_works_that_a_memo_uses_are_its_base() -> None:
    cited = {"a": {"@type": "Book"}, "b": {"@type": "Dataset"}}
    data = memo_data(memo(), HERE, Surroundings(cited, ["b"]))
    assert data["citation"] == [{"@type": "Book"}, {"@type": "Dataset"}]
    assert data["isBasedOn"] == [{"@type": "Dataset"}]


def test_a_base_with_a_name_is_not_told_twice() -> None:
    cited = {"a": {"@id": "https://x.org/a#work", "name": "a"}}
    data = memo_data(memo(), HERE, Surroundings(cited, ["a"]))
    assert data["citation"] == [cited["a"]]
    assert data["isBasedOn"] == [{"@id": "https://x.org/a#work"}]


def test_a_memo_and_its_page_are_two_things() -> None:
    data = memo_data(memo(), HERE, BARE)
    assert data["@id"] == f"{HERE.address}#article"
    assert data["mainEntityOfPage"]["@id"] == HERE.address
    assert "@id" not in memo_data(memo(), NOWHERE, BARE)


def test_what_speaks_for_a_work_corrects_nothing() -> None:
    statuses = {fate.status for fate in FATES}
    assert statuses - CORRECTING == {"superseded", "confirmed", "published"}


def test_the_way_to_a_memo_begins_at_the_front_page() -> None:
    around = Surroundings({}, above=[("https://x.org/c.html", "物理")])
    steps = memo_data(memo(), HERE, around)["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [step["name"] for step in steps] == ["ある所", "物理", "題"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"] for step in steps] == [SITE, "https://x.org/c.html", HERE.address]


def test_files_encode_or_describe_a_memo() -> None:
    files = [File("https://x.org/a.md", "text/markdown", "写し")]
    data = memo_data(memo(), HERE, Surroundings({}, encodings=files, described_by=files))
    media = {
        "@type": "MediaObject",
        "contentUrl": "https://x.org/a.md",
        "encodingFormat": "text/markdown",
        "name": "写し",
    }
    assert data["encoding"] == data["subjectOf"] == [media]


def test_without_an_address_of_the_site_nothing_names_one() -> None:
    files = [File("a.md", "text/markdown", "写し")]
    around = Surroundings({}, encodings=files, described_by=files, notes={"note-2023-11-07": "後"})
    text = data_island(memo_data(memo("2023-08", "2023-11-07"), NOWHERE, around))
    assert json.loads(text)["isPartOf"] == [{"@type": "Blog", "name": "ある所"}]
    assert "a.md" not in text
    assert '"url"' not in text


def test_what_befell_a_work_corrects_it() -> None:
    events = [("撤回：B 2021", "2021-02", "https://x.org/b.html"), ("反証：C", "", "")]
    data = reference_data({"@type": "Book", "name": "n"}, "https://x.org/r.html", events)
    assert data["mainEntityOfPage"] == "https://x.org/r.html"
    assert [sorted(note) for note in data["correction"]] == [
        ["@type", "datePublished", "text", "url"],
        ["@type", "text"],
    ]


@pytest.mark.parametrize(("page", "url"), [(HERE, SITE), (NOWHERE, None)])
def test_the_site_is_a_blog(page: WebPage, url: str | None) -> None:
    data = site_data(page, "一文")
    assert (data["@type"], data["name"], data["description"]) == (
        ["WebSite", "Blog"],
        "ある所",
        "一文",
    )
    assert data.get("url") == url


@given(st.text(alphabet='<>&/!-scriptSCRIPT"\\\u2028\u2029\n岡'))
def test_no_text_leaves_a_data_island(text: str) -> None:
    island = data_island({text: [text]})
    assert not set("<>&\u2028\u2029\n") & set(island)
    assert json.loads(island) == {text: [text]}
