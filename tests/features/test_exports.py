"""The files of references beside the pages of a miniature site, and the links to them."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
import rispy
from sphinx.testing.util import SphinxTestApp

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.exports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.conftest import Site

SUFFIXES = (".bib", ".ris", ".json")
LINE = ".bibliography-exports"
WHOLE = {f"references{suffix}" for suffix in SUFFIXES}
DATED = {f"references/dated2023{suffix}" for suffix in SUFFIXES}
#: A link to a file of references; ``describedby`` leads to that of the memo itself.
BIBTEX = 'link[rel="alternate"][type="application/x-bibtex"]'


def exported(site: Site) -> dict[str, bytes]:
    """Return the files of references by path; not those of the memos themselves."""
    files = site.files()
    own = (*(f".cite{suffix}" for suffix in SUFFIXES), ".linkset.json")
    made = {name: files[name] for name in files if name.endswith(SUFFIXES)}
    made = {name: content for name, content in made.items() if not name.endswith(own)}
    return {name: content for name, content in made.items() if not name.startswith("_static")}


def items(site: Site, name: str) -> list[dict[str, Any]]:
    """Return the items of a CSL-JSON file by its name, without suffix."""
    text = (site.output / f"{name}.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found


def times(site: Site) -> dict[str, int]:
    """Return when each file of references was written."""
    return {name: (site.output / name).stat().st_mtime_ns for name in exported(site)}


def rewritten(site: Site) -> set[str]:
    """Build anew; return the files of references that were written or removed."""
    before = times(site)
    assert site.build().warnings == ""
    after = times(site)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.fixture
def built(own_site: Site) -> Site:
    """Return a built site that the test may change."""
    own_site.build()
    return own_site


def test_every_reference_and_citing_memo_and_the_whole_have_their_files(site: Site) -> None:
    keys = [item["id"] for item in items(site, "references")]
    memos = ["posts/waves", "posts/light", "posts/claim", "posts/replication"]
    assert len(keys) == 8
    assert len(exported(site)) == 3 * (len(keys) + len(memos) + 1)
    assert {f"references/~9577~~5ca1~~534a~~592a~~90ce~1903{end}" for end in SUFFIXES} < exported(
        site
    ).keys()


def test_a_memo_exports_what_it_cites_in_the_order_of_citation(site: Site) -> None:
    keys = ["terada1915", "長岡半太郎1903", "石原純1903", "both1903", "fujii2020"]
    assert [item["id"] for item in items(site, "posts/waves")] == keys
    text = (site.output / "posts" / "waves.bib").read_text(encoding="utf-8")
    assert list(parse(text, "waves.bib")) == keys
    with (site.output / "posts" / "waves.ris").open(encoding="utf-8", newline="") as file:
        assert [entry["id"] for entry in rispy.load(file)] == keys


def test_one_reference_is_exported_alone(site: Site) -> None:
    assert [item["id"] for item in items(site, "references/dated2023")] == ["dated2023"]


def test_reasons_go_out_with_the_memo_alone(built: Site) -> None:
    built.edit("posts/claim.md", "`dated2023{要旨}`", "`disputes:dated2023{要旨}`")
    assert rewritten(built) == {f"posts/claim{suffix}" for suffix in SUFFIXES}
    assert items(built, "posts/claim")[0]["custom"]["cito"] == ["disputes"]
    assert "cito" not in items(built, "references/dated2023")[0]["custom"]


def test_the_fate_of_a_work_goes_out(built: Site) -> None:
    notice = "@article{notice, title = {Notice}, date = {2023-09}, retracts = {dated2023}}\n"
    path = built.folder / "references.bib"
    path.write_text(path.read_text(encoding="utf-8") + notice, encoding="utf-8")
    changed = rewritten(built)
    assert DATED | WHOLE | {"references/notice.bib", "posts/claim.ris"} <= changed
    assert items(built, "posts/claim")[0]["status"] == "retracted"


def test_a_build_without_a_change_writes_no_file(built: Site) -> None:
    assert rewritten(built) == set()


def test_a_changed_reference_rewrites_the_files_that_hold_it(built: Site) -> None:
    built.edit("references.bib", "The First Superconductor", "The Second Superconductor")
    memos = {f"posts/{memo}{end}" for memo in ("claim", "replication") for end in SUFFIXES}
    assert rewritten(built) == DATED | WHOLE | memos


def test_the_files_of_a_memo_that_is_gone_are_removed(built: Site) -> None:
    (built.folder / "posts" / "replication.md").unlink()
    assert rewritten(built) == {f"posts/replication{suffix}" for suffix in SUFFIXES}


def test_the_files_of_a_reference_that_is_gone_are_removed(built: Site) -> None:
    built.edit("references.bib", "@book{unread1950", "@book{read1950")
    names = {f"references/{key}{end}" for key in ("unread1950", "read1950") for end in SUFFIXES}
    assert rewritten(built) == names | WHOLE
    assert "references/unread1950.bib" not in exported(built)


def test_a_memo_that_cites_nothing_any_more_has_neither_files_nor_links(built: Site) -> None:
    built.edit("posts/replication.md", "{cite:p}`dated2023{図1}`", "")
    assert rewritten(built) == {f"posts/replication{suffix}" for suffix in SUFFIXES}
    assert built.page("posts/replication").all(BIBTEX) == []


def test_a_lost_file_is_made_again(built: Site) -> None:
    (built.output / "references.ris").unlink()
    built.edit("posts/light.md", "光と熱と鏡", "光と熱と影")
    assert rewritten(built) == {"references.ris"}


@pytest.mark.parametrize("text", ["", "[]", "0", '["elsewhere", {}]'])
def test_digests_that_cannot_be_read_do_no_harm(built: Site, text: str) -> None:
    digests = built.folder / "_build" / "doctrees" / "exports.json"
    assert digests.is_file()
    digests.write_text(text, encoding="utf-8")
    built.edit("posts/light.md", "光と熱と鏡", "光と熱と影")
    assert rewritten(built) == set()


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("posts/waves", "waves"),
        ("posts/replication", "replication"),
        ("bibliography", "references"),
        ("references/dated2023", "dated2023"),
    ],
)
def test_a_page_announces_its_files(site: Site, page: str, name: str) -> None:
    links = site.page(page).all('head link[rel="alternate"][title^="文献データ"]')
    assert [(link["type"], link["href"]) for link in links] == [
        (made.media_type, f"{name}{made.suffix}") for made in FORMATS
    ]


@pytest.mark.parametrize("page", ["index", "glossary", "blog", "search"])
def test_a_page_without_references_announces_no_files(site: Site, page: str) -> None:
    assert site.page(page).all('link[type="application/x-bibtex"]') == []


def test_a_line_under_the_bibliography_leads_to_the_files(site: Site) -> None:
    page = site.page("posts/waves")
    assert page.text(LINE) == "このメモの文献：BibTeX・RIS・CSL-JSON"
    assert page.links(f"{LINE} a") == [f"waves{suffix}" for suffix in SUFFIXES]
    assert page.one("ul.bibliography").find_next_sibling() == page.one(LINE)
    assert site.page("bibliography").text(LINE) == "すべての文献：BibTeX・RIS・CSL-JSON"


def test_a_memo_without_a_bibliography_has_no_line(site: Site) -> None:
    assert site.page("posts/replication").all(LINE) == []


def test_the_line_is_not_searched(site: Site) -> None:
    assert {"bibtex", "ris"}.isdisjoint(site.search_terms())


def test_every_link_to_a_file_leads_to_one(site: Site) -> None:
    assert [link for _, link in site.dead_links() if link.endswith(SUFFIXES)] == []


def test_a_site_of_folders_has_the_files_beside_its_pages(own_site: Site) -> None:
    app = SphinxTestApp("dirhtml", srcdir=own_site.folder, warning=StringIO())
    app.build()
    page = type(own_site)(own_site.folder).folder / "_build" / "dirhtml" / "posts" / "waves"
    assert 'href="../waves.bib"' in (page / "index.html").read_text(encoding="utf-8")
    assert page.with_name("waves.bib").is_file()
    app.cleanup()


@pytest.mark.parametrize(
    ("builder", "written"), [("singlehtml", "index.html"), ("text", "index.txt")]
)
def test_where_memos_have_no_pages_there_are_no_files(
    own_site: Site, builder: str, written: str
) -> None:
    app = SphinxTestApp(builder, srcdir=own_site.folder, warning=StringIO())
    app.build()
    output = own_site.folder / "_build" / builder
    assert "CSL-JSON" not in (output / written).read_text(encoding="utf-8")
    assert [path for path in output.rglob("*") if path.suffix in {".bib", ".ris"}] == []
    app.cleanup()


def test_hostile_text_goes_out_as_text(new_site: Callable[[str], Site]) -> None:
    site = new_site("hostile")
    site.build()
    ugly = items(site, "references/ugly2020")[0]
    assert ugly["title"] == '<img src=x onerror=alert(3)> & "T" ]]>'
    assert "URL" not in items(site, "references/script2021")[0]
    text = (site.output / "references.bib").read_text(encoding="utf-8")
    assert parse(text, "x.bib")["ugly2020"].text("title") == ugly["title"]
