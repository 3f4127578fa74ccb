"""How a memo itself is cited."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.blog.memo import Memo
from bibouroku.blog.metadata import WebPage
from bibouroku.blog.self_reference import self_citation, self_reference
from bibouroku.exports.entry_types import entry_type

HERE = WebPage("ある所", "ja", "https://x.org/posts/a.html")


def memo(author: str, title: str = "題") -> Memo:
    """Return a memo by *author*."""
    return Memo("posts/a", title, parse_edtf("2023-08-22"), "物理", author=author)


@pytest.mark.parametrize(
    ("author", "words"),
    [
        ("寺田 寅彦", "寺田寅彦（2023年8月22日）「題」『ある所』"),
        ("寺田 寅彦, 石原 純", "寺田寅彦・石原純（2023年8月22日）「題」『ある所』"),
        ("Konrad Zuse", "Zuse, Konrad（2023年8月22日）「題」『ある所』"),
        ("ある所", "ある所（2023年8月22日）「題」"),
        ("編者", "編者（2023年8月22日）「題」『ある所』"),
    ],
)
def test_a_memo_is_cited_by_author_date_title_and_site(author: str, words: str) -> None:
    assert self_citation(memo(author), HERE) == words


def test_brackets_in_a_title_stand_within_those_around_it() -> None:
    told = self_citation(memo("ある所", "「石」に関する騒動"), HERE)
    assert told == "ある所（2023年8月22日）「『石』に関する騒動」"


def test_a_memo_is_a_post_of_a_blog_among_references() -> None:
    reference = self_reference(memo("寺田 寅彦"), HERE)
    assert (reference.key, reference.type, reference.text("title")) == ("a", "online", "題")
    assert entry_type(reference) == ("BLOG", "post-weblog")
    assert reference.text("url") == HERE.address
    assert reference.persons["author"][0].given == "寅彦"
    assert reference.is_japanese


def test_without_an_address_none_is_told() -> None:
    assert self_reference(memo("編者"), WebPage("s", "ja")).text("url") is None


@pytest.mark.parametrize("name", ["{a", "a, b, c, d, e", "}{", "\\"])
def test_what_is_no_name_of_a_person_stands_as_it_is(name: str) -> None:
    people = self_reference(memo(name.replace(",", "、")), HERE).persons["author"]
    assert people[0].family
