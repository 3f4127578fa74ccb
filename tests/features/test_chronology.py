"""Chronologies on a miniature site and in a book."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bibouroku.bibliography.reference import RELATIONS
from bibouroku.features.chronology import CLAIM, MARKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.conftest import Page, Site

MEMO = "posts/asking"
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def page(new_site: Callable[[str], Site]) -> Page:
    """Return the page of the memo with a chronology."""
    site = new_site("evidence")
    assert site.build().warnings == ""
    assert site.dead_links() == set()
    return site.page(MEMO)


def test_every_relation_has_a_mark() -> None:
    assert set(MARKS) == {CLAIM, *RELATIONS}


def test_the_claim_and_what_speaks_of_it_are_a_list_by_date(page: Page) -> None:
    assert page.texts("#fig-known ol > li > p") == [
        "2023年7月22日 主張 Lee ほか（2023） 公開時すでに反証",
        "2023年7月22日 主張 Lee・Kim（2023） 公開時すでに反証",
        "2023年8月（前後不明） 異論 Singh（2023）",
        "2023年8月3日 確認 Wu（2023a） 公開時すでに撤回",
        "2023年8月6日 追試・反証 プレプリント Guo（2023） 北京大学",
        "2023年8月6日〜9日頃 追試 プレプリント Zhu（2023）",
    ]


def test_a_chronology_is_numbered_as_a_figure_under_its_caption(page: Page) -> None:
    caption = page.text("#fig-known figcaption")
    assert caption.startswith("図1 追試の年表。対象はLee ほか（2023）")
    assert page.one("#fig-known").name == "figure"


def test_marks_stand_at_their_days_and_ranges_are_bars(page: Page) -> None:
    marks = page.all("#fig-known .chronology-track svg")
    # 22 July to 31 August is 40 days
    assert [str(mark["x"]) for mark in marks] == ["0%", "0%", "62.5%", "30%", "37.5%", "41.25%"]
    bars = [(bar["x1"], bar["x2"]) for bar in page.all("#fig-known .chronology-bar")]
    assert bars == [("25%", "100%"), ("37.5%", "45%")]


def test_marks_lead_where_the_citations_lead_and_take_no_stop_of_the_keyboard(page: Page) -> None:
    marks = page.all("#fig-known .chronology-track a")
    assert [mark["href"] for mark in marks] == page.links("#fig-known li p a.citation-link")
    assert {str(mark["tabindex"]) for mark in marks} == {"-1"}


def test_what_repeats_the_text_is_hidden_from_screen_readers(page: Page) -> None:
    outer = [svg for svg in page.all("#fig-known svg") if svg.find_parent("svg") is None]
    assert len(outer) == 7
    assert {str(svg["aria-hidden"]) for svg in outer} == {"true"}


def test_the_axis_names_round_days_under_their_year(page: Page) -> None:
    names = page.texts("#fig-known .chronology-axis text")
    assert names == ["2023年", "7月22日", "8月5日", "8月19日"]


def test_a_work_without_a_date_stands_last_and_has_no_mark(
    new_site: Callable[[str], Site],
) -> None:
    site = new_site("evidence")
    site.edit("references.bib", "date = {2023-08-06},", "")
    assert site.build().warnings == ""
    last = site.page(MEMO).all("#fig-known ol > li")[-1]
    assert "日付不明（前後不明）" in last.get_text()
    assert last.select("svg svg") == []


def test_other_builders_print_the_text(new_site: Callable[[str], Site], tmp_path: Path) -> None:
    site = new_site("evidence")
    run([sys.executable, "-m", "sphinx", "-W", "-q", "-b", "text", ".", str(tmp_path)], site.folder)
    text = (tmp_path / f"{MEMO}.txt").read_text(encoding="utf-8")
    assert "追試・反証 プレプリント Guo（2023） 北京大学" in text


# ---- the book


def run(command: list[str], folder: Path) -> None:
    """Run *command*; tell all that it says when it fails."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.fixture(scope="session")
