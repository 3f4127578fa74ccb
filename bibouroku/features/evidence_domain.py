"""What pages ask of the bibliography about a claim, and the answers that they show.

The answers are kept with the environment, so that a page is read again when, and
only when, the bibliography answers one of its questions otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from bibouroku.bibliography.evidence import EvidenceIndex
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.document_domain import DocumentDomain

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.evidence import Evidence, Question


class Answer(NamedTuple):
    """A question that a document asks, with what the bibliography answered."""

    question: Question
    evidence: Evidence


class EvidenceDomain(DocumentDomain):
    """Holds the answers that documents show."""

    name = "evidence"
    label = "evidence"
    data_version = 1
    kept = ("answers",)

    _index: EvidenceIndex | None = None

    @property
    def index(self) -> EvidenceIndex:
        """What all references say of each other; made once in a build."""
        if self._index is None:
            cited = citation_domain(self.env)
            self._index = EvidenceIndex(cited.references, cited.histories)
        return self._index

    @property
    def answers(self) -> dict[str, list[Answer]]:
        """The answers shown, by document."""
        return cast("dict[str, list[Answer]]", self.data["answers"])

    def ask(self, question: Question) -> Evidence:
        """Return the answer to a question of the document being read, and keep it."""
        evidence = self.index.answer(question)
        self.answers.setdefault(self.env.docname, []).append(Answer(question, evidence))
        return evidence

    def outdated(self) -> list[str]:
        """Return the documents whose questions the bibliography now answers otherwise."""
        return [
            docname
            for docname, answers in self.answers.items()
            if any(self.index.answer(question) != evidence for question, evidence in answers)
        ]


def evidence_domain(env: BuildEnvironment) -> EvidenceDomain:
    """Return the domain of *env*."""
    return cast("EvidenceDomain", env.domains["evidence"])


def outdated(_app: Sphinx, env: BuildEnvironment, *_documents: AbstractSet[str]) -> list[str]:
    """Return the documents to read again because the bibliography answers otherwise.

    Sphinx passes over those that are gone.
    """
    return evidence_domain(env).outdated()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.add_domain(EvidenceDomain)
    app.connect("env-get-outdated", outdated)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
