"""The command line: what needs no Sphinx, or follows when Sphinx has done its part.

``lint`` checks a knowledge base, ``typeset`` makes PDFs of its books, ``offprints`` of its memos.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bibouroku.linter.check import Site, check
from bibouroku.problem import ProblemsFoundError
from bibouroku.typesetting import typeset
from bibouroku.typesetting.folder import typeset_folder
from bibouroku.typesetting.passes import TIME_LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0 fine, others see the commands, 2 wrong call."""
    parser = argparse.ArgumentParser(prog="bibouroku", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    lint = commands.add_parser("lint", help="check references and memos")
    lint.add_argument("root", nargs="?", type=Path, default=Path(), help="the folder of conf.py")
    offprints = commands.add_parser("offprints", help="make the PDF of each memo")
    offprints.add_argument("sources", type=Path, help="what the builder `offprints` wrote")
    offprints.add_argument("folder", type=Path, help="where the PDFs belong")
    books = commands.add_parser("typeset", help="make PDFs of the books that Sphinx wrote")
    books.add_argument("folder", type=Path, help="where `sphinx-build -b latex` wrote to")
    books.add_argument("--suffix", default="", help="what the names of the PDFs end with")
    books.add_argument(
        "--time-limit", type=float, default=TIME_LIMIT, metavar="SECONDS",
        help="for one run of TeX (%(default)s)",
    )  # fmt: skip
    chosen = parser.parse_args(arguments)
    if chosen.command == "typeset":
        return typeset_folder(chosen.folder, chosen.suffix, chosen.time_limit)
    if chosen.command == "offprints":
        return _offprints(chosen.sources, chosen.folder)
    return _lint(chosen.root)


def _lint(root: Path) -> int:
    problems = check(Site(root))
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        sys.stdout.write(f"{len(problems)}件の直すべき箇所がある\n")
    return 1 if problems else 0


def _offprints(sources: Path, folder: Path) -> int:
    from bibouroku.offprint.make import make  # noqa: PLC0415 - the linter does without pikepdf

    try:
        made = make(sources, folder, typeset)
    except ProblemsFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for file, offprint in made.items():
        sys.stdout.write(f"{folder / file}（{offprint.pages}頁）\n")
    return 0
