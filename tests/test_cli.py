"""The command line."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bibouroku.cli import main

ROOT = Path(__file__).parents[1]


def test_a_sound_site_is_passed_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "references.bib").touch()
    assert main(["lint", str(tmp_path)]) == 0
    assert capsys.readouterr() == ("", "")


def test_problems_are_printed_counted_and_give_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "references.bib").write_text("@misc{a, url={x}}", encoding="utf-8")
    assert main(["lint", str(tmp_path)]) == 1
    first, second, last = capsys.readouterr().out.splitlines()
    assert first == "references.bib:1: 「a」にtitleがない。書く [missing-title]"
    assert second.endswith("[uncited-reference]")
    assert last == "2件の直すべき箇所がある"


def test_a_missing_folder_is_a_problem_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", str(tmp_path / "none")]) == 1
    assert "[unreadable-bib]" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["mend"], ["lint", "a", "b"], ["--version"]])
def test_a_wrong_call_gives_status_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: bibouroku" in capsys.readouterr().err


def test_the_package_can_be_run_where_the_locale_knows_no_japanese(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bibouroku", "lint", str(tmp_path)]
    environment = os.environ | {"LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, check=False)
    assert done.returncode == 1
    assert "文献ファイルを読めない" in done.stdout.decode()
    assert done.stderr == b""


def test_make_names_other_forms_of_the_book_so_that_the_command_takes_it() -> None:
    command = [
        "make",
        "--dry-run",
        "--old-file=.venv/site.stamp",
        "PAPER=a5",
        "PRINT=1",
        "latexpdf",
    ]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    (line,) = [line for line in told.splitlines() if "bibouroku typeset" in line]
    words = shlex.split(line.partition("bibouroku ")[2])
    assert words == ["typeset", "_build/latex-a5-print", "--suffix=-a5-print"]
    with pytest.raises(SystemExit) as stopped:
        main([*words, "--help"])
    assert stopped.value.code == 0
