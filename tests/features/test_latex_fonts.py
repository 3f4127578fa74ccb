"""Fonts of the book: each size has the characters that the book sets, and no others to copy."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from bibouroku.problem import ProblemsFoundError
from bibouroku.typesetting.passes import typeset_book

LATEX: Final = Path(__file__).parents[2] / "bibouroku" / "latex"
SOURCE: Final = r"""\documentclass[a4paper,11pt]{ltjsbook}
\usepackage{amsmath,bibouroku-fonts,words}
\begin{document}
漢字の髙﨑𠮟、葛と葛󠄀、초전도、探访。\textbf{太字}\textsf{見出し}\Words
\directlua{
  for _, held in font.each() do
    if held.filename and held.filename:find("HaranoAjiMincho") then
      local count = 0
      for _ in pairs(held.characters) do count = count + 1 end
      local dragon = held.characters[0x9F8D] and "true" or "false"
      texio.write_nl("log", "HELD " .. count .. " " .. dragon)
    end
  end
}
\end{document}
"""


@pytest.mark.needs_tex
@pytest.mark.needs_poppler
@pytest.mark.slow
def test_a_font_holds_the_ideographs_of_the_book_and_its_style(tmp_path: Path) -> None:
    for path in LATEX.glob("bibouroku-fonts.*"):
        shutil.copy(path, tmp_path)
    (tmp_path / "words.sty").write_text(r"\newcommand\Words{贐}\endinput", encoding="utf-8")
    (tmp_path / "small.tex").write_text(SOURCE, encoding="utf-8")
    command = ["lualatex", "-halt-on-error", "-interaction=nonstopmode", "small.tex"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    log = (tmp_path / "small.log").read_text(encoding="utf-8", errors="replace")
    assert "Missing character" not in log
    held = re.findall(r"HELD (\d+) (\w+)", log)
    assert held
    # those loaded by the class came before anybody could tell what the book holds
    assert min(int(count) for count, _ in held) < 12000
    assert "false" in {dragon for _, dragon in held}
    command = ["pdftotext", "small.pdf"]
    subprocess.run(command, cwd=tmp_path, check=True)
    text = (tmp_path / "small.txt").read_text(encoding="utf-8")
    for words in ("漢字の髙﨑𠮟", "葛と葛", "초전도", "探访", "太字", "見出し", "贐"):
        assert words in text


@pytest.mark.needs_tex
@pytest.mark.slow
def test_a_font_that_is_not_there_is_named_with_its_package(tmp_path: Path) -> None:
    """Ask for fonts of other names, for one machine cannot lack what it has."""
    for path in LATEX.glob("bibouroku-fonts.*"):
        text = path.read_text(encoding="utf-8")
        for name in ("FreeSerif.", "FreeMono.", "Symbola_hint.", "wqy-microhei."):
            text = text.replace(name, f"{name[:-1]}-none.")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    (tmp_path / "words.sty").write_text(r"\newcommand\Words{αЖ♥}\endinput", encoding="utf-8")
    (tmp_path / "small.tex").write_text(SOURCE, encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as caught:
        typeset_book(tmp_path / "small.tex")
    assert {problem.code for problem in caught.value.problems} == {"tex-missing-font"}
    packages = [str(problem).partition("recommends ")[2] for problem in caught.value.problems]
    assert [package.partition("（")[0] for package in packages] == [
        "fonts-freefont-otf", "fonts-symbola", "fonts-wqy-microhei",
    ]  # fmt: skip
