"""The feed of what became of references."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from sphinx.errors import ConfigError

from tests.features.test_feeds import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.conftest import Site

PROJECT: Final = Path(__file__).parents[2]
BASE: Final = "https://example.org/site/"
ATOM: Final = "{http://www.w3.org/2005/Atom}"
BIB: Final = "references.bib"
ANNOUNCED: Final = 'link[rel="alternate"][type="application/atom+xml"]'


@pytest.fixture(scope="module")
def site(new_site: Callable[[str], Site]) -> Site:
    """Return the site of fallen sources, built; not to be changed."""
    site = new_site("fallout")
    assert site.build().warnings == ""
    return site


@pytest.fixture
def own_site(new_site: Callable[[str], Site]) -> Site:
    """Return the site of fallen sources, not yet built, for a test that changes it."""
    return new_site("fallout")


def entries(site: Site) -> dict[str, bytes]:
    """Return the entries of the feed by id, in its order."""
    tree = etree.parse(site.feed("changes"))
    return {
        entry.findtext(f"{ATOM}id"): etree.tostring(entry) for entry in tree.iter(f"{ATOM}entry")
    }


def entry_of(site: Site, part: str) -> Any:
    """Return the only entry whose id holds *part*."""
    (found,) = [content for name, content in entries(site).items() if part in name]
    return etree.fromstring(found)


def test_the_feed_is_valid_atom(site: Site) -> None:
    assert faults(site.feed("changes").read_bytes()) == []


def test_each_event_with_a_date_has_an_entry_and_the_newest_comes_first(site: Site) -> None:
    assert [unquote(name) for name in entries(site)] == [
        "tag:example.org,2025:site/changes/comment/refutes/reply",
        "tag:example.org,2025:site/changes/計算1990/refutes/comment",
        "tag:example.org,2025:site/changes/claim/retracts/notice",
        "tag:example.org,2025:site/changes/pre/publishes/journal",
    ]


def test_an_entry_tells_what_befell_which_source_when_and_by_which_notice(site: Site) -> None:
    entry = entry_of(site, "claim/retracts")
    summary = BeautifulSoup(entry.findtext(f"{ATOM}summary"), "html5lib")
    assert entry.findtext(f"{ATOM}title") == "「The <Claim>」が撤回された"
    assert [part.get_text() for part in summary.select("p")] == [
        "文献：Lee 2020「The <Claim>」",
        "撤回（2022年5月10日）：編集部 2022「撤回の通知」",
        "引いているメモ：『土台 & 基礎』、『批判』",
    ]


def test_a_source_that_no_memo_cites_is_said_to_be_cited_by_none(site: Site) -> None:
    summary = entry_of(site, "comment/refutes").findtext(f"{ATOM}summary")
    assert summary.endswith("<p>引いているメモはない。</p>")


@pytest.mark.parametrize(
    ("part", "updated"),
    [
        ("claim/retracts", "2022-05-10T00:00:00+09:00"),
        ("1990/refutes", "2023-03-01T00:00:00+09:00"),
    ],
)
def test_an_entry_is_as_new_as_its_event(site: Site, part: str, updated: str) -> None:
    assert entry_of(site, part).findtext(f"{ATOM}updated") == updated


def test_the_feed_is_as_new_as_its_newest_entry(site: Site) -> None:
    updated = etree.parse(site.feed("changes")).findtext(f"{ATOM}updated")
    assert updated == "2023-05-01T00:00:00+09:00"


def test_every_link_is_absolute_and_leads_to_a_file(site: Site) -> None:
    tree = etree.parse(site.feed("changes"))
    links = [str(link) for link in tree.xpath("//@href")]
    for summary in tree.iter(f"{ATOM}summary"):
        links += [str(tag["href"]) for tag in BeautifulSoup(summary.text, "html5lib").select("a")]
    assert len(links) == 2 + 4 + 3 * 4 + 1 - 1
    paths = [unquote(urlsplit(link).path).removeprefix("/site/") for link in links]
    assert all(link.startswith(BASE) for link in links)
    assert [path for path in paths if not (site.output / path).is_file()] == []


@pytest.mark.parametrize("name", ["index", "posts/base", "references/claim", "fallout"])
def test_every_page_announces_the_feed(site: Site, name: str) -> None:
    up = "../" * name.count("/")
    assert site.page(name).links(ANNOUNCED) == [f"{up}blog/atom.xml", f"{up}changes/atom.xml"]


def test_one_new_status_is_one_new_entry_and_changes_no_other(own_site: Site) -> None:
    own_site.build()
    before = entries(own_site)
    own_site.edit(BIB, "disputes = {claim}", "date = {2022-07-01}, disputes = {claim}")
    own_site.build()
    after = entries(own_site)
    (new,) = after.keys() - before.keys()
    assert new == "tag:example.org,2025:site/changes/claim/disputes/undated"
    assert {name: after[name] for name in before} == before


def test_an_id_stays_when_title_date_and_citing_memos_change(own_site: Site) -> None:
    own_site.build()
    before = list(entries(own_site))
    own_site.edit(BIB, "The <Claim>", "A New Title")
    own_site.edit(BIB, "2022-05-10", "2022-05-12")
    own_site.edit("posts/later.md", "`sound`", "`discusses:claim`")
    own_site.build()
    assert list(entries(own_site)) == before
    assert "のちの知らせ" in entry_of(own_site, "claim/retracts").findtext(f"{ATOM}summary")


def test_a_build_without_a_change_leaves_the_feed_alone(own_site: Site) -> None:
    own_site.build()
    written = own_site.feed("changes").stat().st_mtime_ns
    own_site.build()
    assert own_site.feed("changes").stat().st_mtime_ns == written


def test_zone_and_hash_seed_leave_no_trace(site: Site, own_site: Site) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-d", "_build/doctrees", "-n"]
    elsewhere = {"PYTHONPATH": str(PROJECT), "TZ": "America/New_York", "PYTHONHASHSEED": "1"}
    command += [".", "_build/html"]
    subprocess.run(command, cwd=own_site.folder, env={**os.environ, **elsewhere}, check=True)
    for name in ("changes/atom.xml", "fallout.html"):
        assert own_site.files()[name] == site.files()[name]


def test_without_events_the_feed_is_empty_and_as_new_as_the_newest_memo(
    new_site: Callable[[str], Site],
) -> None:
    plain = new_site("plain")
    plain.build(html_baseurl=BASE)
    assert entries(plain) == {}
    content = plain.feed("changes").read_bytes()
    assert b"<updated>2023-11-01T00:00:00+09:00</updated>" in content
    assert faults(content) == []


def test_without_an_address_of_the_site_there_is_no_feed(own_site: Site) -> None:
    assert own_site.build(html_baseurl="").warnings == ""
    assert not own_site.feed("changes").exists()
    assert own_site.page("index").links(ANNOUNCED) == []


def test_the_date_in_ids_can_be_set_once_for_all(own_site: Site) -> None:
    own_site.build(bibouroku_tag_date="2017-04")
    assert all(name.startswith("tag:example.org,2017-04:site/") for name in entries(own_site))


def test_a_date_that_would_make_no_tag_uri_is_refused(own_site: Site) -> None:
    with pytest.raises(ConfigError, match="bibouroku_tag_date"):
        own_site.build(bibouroku_tag_date="昨年")


def test_signs_that_xml_cannot_hold_are_left_out(own_site: Site) -> None:
    own_site.edit(BIB, "The <Claim>", "The \x01<Claim>")
    own_site.build()
    title = entry_of(own_site, "claim/retracts").findtext(f"{ATOM}title")
    assert title.startswith("「The <Claim>")


def test_signs_of_a_memo_that_xml_cannot_hold_are_replaced(own_site: Site) -> None:
    own_site.edit("posts/base.md", "# 土台", "# 土\x01台")
    own_site.build()
    summary = entry_of(own_site, "claim/retracts").findtext(f"{ATOM}summary")
    assert "『土�台" in summary
