"""Runs LuaLaTeX and upmendex: no shell, no network, no keyboard, no clock, and not for ever."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING, Final

from bibouroku.problem import Problem, ProblemsFoundError
from bibouroku.typesetting.debian_packages import PROGRAMS, how_to_get_program

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LUALATEX: Final = (
    "lualatex", "--no-shell-escape", "--nosocket", "--recorder", "--file-line-error",
    "--interaction=nonstopmode",
)  # fmt: skip
#: Seconds that TeX has to say where it is once it is told to stop.
LAST_WORDS: Final = 10
ENVIRONMENT: Final = {
    "FORCE_SOURCE_DATE": "1",
    "TZ": "UTC",
    "openin_any": "a",
    "openout_any": "p",  # nothing is written outside of the folder
    # lines of the log are not broken
    "max_print_line": "10000",
    "error_line": "254",
    "half_error_line": "238",
}


def tex_environment(epoch: int) -> dict[str, str]:
    """Return the environment of a run of TeX at a moment, in seconds since 1970."""
    return {**os.environ, **ENVIRONMENT, "SOURCE_DATE_EPOCH": str(epoch)}


def require_programs() -> None:
    """Raise ``ProblemsFoundError`` with the programs that the machine lacks, and their packages."""
    lacking = [name for name in PROGRAMS if not shutil.which(name)]
    if lacking:
        raise ProblemsFoundError(
            Problem(name, 0, "tex-missing-program", f"この機械にない。{how_to_get_program(name)}")
            for name in lacking
        )


def run_lualatex(tex: Path, environment: Mapping[str, str], seconds: float) -> int:
    """Typeset *tex* once, in its folder; return the exit status, negative if a signal ended it.

    A run that takes longer is interrupted, so that the log tells the line where it was.
    """

    def hear_interrupts() -> None:
        # a shell starts what runs in the background deaf to them, and TeX would stay so
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(  # noqa: S603 - our own list of words
        [*LUALATEX, tex.name], cwd=tex.parent, env=dict(environment), start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=hear_interrupts,  # noqa: PLW1509 - it takes no lock
    ) as process:  # fmt: skip
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(LAST_WORDS)
            except subprocess.TimeoutExpired:
                process.kill()
            return -signal.SIGALRM
        except BaseException:
            process.kill()
            raise


def run_upmendex(entries: Path, style: str) -> str:
    """Sort the index entries of a book by reading, into a file beside them; return its complaint.

    An empty index is made for an empty file, on which upmendex fails.
    """
    index = entries.with_suffix(".ind")
    if not entries.stat().st_size:
        index.write_bytes(b"")
        return ""
    done = subprocess.run(  # noqa: S603 - as above
        ["upmendex", "-q", "-f", "-g", "-s", style, "-o", index.name, entries.name],  # noqa: S607
        cwd=entries.parent, stdin=subprocess.DEVNULL, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip
    return " ".join(done.stdout.split()) or "?" if done.returncode else ""
