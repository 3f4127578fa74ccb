"""The gate: no memo leans on a source that had fallen when the memo was written.

A source that was retracted, withdrawn or refuted at the memo's date may be
discussed, disputed, quoted; cited as support, or without a reason, it stops
the build. What fell later is marked, and stops nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.features.citation_domain import citation_domain, problem_citing
from bibouroku.features.memos import memo_domain
from bibouroku.features.problems import note_problem
from bibouroku.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.publication_status import Event
    from bibouroku.bibliography.reference import Reference
    from bibouroku.blog.memo import Memo
    from bibouroku.features.citation_domain import CitationDomain

#: The statuses of sources that cannot support anything.
FALLEN: Final = frozenset({"retracted", "withdrawn", "refuted"})
#: The field of an entry that lets it be cited all the same: a date and a reason.
OVERRIDE: Final = "statusoverride"


def fallen(events: tuple[Event, ...], memo: Memo) -> Event | None:
    """Return the gravest of *events* that had felled a source when *memo* was written."""
    known = (event for event in events if event.fate.status in FALLEN)
    return next((event for event in known if event.known_by(memo.date)), None)


def is_overridden(reference: Reference) -> bool:
    """Return whether the entry says, with date and reason, that it may be cited all the same.

    Raises ``ValueError`` for an override without one of the two.
    """
    written = reference.text(OVERRIDE)
    if not written:
        return False
    date, _, reason = written.partition(":")
    parse_edtf(date)
    if not reason.strip():
        message = "理由がない"
        raise ValueError(message)
    return True


def check(_app: Sphinx, env: BuildEnvironment) -> None:
    """Note every citation that leans on a fallen source."""
    domain = citation_domain(env)
    for docname, memo in memo_domain(env).memos.items():
        for key, event in leaning(domain, memo):
            note_problem(env, problem(env, docname, key, event))
    for reference in domain.references.values():
        try:
            is_overridden(reference)
        except ValueError as error:
            message = f"「{reference.key}」の{OVERRIDE}の{error}。「2023-08-01: 理由」の形に直す"
            path = env.config.bibtex_bibfiles[0]
            note_problem(env, Problem(path, reference.line, "malformed-override", message))


def leaning(domain: CitationDomain, memo: Memo) -> Iterator[tuple[str, Event]]:
    """Yield the fallen sources on which *memo* leans, once each."""
    seen: set[str] = set()
    for ref in domain.cited.get(memo.docname, ()):
        for target in ref.targets:
            event = fallen(domain.histories.get(target.key, ()), memo)
            if event is None or target.key in seen:
                continue
            reason = domain.reason_of(memo.docname, ref.citation_ref_id, target.key)
            if (reason is None or reason.leans) and not _excused(domain, target.key):
                seen.add(target.key)
                yield target.key, event


def _excused(domain: CitationDomain, key: str) -> bool:
    try:
        return key in domain.references and is_overridden(domain.references[key])
    except ValueError:
        return True  # told by itself


def problem(env: BuildEnvironment, docname: str, key: str, event: Event) -> Problem:
    """Return the problem, with the two ways out."""
    said = event.date.japanese if event.date else "日付不明"
    message = (
        f"「{key}」はこのメモより前に{event.fate.word}となっている"
        f"（{said}、{event.by.label}、キー{event.by.key}）。"
        f"支えとして引くのでなければ理由を書く（例 discusses:{key}）。"
        f"なお支えになるなら項目に{OVERRIDE} = {{日付: 理由}}を書く"
    )
    return problem_citing(env, docname, key, "fallen-source", message)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand at the gate when all is read."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.connect("env-updated", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
