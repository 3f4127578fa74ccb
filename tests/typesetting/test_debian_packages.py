"""Which Debian package brings a file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bibouroku.typesetting.debian_packages import how_to_get, package_of


def test_files_are_found_by_name_and_pattern() -> None:
    assert package_of("titlesec.sty") == "texlive-latex-extra"
    assert package_of("ltjsbook.cls") == "texlive-lang-japanese"
    assert package_of("unheardof.sty") is None


def test_a_file_that_is_not_known_is_looked_for_by_other_means() -> None:
    assert "apt-file search /unheardof.sty" in how_to_get("unheardof.sty")


@pytest.mark.needs_tex
@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="no Debian: nobody to ask")
def test_all_that_a_book_loads_is_known(book_files: list[str]) -> None:
    """Ask Debian for the owners of what TeX read; a file that is generated has none."""
    assert len(book_files) > 100
    done = subprocess.run(
        ["dpkg-query", "--search", *book_files],  # noqa: S607 - where Debian has it
        capture_output=True,
        text=True,
        check=False,
    )
    owners = {Path(name).name: owner for owner, _, name in
              (line.partition(": ") for line in done.stdout.splitlines())}  # fmt: skip
    assert len(owners) > 100
    wrong = {
        name: (owner, package_of(name))
        for name, owner in owners.items()
        if Path(name).suffix in {".sty", ".cls", ".clo", ".def", ".cfg", ".fd", ".ltx"}
        and package_of(name) != owner
    }
    assert wrong == {}
