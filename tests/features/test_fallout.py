"""The page of memos that rest on fallen sources, and the links that lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tests.features.test_hostile_text import dangers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.conftest import Site

BIB: Final = "references.bib"
#: What is said of memos in the page's lists.
MEMO: Final = ".fallout > li > p > a"


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


def affected(site: Site) -> list[str]:
    """Return the documents of the memos that the page lists."""
    links = site.page("fallout").links(MEMO)
    return [link.removeprefix("posts/").removesuffix(".html") for link in links]


def ways(site: Site) -> list[str]:
    """Return the ways through other memos that the page tells."""
    return site.page("fallout").texts(".fallout-way")


def test_memos_that_lean_on_fallen_sources_come_before_those_that_lean_on_memos(site: Site) -> None:
    assert affected(site) == ["base", "month", "middle", "far"]


def test_a_memo_is_listed_with_status_source_notice_and_dates(site: Site) -> None:
    first, second = site.page("fallout").texts(".fallout > li")[:2]
    said = "公開後に撤回 Lee 2020「The <Claim>」：編集部 2022（2022年5月10日）。"
    assert first == f"2021年1月10日 土台 & 基礎 {said}"
    assert second == "2023年3月 同じ月 反証 岡田 1990「計算」：Zhu 2023（2023年3月、のちに反証）。"


def test_a_memo_that_rests_on_others_is_listed_with_the_way(site: Site) -> None:
    assert ways(site) == [
        "このメモ → 『土台 & 基礎』 → Lee 2020",
        "このメモ → 『中ほど』 → 『土台 & 基礎』 → Lee 2020",
    ]


def test_every_link_of_the_page_leads_somewhere(site: Site) -> None:
    assert site.dead_links() == set()


def test_what_became_of_references_is_listed_newest_first_and_undated_last(site: Site) -> None:
    dates = site.page("fallout").texts(".changes .memo-date")
    assert dates == ["2023年5月1日", "2023年3月", "2022年5月10日", "2021年9月30日", "日付不明"]


def test_what_one_notice_did_to_several_works_is_told_in_one_line(own_site: Site) -> None:
    own_site.edit(BIB, "refutes = {計算1990}", "refutes = {計算1990, sound}")
    own_site.build()
    (told,) = [line for line in own_site.page("fallout").texts(".changes li") if "：Zhu" in line]
    works = "2023年3月 反証 Kumar 2019「Sound」、岡田 1990「計算」：Zhu 2023（のちに反証）。"
    assert told == f"{works}引いているメモ：『のちの知らせ』、『中ほど』、『同じ月』。"


def test_every_page_of_the_site_leads_to_it(site: Site) -> None:
    assert "fallout.html" in site.page("index").links(".bibouroku-links a")
    assert "../fallout.html" in site.page("posts/far").links(".bibouroku-links a")


@pytest.mark.parametrize(
    "written",
    [
        "[前のメモ](base.md){.disputes}", "[前のメモ](base.md){.cites_as_related}",
        "[](base.md){.citesAsSourceDocument}", "[前のメモ](base.md){.quotation}",
        "[前のメモ](/posts/base.md){.wide .refutes}",
    ],
)  # fmt: skip
def test_a_critical_link_stops_the_fallout(own_site: Site, written: str) -> None:
    own_site.edit("posts/middle.md", "[前のメモ](base.md)", written)
    assert own_site.build().warnings == ""
    assert affected(own_site) == ["base", "month"]


@pytest.mark.parametrize(
    "written",
    [
        "[](base.md)", "[前](base.md){.wide}", "[前](base.md){.cites_as_evidence}",
        "<project:base.md>", "{doc}`base`", "{doc}`前 </posts/base>`", "{ref}`前 <eq-place>`",
        "[前](#eq-place)", "{eq}`eq-base`",
    ],
)  # fmt: skip
def test_every_other_link_to_a_memo_leans_on_it(own_site: Site, written: str) -> None:
    own_site.edit("posts/middle.md", "[前のメモ](base.md)", written)
    own_site.build()
    assert affected(own_site) == ["base", "month", "middle", "far"]


def test_a_critical_citation_stops_the_fallout(own_site: Site) -> None:
    own_site.edit("posts/base.md", "cites_as_evidence:claim", "disputes:claim")
    own_site.build()
    assert affected(own_site) == ["month"]


def test_a_link_to_a_newer_memo_is_no_support(own_site: Site) -> None:
    own_site.edit("posts/later.md", "だけを引く。", "だけを引く。[のち](far.md)")
    own_site.build()
    assert "later" not in affected(own_site)


def test_a_link_counts_where_the_dates_do_not_tell_which_memo_is_older(own_site: Site) -> None:
    own_site.edit("posts/later.md", "だけを引く。", "だけを引く。[のち](far.md)")
    own_site.edit("posts/far.md", "2021-09-01", '"[2020..2022]"')
    own_site.build()
    assert "later" in affected(own_site)


def test_memos_that_link_to_each_other_are_listed_once(own_site: Site) -> None:
    own_site.edit("posts/base.md", "通知はまだない", "[中](middle.md)も")
    own_site.edit("posts/base.md", "2021-01-10", '"2021"')
    own_site.build()
    assert affected(own_site) == ["base", "month", "middle", "far"]
    assert ways(own_site)[0] == "このメモ → 『土台 & 基礎』 → Lee 2020"


def test_an_excused_source_is_listed_with_the_reason(own_site: Site) -> None:
    excuse = "statusoverride = {2022-06-01: 数値は<別>に確かめた}, "
    own_site.edit(BIB, "@article{claim, ", f"@article{{claim, {excuse}")
    own_site.build()
    (said, *_) = own_site.page("fallout").texts(".fallout > li")
    assert said.endswith("なお支えになる理由：数値は<別>に確かめた（2022年6月1日）。")


def test_an_excuse_older_than_the_notice_is_not_told(own_site: Site) -> None:
    excuse = "statusoverride = {2021: 数値は別に確かめた}, "
    own_site.edit(BIB, "@article{claim, ", f"@article{{claim, {excuse}")
    own_site.build()
    assert "なお支えになる理由" not in own_site.page("fallout").text(".body")


def test_where_nothing_fell_the_page_says_so(plain_site: Site) -> None:
    assert plain_site.build().warnings == ""
    assert plain_site.page("fallout").texts(".fallout-empty") == [
        "撤回、取り下げ、反証のあった文献を支えとして引くメモはない。",
        "伝えることはまだない。",
    ]


def test_a_build_without_a_change_leaves_the_page_alone(own_site: Site) -> None:
    own_site.build()
    written = own_site.page("fallout").path.stat().st_mtime_ns
    own_site.build()
    assert own_site.page("fallout").path.stat().st_mtime_ns == written


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (BIB, "date = {2022-05-10}", "date = {2022-05-12}"),
        (BIB, "retracts = {claim}", "corrects = {claim}"),
        (BIB, "Zhu, S.}", "Chu, S.}"),
        ("posts/base.md", "土台 & 基礎", "新しい土台"),
        ("posts/critic.md", "{.disputes}", ""),
        ("posts/far.md", "{doc}`middle`", "前"),
    ],
)
def test_after_a_change_the_page_is_that_of_a_new_build(
    own_site: Site, new_site: Callable[[str], Site], name: str, old: str, new: str
) -> None:
    own_site.build()
    before = own_site.page("fallout").path.read_bytes()
    fresh = new_site("fallout")
    for changed in (own_site, fresh):
        changed.edit(name, old, new)
        changed.build()
    assert own_site.page("fallout").path.read_bytes() != before
    for page in ("fallout.html", "changes/atom.xml"):
        assert own_site.files()[page] == fresh.files()[page]


def test_memos_read_by_other_processes_keep_their_links(own_site: Site, site: Site) -> None:
    own_site.build(parallel=2)
    assert own_site.files()["fallout.html"] == site.files()["fallout.html"]


def test_what_looks_like_markup_stays_text_on_the_page_and_in_the_feed(
    new_site: Callable[[str], Site],
) -> None:
    hostile = new_site("hostile")
    with (hostile.folder / BIB).open("a", encoding="utf-8") as file:
        excuse = "statusoverride = {2032: <script>alert(9)</script>}"
        file.write(f"\n@misc{{'\"<b>, title = {{<script>alert(8)</script>}}, {excuse}, ")
        file.write("date = {2031}, retracts = {ugly2020}, withdraws = {script2021}}\n")
    assert hostile.build().warnings == ""
    page = hostile.page("fallout")
    assert "<img src=x onerror=alert(3)>" in page.text("article, .body")
    assert dangers(page.soup) == []
    summaries = etree.parse(hostile.feed("changes")).xpath("//*[local-name()='summary']/text()")
    assert len(summaries) == 2
    assert [dangers(BeautifulSoup(str(text), "html5lib")) for text in summaries] == [[], []]
