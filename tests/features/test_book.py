"""The book: what the web tells by links, it tells by pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest
from sphinx.testing.util import SphinxTestApp

from tests.features.conftest import clean_process

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What conf.py sets for the print version, whether the setting is known already or not.
PRINT: Final = """
bibouroku_print = True


def setup(app):
    if "bibouroku_print" not in app.config:
        app.add_config_value("bibouroku_print", False, "env")
"""
LABEL: Final = r"\\label\{\\detokenize\{(.*?)\}\}"


# ---- before TeX


def written(root: Path, site: Path, changes: dict[str, str], **settings: Any) -> Path:
    """Write the root for LaTeX in *site*, with other sources; return the folder of the book."""
    shutil.copytree(root / "test-book", site)
    for name, text in changes.items():
        (site / name).write_text(text, encoding="utf-8")
    told = StringIO()
    with clean_process():
        overrides = {"nitpicky": True, **settings}
        app = SphinxTestApp("latex", srcdir=site, confoverrides=overrides, warning=told)
        app.build()
    assert told.getvalue() == ""
    return Path(app.outdir)


@pytest.fixture(scope="module")
def folder(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the book, written for LaTeX."""
    return written(rootdir, tmp_path_factory.mktemp("book") / "site", {})


@pytest.fixture(scope="module")
def tex(folder: Path) -> str:
    return (folder / "book.tex").read_text(encoding="utf-8")


def chapter(tex: str, title: str) -> str:
    """Return what is written of a chapter."""
    _, found, rest = tex.partition(rf"\chapter{{{title}}}")
    assert found, title
    return re.split(r"\\chapter[{*]|\\printindex", rest)[0]


def entries(text: str) -> dict[str, str]:
    """Return the entries of bibliographies by their labels."""
    found = re.findall(rf"\\BibourokuEntry\{{\\phantomsection{LABEL}\}}(.*?)\\par\n", text)
    assert len(dict(found)) == len(found)
    return dict(found)


def test_every_link_within_the_book_has_its_one_label(tex: str) -> None:
    labels = re.findall(r"\\label\{(?:\\detokenize\{)?(.*?)\}+", tex)
    commands = r"hyperref\[|ref\*?\{|eqref\{|pageref\*?\{"
    links = re.findall(rf"\\(?:{commands})(?:\\detokenize\{{)?(.*?)[\]}}]+", tex)
    links += re.findall(r"\\detokenize\{(.*?)\}", tex)
    assert links
    assert set(links) - set(labels) == set()
    assert len(labels) == len(set(labels))


def test_each_chapter_ends_with_the_list_of_what_it_cites(tex: str) -> None:
    first, second = (chapter(tex, title) for title in ("土台のメモ", "続きのメモ"))
    assert [key.partition("ref-")[2] for key in entries(first)] == [
        "book1903", "notice", "sound", "claim", "calc",
    ]  # fmt: skip
    assert [key.partition("ref-")[2] for key in entries(second)] == [
        "book1903", "recheck", "claim", "check", "calc",
    ]  # fmt: skip


def test_citations_lead_to_the_list_of_their_chapter(tex: str) -> None:
    body = chapter(tex, "続きのメモ").partition("参考文献")[0]
    links = re.findall(r"hyperref\[\\detokenize\{(.*?:ref-.*?)\}", body)
    assert links
    assert all(link.startswith("posts/second:ref-") for link in links)


def test_the_list_of_the_whole_has_everything_by_reading(tex: str) -> None:
    keys = [label.partition("ref-")[2] for label in entries(chapter(tex, "文献一覧"))]
    assert keys == ["book1903", "notice", "sound", "recheck", "claim", "unread", "check", "calc"]


def test_an_entry_of_a_chapter_tells_reasons_status_and_its_place_in_the_whole(tex: str) -> None:
    entry = entries(tex)["posts/first:ref-claim"]
    assert r"\DUrole{status-retracted}{公開後に撤回}：" in entry
    assert "（2022年5月10日）" in entry
    first, second = re.findall(r"\\BibourokuPages\{([^（]*)\}頁（(.*?)）", entry)
    assert first[1] == "証拠として"
    assert second[1] == "議論の対象として"
    assert "posts/second" not in entry.partition("entry-notes")[2]
    assert r"→文献一覧\BibourokuPages{\detokenize{bibliography:ref-claim}}頁" in entry


def test_a_chapter_tells_one_event_of_a_status_and_the_whole_list_all(tex: str) -> None:
    listed = entries(tex)
    assert r"Zhu 2022}}}（2022年6月）ほか1件。" in listed["posts/first:ref-calc"]
    assert "Adams 2022" not in listed["posts/first:ref-calc"]
    assert "Adams 2022}}}（2022年7月）。" in listed["bibliography:ref-calc"]


def test_refuted_and_retracted_have_marks_of_their_own(tex: str, folder: Path) -> None:
    style = (folder / "bibouroku.sty").read_text(encoding="utf-8")
    signs = dict(re.findall(r"\\BibourokuNewStatus\{(.*?)\}\{\w+\}\{(.+?)\\,\}", style))
    marks = ("retracted", "withdrawn", "refuted", "under-concern", "disputed")
    assert len({signs[mark] for mark in marks}) == len(marks)
    assert r"\DUrole{status-refuted}{公開時すでに反証}" in tex


def test_the_whole_list_tells_the_permanent_address_of_a_reference(tex: str) -> None:
    entry = entries(tex)["bibliography:ref-claim"]
    assert r"\sphinxhref{https://example.org/site/references/claim.html}" in entry
    assert "https://example.org" not in entries(tex)["posts/first:ref-claim"]


def test_in_print_an_entry_spells_out_the_places_cited(rootdir: Path, tmp_path: Path) -> None:
    conf = (rootdir / "test-book" / "conf.py").read_text(encoding="utf-8")
    changes = {"conf.py": conf + PRINT}
    book = written(rootdir, tmp_path / "site", changes) / "book.tex"
    printed = book.read_text(encoding="utf-8")
    plain = entries(printed)["posts/first:ref-book1903"].replace(r"\allowbreak{}", "")
    assert "引用箇所：12頁 " in plain
    assert "{dl.ndl.go.jp/pid/828728/1/14}；コマ45 " in plain


def test_a_book_without_the_whole_list_tells_addresses_in_its_chapters(
    rootdir: Path, tmp_path: Path
) -> None:
    changes = {"index.md": "# 書\n\n```{toctree}\nposts/first\n```\n"}
    book = written(rootdir, tmp_path / "site", changes, suppress_warnings=["toc"]) / "book.tex"
    alone = book.read_text(encoding="utf-8")
    entry = entries(alone)["posts/first:ref-claim"]
    assert r"\sphinxhref{https://example.org/site/references/claim.html}" in entry
    assert "文献一覧" not in entry


# ---- after TeX


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
    command = ["pdftotext", "-enc", "UTF-8", "book.pdf", "-"]
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
        said = re.sub(r"\\sphinxhref\{.*?\}\{(.*?)\}|\\allowbreak\{\}|[\s}]", r"\1", said)
        near = "".join(printed.words[printed.page(label) :][:2])
        assert re.sub(r"\\allowbreak\{|\s", "", said) in near, label


def numbers(printed: Printed, labels: str) -> str:
    """Return the numbers of the pages where the destinations of *labels* are, each once."""
    found = {int(printed.number(label)) for label in re.findall(r"\\detokenize\{(.*?)\}", labels)}
    return ",".join(map(str, sorted(found)))
