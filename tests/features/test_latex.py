"""The book: what is written for LaTeX, and what comes out of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest

from bibouroku.features.latex_settings import LOOK, MARKS
from tests.features.two_machines import REPOSITORY, run, written_twice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPTIONS: Final = "LATEXOPTS=-halt-on-error -interaction=nonstopmode"


# ---- before TeX


@pytest.fixture(scope="session")
def sources(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the folders of one book written for LaTeX twice, in folders of different depth."""
    return written_twice(rootdir / "test-latex", "latex", tmp_path_factory)


@pytest.fixture(scope="session")
def tex(sources: list[Path]) -> str:
    return (sources[0] / "book.tex").read_text(encoding="utf-8")


def test_chapters_are_memos_oldest_first_then_glossary_and_bibliography(tex: str) -> None:
    chapters = re.findall(r"\\chapter\{(.{3})|(\\BibourokuBackMatter)", tex)
    assert ["".join(found) for found in chapters] == [
        "古いメ", "新しい", "\\BibourokuBackMatter", "用語集", "文献一",
    ]  # fmt: skip


def test_readings_stand_beside_words_and_sort_the_index(tex: str) -> None:
    assert r"\BibourokuRuby{全体}{ぜんたい}{全体（ぜんたい）}" in tex
    assert r"\BibourokuRuby{一|字}{いち|じ}{一字（いちじ）}" in tex
    assert r"\index{さくいんのご@\spxentry{索引の語}}" in tex


def test_a_memo_that_cites_has_a_list_beside_that_of_the_whole(tex: str) -> None:
    assert tex.count(r"\begin{BibourokuBibliography}") == 3
    assert tex.count(r"\BibourokuEntry{") == 5


def test_formulas_in_the_title_of_a_memo_are_set_where_others_name_it(tex: str) -> None:
    named = re.findall(r"『古いメモと(.*?)の値』", tex)
    assert len(named) >= 2
    assert {re.sub(r"\\Bibouroku\w+(\{\w*\})*", "", formula) for formula in named} == {
        r"\(\sqrt{2}\)"
    }


def test_every_link_within_the_book_has_its_label(tex: str) -> None:
    labels = re.findall(r"\\label\{(.*?)\}+", tex)
    links = re.findall(r"\\(?:hyperref\[|ref\{|eqref\{)(.*?)[\]}]+", tex)
    assert links
    assert set(links) <= set(labels)
    assert len(labels) == len(set(labels))


def test_a_memo_begins_with_its_dates_as_precise_as_known(tex: str) -> None:
    heading = tex.partition(r"\begin{sphinxuseclass}{memo-heading}")[2].partition(r"\end{")[0]
    assert "2017年から2020年までのあいだ" in heading
    assert tex.count(r"\begin{sphinxuseclass}{memo-heading}") == 2


def test_notes_and_front_text_are_set_apart(tex: str) -> None:
    assert tex.count(r"\begin{sphinxuseclass}{memo-update}") == 2
    assert tex.count(r"\begin{sphinxuseclass}{memo-update-title}") == 2
    preface = tex.partition(r"\begin{sphinxuseclass}{book-preface}")[2].partition(r"\end{")[0]
    assert "独りで立つ" in preface


def test_nothing_of_the_source_is_random_or_of_one_machine(sources: list[Path]) -> None:
    first, second = sources
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(path.name for path in second.iterdir())
    different = [
        name for name in names if (first / name).read_bytes() != (second / name).read_bytes()
    ]
    assert different == []


def test_web_addresses_are_ascii(tex: str) -> None:
    addresses = re.findall(r"\\sphinxhref\{(.*?)\}\{", tex)
    assert any("%E6%A4%9C%E7%B4%A2" in address.replace("\\", "") for address in addresses)
    assert all(address.isascii() for address in addresses)


def test_figures_are_the_pdf_files(tex: str) -> None:
    assert re.findall(r"\\sphinxincludegraphics\{+(.*?)\}", tex) == ["drawn-line"]


def test_the_extension_brings_its_files(sources: list[Path]) -> None:
    for name in (MARKS, *LOOK):
        assert (sources[0] / name).read_bytes() == (
            REPOSITORY / "bibouroku" / "latex" / name
        ).read_bytes()


# ---- after TeX


@pytest.fixture(scope="session")
def books(sources: list[Path]) -> list[Path]:
    """Return two PDFs of the same book, made on two machines, so to speak."""
    with ThreadPoolExecutor() as both:
        list(both.map(run, [["make", "all-pdf", OPTIONS]] * 2, sources, (0, 1)))
    return [folder / "book.pdf" for folder in sources]


