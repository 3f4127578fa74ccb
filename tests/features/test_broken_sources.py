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
CITED: Final = "引く{cite:p}`terada1915{p. 12}`。"
DATED: Final = "date: 2023-08-22\n"
PROJECT: Final = Path(__file__).parents[2]
#: The last line.
TOTAL: Final = re.compile(r"直すべき箇所が(\d+)件ある。何も書き換えずに止めた")


@pytest.fixture(scope="module")
def good_site(new_site: Callable[[str], Site]) -> Site:
    """Return a site that was built well."""
    site = new_site("plain")
    assert site.build().warnings == ""
    return site


@pytest.fixture
def broken(good_site: Site) -> Iterator[Site]:
    """Yield the good site for a test to break; it is mended after the test."""
    names = (MEMO, BIB)
    kept = {name: (good_site.folder / name).read_bytes() for name in names}
    yield good_site
    for name, content in kept.items():
        (good_site.folder / name).write_bytes(content)


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "says"),
    [
        (MEMO, DATED, "", f"{MEMO}:1", ["date", "加える", "missing-date"]),
        (MEMO, DATED, "date: 2023-02-30\n", f"{MEMO}:2", ["2023-02-30", "EDTF", "impossible-date"]),
        (MEMO, DATED, "date: 8月\n", f"{MEMO}:2", ["8月", "EDTF", "impossible-date"]),
        (MEMO, DATED, DATED + "tag: 波\n", f"{MEMO}:3", ["「tag」", "「tags」の誤りか"]),
        (MEMO, DATED, DATED + "zzz: 波\n", f"{MEMO}:3", ["「zzz」", "使えるのはdate"]),
        (MEMO, DATED, DATED + "draft: maybe\n", f"{MEMO}:3", ["draft", "trueかfalse"]),
        (MEMO, "物理", "[物理, 数学]", f"{MEMO}:3", ["category", "一つだけ"]),
        (MEMO, "物理", "[物理", f"{MEMO}:", ["YAML", "malformed-front-matter"]),
        (MEMO, f"---\n{DATED}category: 物理\n---\n", "", f"{MEMO}:1", ["---", "missing-front"]),
        (MEMO, CITED, CITED + "{cite:p}`terada1951`", f"{MEMO}:8", ["terada1951", "unknown-cite"]),
        (MEMO, CITED, "引く{cite:p}`terada1915{p. 12`。", f"{MEMO}:8", ["terada1915{p. 12"]),
        (MEMO, "引く{cite:p}", "引く{footcite:p}", f"{MEMO}:8", ["footcite:p", "脚注", "{cite:p}"]),
        (MEMO, "引く{cite:p}", "引く{footcite}", f"{MEMO}:8", ["footcite", "脚注"]),
        (MEMO, "} 2023-11", "} 2023-13", f"{MEMO}:12", ["2023-13", "EDTF", "impossible-date"]),
        (MEMO, CITED, "{computed}`none.x`", f"{MEMO}:8", ["none.py", "failed-computation"]),
        (MEMO, CITED, "```{computed-table} none.x\n```", f"{MEMO}:8", ["none.py"]),
        (MEMO, CITED, "```{computed-figure} none.x\n```", f"{MEMO}:8", ["none.py"]),
        (BIB, "date = {1950}", "date = {1950-13}", f"{BIB}:3", ["zuse1950", "1950-13", "EDTF"]),
        (BIB, "{zuse1950,", "{terada1915,", f"{BIB}:3", ["terada1915", "1行目", "duplicate-cite"]),
        (BIB, "  date", "  title = {Twice},\n  date", f"{BIB}:", ["zuse1950", "一方を消す"]),
        (BIB, "{Unread},", "{Unread}", f"{BIB}:", ["zuse1950", "malformed-bib"]),
        (BIB, "{background},\n", "{background},\n  refutes = {nobody},\n", f"{BIB}:3", ["nobody"]),
    ],
)
def test_a_fault_is_told_in_one_line_and_changes_nothing(  # noqa: PLR0913, PLR0917 - a table
    broken: Site, name: str, old: str, new: str, place: str, says: list[str]
) -> None:
    before = broken.files()
    broken.edit(name, old, new)
    fault, total = broken.refused()
    assert fault.removeprefix("ERROR: ").startswith(place)
    assert [word for word in says if word not in fault] == []
    assert TOTAL.search(total)
    assert broken.files() == before


