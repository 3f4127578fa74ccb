"""The side column of a memo: series, sources by status, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.features.conftest import Site

NOTICE = """
@article{notice2024, author = {Fujii, Yasumaru}, title = {Notice}, date = {2024},
  doi = {10.1103/y}, retracts = {fujii2020}}
"""


def side(site: Site, name: str) -> str:
    return site.page(f"posts/{name}").texts("nav.bibouroku-side")[0]


def test_the_series_leads_to_its_neighbours(site: Site) -> None:
    assert side(site, "claim").startswith("石（全2回）続報：石の追試 ")
    assert site.page("posts/replication").links(".side-series a") == ["claim.html"]


def test_a_memo_outside_a_series_names_none(site: Site) -> None:
    assert site.page("posts/waves").all(".side-series") == []


def test_sources_are_counted_with_links_to_the_first_of_each_status(site: Site) -> None:
    assert "文献2件（プレプリント 1）" in side(site, "claim")
    assert site.page("posts/claim").links(".bibouroku-side .status") == ["#ref-dated2023"]


def test_without_a_list_of_its_own_a_memo_leads_to_the_whole(site: Site) -> None:
    links = site.page("posts/replication").links(".bibouroku-side .status")
    assert links == ["../bibliography.html#ref-dated2023"]


def test_sound_sources_are_counted_without_a_mark(site: Site) -> None:
    assert "文献2件 " in side(site, "light")
    assert site.page("posts/light").all(".bibouroku-side .status") == []


def test_the_files_of_the_sources_are_at_hand(site: Site) -> None:
    assert site.page("posts/light").texts(".side-exports a") == ["BibTeX", "RIS", "CSL-JSON"]


def test_a_status_that_changes_rewrites_the_memos_that_cite_the_work_alone(own_site: Site) -> None:
    own_site.build()
    bib = own_site.folder / "references.bib"
    bib.write_text(bib.read_text(encoding="utf-8") + NOTICE, encoding="utf-8")
    build = own_site.build()
    memos = {name for name in build.written if name.startswith("posts/")}
    assert memos == {"posts/light", "posts/waves"}
    assert "文献2件（撤回 1）" in side(own_site, "light")
