"""Stops a build on broken sources before anything is written, one line to a fault.

Faults found while reading are kept until all is read, then told together and
the build ends. Nothing has been written by then, neither pages nor the
environment, so the last good build stays as it was and the next build meets
the same faults again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from sphinx.util.logging import getLogger

from bibouroku.problem import Problem, ProblemsFoundError, decoded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.docutils import SphinxDirective, SphinxRole
    from sphinx.util.typing import ExtensionMetadata


logger = getLogger(__name__)

EXIT_STATUS: Final = 2


class BrokenSourcesExit(SystemExit):
    """Ends the build because its author must mend the sources.

    An exit, not an exception: Sphinx prints a traceback for every exception,
    and the lines already printed say all that helps.
    """


def note_problem(env: BuildEnvironment, problem: Problem) -> None:
    """Keep *problem* until everything has been read."""
    _kept(env).add(problem)


def note_problem_at(place: SphinxRole | SphinxDirective, code: str, message: str) -> None:
    """Keep a problem at the file and line of a role or directive until everything has been read."""
    source, line = place.get_source_info()
    path = Path(source)
    shown = path.relative_to(place.env.srcdir) if path.is_absolute() else path
    note_problem(place.env, Problem(str(shown), line, code, message))


def stop_with(problems: Iterable[Problem]) -> NoReturn:
    """Tell *problems*, a line each, and end the build."""
    lines = [str(problem) for problem in sorted(set(problems))]
    for line in lines:
        logger.error(line)
    logger.error("直すべき箇所が%d件ある。何も書き換えずに止めた", len(lines))
    raise BrokenSourcesExit(EXIT_STATUS)


def refuse_other_encodings(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """End the build if a page to be read is no UTF-8: Sphinx would end with a traceback."""
    found: list[Problem] = []
    for docname in docnames:
        try:
            decoded(env.doc2path(docname), str(env.doc2path(docname, base=False)), "page-encoding")
        except ProblemsFoundError as error:
            found += error.problems
    if found:
        stop_with(found)


def stop_on_problems(_app: Sphinx, env: BuildEnvironment) -> None:
    """End the build if any source has faults."""
    problems = _kept(env)
    env.bibouroku_problems = set()  # type: ignore[attr-defined]
    if problems:
        stop_with(problems)


def merge(
    _app: Sphinx, env: BuildEnvironment, _docnames: AbstractSet[str], other: BuildEnvironment
) -> None:
    """Take the problems that another process found."""
    _kept(env).update(_kept(other))


def _kept(env: BuildEnvironment) -> set[Problem]:
    if not hasattr(env, "bibouroku_problems"):
        env.bibouroku_problems = set()  # type: ignore[attr-defined]
    return env.bibouroku_problems  # type: ignore[attr-defined, no-any-return]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check for problems when all is read, after every feature (900) has had its say."""
    app.connect("env-before-read-docs", refuse_other_encodings)
    app.connect("env-updated", stop_on_problems, priority=900)
    app.connect("env-merge-info", merge)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