def test_all_faults_of_all_memos_are_told_at_once(broken: Site) -> None:
    broken.edit(MEMO, CITED, "{cite:p}`a1`、{cite:p}`b2`、{computed}`none.x`")
    broken.edit(MEMO, "} 2023-11", "} 2023-13")
    other = broken.folder / "posts" / "other.md"
    other.write_text("---\ndate: 2023-99\n---\n\n# 別のメモ\n", encoding="utf-8")
    *faults, total = broken.refused()
    other.unlink()
    codes = sorted(line.rpartition("[")[2] for line in faults)
    assert codes == ["failed-computation]", "impossible-date]", "impossible-date]",
                     "missing-category]", "unknown-cite-key]", "unknown-cite-key]"]  # fmt: skip
    assert TOTAL.search(total)


def test_the_same_fault_is_told_again_until_it_is_mended(broken: Site) -> None:
    broken.edit(MEMO, CITED, "{cite:p}`nobody1900`")
    assert broken.refused() == broken.refused()
    broken.edit(MEMO, "{cite:p}`nobody1900`", CITED)
    assert broken.build().warnings == ""


def test_a_memo_without_a_title_is_named(broken: Site) -> None:
    (broken.folder / MEMO).write_text(
        f"---\n{DATED}category: 物理\n---\n\n本文。\n", encoding="utf-8"
    )
    fault, _total = broken.refused()
    assert fault.startswith(f"ERROR: {MEMO}: ")
    assert "# 題" in fault


def test_a_missing_bibliography_is_named(broken: Site) -> None:
    (broken.folder / BIB).unlink()
    fault, total = broken.refused()
    assert fault.startswith("ERROR: references.bib: ")
    assert "unreadable-bib" in fault
    assert TOTAL.search(total)


def test_a_bibliography_that_is_not_utf_8_is_named_with_the_line(broken: Site) -> None:
    (broken.folder / BIB).write_bytes("@book{a,\n title = {海}}".encode("euc_jp"))
    fault, _total = broken.refused()
    assert fault.startswith("ERROR: references.bib:2: ")
    assert "bib-encoding" in fault


def test_a_memo_that_is_not_utf_8_is_named_with_the_line(broken: Site) -> None:
    text = (broken.folder / MEMO).read_text(encoding="utf-8")
    (broken.folder / MEMO).write_bytes(text.encode() + "\n海".encode("euc_jp"))
    fault, _total = broken.refused()
    assert fault.startswith(f"ERROR: {MEMO}:{text.count(chr(10)) + 2}: ")
    assert "page-encoding" in fault


@pytest.mark.parametrize(
    ("name", "old", "new", "faults"),
    [
        (MEMO, CITED, "{cite:p}`nobody1900`", 1),
        (BIB, "{zuse1950,\n", "{terada1915,\n  refutes = {nobody},\n", 1),
    ],
)
def test_the_command_line_shows_no_traceback_and_fails(
    broken: Site, name: str, old: str, new: str, faults: int
) -> None:
    before = broken.files()
    broken.edit(name, old, new)
    run = sphinx(broken)
    told = (run.stdout + run.stderr).splitlines()
    assert run.returncode == 2
    assert len([line for line in told if line.strip()]) == faults + 1
    assert f"{name}:" in told[0]
    assert broken.files() == before


def sphinx(site: Site) -> subprocess.CompletedProcess[str]:
    """Build *site* as ``make html`` does."""
    command = [
        sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-d", "_build/doctrees",
        "-b", "html", ".", "_build/html",
    ]  # fmt: skip
    env = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        command, cwd=site.folder, env=env, check=False, capture_output=True, text=True
    )
