"""The settings of the book: what conf.py and other languages keep."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bibouroku.features.latex_settings import MARKS

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp


def test_what_conf_py_sets_stays(make_app: Any, rootdir: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(rootdir / "test-latex", site)
    overrides = {"latex_elements": {"pointsize": "12pt"}, "latex_docclass": {"manual": "jlreq"}}
    app: SphinxTestApp = make_app("latex", srcdir=site, confoverrides=overrides)
    assert app.config.latex_engine == "lualatex"
    assert app.config.latex_docclass == {"manual": "jlreq"}
    assert app.config.latex_elements["pointsize"] == "12pt"
    assert app.config.latex_elements["papersize"] == "a4paper"


def test_a_book_in_another_language_keeps_the_look_of_sphinx(
    make_app: Any, rootdir: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(rootdir / "test-latex", site)
    app: SphinxTestApp = make_app("latex", srcdir=site, confoverrides={"language": "en"})
    assert app.config.latex_engine == "pdflatex"
    assert app.config.latex_elements == {"extrapackages": r"\usepackage{bibouroku}"}
    assert [Path(name).name for name in app.config.latex_additional_files] == [
        "bibouroku-chronology.sty", MARKS,
    ]  # fmt: skip