def book(new_site: Callable[[str], Site]) -> Path:
    """Return the folder of the book, before TeX."""
    site = new_site("evidence")
    run(
        [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "latex", ".", "_build/latex"],
        site.folder,
    )
    return site.folder / "_build" / "latex"


def test_the_book_has_axis_events_and_caption_in_order(book: Path) -> None:
    tex = (book / "book.tex").read_text(encoding="utf-8")
    chronology = tex.partition(r"\begin{BibourokuChronology}")[2]
    chronology = chronology.partition(r"\end{BibourokuChronology}")[0]
    assert r"\BibourokuTick{0.0000}{7月22日}{2023年}" in chronology
    assert r"\BibourokuEvent{0.3750}{0.4500}{○}{●}{" in chronology
    assert chronology.index("Zhu（2023）") < chronology.index(r"\caption{追試の年表。")
    assert r"\label{\detokenize{posts/asking:fig-known}}" in chronology


def test_the_first_and_last_works_stay_on_one_page_of_the_book(book: Path) -> None:
    tex = (book / "book.tex").read_text(encoding="utf-8")
    events = tex.count(r"\BibourokuEvent{")
    assert (events, tex.count(r"\BibourokuBreak\BibourokuEvent{")) == (6, 1)


@pytest.mark.slow
@pytest.mark.needs_tex
@pytest.mark.needs_poppler
def test_a_chronology_is_set_with_text_that_can_be_searched(book: Path) -> None:
    for _ in range(2):  # the second knows the widths of tables
        run(
            [
                "lualatex",
                "--no-shell-escape",
                "-halt-on-error",
                "-interaction=nonstopmode",
                "book.tex",
            ],
            book,
        )
    run(["pdftotext", "-layout", "book.pdf", "book.txt"], book)
    text = (book / "book.txt").read_text(encoding="utf-8")
    assert "図 1.1" in text
    assert "プレプリント" in text
    assert [mark for mark in "◎●△■○" if mark not in text] == []
    log = (book / "book.log").read_text(encoding="utf-8", errors="replace")
    assert "Overfull" not in log


@pytest.mark.slow
@pytest.mark.needs_tex
@pytest.mark.needs_poppler
def test_the_axis_stands_above_the_works_of_every_page(tmp_path: Path) -> None:
    events = "".join(
        rf"\BibourokuBreak\BibourokuEvent{{0.5}}{{0.5}}{{x}}{{}}{{work {number}}}"
        for number in range(100)
    )
    source = rf"""\documentclass{{article}}\usepackage{{bibouroku-chronology}}
\definecolor{{BibourokuSoft}}{{gray}}{{.4}}\definecolor{{BibourokuAccent}}{{gray}}{{.4}}
\begin{{document}}before\begin{{BibourokuChronology}}
\BibourokuAxis{{\BibourokuTick{{0}}{{day}}{{year}}\BibourokuTick{{0.02}}{{near}}{{}}\BibourokuTick{{0.9}}{{far}}{{}}}}{events}\caption{{told}}
\end{{BibourokuChronology}}\clearpage behind\end{{document}}"""
    (tmp_path / "book.tex").write_text(source, encoding="utf-8")
    shutil.copy(REPOSITORY / "bibouroku" / "latex" / "bibouroku-chronology.sty", tmp_path)
    run(["lualatex", "-halt-on-error", "-interaction=nonstopmode", "book.tex"], tmp_path)
    run(["pdftotext", "-layout", "book.pdf"], tmp_path)
    *pages, behind, _ = (tmp_path / "book.txt").read_text(encoding="utf-8").split("\f")
    assert len(pages) > 2
    assert behind.split() == ["behind", str(len(pages) + 1)]
    assert [page.count("day") for page in pages] == [1] * len(pages)
    assert [page.count("far") for page in pages] == [1] * len(pages)
    assert "near" not in "".join(pages)  # it would touch the day before
    assert "".join(pages).index("before") < "".join(pages).index("day")
    assert all(page.index("day") < page.index("work") for page in pages)
    assert re.findall(r"work (\d+)", "".join(pages)) == [str(number) for number in range(100)]
    log = (tmp_path / "book.log").read_text(encoding="utf-8", errors="replace")
    assert "Overfull" not in log
