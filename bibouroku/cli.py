"""The command line: ``bibouroku lint`` checks a knowledge base without building it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bibouroku.linter.check import Site, check

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0 fine, 1 problems found, 2 wrong call."""
    parser = argparse.ArgumentParser(prog="bibouroku", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    lint = commands.add_parser("lint", help="check references and memos")
    lint.add_argument("root", nargs="?", type=Path, default=Path(), help="the folder of conf.py")
    chosen = parser.parse_args(arguments)
    return _lint(chosen.root)


def _lint(root: Path) -> int:
    problems = check(Site(root))
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        sys.stdout.write(f"{len(problems)}件の直すべき箇所がある\n")
    return 1 if problems else 0
