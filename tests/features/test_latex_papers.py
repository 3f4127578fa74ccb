"""The book on each paper: what is hard to set stays within the lines and can be read back."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest
from sphinx.errors import ConfigError

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.era_years import with_era
from bibouroku.paper import PAPERS, paper_named

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

#: What is built, by name: its settings.
FORMS: Final[dict[str, dict[str, Any]]] = {
    "a4": {}, "a5": {"bibouroku_paper": "a5"}, "phone": {"bibouroku_paper": "phone"},
    "print": {"bibouroku_print": True},
}  # fmt: skip
ALL_FORMS: Final = pytest.mark.parametrize("form", FORMS)
SIZES: Final = {"a4": (210, 297), "a5": (148, 210), "phone": (90, 160), "print": (210, 297)}
POINTS_TO_MM: Final = 25.4 / 72
TOLERATED: Final = 1.0
SETTING_COLOUR: Final = frozenset({"rg", "RG", "k", "K"})


def written(site: Path, make_app: Any, rootdir: Path, **settings: Any) -> SphinxTestApp:
    """Return the build that wrote the TeX of the pages that are hard to set."""
    shutil.copytree(rootdir / "test-torture", site)
    app: SphinxTestApp = make_app("latex", srcdir=site, confoverrides=settings)
    app.build()
    return app


@pytest.fixture(scope="session")
def folders(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folder of each form, its TeX written."""
    from sphinx.testing.util import SphinxTestApp  # noqa: PLC0415 - as the fixture make_app does

    found: dict[str, Path] = {}
    for form, settings in FORMS.items():
        site = tmp_path_factory.mktemp(form) / "site"
        found[form] = written(site, SphinxTestApp, rootdir, **settings).outdir
    return found


def typeset(folder: Path, runs: int = 2) -> Path:
    """Return the PDF that LuaLaTeX made of the book in *folder*."""
    command = ["lualatex", "--no-shell-escape", "-halt-on-error", "-interaction=nonstopmode"]
    for _ in range(runs):
        done = subprocess.run(
            [*command, "book.tex"], cwd=folder, stdin=subprocess.DEVNULL,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-3000:].decode(errors="replace")
    return folder / "book.pdf"


@pytest.fixture(scope="session")
def books(folders: dict[str, Path]) -> dict[str, Path]:
    """Return the PDF of each form."""
    with ThreadPoolExecutor(2) as both:
        return dict(zip(folders, both.map(typeset, folders.values()), strict=True))


