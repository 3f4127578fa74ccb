"""The command line: ``lint`` checks a knowledge base, ``typeset`` makes PDFs of its books."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bibouroku.linter.check import Site, check
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
    typeset = commands.add_parser("typeset", help="make PDFs of the books that Sphinx wrote")
    typeset.add_argument("folder", type=Path, help="where `sphinx-build -b latex` wrote to")
    typeset.add_argument("--suffix", default="", help="what the names of the PDFs end with")
    typeset.add_argument(
        "--time-limit", type=float, default=TIME_LIMIT, metavar="SECONDS",
        help="for one run of TeX (%(default)s)",
    )  # fmt: skip
    chosen = parser.parse_args(arguments)
    if chosen.command == "typeset":
        return typeset_folder(chosen.folder, chosen.suffix, chosen.time_limit)
    return _lint(chosen.root)


def _lint(root: Path) -> int:
    problems = check(Site(root))
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        sys.stdout.write(f"{len(problems)}件の直すべき箇所がある\n")
    return 1 if problems else 0
