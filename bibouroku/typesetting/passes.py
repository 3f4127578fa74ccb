"""Typesets a book: as many runs of LuaLaTeX as its page numbers need to settle, and no more.

LaTeX writes down what it has seen (pages of labels, contents, the index) and reads that in the
next run. Another run is needed only if it would read something else than this one did, and
that is more than the numbers of pages that this one put right itself.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibouroku.archive.finish import finish
from bibouroku.archive.metadata import metadata_file, read_metadata
from bibouroku.problem import Problem, ProblemsFoundError
from bibouroku.typesetting.engine import (
    require_programs,
    run_lualatex,
    run_upmendex,
    tex_environment,
)
from bibouroku.typesetting.faults import Book, complaints, faults, index_fault
from bibouroku.typesetting.last_run import LastRun, memory, remembered
from bibouroku.typesetting.page_numbers import is_settled, shape_of
from bibouroku.typesetting.source_map import SourceMap

if TYPE_CHECKING:
    from pathlib import Path

MOST_RUNS: Final = 6
#: Seconds for one run.
TIME_LIMIT: Final = 600.0
#: What upmendex needs to be told of; the first that is there.
INDEX_STYLES: Final = ("bibouroku.ist", "python.ist")
EMPTY_INDEX: Final = (
    r"\ifcsname sphinxtheindex\endcsname\begin{sphinxtheindex}\end{sphinxtheindex}\fi"
)


@dataclass(frozen=True, slots=True)
class Typeset:
    """A book that was typeset."""

    pdf: Path
    #: How often TeX ran; 0 if nothing had changed.
    runs: int
    #: What a reader would stumble over.
    complaints: list[Problem]


def typeset_book(tex: Path, epoch: int = 0, time_limit: float = TIME_LIMIT) -> Typeset:
    """Typeset *tex*, beside it, as at the moment *epoch*, in seconds since 1970.

    Nothing runs if it would change nothing. Raises ``ProblemsFoundError`` with the places in the
    memos at which TeX cannot go on; then there is no PDF beside *tex*.
    """
    require_programs()
    tex = tex.resolve()
    last = LastRun(tex)
    settings = f"epoch {epoch}"
    told = last.complaints_if_current(settings)
    if told is not None:
        return Typeset(tex.with_suffix(".pdf"), 0, told)
    last.restore()
    try:
        done = _settle(tex, epoch, time_limit)
        _finish(done.pdf)
    except BaseException:
        last.restore()
        raise
    last.keep(settings, done.complaints)
    return done


def _settle(tex: Path, epoch: int, time_limit: float) -> Typeset:
    """Run TeX until it would read nothing new."""
    text = tex.read_text(encoding="utf-8")
    lines = text.split("\n")
    book = Book(tex.name, lines, SourceMap.read(tex.with_suffix(".lines.json")))
    environment = tex_environment(epoch)
    told: list[Problem] = []
    _begin_index(tex, lines)
    for runs in range(1, MOST_RUNS + 1):
        before, shape = memory(tex), shape_of(remembered(tex).values())
        log = _run(book, tex, run_lualatex(tex, environment, time_limit))
        _sort_index(book, tex)
        told = complaints(book, log)
        if memory(tex) == before or is_settled(
            shape, shape_of(remembered(tex).values()), log, text
        ):
            return Typeset(tex.with_suffix(".pdf"), runs, told)
    text = f"{MOST_RUNS}回組んでも頁番号が定まらない"
    told.append(Problem(book.name, 0, "tex-unsettled", text))
    return Typeset(tex.with_suffix(".pdf"), MOST_RUNS, told)


def _finish(pdf: Path) -> None:
    """Make an archivable PDF of what TeX made, if Sphinx said what it is to say of itself."""
    described = metadata_file(pdf)
    if described.exists():
        finish(pdf, read_metadata(described))


def _run(book: Book, tex: Path, status: int) -> str:
    """Return the log of a run that ended well; raise what was wrong with one that did not."""
    path = tex.with_suffix(".log")
    log = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    found = faults(book, log)
    if status and not found:
        text = f"LuaLaTeXが黙って終わった（状態{status}）。{path.name}の末尾を見る"
        if status == -signal.SIGALRM:
            text = "LuaLaTeXが時間内に終わらない。自分自身を呼び続ける命令がないか調べる"
        elif status < 0:
            text = f"LuaLaTeXが{signal.Signals(-status).name}で終わらされた。記憶が足りないか調べる"
        found = [Problem(book.name, 0, "tex-died", text)]
    if found:
        raise ProblemsFoundError(found)
    return log


def _begin_index(tex: Path, lines: list[str]) -> None:
    """Let the first run see an index, without entries: then its contents have a line for it."""
    index = tex.with_suffix(".ind")
    if not index.exists() and any("\\index{" in line for line in lines):
        index.write_text(EMPTY_INDEX, encoding="utf-8")


def _sort_index(book: Book, tex: Path) -> None:
    """Sort the index, if the book writes one."""
    entries = tex.with_suffix(".idx")
    if not entries.exists():
        return
    style = next((name for name in INDEX_STYLES if (tex.parent / name).exists()), "")
    if complaint := run_upmendex(entries, style):
        told = index_fault(book, entries.read_text(encoding="utf-8"), complaint)
        raise ProblemsFoundError([told])
