"""What the directives ``evidence`` and ``chronology`` have in common: question, caption, citations.

Works are named by citations like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from bibouroku.bibliography.announcement import when_in_words
from bibouroku.bibliography.evidence import read_fields, read_question, scope_in_words
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.evidence_domain import Answer, evidence_domain
from bibouroku.features.memos import memo_domain
from bibouroku.features.problems import note_problem_at

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from bibouroku.bibliography.evidence import Testimony

    Cell = list[nodes.Node]


class AskingDirective(SphinxDirective):
    """What ``evidence`` and ``chronology`` have in common: the question, and citations."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "name": directives.unchanged,
        "class": directives.class_option,
        "as-of": directives.unchanged,
        "relations": directives.unchanged,
        "fields": directives.unchanged,
    }

    def answer(self) -> Answer | None:
        """Return question and answer, or ``None`` after noting what is wrong with the question."""
        docname = self.env.docname
        front_matter = memo_domain(self.env).front_matters.get(docname)
        question, faults = read_question(
            self.arguments[0],
            {
                name: self.options[name] or ""
                for name in ("as-of", "relations") & self.options.keys()
            },
            front_matter.date if front_matter else None,
            citation_domain(self.env).references,
        )
        for fault in faults:
            note_problem_at(self, fault.code, fault.message)
        if faults:
            return None
        return Answer(question, evidence_domain(self.env).ask(question))

    def described(self, testimony: Testimony, place: str = "") -> Cell:
        """Return the citation of a work, then the fields that were asked for without a heading."""
        found = self.cited(testimony, place)
        for name, heading in self.fields():
            held = testimony.reference.text(name)
            if held and not heading:
                found += after_space([nodes.inline(text=held, classes=["evidence-field"])])
        return found

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return the entry fields to show besides, with their headings."""
        return read_fields(self.options.get("fields") or "")

    def caption(self, answer: Answer) -> list[nodes.Node]:
        """Return the author's caption, then of which works, and as of when."""
        found: Cell = []
        if self.content:
            text, messages = self.parse_inline(" ".join(self.content))
            found += [*text, *messages]
        scope = nodes.inline(classes=["evidence-scope"])
        scope += nodes.Text("対象は" if found else "")
        for number, testimony in enumerate(answer.evidence.claim):
            scope += nodes.Text("、" if number else "")
            scope += self.citation(f"discusses:{testimony.reference.key}")
        scope += nodes.Text("。" if found else "について述べた文献。")
        scope += nodes.Text(scope_in_words(answer.question, answer.evidence))
        return [*found, scope]

    def cited(self, testimony: Testimony, place: str) -> list[nodes.Node]:
        """Return the citation of a work, at *place* in it.

        One that has fallen is cited for discussion: what is listed supports nothing.
        """
        key = testimony.reference.key
        with_place = f"{key}{{{place}}}"
        target = with_place if place and is_one_target(with_place) else key
        return self.citation(f"discusses:{target}" if testimony.fell else target)

    def citation(self, target: str) -> list[nodes.Node]:
        """Return what the role ``cite:t`` makes of *target*, whatever the markup of the page."""
        role: Any = self.env.domains["cite"].role("t")
        raw = f"{{cite:t}}`{target}`"
        found, messages = role("cite:t", raw, target, self.lineno, self.state.inliner)
        return [*found, *messages]


def date_of(testimony: Testimony) -> Cell:
    """Return when a work came out, and whether it is open if that was in time."""
    found: Cell = [
        nodes.inline(
            text=when_in_words(testimony.reference, testimony.window), classes=["evidence-date"]
        )
    ]
    if testimony.known is None and testimony.relations:
        found += [nodes.Text("（前後不明）")]
    return found


def statuses_of(testimony: Testimony) -> Cell:
    """Return the statuses of a work, save the one that its citation is marked with."""
    shown = [status for status in testimony.statuses if status.name != testimony.mark]
    found: Cell = []
    for status in shown:
        css = ["work-status", "status", f"status-{status.name}"]
        mark = nodes.inline(text=status.word, classes=css)
        found += after_space([mark]) if found else [mark]
    return found


def after_space(cell: Cell) -> Cell:
    """Return *cell* set off from what stands before it."""
    return [nodes.Text(" "), *cell] if cell else []


def is_one_target(written: str) -> bool:
    """Return whether a citing role reads *written* as one key with its place."""
    try:
        (target,) = parse_citation_targets(written)
    except ValueError:
        return False
    return f"{target.key}{{{target.post}}}" == written
