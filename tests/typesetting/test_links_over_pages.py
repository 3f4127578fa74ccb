"""A link that goes on on the next page does not take head and foot along."""

from __future__ import annotations

import shutil
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from bibouroku.typesetting.passes import typeset_book

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.needs_tex, pytest.mark.slow]
PAGES: Final = r"""\documentclass{article}
\usepackage[a6paper]{geometry}
\usepackage{bibouroku-archive,hyperref}
\pagestyle{headings}
\begin{document}
\section{Words}\hypertarget{there}{There.}\vspace{6cm}

\hyperlink{there}{WORDS}
\end{document}
""".replace("WORDS", "word " * 200)


def test_head_and_foot_are_no_part_of_a_link(tmp_path: Path) -> None:
    for name in ("bibouroku-archive.sty", "bibouroku-archive.lua"):
        shutil.copy(str(files("bibouroku") / "latex" / name), tmp_path)
    (tmp_path / "small.tex").write_text(PAGES, encoding="utf-8")
    with pikepdf.open(typeset_book(tmp_path / "small.tex").pdf) as pdf:
        assert len(pdf.pages) > 1
        for page in pdf.pages:
            height = float(page.mediabox[3])
            middles = [float(link.Rect[1] + link.Rect[3]) / 2 for link in page.Annots]
            assert middles
            assert all(0.15 * height < middle < 0.9 * height for middle in middles)
