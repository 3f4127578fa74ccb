"""Checks a whole knowledge base: its references, its memos, what its tables cite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibouroku.bibliography import bibtex_file
from bibouroku.bibliography.citation_reason import UnknownReasonError, split_reason
from bibouroku.bibliography.evidence import EvidenceIndex, read_question
from bibouroku.bibliography.publication_status import histories
from bibouroku.blog import front_matter
from bibouroku.computed import Table
from bibouroku.computing import ComputationError, compute
from bibouroku.linter import rules
from bibouroku.linter.memo_source import citations, computed_tables, questions
from bibouroku.problem import Problem, ProblemsFoundError, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bibouroku.bibliography.reference import Reference


@dataclass(frozen=True, slots=True)
class Site:
    """Where the parts of a knowledge base stand."""

    root: Path
    references: str = "references.bib"
    posts: str = "posts"
    computations: str = "computations"

    def pages(self) -> list[Path]:
        """Return the Markdown files that can cite: pages at the top, and memos."""
        return [*sorted(self.root.glob("*.md")), *self.memos()]

    def memos(self) -> list[Path]:
        """Return the memos."""
        return sorted((self.root / self.posts).glob("*.md"))


def check(site: Site) -> list[Problem]:
    """Return everything that is wrong, by place."""
    try:
        references = bibtex_file.load(site.root / site.references, site.references)
    except ProblemsFoundError as error:
        return list(error.problems)
    cited: set[str] = set()
    problems: list[Problem] = []
    memos = site.memos()
    index = EvidenceIndex(references, histories(references.values()))
    for path in site.pages():
        shown = path.relative_to(site.root).as_posix()
        text = _text(path, shown, problems)
        if text is None:
            continue
        found = [(line, _bare(key, references)) for line, key in citations(text)]
        problems += rules.unknown_keys(found, references, shown)
        cited.update(key for _, key in found)
        cited.update(_cited_by_tables(site, text, shown, references, problems))
        cited.update(_cited_as_evidence(index, text, shown, references, problems))
        if path in memos:
            problems += front_matter.read(text, shown)[1]
    for rule in (rules.unfindable, rules.untitled, rules.private, rules.broken_frames):
        problems += rule(references, site.references)
    problems += rules.uncited(references, cited, site.references)
    return sorted(problems)


def _text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """Return the text of a page; note a page that is no text."""
    try:
        return decoded(path, shown, "page-encoding")
    except ProblemsFoundError as error:
        problems += error.problems
        return None


def _cited_by_tables(
    site: Site,
    text: str,
    shown: str,
    references: Mapping[str, Reference],
    problems: list[Problem],
) -> Iterator[str]:
    """Yield the keys that the computed tables of a page cite."""
    for line, name in computed_tables(text):
        try:
            table = compute(site.root / site.computations, name, references)
        except ComputationError as error:
            problems.append(Problem(shown, line, "failed-computation", str(error)))
            continue
        if isinstance(table, Table):
            for row in table.rows:
                for cell in row:
                    for _, key in citations(cell):
                        yield _bare(key, references)


def _cited_as_evidence(
    index: EvidenceIndex,
    text: str,
    shown: str,
    references: Mapping[str, Reference],
    problems: list[Problem],
) -> Iterator[str]:
    """Yield the keys that the tables of evidence and the chronologies of a page cite."""
    for line, keys, options in questions(text):
        question, faults = read_question(keys, options, front_matter.date_in(text), references)
        problems += [Problem(shown, line, fault.code, fault.message) for fault in faults]
        if not faults:
            answer = index.answer(question)
            for testimony in (*answer.claim, *answer.testimonies):
                yield testimony.reference.key


def _bare(written: str, references: Mapping[str, Reference]) -> str:
    """Return the cite key without the reason before it, or what is written."""
    try:
        return split_reason(written, references)[1]
    except UnknownReasonError:
        return written
