"""The page of each reference: the work, what became of it, every place that cites it."""

from __future__ import annotations

import zlib
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from bibouroku.bibliography.person_name import person
from bibouroku.bibliography.split_names import split_names
from bibouroku.features.reference_body import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.conftest import Site

KEYS = {
    "terada1915", "~9577~~5ca1~~534a~~592a~~90ce~1903", "~77f3~~539f~~7d14~1903", "both1903",
    "second1903", "dated2023", "fujii2020", "unread1950",
}  # fmt: skip


@pytest.fixture
def fresh(new_site: Callable[[str], Site]) -> Site:
    """Return a built site that a test may change."""
    site = new_site("site")
    site.build()
    return site


def pages(site: Site) -> dict[str, int]:
    """Return when the pages of references were written, by name."""
    found = (site.output / "references").glob("*.html")
    return {path.stem: path.stat().st_mtime_ns for path in found}


def written(site: Site) -> set[str]:
    """Build again; return the pages of references that were written or removed."""
    before = pages(site)
    site.build()
    after = pages(site)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_every_reference_has_a_page(site: Site) -> None:
    assert set(pages(site)) == KEYS


def test_a_page_tells_the_work_in_full(site: Site) -> None:
    page = site.page("references/dated2023")
    assert page.text("h1").rstrip("#") == "「The First Superconductor」"
    assert page.text(".reference-summary") == "Lee ほか 2023・プレプリント"
    entry = "Lee, S.; Kim, J.-H.; Kwon, Y.-W.（2023年7月22日）「The First Superconductor」"
    assert page.text(".reference-entry") == f"{entry} arXiv:2307.12008"
    assert "Lee, Sukbae；Kim, Ji-Hoon；Kwon, Young-Wan" in page.texts("dd")
    assert "2023年7月22日（EDTF：2023-07-22）" in page.texts("dd")


@pytest.mark.parametrize(
    ("written", "others", "shown"),
    [
        ("Fujii, Yasumaru and Maruyama, Mina", True, "Fujii, Yasumaru；Maruyama, Mina；ほか"),
        ("公田, 藏 and 上野, 清", False, "公田藏、上野清"),
        ("公田, 藏", True, "公田藏ほか"),
    ],
)
def test_names_in_full_are_told_apart(written: str, others: bool, shown: str) -> None:  # noqa: FBT001
    persons = [person(name) for name in split_names(written)]
    assert names(persons, others=others) == shown


def test_places_go_in_the_order_of_the_work(site: Site) -> None:
    located = site.page("references/terada1915").texts(".citing-locator")
    assert located == ["3–5頁", "7頁", "12頁"]
    assert len(site.page("references/terada1915").all(".citing li")) == 4


@pytest.mark.parametrize(
    ("key", "sentence", "source"),
    [
        ("terada1915", "12頁 波は古い（寺田 1915, 12頁）。", "『波の話』"),
        ("terada1915", "7頁 波の重なり（寺田 1915, 7頁）。", "『用語集』"),
        ("fujii2020", "3頁 脚注でも（Fujii・Okada 2020, 3頁）と書ける。", "・脚注"),
        ("fujii2020", "表1 表の説明（Fujii・Okada 2020, 表1）。", "・図と表・表"),
        ("second1903", "1頁 後の知らせ（長岡 1903b, 1頁）。", "2日・追記（2023年11月）"),
        ("both1903", "測る（長岡・石原 1903）", "・測る"),
        ("both1903", "長岡・石原（1903）による。", "『波の話』"),
        ("dated2023", "要旨 主張がある（Lee ほか 2023, 要旨）。", "『石の主張』・2023年8月2日"),
    ],
)
def test_a_place_shows_its_sentence_and_where_it_stands(
    site: Site, key: str, sentence: str, source: str
) -> None:
    page = site.page(f"references/{key}")
    rows = list(zip(page.texts(".citing-passage"), page.texts(".citing-source"), strict=True))
    found = [row for row in rows if row[0] == sentence]
    assert found
    assert all(source in row[1] for row in found)


def test_the_citation_in_question_is_marked_and_others_lead_to_their_pages(site: Site) -> None:
    page = site.page("references/~77f3~~539f~~7d14~1903")
    sentence = next(tag for tag in page.all(".citing-passage") if "第二の段落" in tag.get_text())
    assert [mark.get_text() for mark in sentence.select("mark")] == ["石原 1903, 2節"]
    links = [str(link["href"]) for link in sentence.select(".citation a")]
    assert links == ["~9577~~5ca1~~534a~~592a~~90ce~1903.html"]


def test_a_place_leads_to_its_very_citation_and_the_entry_to_the_page(site: Site) -> None:
    page = site.page("references/dated2023")
    spots = page.links(".citing-source a")
    assert all(link.startswith("../posts/") and "#id" in link for link in spots)
    assert "../references/dated2023.html" in site.page("posts/claim").links("ul.bibliography a")
    assert "references/dated2023.html" in site.page("bibliography").links("ul.bibliography a")


