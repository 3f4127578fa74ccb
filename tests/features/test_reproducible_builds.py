"""The same sources give the same bytes: anywhere, at any time, however many processes read them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.conftest import Site

PROJECT = Path(__file__).parents[2]


def differing(site: Site, other: Site) -> set[str]:
    """Return the files that are not the same in both."""
    one, two = site.files(), other.files()
    return {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)}


def test_zone_folder_and_hash_seed_leave_no_trace(
    site: Site, new_site: Callable[[str], Site]
) -> None:
    other = new_site("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-d", "_build/doctrees", "-n"]
    elsewhere = {"PYTHONPATH": str(PROJECT), "TZ": "America/New_York", "PYTHONHASHSEED": "1"}
    command += [".", "_build/html"]
    subprocess.run(command, cwd=other.folder, env={**os.environ, **elsewhere}, check=True)
    assert differing(site, other) == set()


def test_parallel_builds_make_the_same_bytes(site: Site, new_site: Callable[[str], Site]) -> None:
    other = new_site("site")
    build = other.build(parallel=2)
    assert build.warnings == ""
    # other processes did it, but for one page that Sphinx writes beforehand
    assert (len(build.read), len(build.written)) == (0, 1)
    assert differing(site, other) == set()


def test_faults_found_by_other_processes_are_told_too(own_site: Site) -> None:
    own_site.edit("posts/light.md", 'date: "2020-08"', "date: 2020-13")
    own_site.edit("posts/claim.md", "`dated2023{要旨}`", "`nobody1900`")
    *faults, _total = own_site.refused(parallel=2)
    assert [line.rpartition("[")[2] for line in faults] == ["unknown-cite-key]", "impossible-date]"]
    assert not (own_site.output / "index.html").exists()
