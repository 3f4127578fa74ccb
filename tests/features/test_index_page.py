"""The page 索引, and what is told of words that cannot be filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.features.conftest import uncoloured_lines

if TYPE_CHECKING:
    from tests.features.conftest import Build, Site

ENTRY = "主張{index}`抵抗率 : ていこうりつ`がある"


def add(site: Site, text: str) -> Build:
    """Build *site* with *text* in the memo of the claim."""
    site.edit("posts/claim.md", "主張がある", text)
    return site.build()


def test_terms_of_the_glossary_are_listed_with_their_readings(site: Site) -> None:
    page = site.page("genindex")
    assert page.text("article h1") == "索引"
    assert page.texts(".index-words > li") == ["干渉（かんしょう） 用語集"]
    assert page.links(".index-main a") == ["glossary.html#term-0"]


def test_the_readings_are_shown_nowhere_else(site: Site) -> None:
    assert site.page("glossary").text("dt").startswith("干渉")
    assert "かんしょう" not in site.page("glossary").text("article.bd-article")


def test_every_page_leads_to_the_index(site: Site) -> None:
    assert "../genindex.html" in site.page("posts/waves").links(".site-nav a")
    assert "../genindex.html" in site.page("references/fujii2020").links(".site-nav a")


def test_a_word_of_a_memo_is_shown_without_its_reading_and_listed_with_it(own_site: Site) -> None:
    assert add(own_site, ENTRY).warnings == ""
    assert "主張抵抗率がある" in own_site.page("posts/claim").text("article.bd-article")
    page = own_site.page("genindex")
    assert page.texts(".index-words > li") == [
        "干渉（かんしょう） 用語集", "抵抗率（ていこうりつ） 石の主張",
    ]  # fmt: skip
    assert page.texts(".index-group h2") == ["か", "た"]
    assert own_site.dead_links() == set()


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        ("{index}`a <!LK-99; 抵抗 : ていこう>`", ["LK-99 抵抗（ていこう） 石の主張"]),
        ("{index}`a <see: DFT; 汎関数 : はんかんすう>`", ["DFT → 汎関数"]),
        ("{index}`a <seealso: DFT; X>`", ["DFT （Xも見よ）"]),
        ("{index}`a <pair: うなり; X>`", ["うなり X 石の主張", "X うなり 石の主張"]),
        ("{index}`X`と{index}`X`", ["X 石の主張 2"]),
        ("{index}`a <<b> & c>`", ["<b> & c 石の主張"]),
    ],
)
def test_entries_are_written_as_sphinx_has_them(
    own_site: Site, entry: str, shown: list[str]
) -> None:
    add(own_site, entry)
    found = own_site.page("genindex").texts(".index-words > li")
    assert [words for words in found if not words.startswith("干渉")] == shown


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("抵抗率", "抵抗率」に読みがない。どこか一か所に「抵抗率 : よみ」と書く"),
        ("抵抗率 : 抵抗", "抵抗率」の読み「抵抗」が仮名でない。「抵抗率 : よみ」と仮名で書く"),
        ("干渉 : かん", "干渉」の読みが「かんしょう」と「かん」の二つある。一つにそろえる"),
    ],
)
def test_a_word_that_cannot_be_filed_is_told_with_its_line_and_remedy(
    own_site: Site, entry: str, told: str
) -> None:
    (line,) = uncoloured_lines(add(own_site, f"{{index}}`{entry}`").warnings)
    assert line.endswith(f"posts/claim.md:10: WARNING: 索引の語「{told} [bibouroku.reading]")


def test_a_reading_given_once_serves_everywhere(own_site: Site) -> None:
    assert add(own_site, "主張{index}`干渉`がある").warnings == ""
    assert own_site.page("genindex").texts(".index-words > li") == [
        "干渉（かんしょう） 用語集 石の主張"
    ]


def test_pages_of_examples_are_not_listed(own_site: Site) -> None:
    own_site.edit("glossary.md", "# 用語集", "---\ncitation_examples: true\n---\n\n# 用語集")
    own_site.build()
    assert not (own_site.output / "genindex.html").exists()
    assert "索引" not in own_site.page("index").text("body")


def test_a_sorted_glossary_goes_by_reading(own_site: Site) -> None:
    own_site.edit(
        "glossary.md", "干渉 : ", ":sorted:\n\n波 : なみ\n  揺れ。\n\nアルファ線\n  粒。\n\n干渉 : "
    )
    own_site.edit("glossary.md", "アルファ線\n", "アルファ線 : あるふぁせん\n")
    assert own_site.build().warnings == ""
    terms = [words.removesuffix("#") for words in own_site.page("glossary").texts("dt")]
    assert terms == ["アルファ線", "干渉", "波"]


def test_the_index_follows_the_words_and_is_left_alone_otherwise(own_site: Site) -> None:
    add(own_site, ENTRY)
    page = own_site.output / "genindex.html"
    before = page.stat().st_mtime_ns
    own_site.build()
    assert page.stat().st_mtime_ns == before
    own_site.edit("posts/claim.md", ENTRY, "主張がある")
    own_site.build()
    assert own_site.page("genindex").texts(".index-word") == ["干渉"]


def test_an_index_that_becomes_empty_goes_from_every_page(own_site: Site) -> None:
    own_site.build()
    (own_site.folder / "glossary.md").write_text("# 用語集\n\n無し。\n", encoding="utf-8")
    own_site.build()
    assert not (own_site.output / "genindex.html").exists()
    assert own_site.dead_links() == set()
