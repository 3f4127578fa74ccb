"""The book of the root ``test-book`` as Sphinx writes it for TeX, and how its TeX is read."""

from __future__ import annotations

import re
import shutil
from io import StringIO
from pathlib import Path
from typing import Any, Final

from sphinx.testing.util import SphinxTestApp

from tests.features.conftest import clean_process

LABEL: Final = r"\\label\{\\detokenize\{(.*?)\}\}"


def written(root: Path, site: Path, changes: dict[str, str], **settings: Any) -> Path:
    """Write the root for LaTeX in *site*, with other sources; return the folder of the book."""
    shutil.copytree(root / "test-book", site)
    for name, text in changes.items():
        (site / name).write_text(text, encoding="utf-8")
    told = StringIO()
    with clean_process():
        overrides = {"nitpicky": True, **settings}
        app = SphinxTestApp("latex", srcdir=site, confoverrides=overrides, warning=told)
        app.build()
    assert told.getvalue() == ""
    return Path(app.outdir)


def chapter(tex: str, title: str) -> str:
    """Return what is written of a chapter."""
    _, found, rest = tex.partition(rf"\chapter{{{title}}}")
    assert found, title
    return re.split(r"\\chapter[{*]|\\printindex", rest)[0]


def entries(text: str) -> dict[str, str]:
    """Return the entries of bibliographies by their labels."""
    found = re.findall(rf"\\BibourokuEntry\{{\\phantomsection{LABEL}\}}(.*?)\\par\n", text)
    assert len(dict(found)) == len(found)
    return dict(found)


def plain(text: str) -> str:
    """Return what TeX prints of *text*, without where links lead."""
    text = re.sub(r"\\BibourokuPlace\{.*?\}?\}\{.*?\}?\}|\\label\{.*?\}\}|\s", "", text)
    text = re.sub(r"\\hyperref\[.*?\]|\\DUrole\{.*?\}|\\[A-Za-z]+|[{}]", "", text)
    return text.replace("*", "")
