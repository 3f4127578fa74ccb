"""``bibouroku typeset``: every book that Sphinx wrote into a folder, to PDFs beside the folder."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Any, Final

from bibouroku.problem import Problem, ProblemsFoundError
from bibouroku.typesetting.passes import typeset_book

if TYPE_CHECKING:
    from pathlib import Path

#: The list of books that the extension writes.
BOOKS: Final = "books.json"
ENGINE: Final = "lualatex"


def typeset_folder(folder: Path, suffix: str = "", time_limit: float | None = None) -> int:
    """Typeset the books in *folder*; print what was made and what is wrong; return the status.

    0: made; 1: no such folder or no book that this command can set; 2: faults. After a fault
    in a book the PDF of the last good run stays. *suffix* is added to the names of the PDFs.
    """
    try:
        books = _books(folder)
    except ProblemsFoundError as error:
        _say(error.problems)
        return 1
    status = 0
    for name in books["books"]:
        tex = folder / name
        target = folder.parent / f"{tex.stem}{suffix}.pdf"
        limit = {} if time_limit is None else {"time_limit": time_limit}
        try:
            done = typeset_book(tex, books["epoch"], **limit)
        except ProblemsFoundError as error:
            _say(error.problems)
            kept = f"{target}は前のままである" if target.exists() else f"{target}はできていない"
            sys.stdout.write(f"{kept}。直すと、隠れていた誤りが現れることがある\n")
            status = 2
            continue
        _say(done.complaints)
        _copy_whole(done.pdf, target)
        how = f"LuaLaTeX {done.runs}回" if done.runs else "変わりなし"
        sys.stdout.write(f"{target}（{how}）\n")
    return status


def _books(folder: Path) -> dict[str, Any]:
    """Return the list of books in *folder*. Raises ``ProblemsFoundError`` if there is none."""
    path = folder / BOOKS
    try:
        books: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        text = f"Sphinxが書いた本の一覧がない。先にsphinx-build -b latex . {folder}を実行する"
        raise ProblemsFoundError([Problem(BOOKS, 0, "no-books", text)]) from error
    if books["engine"] != ENGINE:
        text = f"{books['engine']}の本である。sphinx-build -M latexpdfで組む"
        raise ProblemsFoundError([Problem(BOOKS, 0, "other-engine", text)])
    return books


def _say(problems: Any) -> None:
    sys.stdout.writelines(f"{problem}\n" for problem in problems)


def _copy_whole(source: Path, target: Path) -> None:
    """Copy a file; nobody ever sees half of it."""
    fresh = target.with_name(f"{target.name}.new")
    shutil.copyfile(source, fresh)
    fresh.replace(target)
