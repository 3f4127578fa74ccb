"""Figures, tables and equations numbered from 1 in each memo on the web.

Sphinx counts through the whole site, so that a new memo would renumber others.
A book keeps Sphinx's numbers, which LaTeX makes chapter by chapter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

Numbers = dict[str, dict[str, tuple[int, ...]]]


def restarted(numbers: Mapping[str, Mapping[str, tuple[int, ...]]]) -> Numbers:
    """Return the numbers of one document, by kind and id, counted from 1 in the same order."""
    fresh: Numbers = {}
    for kind, held in numbers.items():
        ordered = sorted(set(held.values()))
        fresh[kind] = {name: (ordered.index(number) + 1,) for name, number in held.items()}
    return fresh


def number_by_document(_app: Sphinx, builder: Builder) -> None:
    """Restart the numbers of every document.

    Done when writing starts: the environment, saved before, keeps Sphinx's own
    numbers, with which the next build compares.
    """
    if builder.format == "html":
        restart_numbers(builder.env)


def restart_numbers(env: BuildEnvironment) -> None:
    """Count from 1 in each document, for what is written from now on."""
    env.toc_fignumbers = {
        docname: restarted(numbers) for docname, numbers in env.toc_fignumbers.items()
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Restart numbers before pages are written."""
    app.connect("write-started", number_by_document)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
