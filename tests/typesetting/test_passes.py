"""Runs of TeX: as many as needed, with an end, and nothing spoilt by one that fails."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pytest

from bibouroku.problem import ProblemsFoundError
from bibouroku.typesetting import typeset
from bibouroku.typesetting.last_run import memory
from bibouroku.typesetting.passes import typeset_book

if TYPE_CHECKING:
    from pathlib import Path

    from tests.typesetting.conftest import Done

pytestmark = [pytest.mark.needs_tex, pytest.mark.slow]
TWO_PAGES: Final = r"""\documentclass{article}
\pdfvariable trailerid {[<00> <00>]}
\begin{document}
see page \pageref{there}\clearpage
\label{there}WORDS
\end{document}
"""


def written(folder: Path, text: str) -> Path:
    """Return a TeX file with this text."""
    folder.mkdir(exist_ok=True)
    (folder / "small.tex").write_text(text, encoding="utf-8")
    return folder / "small.tex"


def problems(tex: Path, time_limit: float = 60) -> list[str]:
    """Return what stops TeX."""
    with pytest.raises(ProblemsFoundError) as caught:
        typeset_book(tex, time_limit=time_limit)
    return [str(problem) for problem in caught.value.problems]


def test_pages_settle_and_what_has_not_changed_is_not_run(tmp_path: Path) -> None:
    tex = written(tmp_path, TWO_PAGES)
    assert typeset_book(tex).runs == 2
    log = tex.with_suffix(".log")
    log.unlink()
    assert typeset_book(tex).runs == 0
    assert not log.exists()
    written(tmp_path, TWO_PAGES.replace("WORDS", "others"))
    assert typeset_book(tex).runs == 1  # the pages stay where they were
    assert typeset_book(tex, epoch=1).runs == 1
    assert typeset(tex).read_bytes().startswith(b"%PDF")


def test_a_run_that_fails_spoils_nothing_for_the_next(tmp_path: Path) -> None:
    tex = written(tmp_path, TWO_PAGES)
    typeset_book(tex)
    memory = tex.with_suffix(".aux").read_bytes()
    written(tmp_path, TWO_PAGES.replace("WORDS", r"\nothing"))
    assert problems(tex)[0].startswith("small.tex:5: TeXの知らない命令がある")
    assert tex.with_suffix(".aux").read_bytes() == memory
    assert not tex.with_suffix(".pdf").exists()
    written(tmp_path, TWO_PAGES)
    tex.with_suffix(".aux").write_text("\\newlabel{there}{{", encoding="utf-8")  # killed
    assert typeset_book(tex).runs == 1


def test_caches_of_tex_are_no_part_of_what_a_run_remembers(tmp_path: Path) -> None:
    tex, cache = written(tmp_path / "book", TWO_PAGES), tmp_path / "lookup-cache.lua"
    cache.write_text("return {}", encoding="utf-8")
    tex.with_suffix(".aux").write_text("\\relax", encoding="utf-8")
    told = f"PWD {tex.parent}\nOUTPUT {cache}\nOUTPUT small.aux\nOUTPUT small.log\n"
    tex.with_suffix(".fls").write_text(told, encoding="utf-8")
    assert list(memory(tex)) == ["small.aux"]


def test_lines_of_sources_that_moved_are_told_anew(tmp_path: Path) -> None:
    tex = written(tmp_path, TWO_PAGES.replace("WORDS", r"\pageref{nowhere}"))
    lines = tex.with_suffix(".lines.json")
    lines.write_text('{"files": [], "lines": []}', encoding="utf-8")
    assert typeset_book(tex).complaints
    assert typeset_book(tex).runs == 0
    lines.write_text('{"files": [],"lines": []}', encoding="utf-8")
    assert typeset_book(tex).runs == 1


def test_the_same_bytes_come_out_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = typeset_book(written(tmp_path / "a", TWO_PAGES), 86400).pdf.read_bytes()
    for name, value in (("TZ", "Asia/Tokyo"), ("LC_ALL", "C"), ("SOURCE_DATE_EPOCH", "7")):
        monkeypatch.setenv(name, value)
    assert typeset_book(written(tmp_path / "bb", TWO_PAGES), 86400).pdf.read_bytes() == first
    assert b"D:19700102" in first


def test_a_loop_is_stopped_and_its_line_told(tmp_path: Path) -> None:
    tex = written(tmp_path, TWO_PAGES.replace("WORDS", r"\def\x{\x}\x"))
    (line,) = problems(tex, time_limit=8)  # time for a busy machine to begin
    assert line.startswith("small.tex:5: 組み終わらないので、ここで止めた。")


def test_a_missing_package_is_named_with_its_debian_package(tmp_path: Path) -> None:
    tex = written(tmp_path, TWO_PAGES.replace("{article}", "{article}\n\\usepackage{chemfigure}"))
    (line,) = problems(tex)
    assert "chemfigure.sty" in line
    assert "apt-get install --no-install-recommends texlive-pictures" in line
    assert line.endswith("[tex-missing-package]")


def test_missing_programs_are_named_with_their_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [line.partition(":")[0] for line in problems(written(tmp_path, TWO_PAGES))] == [
        "lualatex", "upmendex",
    ]  # fmt: skip


def test_tex_starts_no_program_and_writes_nowhere_else(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write = rf"\immediate\openout7={outside}\immediate\write7{{x}}"
    execute = rf"\directlua{{os.execute('touch {outside}')}}"
    for number, sneaky in enumerate((write, execute)):
        tex = written(tmp_path / str(number), TWO_PAGES.replace("WORDS", sneaky))
        with suppress(ProblemsFoundError):
            typeset_book(tex)
        assert tex.with_suffix(".log").exists()
        assert not outside.exists()


def test_a_fault_of_the_index_is_told(tmp_path: Path) -> None:
    text = TWO_PAGES.replace("{article}", "{article}\\usepackage{makeidx}\\makeindex")
    tex = written(tmp_path, text.replace("WORDS", r"x\index{a@b@c}"))
    (tmp_path / "python.ist").write_text("", encoding="utf-8")
    (line,) = problems(tex)
    assert line.startswith("small.tex:5: 索引を並べられない")


def test_the_book_lies_beside_the_folder(sound_book: Done) -> None:
    assert sound_book.status == 0
    assert re.fullmatch(r"_build/book\.pdf（LuaLaTeX [23]回）", sound_book.said[-1])
    assert len(sound_book.said) == 1
    target = sound_book.folder.parent / "book.pdf"
    assert target.read_bytes() == (sound_book.folder / "book.pdf").read_bytes()
    assert not target.with_name("book.pdf.new").exists()


def test_broken_memos_are_told_by_file_and_line(broken_book: Done, rootdir: Path) -> None:
    root = rootdir / "test-tex-faults"
    memo = (root / "posts" / "broken.md").read_text(encoding="utf-8").split("\n")
    told = [line.partition(": ") for line in broken_book.said[:-1]]
    assert {place for place, _, _ in told} == {
        f"posts/broken.md:{memo.index(line) + 1}"
        for line in memo
        if any(sign in line for sign in ("command", r"\frac{1}{2", r"\end{pmatrix}", "{raw}"))
    } | {"posts/sound.md:11"}
    assert any(r"\thirdcommand" in text for _, _, text in told)
    assert broken_book.status == 2


def test_the_last_good_book_stays(broken_book: Done) -> None:
    assert (broken_book.folder.parent / "broken.pdf").read_bytes() == b"the last good one"
    assert broken_book.said[-1].startswith("_build/broken.pdfは前のままである")
