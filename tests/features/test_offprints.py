"""The text of all memos for TeX, and the PDFs that are cut out of it."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pikepdf
import pytest
from bs4 import BeautifulSoup
from docutils import nodes

from bibouroku.features.offprint_text import number_as_one
from bibouroku.offprint.order import ORDERS, TEX, read_orders
from tests.archive.pdfa_checks import findings
from tests.archive.structure_checks import structure_faults
from tests.features.two_machines import run, written_twice

if TYPE_CHECKING:
    from pathlib import Path

WEB: Final = "https://example.org/~yamada/"
SECOND: Final = "posts/%E4%BA%8C%20%E3%81%A4%E7%9B%AE_a.html"
FILES: Final = ["notes/one.pdf", "posts/one.pdf", "posts/二 つ目_a.pdf"]


@pytest.fixture(scope="session")
def sources(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the folders of the memos written for TeX twice, in folders of different depth."""
    return written_twice(rootdir / "test-offprints", "offprints", tmp_path_factory)


@pytest.fixture(scope="session")
def tex(sources: list[Path]) -> str:
    return (sources[0] / TEX).read_text(encoding="utf-8")


def links_out(tex: str) -> set[tuple[str, str]]:
    """Return address and text of the links to the web."""
    found = set()
    for link in re.finditer(r"\\sphinxhref\{([^{}]*)\}\{", tex):
        end, depth = link.end(), 1
        while depth:
            depth += {"{": 1, "}": -1}.get(tex[end], 0)
            end += 1
        text = re.sub(r"\\DUrole\{[a-z-]*\}|[{}\\]", "", tex[link.end() : end])
        found.add((link[1].replace("\\", ""), text))
    return found


# ---- before TeX


def test_every_memo_is_there_but_drafts_oldest_first(tex: str) -> None:
    assert re.findall(r"\\chapter\{(.*?)\}", tex) == [
        "文献のない稿", "一つ目の主張", r"二つ目の\_検算\_と100\%の字",
    ]  # fmt: skip


def test_what_only_a_book_has_is_left_out(tex: str) -> None:
    body = tex.partition(r"\begin{document}")[2]
    for word in ("maketitle", "tableofcontents", "printindex", "文献一覧", "日を数える仕組み"):
        assert word not in body
    assert r"\date{}" in tex


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (SECOND, "二つ目の_検算_と100%の字"),
        ("notes/one.html", "別の稿"),
        ("glossary.html#term-0", "暦"),
        (f"{SECOND}#equation-eq-other", "(2)"),
        (f"{SECOND}#tbl-other", "表2"),
        (f"{SECOND}#sec-other", "外の節"),
        ("posts/one.html#fig-own", "図1"),
        ("posts/one.html#equation-eq-own", "(2)"),
        (SECOND, "『二つ目の_検算_と100%の字』"),
        ("references/lee2024.html", "Lee 2024"),
        # cited by a memo without a list of its own
        ("references/kim2023.html", "Kim 2023"),
    ],
)
def test_what_is_elsewhere_is_linked_on_the_web_in_the_words_of_the_web(
    tex: str, address: str, text: str
) -> None:
    assert (WEB + address, text) in links_out(tex)


def test_links_within_a_memo_stay_within_it(tex: str) -> None:
    begins = [match.start() for match in re.finditer(r"\\BibourokuOffprint\{", tex)]
    for start, end in zip(begins, [*begins[1:], len(tex)], strict=True):
        part = tex[start:end]
        labels = re.findall(r"\\label\{(.*?)\}+", part)
        links = re.findall(r"\\(?:hyperref\[|ref\{|eqref\{)(.*?)[\]}]+", part)
        assert set(links) <= set(labels)
        assert len(labels) == len(set(labels))
    assert tex.count(r"\hyperref[") > 5


def test_a_block_of_equations_has_the_one_number_of_its_page() -> None:
    block = nodes.math_block("", "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n",
                             number=1, nowrap=True)  # fmt: skip
    number_as_one(block)
    assert block.astext() == (
        "\\stepcounter{equation}\\begin{align*}\na &= b \\\\\nc &= d\n"
        "\\tag{\\theequation}\\end{align*}"
    )


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("a=b", {"number": 1, "nowrap": False}),
        ("\\begin{align*}a\\end{align*}", {"number": None, "nowrap": True}),
        ("\\begin{eqnarray}a\\end{eqnarray}", {"number": 1, "nowrap": True}),
    ],
)
def test_other_equations_stay_as_they_are(text: str, attributes: dict[str, Any]) -> None:
    block = nodes.math_block("", text, **attributes)
    number_as_one(block)
    assert block.astext() == text


def test_nothing_of_the_source_is_random_or_of_one_machine(sources: list[Path]) -> None:
    first, second = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in sources
    )
    assert first == second


def test_orders_tell_of_every_memo(sources: list[Path]) -> None:
    orders = read_orders(sources[0] / ORDERS)
    assert [order.file for order in orders] == FILES
    assert len({order.made_from for order in orders}) == len(FILES)


# ---- the PDFs


@pytest.fixture(scope="session")
def folders(sources: list[Path]) -> list[Path]:
    """Return the folders of the PDFs, made twice."""

    def made(number: int) -> Path:
        folder = sources[number].parent / "memos"
        command = [
            sys.executable,
            "-m",
            "bibouroku",
            "offprints",
            str(sources[number]),
            str(folder),
        ]
        run(command, sources[number], number)
        return folder

    with ThreadPoolExecutor() as threads:
        return list(threads.map(made, range(len(sources))))


