"""The command line."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from shutil import which

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


def told_by_make(*words: str, fails: bool = False, **environment: str) -> str:
    """Return what ``make`` says with these words; the environment there is as it stands."""
    command = ["make", "--no-print-directory", "--old-file=.venv/site.stamp", *words]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert bool(done.returncode) == fails, done.stdout
    return done.stdout


@pytest.mark.parametrize(
    ("target", "command", "words"),
    [
        ("latexpdf", "bibouroku typeset", "_build/latex-a5-print --suffix=-a5-print"),
        ("memos", "bibouroku offprints", "_build/offprints-a5-print _build/memos-a5-print"),
    ],
)
def test_make_names_other_forms_so_that_the_command_takes_them(
    target: str, command: str, words: str
) -> None:
    told = told_by_make("--dry-run", "PAPER=a5", "PRINT=1", target)
    (line,) = [line for line in told.splitlines() if command in line]
    given = shlex.split(line.partition("bibouroku ")[2])
    assert given == [command.split()[1], *words.split()]
    with pytest.raises(SystemExit) as stopped:
        main([*given, "--help"])
    assert stopped.value.code == 0


def test_each_form_of_the_memos_is_built_apart_with_its_settings() -> None:
    told = told_by_make("--dry-run", "PAPER=phone", "memos")
    assert "-d _build/doctrees/offprints-phone " in told
    assert "-D bibouroku_paper=phone" in told
    assert "-D bibouroku_print=1" in told_by_make("--dry-run", "PRINT=1", "memos")
    assert "-D" not in told_by_make("--dry-run", "PAPER=a4", "memos")


@pytest.mark.parametrize("target", ["latexpdf", "memos", "bench-book"])
def test_make_names_the_target_that_misses_a_program(target: str, tmp_path: Path) -> None:
    # what there is of a shell, but no TeX
    for name in ("awk", "sh", "sort", "paste", "make"):
        (tmp_path / name).symlink_to(which(name) or "")
    told = told_by_make(target, "PAPER=a5", fails=True, PATH=str(tmp_path))
    assert told.startswith(f"make {target}: missing on this machine; on Debian: apt-get install")
