"""The electronic book of the site: what is in it, and what epubcheck says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bibouroku.ebook.links import broken_links, repeated_ids
from bibouroku.ebook.page import facts
from tests.ebook.reading import FAULTLESS, NAMES, Book, checked

PROJECT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return the book, built as ``make epub`` builds it."""
    folder = tmp_path_factory.mktemp("book")
    command = [
        *(sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", "epub"),
        *("-d", str(folder / "doctrees"), ".", str(folder / "epub")),
    ]
    built = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return Book(folder / "epub" / "bibouroku.epub")


def test_the_book_holds_the_memos_oldest_first_and_not_the_guide(book: Book) -> None:
    memos = [name.removeprefix("posts/") for name in book.order if name.startswith("posts/")]
    assert memos == [
        "wasseki.xhtml", "pentadiamond.xhtml", "lk99-claim.xhtml", "lk99-replication.xhtml",
        "deepseek.xhtml",
    ]  # fmt: skip
    assert "guide.xhtml" not in book.files


def test_every_link_leads_somewhere(book: Book) -> None:
    known = {name: facts(book.files[name]) for name in book.pages}
    assert list(broken_links(known, book.files)) == []
    assert [name for name, page in known.items() if repeated_ids(page)] == []


def test_every_entry_of_a_memo_leads_back_to_its_citations(book: Book) -> None:
    for name in book.order:
        if name.startswith("posts/"):
            entries = book.pages[name].xpath("//h:ul[@class='bibliography']/h:li", namespaces=NAMES)
            assert len(entries) > 20
            for entry in entries:
                backs = entry.xpath(".//*[@role='doc-backlink']")
                assert backs
                places = [book.target(name, back)[1] for back in backs]
                leads = {link for place in places for link in place.xpath(".//@href")}
                assert f"#{entry.get('id')}" in leads


@pytest.mark.needs_epubcheck
def test_epubcheck_finds_no_fault(book: Book) -> None:
    told = checked(book.path)
    assert FAULTLESS in told, told