def text_of(path: Path) -> str:
    """Return what a PDF says, without white space: between scripts it is a matter of taste."""
    command = ["pdftotext", str(path), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return "".join(told.split())


@pytest.mark.slow
@pytest.mark.needs_tex
def test_the_pdfs_have_the_same_bytes_on_two_machines(folders: list[Path]) -> None:
    for file in [*FILES, "manifest.json"]:
        assert (folders[0] / file).read_bytes() == (folders[1] / file).read_bytes(), file


@pytest.mark.slow
@pytest.mark.needs_tex
@pytest.mark.needs_poppler
def test_each_pdf_is_one_memo_with_its_numbers_from_1(folders: list[Path]) -> None:
    text = text_of(folders[0] / FILES[1])
    for words in ("一つ目の主張", "図1図の題", "表2と外の節", "(1)", "1/2", "2/2", "参考文献"):
        assert words in text
    assert f"{WEB}posts/one.html" in text
    assert "一覧のない稿の引用" not in text
    second = text_of(folders[0] / FILES[2])
    for words in ("図1先の図", "表1先の表", "表2外の表", "(1)", "(2)", "1/1"):
        assert words in second
    for shown in (text, second):
        assert "第0章" not in shown
        for label in ("??", "eq-own", "fig-own", "eq-other", "tbl-other", "sec-other", "ref-"):
            assert label not in shown


@pytest.mark.slow
@pytest.mark.needs_tex
def test_the_outline_is_that_of_the_sections(folders: list[Path]) -> None:
    with pikepdf.open(folders[0] / FILES[1]) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["節の名", "参考文献"]
        assert [entry.title for entry in outline.root[0].children] == ["小さい節"]


@pytest.mark.slow
@pytest.mark.needs_tex
@pytest.mark.parametrize("file", FILES)
def test_links_land_on_pages_of_the_memo_or_on_the_web(folders: list[Path], file: str) -> None:
    with pikepdf.open(folders[0] / file) as pdf:
        pages = {page.obj.objgen for page in pdf.pages}
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]
        inside = [link for link in links if "/Dest" in link]
        outside = [str(link.A.URI) for link in links if "/A" in link]
        assert len(inside) + len(outside) == len(links)
        assert {link.Dest[0].objgen for link in inside} <= pages
        assert all(address.startswith(WEB) and address.isascii() for address in outside)
        assert outside


@pytest.mark.slow
@pytest.mark.needs_tex
@pytest.mark.needs_poppler
def test_pages_look_as_tex_set_them_with_fewer_shapes_in_their_fonts(
    sources: list[Path], folders: list[Path], tmp_path: Path
) -> None:
    whole = sources[0] / "memos.pdf"
    parts = [folders[0] / file for file in FILES]
    for number, path in enumerate([whole, *parts]):
        command = ["pdftoppm", "-r", "60", "-gray", str(path), str(tmp_path / str(number))]
        subprocess.run(command, check=True)
    drawn = [path.read_bytes() for path in sorted(tmp_path.glob("[1-3]-*.pgm"))]
    assert drawn == [path.read_bytes() for path in sorted(tmp_path.glob("0-*.pgm"))]
    assert all(size_of_fonts(path) < 0.9 * size_of_fonts(whole) for path in parts[::2])


def size_of_fonts(path: Path) -> int:
    """Return how many bytes the programs of the Japanese fonts have."""
    with pikepdf.open(path) as pdf:
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        fonts = [thing for thing in things if "HaranoAji" in str(thing.get("/FontName", ""))]
        return sum(len(font.FontFile3.read_bytes()) for font in fonts)


@pytest.mark.slow
@pytest.mark.needs_tex
def test_each_pdf_says_of_itself_what_it_is(folders: list[Path]) -> None:
    with pikepdf.open(folders[0] / FILES[2]) as pdf:
        assert pdf.docinfo["/Title"] == "二つ目の_検算_と100%の字"
        assert pdf.Root.Lang == "ja"
        assert [page.label for page in pdf.pages] == ["1"]
        described = pdf.open_metadata()
        assert described["dc:identifier"] == WEB + SECOND
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        fonts = [thing.FontDescriptor for thing in things if "/FontDescriptor" in thing]
        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


@pytest.mark.slow
@pytest.mark.needs_tex
@pytest.mark.parametrize("file", FILES)
def test_each_pdf_can_be_kept_and_has_a_structure(folders: list[Path], file: str) -> None:
    assert findings(folders[0] / file) == set()
    assert structure_faults(folders[0] / file) == []


def test_the_addresses_are_those_of_the_pages(sources: list[Path], tex: str) -> None:
    """What a PDF leads to is there, in a site that is built of the same sources."""
    site = sources[0].parents[1]
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q",
               "-b", "html", "-d", "_build/doctrees-html", ".", "_build/html"]  # fmt: skip
    run(command, site, 0)
    addresses = {address for address, _text in links_out(tex)}
    for address in addresses:
        name, _, anchor = address.removeprefix(WEB).partition("#")
        page = site / "_build" / "html" / unquote(name)
        assert page.is_file(), address
        if anchor:
            soup = BeautifulSoup(page.read_bytes(), "html5lib")
            assert soup.find(id=anchor), address