def pages_of(pdf: Path) -> list[str]:
    """Return the text of each page of a PDF without white space."""
    command = ["pdftotext", "-enc", "UTF-8", str(pdf), "-"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return [re.sub(r"\s", "", page) for page in done.stdout.split("\f")[:-1]]


@pytest.mark.needs_tex
@pytest.mark.slow
@ALL_FORMS
def test_nothing_leaves_its_box_and_no_glyph_is_missing(books: dict[str, Path], form: str) -> None:
    log = books[form].with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    wide = re.findall(r"Overfull \\[hv]box \(([\d.]+)pt too (?:wide|high)\).*", log)
    assert [points for points in wide if float(points) > TOLERATED] == []
    assert "Missing character" not in log
    assert "multiply" not in log


@pytest.mark.needs_tex
@pytest.mark.slow
@ALL_FORMS
def test_pages_have_the_size_of_the_paper(books: dict[str, Path], form: str) -> None:
    with pikepdf.open(books[form]) as pdf:
        for page in pdf.pages:
            sides = [float(side) * POINTS_TO_MM for side in page.mediabox[2:]]
            assert [round(side) for side in sides] == list(SIZES[form])


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
@ALL_FORMS
def test_what_is_hard_to_set_can_be_read_back(books: dict[str, Path], form: str) -> None:
    text = "".join(pages_of(books[form]))
    for words in (
        "초전도", "探访", "Колмогоров", "αβγ", "H₂O", "℃Å¥￥①Ⅳ", "𠮟髙﨑", "café—‘quote’", "🌍",
        "禁輸——H800", "「括弧」で始まる行",
        "脚注のある", "表の中の脚注", "70行目の説明である", "semiconductor", "7,654,321",
        "2017年から2020年までのあいだ（平成29年–令和2年）", "2023年8月22日（令和5年）",
        "追記（2021年3月）", "2024山田太郎", "https://example.org/",
    ):  # fmt: skip
        assert words in text
    word = "pneumonoultramicroscopicsilicovolcanoconiosisultramicroscopic"
    assert word in text.lower().replace("-", "").replace("\N{SOFT HYPHEN}", "")
    assert len(re.findall("葛", unicodedata.normalize("NFKC", text))) == 2


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
@ALL_FORMS
def test_a_note_longer_than_a_page_is_whole(books: dict[str, Path], form: str) -> None:
    pages = [page for page in pages_of(books[form]) if "文目である" in page]
    told = {int(number) for page in pages for number in re.findall(r"知らせの(\d+)文目", page)}
    # head and folio stand within a sentence that goes on on the next page
    assert len(set(range(1, 91)) - told) < len(pages)
    assert len(pages) > 1


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
@ALL_FORMS
def test_a_footnote_of_a_note_is_printed_and_its_mark_leads_there(
    books: dict[str, Path], form: str
) -> None:
    pages = pages_of(books[form])
    with pikepdf.open(books[form]) as pdf:
        links = [
            (page.index, str(link.A.D))
            for page in pdf.pages
            for link in page.get("/Annots", ())
            if "/A" in link and str(link.A.get("/D", "")).startswith("Hfootnote")
        ]
        numbers: dict[Any, int] = {page.objgen: page.index for page in pdf.pages}
        destinations = {
            name: numbers[(place if isinstance(place, pikepdf.Array) else place.D)[0].objgen]
            for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()
        }
    assert links
    assert all(destinations[name] in (page, page + 1) for page, name in links)
    marked = [number for number, page in enumerate(pages) if "知らせの中に付けた脚注の全文" in page]
    assert len(marked) == 1
    assert marked[0] in {destinations[name] for _page, name in links}


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_the_book_begins_with_titles_and_ends_with_the_colophon(books: dict[str, Path]) -> None:
    pages = pages_of(books["a4"])
    assert pages[0] == "頁をはみ出すもの"
    assert pages[1].startswith("頁をはみ出すもの山田太郎2023年8月22日")
    assert pages[2].startswith("目次第1章")
    assert pages[3].startswith("表目次1.1")
    assert "図目次" not in "".join(pages)
    assert re.search(r"版[0-9a-f]{12}", pages[-1])
    assert pages[-1].endswith("著作権2024山田太郎")


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_a_figure_stands_with_text(books: dict[str, Path]) -> None:
    (page,) = [page for page in pages_of(books["a4"]) if "頁の半分より高い図。" in page]
    assert "図の後の" in page or "図の前の" in page


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
@ALL_FORMS
def test_a_bracket_stands_at_the_edge_of_its_column(books: dict[str, Path], form: str) -> None:
    command = ["pdftotext", "-bbox", str(books[form]), "-"]
    told = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    edges = [
        float(edge)
        for words in ("（括弧の列）", "漢字の列")
        for edge in re.findall(rf'xMin="([0-9.]+)"[^>]*>{words}</word>', told)
    ]
    bracket, kanji = edges
    assert bracket < kanji - 2  # half of the letter is white


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_chapters_begin_without_a_running_head(books: dict[str, Path]) -> None:
    pages = pages_of(books["a4"])
    assert any(page.startswith("第2章二つ目のメモ2023年") for page in pages)
    assert "文献一覧" in {page[:4] for page in pages if not page.startswith("文献一覧文献")}


def test_heads_of_tables_set_as_lines_span_their_columns(folders: dict[str, Path]) -> None:
    tex = (folders["phone"] / "book.tex").read_text(encoding="utf-8")
    assert r"\multicolumn{2}{c}" in tex
    assert r"\multicolumn{0}" not in tex


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_an_article_has_its_text_below_its_title(
    make_app: Any, rootdir: Path, tmp_path: Path
) -> None:
    shutil.copytree(rootdir / "test-typeset", tmp_path / "site")
    documents = [("index", "book.tex", "小さな記事", "山田太郎", "howto")]
    app: SphinxTestApp = make_app(
        "latex", srcdir=tmp_path / "site", confoverrides={"latex_documents": documents}
    )
    app.build()
    first, *others = pages_of(typeset(app.outdir, runs=1))
    assert first.startswith("小さな記事")
    assert "一行目の強い文" in first
    assert all(page.startswith("小さな記事") for page in others)  # the running head


@pytest.mark.needs_tex
@pytest.mark.slow
def test_print_is_black(books: dict[str, Path]) -> None:
    with pikepdf.open(books["print"]) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for told in pikepdf.parse_content_stream(page, " ".join(SETTING_COLOUR)):
                colour = {float(value) for value in told.operands}
                assert len(colour) == 1, f"p. {number}: {colour}"


def test_print_spells_addresses_once(folders: dict[str, Path]) -> None:
    tex = (folders["print"] / "book.tex").read_text(encoding="utf-8")
    plain = tex.replace(r"\allowbreak{}", "")
    assert (
        len(re.findall(r"\{https://example\.org/somewhere\}", plain)) == 3
    )  # where it leads, and the note
    assert "甲（" in plain  # in a table
    assert "sphinxhref{https://example.org/abcdefghij" in plain
    assert "somewhere}" not in (folders["a4"] / "book.tex").read_text(encoding="utf-8").replace(
        r"\sphinxhref{https://example.org/somewhere}", ""
    )


def test_an_unknown_paper_is_one_clear_error(make_app: Any, rootdir: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="「b5」という紙はない。「a4」、「a5」、「phone」"):
        written(tmp_path / "site", make_app, rootdir, bibouroku_paper="b5")


def test_papers_are_as_jlreq_asks() -> None:
    for paper in PAPERS.values():
        assert paper.letters <= 40
        assert 1.5 <= paper.leading <= 2
    assert paper_named("a4").table_letters == 50


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2023-08-22", "2023年8月22日（令和5年）"), ("2019-05-01", "2019年5月1日（令和元年）"),
        ("2019-04", "2019年4月（平成31年）"), ("2019", "2019年（平成31年／令和元年）"),
        ("[2017..2020]", "2017年から2020年までのあいだ（平成29年–令和2年）"),
        ("2023-01/2023-05", "2023年1月–2023年5月（令和5年）"), ("1600", "1600年"),
    ],
)  # fmt: skip
def test_dates_have_the_years_of_their_era(date: str, words: str) -> None:
    assert with_era(parse_edtf(date)) == words


