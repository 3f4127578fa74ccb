"""The link from a memo to its PDF: there when, and only when, the PDF is of the same sources."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Final

import pytest
from sphinx.testing.util import SphinxTestApp

from bibouroku.features.memo_pdf import words
from bibouroku.offprint.manifest import Offprint
from tests.features.conftest import Page, clean_process
from tests.features.printed_memos import MEMOS, print_memos

if TYPE_CHECKING:
    from tests.features.conftest import Build, Site

WEB: Final = "https://example.org/~yamada/"


def linked(site: Site) -> set[str]:
    """Return the memos whose pages link to a PDF; it is there."""
    found = {name for name in MEMOS if site.page(name).all("a.memo-pdf")}
    there = {path.relative_to(site.output).with_suffix("").as_posix()
             for path in site.output.rglob("*.pdf")}  # fmt: skip
    assert found == there
    return found


def told(build: Build) -> list[str]:
    """Return the lines that tell of memos without a PDF."""
    lines = build.app.status.getvalue().splitlines()
    return [line for line in lines if "make memos" in line]


def test_a_page_links_to_the_pdf_of_its_own_sources(memos: Site) -> None:
    folder = print_memos(memos)
    build = memos.build()
    assert build.warnings.count("WARNING") == 0
    assert linked(memos) == MEMOS
    assert told(build) == []
    page = memos.page("posts/二 つ目_a")
    assert page.text("a.memo-pdf") == "PDF（3頁、1 kB）"
    assert page.links("a.memo-pdf") == ["二 つ目_a.pdf"]
    assert page.all(".memo-date-line > a.memo-pdf")
    name = "posts/二 つ目_a.pdf"
    assert (memos.output / name).read_bytes() == (folder / name).read_bytes()


def test_machines_are_told_of_the_pdf(memos: Site) -> None:
    print_memos(memos)
    memos.build()
    address = f"{WEB}posts/one.pdf"
    page = memos.page("posts/one")
    assert page.one("meta[name=citation_pdf_url]")["content"] == address
    assert page.one("link[rel=item]")["href"] == address
    data = json.loads(str(page.one("script[type='application/ld+json']").string))
    assert address in json.dumps(data)
    signs = json.loads((memos.output / "posts/one.linkset.json").read_text(encoding="utf-8"))
    assert signs["linkset"][0]["item"] == [{"href": address, "type": "application/pdf"}]


def test_without_pdfs_no_page_speaks_of_one(memos: Site) -> None:
    build = memos.build()
    assert linked(memos) == set()
    (line,) = told(build)
    assert all(name in line for name in MEMOS)
    page = memos.page("posts/one").path.read_text(encoding="utf-8")
    assert "application/pdf" not in page
    assert "citation_pdf_url" not in page


@pytest.mark.parametrize(
    ("file", "old", "new", "stale"),
    [
        ("posts/one.md", "書き出し", "書きだし", {"posts/one"}),
        # a title, by which the others name the memo
        ("posts/one.md", "# 一つ目の主張", "# 一つ目の説", MEMOS),
        # the number of a table that another memo names
        (
            "posts/二 つ目_a.md", ":::{table} 先の表\n", ":::{table}\n",
            {"posts/one", "posts/二 つ目_a"},
        ),
        ("references.bib", "{試験の物理}", "{試みの物理}", {"posts/one"}),
        # what became of a work
        ("references.bib", "2024-01-05", "2024-01-06", {"posts/one", "notes/one"}),
        ("bibliography.md", "文献一覧", "文献の一覧", set()),
        ("conf.py", "~yamada", "~tanaka", MEMOS),
    ],
)  # fmt: skip
def test_a_pdf_of_other_sources_is_not_linked(
    memos: Site, file: str, old: str, new: str, stale: set[str]
) -> None:
    print_memos(memos)
    memos.build()
    memos.edit(file, old, new)
    build = memos.build()
    assert linked(memos) == MEMOS - stale
    assert stale <= build.written
    assert [all(name in line for name in stale) for line in told(build)] == [True] * bool(stale)
    print_memos(memos)
    memos.build()
    assert linked(memos) == MEMOS


def test_pages_follow_pdfs_that_come_change_and_go(memos: Site) -> None:
    memos.build()
    print_memos(memos, "notes/one")
    assert memos.build().written - {"index"} == MEMOS - {"notes/one"}
    assert memos.build().written - {"index"} == set()
    folder = print_memos(memos, "notes/one", text=b"%PDF-1.8 of more bytes")
    assert memos.build().written - {"index"} == MEMOS - {"notes/one"}
    assert (memos.output / "posts/one.pdf").read_bytes().startswith(b"%PDF-1.8")
    (folder / "posts/one.pdf").write_bytes(b"half of it")
    assert memos.build().written - {"index"} == {"posts/one"}
    assert linked(memos) == {"posts/二 つ目_a"}


def test_a_copy_that_is_lost_is_made_again(memos: Site) -> None:
    print_memos(memos)
    memos.build()
    (memos.output / "posts/one.pdf").unlink()
    assert memos.build().written - {"index"} == {"posts/one"}
    assert linked(memos) == MEMOS


def test_the_pdf_of_a_memo_that_is_gone_goes(memos: Site) -> None:
    print_memos(memos)
    memos.build()
    (memos.folder / "notes/one.md").unlink()
    memos.edit("posts/one.md", "[別の稿](../notes/one.md)", "別の稿")
    memos.build()
    assert not (memos.output / "notes/one.pdf").exists()


def test_the_folder_of_pdfs_can_be_another(memos: Site) -> None:
    print_memos(memos).rename(memos.folder / "printed")
    memos.build(bibouroku_memo_pdfs="printed", exclude_patterns=["_build", "printed"])
    # a setting of where PDFs are says nothing of what is in them
    assert linked(memos) == MEMOS


def test_the_copy_in_markdown_does_not_tell_of_the_pdf(memos: Site) -> None:
    print_memos(memos)
    memos.build()
    assert "PDF" not in (memos.output / "posts/one.md").read_text(encoding="utf-8")


def test_in_folders_the_link_leads_up(memos: Site) -> None:
    print_memos(memos)
    with clean_process():
        app = SphinxTestApp("dirhtml", srcdir=memos.folder, warning=StringIO())
        app.build()
    folder = memos.folder / "_build" / "dirhtml"
    assert Page(folder / "posts/one/index.html").links("a.memo-pdf") == ["../one.pdf"]
    assert (folder / "posts/one.pdf").is_file()


@pytest.mark.parametrize(
    ("size", "shown"),
    [(1, "1 kB"), (179_600, "180 kB"), (999_499, "999 kB"), (1_250_000, "1.2 MB")],
)
def test_the_size_is_told_in_round_numbers(size: int, shown: str) -> None:
    assert words(Offprint("", 9, size, "")) == f"9頁、{shown}"