@pytest.fixture(scope="session")
def pages(books: list[Path]) -> str:
    command = ["pdftotext", "-enc", "UTF-8", str(books[0]), "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture(scope="session")
def pdf(books: list[Path]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(books[0]) as opened:
        yield opened


def links(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the actions of all links."""
    return [
        note.A for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"
    ]


def destinations(tree: Any) -> Iterator[str]:
    """Yield the names in a name tree."""
    yield from (str(name) for name in list(tree.get("/Names", []))[::2])
    for child in tree.get("/Kids", []):
        yield from destinations(child)


@pytest.mark.needs_tex
@pytest.mark.slow
def test_two_builds_give_the_same_bytes(books: list[Path]) -> None:
    first, second = books
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.needs_tex
@pytest.mark.slow
def test_tex_complains_of_nothing(books: list[Path]) -> None:
    log = books[0].with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    faults = ("Missing character", "undefined", "multiply", "Overfull", "Token not allowed")
    assert [line for line in log.splitlines() if any(fault in line for fault in faults)] == []


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_text_can_be_read_back(pages: str) -> None:
    squeezed = re.sub(r"\s", "", pages)
    for words in (
        "試験の書", "2024年5月27日", "第1章", "2017年から2020年までのあいだ",
        "2023年8月22日（令和5年）",
        "¥￥℃Å₂Tₓ①Ⅳ초전도探访Колмогоровαβγcafé髙﨑𠮟—‘quote’🌍である", "追記（2021年3月）",
        "脚注の中の引用（寺田寅彦1922）", "表の中の脚注", "図2.1",
        "寺田寅彦（1922年）『試験の物理』", "さ索引の語", "全体と一字に読みを振る",
    ):  # fmt: skip
        assert words in squeezed
    assert "??" not in pages


@pytest.mark.needs_tex
@pytest.mark.slow
def test_every_link_leads_somewhere(pdf: pikepdf.Pdf) -> None:
    targets = set(destinations(pdf.Root.Names.Dests))
    inner = {str(action.D) for action in links(pdf) if action.S == "/GoTo"}
    assert inner
    assert inner <= targets
    outer = [bytes(action.URI) for action in links(pdf) if action.S == "/URI"]
    assert b"https://doi.org/10.1000/xyz_1" in outer
    assert all(address.isascii() for address in outer)


@pytest.mark.needs_tex
@pytest.mark.slow
def test_the_outline_is_the_contents_in_plain_letters(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [(item.title, [below.title for below in item.children]) for item in outline.root]
    assert titles == [
        (
            "第1章 古いメモと√2の値（寺田寅彦 1922, 5頁）",
            ["1.1 見出しのKim（2023）とx1", "1.2 参考文献"],
        ),
        ("第2章 新しいメモ", ["2.1 後の節（せつ）", "2.2 参考文献"]),
        ("用語集", []),
        ("文献一覧", []),
        ("索引", []),
    ]


@pytest.mark.needs_tex
@pytest.mark.slow
def test_metadata_is_japanese_and_of_the_sources(pdf: pikepdf.Pdf) -> None:
    found = {name: str(value) for name, value in pdf.docinfo.items()}
    assert found["/Title"] == "試験の書"
    assert found["/Author"] == "山田太郎"
    assert found["/Keywords"] == "数学, 三角関数, 検算, 物理"
    assert found["/CreationDate"] == found["/ModDate"] == "D:20240527000000Z"
    assert str(pdf.Root.Lang) == "ja"
    width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)  # A4


@pytest.mark.needs_tex
@pytest.mark.slow
def test_every_font_is_in_the_file_and_can_be_copied_from(pdf: pikepdf.Pdf) -> None:
    fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)
             and thing.get("/Type") == "/Font" and "/DescendantFonts" in thing]  # fmt: skip
    assert any("HaranoAjiMincho" in str(font.BaseFont) for font in fonts)
    for font in fonts:
        described = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in described or "/FontFile3" in described
        assert "/ToUnicode" in font


# ---- the way back


def test_every_citation_bears_its_label(tex: str) -> None:
    labels = set(re.findall(r"\\label\{\\detokenize\{(.*?)\}", tex))
    spots = re.findall(r"\\BibourokuSpot\{\\label\{\\detokenize\{(.*?)\}\}\}", tex)
    named = re.findall(r"\\BibourokuPages\{(.*?)\}(?:頁|\\)", tex)
    cited = re.findall(r"\\detokenize\{(.*?)\}", " ".join(named))
    assert len(spots) == len(set(spots))
    assert cited
    assert set(cited) <= labels
    assert (
        len(set(cited) - set(spots)) == 4
    )  # two in headings have the labels of these, two lead to entries


def test_an_entry_tells_where_and_why_it_is_cited(tex: str) -> None:
    entry = re.findall(r"\\BibourokuEntry\{[^\n]*kim2023[^\n]*\\par", tex)[-1]
    line = entry.partition("引用：")[2].partition("　")[0]
    assert re.fullmatch(
        r"\\BibourokuPages\{([^頁]*)\}頁；\\BibourokuPages\{([^頁]*)\}頁（議論の対象として）", line
    )


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_pages_that_cite_stand_in_order_each_once(tmp_path: Path) -> None:
    source = r"\documentclass{article}\usepackage{hyperref,bibouroku}\begin{document}"
    source += r"\pagenumbering{roman}x\label{r}\clearpage\pagenumbering{arabic}"
    for number in range(12):
        source += rf"\label{{a{number}}}\label{{\detokenize{{b_{number}}}}}x\clearpage"
    labels = r"r,a9,a1,\detokenize{b_9},a1,a10"
    source += rf" P: \BibourokuPages{{{labels}}} end \end{{document}}"
    (tmp_path / "pages.tex").write_text(source, encoding="utf-8")
    shutil.copy(REPOSITORY / "bibouroku" / "latex" / "bibouroku.sty", tmp_path)
    for _ in range(2):
        run(["lualatex", "-halt-on-error", "-interaction=nonstopmode", "pages.tex"], tmp_path, 0)
    run(["pdftotext", "pages.pdf"], tmp_path, 0)
    assert "P: i, 2, 10, 11 end" in (tmp_path / "pages.txt").read_text(encoding="utf-8")


def test_the_book_names_the_pages_that_cite(pages: str, books: list[Path]) -> None:
    numbers = {
        number
        for named in re.findall(r"引用：([^。]*?頁)", pages)
        for number in re.findall(r"[0-9]+", named)
    }
    assert numbers
    with pikepdf.open(books[0]) as pdf:
        assert {int(number) for number in numbers} <= set(range(1, len(pdf.pages) + 1))