def test_every_form_of_the_book_tells_the_same_revision(folders: dict[str, Path]) -> None:
    told = {
        name
        for folder in folders.values()
        for name in re.findall(
            r"\\BibourokuImprint\{(.*?)\}", (folder / "book.tex").read_text("utf-8")
        )
    }
    (revision,) = told
    assert re.fullmatch("[0-9a-f]{12}", revision)


def test_rows_of_a_table_too_wide_for_the_paper_become_lines(folders: dict[str, Path]) -> None:
    for form, wide in (("a4", 1), ("phone", 2)):
        tex = (folders[form] / "book.tex").read_text(encoding="utf-8")
        rows = tex.count(r"\BibourokuRecord{}")
        assert rows == {1: 2, 2: 3}[wide]


@ALL_FORMS
def test_every_label_that_is_named_is_there_once(folders: dict[str, Path], form: str) -> None:
    tex = (folders[form] / "book.tex").read_text(encoding="utf-8")
    labels = re.findall(r"\\label\{(.*?)\}+", tex)
    links = re.findall(r"\\(?:hyperref\[|ref\{|eqref\{)(.*?)[\]}]+", tex)
    pages = " ".join(re.findall(r"\\BibourokuPages\{(.*?)\}(?:頁|\\)", tex))
    assert set(links) <= set(labels)
    assert set(re.findall(r"\\detokenize\{.*?\}", pages)) <= {f"{label}}}" for label in labels}
    assert len(labels) == len(set(labels))