def test_a_work_that_nobody_cites_says_so(site: Site) -> None:
    page = site.page("references/unread1950")
    assert "この文献を引用する頁はまだない。" in page.text(".citing")


def test_a_build_without_a_change_writes_no_page(fresh: Site) -> None:
    assert written(fresh) == set()


def test_an_edited_sentence_changes_the_pages_of_what_it_cites(fresh: Site) -> None:
    fresh.edit("posts/waves.md", "波は古い", "波はとても古い")
    assert written(fresh) == {"terada1915"}
    assert "12頁 波はとても古い（寺田 1915, 12頁）。" in fresh.page("references/terada1915").texts(
        ".citing-passage"
    )


def test_an_edited_entry_changes_its_page_and_those_that_show_its_label(fresh: Site) -> None:
    fresh.edit("references.bib", "title = {模型について},\n", "title = {模型},\n\n")
    assert written(fresh) == {"~77f3~~539f~~7d14~1903"}
    fresh.edit("references.bib", "date = {1903}, url = {https://example.com/ishihara}",
               "date = {1904}, url = {https://example.com/ishihara}")  # fmt: skip
    assert written(fresh) == {"~77f3~~539f~~7d14~1903", "~9577~~5ca1~~534a~~592a~~90ce~1903"}


def test_a_place_of_a_work_beside_it_is_linked_as_it_is_now(fresh: Site) -> None:
    fresh.edit("posts/waves.md", "石原純1903{§2}", "石原純1903,terada1915{コマ45}")
    fresh.build()
    page = "references/~77f3~~539f~~7d14~1903"
    assert "https://dl.ndl.go.jp/pid/123456/1/45" in fresh.page(page).links(".citing-passage a")
    fresh.edit("references.bib", "ndlpid = {123456}", "isbn = {4000000000}")
    fresh.build()
    assert "dl.ndl.go.jp" not in str(fresh.page(page).one("#citing"))


def test_the_page_of_an_entry_that_went_is_removed(fresh: Site) -> None:
    fresh.edit("references.bib", "@book{unread1950, author", "@comment{unread1950, author")
    assert written(fresh) == {"unread1950"}
    assert "unread1950" not in pages(fresh)


def test_examples_of_citing_are_told_of_nowhere(fresh: Site) -> None:
    # examples are not in the index either, and without entries no page would link to it
    fresh.edit("posts/waves.md", "第二の段落", "{index}`波 : なみ`第二の段落")
    fresh.build()
    path = fresh.folder / "glossary.md"
    said = "---\ncitation_examples: true\n---\n"
    path.write_text(said + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert written(fresh) == {"terada1915"}
    assert fresh.page("references/terada1915").texts(".citing-locator") == ["3–5頁", "12頁"]
    whole = fresh.page("bibliography")
    assert "用語集" not in whole.text('[id="ref-terada1915"]')
    assert "（寺田 1915, 7頁）" in fresh.page("glossary").text("article")


def test_a_lost_page_is_written_again(fresh: Site) -> None:
    (fresh.output / "references" / "both1903.html").unlink()
    fresh.build()
    assert (fresh.output / "references" / "both1903.html").is_file()


def test_other_projects_find_references_in_the_inventory(site: Site) -> None:
    raw = (site.output / "objects.inv").read_bytes()
    lines = zlib.decompress(raw.split(b"zlib.\n", 1)[1]).decode().splitlines()
    assert "dated2023 cite:citation -1 references/dated2023.html Lee ほか 2023" in lines
    assert len([line for line in lines if " cite:citation " in line]) == len(KEYS)


def test_another_project_cites_our_references(site: Site, new_site: Callable[[str], Site]) -> None:
    other = new_site("plain")
    inventory = {"ours": ("https://example.org/site/", str(site.output / "objects.inv"))}
    page = (other.folder / "index.md").read_text(encoding="utf-8")
    cited = "{external+ours:cite:p}`dated2023`と[](inv:ours#fujii2020)"
    (other.folder / "index.md").write_text(f"{page}\n{cited}による。\n", encoding="utf-8")
    build = other.build(
        extensions=["myst_parser", "sphinx.ext.intersphinx", "bibouroku"],
        intersphinx_mapping=inventory,
    )
    assert build.warnings == ""
    address = "https://example.org/site/references/"
    links = [link for link in other.page("index").links() if link.startswith(address)]
    assert links == [f"{address}dated2023.html", f"{address}fujii2020.html"]


def test_a_site_of_one_page_links_to_no_pages_of_references(own_site: Site) -> None:
    app = SphinxTestApp("singlehtml", srcdir=own_site.folder, warning=StringIO())
    app.build()
    app.cleanup()
    text = (own_site.folder / "_build" / "singlehtml" / "index.html").read_text(encoding="utf-8")
    assert 'id="ref-dated2023"' in text
    assert "references/dated2023" not in text
