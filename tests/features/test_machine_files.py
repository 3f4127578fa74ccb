"""The files that memos and the site have for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from lxml import etree
from PIL import Image
from sphinx.testing.util import SphinxTestApp

from tests.features.conftest import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.conftest import Site

ADDRESS = "https://example.org/site/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
OF_A_MEMO = (".md", ".card.png", ".cite.bib", ".cite.ris", ".cite.json", ".linkset.json")
ENDS = ("bib", "ris", "json")
OF_THE_SITE = ("sitemap.xml", "robots.txt", "llms.txt", "card.png")


def text(site: Site, name: str) -> str:
    """Return a file of the output."""
    return (site.output / name).read_text(encoding="utf-8")


def lastmods(site: Site) -> dict[str, str | None]:
    """Return when each page changed, by its path."""
    tree = etree.fromstring((site.output / "sitemap.xml").read_bytes())
    return {
        unquote(url.findtext("s:loc", namespaces=NAMES)).removeprefix(ADDRESS): url.findtext(
            "s:lastmod", namespaces=NAMES
        )
        for url in tree
    }


@pytest.fixture(scope="module")
def hostile(new_site: Callable[[str], Site]) -> Site:
    """Return the hostile site, built."""
    site = new_site("hostile")
    site.build()
    return site


# ---- the site


def test_the_sitemap_is_as_the_schema_wants_it(site: Site, hostile: Site) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("sitemap.rng")))
    for one in (site, hostile):
        schema.assertValid(etree.parse(one.output / "sitemap.xml"))


def test_the_sitemap_lists_every_page_that_may_be_found(site: Site) -> None:
    pages = {f"{name}.html" for name in site.pages()} - {"404.html", "search.html", "index.html"}
    assert lastmods(site).keys() == pages | {""}


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ("posts/claim", "2025-09-03"),
        ("posts/light", "2020-08-01"),
        ("posts/waves", "2017-01-01"),
        ("references/dated2023", "2025-09-03"),
        ("references/terada1915", "2017-01-01"),
        ("glossary", "2025-09-03"),
        ("genindex", "2025-09-03"),
    ],
)
def test_a_page_is_as_new_as_its_news(site: Site, page: str, day: str) -> None:
    assert lastmods(site)[f"{page}.html"] == day


def test_a_memo_is_as_new_in_the_sitemap_as_in_the_feeds(site: Site) -> None:
    entries = etree.parse(site.feed("blog")).iterfind("{*}entry")
    told = {entry.findtext("{*}id"): entry.findtext("{*}updated") for entry in entries}
    for address, moment in told.items():
        assert moment.startswith(lastmods(site)[address.removeprefix(ADDRESS)])


def test_robots_find_the_sitemap(site: Site) -> None:
    assert f"Sitemap: {ADDRESS}sitemap.xml" in text(site, "robots.txt").splitlines()


def test_llms_txt_leads_to_every_copy(site: Site) -> None:
    told = text(site, "llms.txt")
    assert told.startswith("# 小さなサイト\n")
    for name in ("waves", "light", "claim", "replication"):
        assert f"]({ADDRESS}posts/{name}.md)" in told


def test_without_an_address_there_is_no_sitemap(plain_site: Site) -> None:
    plain_site.build()
    assert not (plain_site.output / "sitemap.xml").exists()
    assert "Sitemap" not in text(plain_site, "robots.txt")
    assert "](posts/only.md)" in text(plain_site, "llms.txt")
    assert not list(plain_site.output.rglob("*.linkset.json"))


def test_copies_are_not_read_as_sources(plain_site: Site) -> None:
    first = plain_site.build(exclude_patterns=["computations"])
    assert first.read == {"index", "posts/only"}
    assert (plain_site.output / "posts" / "only.md").is_file()
    again = plain_site.build(exclude_patterns=["computations"])
    assert (again.read, again.written, again.warnings) == (set(), set(), "")


def test_the_author_s_own_robots_txt_stays(own_site: Site) -> None:
    (own_site.folder / "extra").mkdir()
    (own_site.folder / "extra/robots.txt").write_text("User-agent: x\n", encoding="utf-8")
    own_site.build(html_extra_path=["extra"])
    assert text(own_site, "robots.txt") == "User-agent: x\n"


# ---- memos


def test_a_copy_says_what_the_page_says(site: Site) -> None:
    copy = text(site, "posts/waves.md")
    assert copy.startswith("# 波の話\n\n- 著者：甲野、乙山\n- 日付：2017年から2020年までのあいだ\n")
    assert f"- URL：<{ADDRESS}posts/waves.html>" in copy
    assert f"（[寺田 1915, 12頁]({ADDRESS}posts/waves.html#ref-terada1915)）" in copy
    assert "の$a^2$や" in copy
    assert "[^1]: 脚注でも" in copy


@pytest.mark.parametrize("name", ["waves", "light", "claim", "replication"])
def test_a_copy_holds_nothing_that_is_for_browsers(site: Site, name: str) -> None:
    copy = text(site, f"posts/{name}.md")
    for words in ("引用箇所", "[#](", "この記事を引用する", "へのリンク", "<span", "<div"):
        assert words not in copy


def test_hostile_text_stays_text_in_every_file(hostile: Site) -> None:
    copy = text(hostile, "posts/one.md")
    assert '# 題one \\<script>alert(10)\\</script> & "q" \\]\\]>' in copy
    assert "<script" not in copy.replace("\\<", "")
    assert "<script" not in text(hostile, "llms.txt").replace("\\<", "")
    json.loads(text(hostile, "posts/one.cite.json"))


def test_a_memo_says_how_to_cite_it(site: Site) -> None:
    page = site.page("posts/waves")
    assert page.text(".memo-citation-words") == (
        "甲野・乙山（2017年から2020年までのあいだ）「波の話」『小さなサイト』 "
        "https://example.org/site/posts/waves.html"
    )
    assert page.texts(".memo-citation summary") == ["BibTeX", "RIS"]
    for link in page.links(".memo-citation-files a"):
        assert (site.output / "posts" / link).is_file()


def test_the_shown_entries_are_those_of_the_files(site: Site) -> None:
    shown = [tag.get_text() for tag in site.page("posts/waves").all(".memo-citation pre")]
    files = [text(site, f"posts/waves.cite.{suffix}") for suffix in ("bib", "ris")]
    assert shown == [file.replace("\r\n", "\n").strip() for file in files]
    assert "@online{waves,\n  author = {甲野 and 乙山},\n  title = {波の話}," in shown[0]


def test_the_files_of_a_memo_itself_are_not_those_of_what_it_cites(site: Site) -> None:
    assert "波の話" not in text(site, "posts/waves.bib")
    assert text(site, "posts/waves.cite.bib").count("@") == 1


def test_pages_of_no_memo_have_no_such_block(site: Site) -> None:
    blocks = {name for name, page in site.pages().items() if page.all(".memo-citation")}
    assert blocks == {"posts/waves", "posts/light", "posts/claim", "posts/replication"}


def test_without_an_address_the_files_are_linked_all_the_same(plain_site: Site) -> None:
    plain_site.build()
    page = plain_site.page("posts/only")
    assert page.links(".memo-citation-files a") == [f"only.cite.{end}" for end in ENDS]
    assert page.links('link[rel="describedby"]') == [f"only.cite.{end}" for end in ENDS]
    assert page.all(".memo-citation-words a") == []


def test_a_page_in_a_folder_of_its_own_leads_to_its_files(plain_site: Site) -> None:
    app = SphinxTestApp("dirhtml", srcdir=plain_site.folder)
    app.build()
    page = Page(Path(app.outdir) / "posts/only/index.html")
    for link in page.links('.memo-citation-files a, link[type="text/markdown"]'):
        assert (page.path.parent / link).resolve().is_file(), link


def test_every_memo_has_a_card(site: Site) -> None:
    for name in ("card.png", "posts/waves.card.png", "posts/claim.card.png"):
        with Image.open(site.output / name) as image:
            assert image.size == (1200, 630)


# ---- builds after a change


def test_a_card_is_drawn_again_only_if_its_words_change(own_site: Site) -> None:
    own_site.build()
    cards = {path: path.stat().st_mtime_ns for path in own_site.output.rglob("*.card.png")}
    own_site.edit("posts/light.md", "光と熱と鏡", "光と熱と影")
    own_site.edit("posts/claim.md", "# 石の主張", "# 岩の主張")
    assert {"posts/light", "posts/claim"} <= own_site.build().written
    changed = {path.name for path, time in cards.items() if path.stat().st_mtime_ns != time}
    assert changed == {"claim.card.png"}


def test_the_files_of_a_memo_go_with_it(own_site: Site) -> None:
    own_site.build()
    made = [own_site.output / f"posts/light{suffix}" for suffix in OF_A_MEMO]
    assert all(path.is_file() for path in made)
    (own_site.folder / "posts/light.md").unlink()
    own_site.edit("posts/waves.md", "[光の話](light.md)", "光の話")
    own_site.build()
    assert not any(path.exists() for path in made)
    assert "posts/light" not in text(own_site, "sitemap.xml") + text(own_site, "llms.txt")


def test_without_an_address_any_more_the_sitemap_goes(own_site: Site) -> None:
    own_site.build()
    own_site.build(html_baseurl="")
    left = {name for name in OF_THE_SITE if (own_site.output / name).exists()}
    assert left == {"robots.txt", "llms.txt", "card.png"}


def test_a_build_without_a_change_leaves_the_files_alone(own_site: Site) -> None:
    own_site.build()
    files = [path for name in OF_THE_SITE for path in own_site.output.rglob(f"*{name}")]
    times = {path: path.stat().st_mtime_ns for path in files}
    own_site.build()
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert len(times) >= len(OF_THE_SITE)
