"""Builds that are stopped: the next one makes what they left undone."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.features.conftest import clean_process, differing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.features.conftest import Site


class Stopped(BaseException):
    """Stands for a build that is killed."""


def stopped_build(site: Site, event: str, name: str) -> None:
    """Build *site* until *event* comes for the page or document *name*."""

    def stop(_app: Any, docname: str, *_args: Any) -> None:
        if docname == name:
            raise Stopped

    with clean_process():
        app = SphinxTestApp("html", srcdir=site.folder, warning=StringIO())
        app.connect(event, stop)
        with pytest.raises(Stopped):
            app.build()


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ("source-read", "posts/light"),
        ("html-page-context", "posts/light"),
        ("html-page-context", "references/fujii2020"),
        ("html-page-context", "blog/2020"),
    ],
)
def test_what_a_stopped_build_left_is_made_again(
    built: Site, tmp_path: Path, event: str, name: str
) -> None:
    built.edit("posts/light.md", "光と熱と鏡", "光と熱")
    built.edit("references.bib", "title = {Pentadiamond}", "title = {Pentadiamonds}")
    stopped_build(built, event, name)
    (built.output / "posts/waves.html").write_text("<p>cut off", encoding="utf-8")
    if event == "source-read":  # nothing was being written: that page is not its to mend
        built.edit("posts/waves.md", "波は古い", "波はとても古い")
    built.build()
    assert differing(built, tmp_path) == set()


def test_a_build_that_ended_leaves_no_note(built: Site) -> None:
    notes = list((built.folder / "_build").rglob("unfinished.json"))
    built.edit("posts/light.md", "光と熱と鏡", "光と熱")
    built.build()
    assert notes == list((built.folder / "_build").rglob("unfinished.json")) == []
