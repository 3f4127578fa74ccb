"""Broken sources end a build with one line each, and leave the last good build as it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.features.conftest import Site

MEMO: Final = "posts/only.md"
BIB: Final = "references.bib"
PROJECT: Final = Path(__file__).parents[2]
#: The last line.
TOTAL: Final = re.compile(r"直すべき箇所が(\d+)件ある。何も書き換えずに止めた")
ANSI: Final = re.compile(r"\x1b\[[0-9;]*m")


def sphinx(site: Site, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build *site* as ``make html`` does."""
    command = [
        sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-d", "_build/doctrees",
        "-b", "html", ".", "_build/html",
    ]  # fmt: skip
    env = {**os.environ, "PYTHONPATH": str(PROJECT), **environment}
    return subprocess.run(
        command, cwd=site.folder, env=env, check=False, capture_output=True, text=True
    )


def lines(run: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what a build told, without colours."""
    return [line for line in ANSI.sub("", run.stdout + run.stderr).splitlines() if line.strip()]


@pytest.fixture(scope="module")
def good_site(new_site: Callable[[str], Site]) -> Site:
    """Return a site that was built well."""
    site = new_site("plain")
    assert sphinx(site).returncode == 0
    return site


@pytest.fixture
def edit(good_site: Site) -> Iterator[Callable[[str, str, str], None]]:
    """Yield a function that breaks a source of the good site, mended after the test."""
    kept = {name: (good_site.folder / name).read_bytes() for name in (MEMO, BIB)}
    yield good_site.edit
    for name, content in kept.items():
        (good_site.folder / name).write_bytes(content)


CITED = "引く{cite:p}`terada1915{p. 12}`。"
DATED = "date: 2023-08-22\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "says"),
    [
        (MEMO, DATED, "", f"{MEMO}:1", ["date", "加える", "missing-date"]),
        (MEMO, DATED, "date: 2023-02-30\n", f"{MEMO}:2", ["2023-02-30", "EDTF", "impossible-date"]),
        (MEMO, DATED, "date: 8月\n", f"{MEMO}:2", ["8月", "EDTF", "impossible-date"]),
        (MEMO, "category: 物理", "catgory: 物理", f"{MEMO}:3", ["catgory", "category"]),
        (MEMO, "category: 物理", "category: [物理", f"{MEMO}:", ["YAML", "malformed-front-matter"]),
        (MEMO, "---\ndate", "date", f"{MEMO}:1", ["---", "missing-front-matter"]),
        (MEMO, CITED, CITED + "{cite:p}`terada1951`", f"{MEMO}:8", ["terada1951", "unknown-cite"]),
        (MEMO, "} 2023-11", "} 2023-13", f"{MEMO}:12", ["2023-13", "EDTF", "impossible-date"]),
        (MEMO, CITED, "{computed}`none.x`", f"{MEMO}:8", ["none.py", "failed-computation"]),
        (MEMO, CITED, "```{computed-table} none.x\n```", f"{MEMO}:8", ["none.py"]),
        (MEMO, CITED, "```{computed-figure} none.x\n```", f"{MEMO}:8", ["none.py"]),
        (BIB, "date = {1950}", "date = {1950-13}", f"{BIB}:3", ["zuse1950", "1950-13", "EDTF"]),
        (BIB, "{zuse1950,", "{terada1915,", f"{BIB}:3", ["terada1915", "1行目", "duplicate-cite"]),
        (BIB, "  date", "  title = {Twice},\n  date", f"{BIB}:", ["zuse1950", "title", "二度"]),
        (BIB, "{Unread},", "{Unread}", f"{BIB}:", ["zuse1950", "malformed-bib"]),
        (BIB, "{background},\n", "{background},\n  refutes = {nobody},\n", f"{BIB}:3", ["nobody"]),
    ],
)
def test_a_fault_is_told_in_one_line_and_changes_nothing(  # noqa: PLR0913, PLR0917 - a table
    good_site: Site,
    edit: Callable[[str, str, str], None],
    name: str,
    old: str,
    new: str,
    place: str,
    says: list[str],
) -> None:
    before = good_site.files()
    edit(name, old, new)
    run = sphinx(good_site)
    fault, total = lines(run)
    assert run.returncode != 0
    assert fault.removeprefix("ERROR: ").startswith(place)
    assert [word for word in says if word not in fault] == []
    assert TOTAL.search(total)
    assert good_site.files() == before


def test_all_faults_of_all_memos_are_told_at_once(
    good_site: Site, edit: Callable[[str, str, str], None]
) -> None:
    edit(MEMO, CITED, "{cite:p}`a1`、{cite:p}`b2`、{computed}`none.x`")
    edit(MEMO, "} 2023-11", "} 2023-13")
    other = good_site.folder / "posts" / "other.md"
    other.write_text("---\ndate: 2023-99\n---\n\n# 別のメモ\n", encoding="utf-8")
    run = sphinx(good_site)
    other.unlink()
    *faults, total = lines(run)
    codes = sorted(line.rpartition("[")[2] for line in faults)
    assert codes == ["failed-computation]", "impossible-date]", "impossible-date]",
                     "missing-category]", "unknown-cite-key]", "unknown-cite-key]"]  # fmt: skip
    assert "直すべき箇所が6件ある" in total


def test_the_same_fault_is_told_again_until_it_is_mended(
    good_site: Site, edit: Callable[[str, str, str], None]
) -> None:
    edit(MEMO, CITED, "{cite:p}`nobody1900`")
    first, second = lines(sphinx(good_site)), lines(sphinx(good_site))
    assert first == second
    edit(MEMO, "{cite:p}`nobody1900`", CITED)
    assert sphinx(good_site).returncode == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "unreadable-bib"), ("@book{a, title = {\udcff}}", "bib-encoding")],
)
def test_a_bibliography_that_cannot_be_read_is_named(
    good_site: Site, edit: object, content: str | None, says: str
) -> None:
    assert edit
    path = good_site.folder / BIB
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content.encode(errors="surrogateescape"))
    run = sphinx(good_site)
    assert run.returncode != 0
    assert says in lines(run)[0]
    assert "Traceback" not in run.stdout + run.stderr
