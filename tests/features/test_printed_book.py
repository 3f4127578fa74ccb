"""The book as it came out of TeX: links and page numbers lead where they say."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.features.made_book import entries, plain, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the book, written for LaTeX."""
    return written(rootdir, tmp_path_factory.mktemp("book") / "site", {})


@pytest.fixture(scope="module")
def tex(folder: Path) -> str:
    return (folder / "book.tex").read_text(encoding="utf-8")


@dataclass
class Printed:
    """A book as it came out of TeX."""

    pdf: pikepdf.Pdf
    #: The words of each page, without white space.
    words: list[str]
    #: The name of the destination of each label.
    anchors: dict[str, str]

    def page(self, label: str) -> int:
        """Return on which page, counted from 0, the destination of a label is."""
        where = self.destinations[self.anchors[label]]
        return self.numbers[where.D[0].objgen if "/D" in where else where[0].objgen]

    def number(self, label: str) -> str:
        """Return the number that is printed on that page."""
        return str(self.pdf.pages[self.page(label)].label)

    def __post_init__(self) -> None:
        self.destinations = dict(named(self.pdf.Root.Names.Dests))
        self.numbers = {page.objgen: place for place, page in enumerate(self.pdf.pages)}


def named(tree: Any) -> Iterator[tuple[str, Any]]:
    """Yield names and what they name in a name tree."""
    flat = list(tree.get("/Names", []))
    yield from ((str(name), thing) for name, thing in zip(flat[::2], flat[1::2], strict=True))
    for child in tree.get("/Kids", []):
        yield from named(child)


@pytest.fixture(scope="module")
def printed(folder: Path) -> Iterator[Printed]:
    """Return the book, set by TeX."""
    command = ["latexmk", "-pdflua", "-interaction=nonstopmode", "-halt-on-error", "book.tex"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1685577600", "FORCE_SOURCE_DATE": "1"}
    result = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, errors="replace", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-3000:]
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "book.pdf", "-"]
    text = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    # without the numbers of pages, which come between the lines of an entry
    words = [re.sub(r"\n\d+\n|\s", "", f"\n{page}") for page in text.stdout.split("\f")]
    aux = (folder / "book.aux").read_text(encoding="utf-8", errors="replace")
    anchors = re.findall(r"\\newlabel\{(.*?)\}\{\{.*?\}\{\w*\}\{.*\}\{(.*?)\}\{\}\}", aux)
    with pikepdf.open(folder / "book.pdf") as pdf:
        yield Printed(pdf, words, dict(anchors))


def goals(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield the destinations of all links within a book."""
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if note.get("/Subtype") == "/Link" and note.A.S == "/GoTo":
                yield str(note.A.D)


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_nothing_is_left_open(printed: Printed, folder: Path) -> None:
    assert "??" not in "".join(printed.words)
    assert set(goals(printed.pdf)) <= printed.destinations.keys()
    log = (folder / "book.log").read_text(encoding="utf-8", errors="replace")
    faults = ("Missing character", "undefined", "multiply", "Overfull", "Token not allowed")
    assert [line for line in log.splitlines() if any(fault in line for fault in faults)] == []


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_each_citation_lands_on_the_page_of_its_entry(printed: Printed) -> None:
    linked = set(goals(printed.pdf))
    starts = {"claim": "Lee,S.（2020年3月）「TheClaim", "book1903": "長岡半太郎（1903年）『物理学"}
    for key, start in starts.items():
        for docname in ("posts/first", "posts/second", "bibliography"):
            label = f"{docname}:ref-{key}"
            assert start in printed.words[printed.page(label)]
            assert printed.anchors[label] in linked


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_each_way_back_names_the_pages_where_the_citations_are(printed: Printed, tex: str) -> None:
    for label, entry in entries(tex).items():
        notes = entry.partition(r"\DUrole{entry-notes}{")[2]
        said = re.sub(r"\\BibourokuPages\{(.*?\})\}", lambda held: numbers(printed, held[1]), notes)
        said = plain(re.sub(r"\\sphinxhref\{.*?\}", "", said))
        near = "".join(printed.words[printed.page(label) :][:2])
        assert said in near, label


def numbers(printed: Printed, labels: str) -> str:
    """Return the numbers of the pages where the destinations of *labels* are, each once."""
    found = {int(printed.number(label)) for label in re.findall(r"\\detokenize\{(.*?)\}", labels)}
    return ",".join(map(str, sorted(found)))


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_links_to_other_chapters_tell_the_right_pages(printed: Printed) -> None:
    page = printed.words[printed.page("posts/second::doc")]
    for words, label in (
        ("『土台のメモ』", "posts/first::doc"),
        ("(1.1)", "equation:posts/first:eq-ground"),
        ("表1.1", "posts/first:tbl-ground"),
        ("式と表", "posts/first:sec-ground"),
    ):
        assert f"{words}（第1章、{printed.number(label)}頁）" in page
    assert f"暦（{printed.number('glossary:term-1')}頁）" in page


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_glossary_and_index_name_the_right_pages(printed: Printed, tex: str) -> None:
    term = tex.partition(r"\sphinxlineitem{暦")[2].partition(r"\sphinxlineitem")[0]
    uses = re.findall(r"\\detokenize\{(posts/\w+:use-\d+)\}", term)
    pages = sorted({int(printed.number(label)) for label in uses})
    said = f"日を数える仕組み。使用：{','.join(map(str, pages))}頁"
    assert said in printed.words[printed.page("glossary:term-1")]
    labels = [*uses, "posts/first::doc", "posts/second::doc", "glossary:term-1"]
    (listed,) = (page for page in printed.words if "さ索引の語," in page)
    assert re.findall("さ索引の語,([0-9]+)", listed)
    (found,) = re.findall("A-1,([0-9,–]+)", listed)
    assert expanded(found) >= {int(printed.number("glossary:term-A-1"))}
    (found,) = re.findall("か暦,([0-9,–]+)", listed)
    assert expanded(found) == {int(printed.number(label)) for label in labels}


def expanded(pages: str) -> set[int]:
    """Return the numbers of pages that an index names."""
    found: set[int] = set()
    for part in pages.strip(",").split(","):
        first, _, last = part.partition("–")
        found.update(range(int(first), int(last or first) + 1))
    return found
