"""The gate: no memo leans on a source that had fallen when the memo was written.

A source that was retracted, withdrawn or refuted at the memo's date may be
discussed, disputed, quoted; cited as support, or without a reason, it stops
the build. What fell later, or at a date that does not tell, is marked, stops
nothing, and is reported at the end of every build, whether or not anything was
read again: a report that only a changed memo brings back would be overlooked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.logging import getLogger

from bibouroku.bibliography.publication_status import OVERRIDE, WHEN, fallen, override
from bibouroku.features.citation_domain import citation_domain, problem_citing
from bibouroku.features.memos import memo_domain
from bibouroku.features.problems import note_problem
from bibouroku.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.publication_status import Event
    from bibouroku.blog.memo import Memo
    from bibouroku.features.citation_domain import CitationDomain

logger = getLogger(__name__)


def leaning_keys(domain: CitationDomain, docname: str) -> list[str]:
    """Return the works that *docname* cites as support somewhere, in order of first citation.

    A citation without a reason counts as support.
    """
    found = (
        target.key
        for ref in domain.cited.get(docname, ())
        for target in ref.targets
        if (reason := domain.reason_of(docname, ref.citation_ref_id, target.key)) is None
        or reason.leans
    )
    return list(dict.fromkeys(found))


def falls(domain: CitationDomain, key: str) -> list[Event]:
    """Return the events that felled a work and that its entry does not excuse, gravest first."""
    events = fallen(domain.histories.get(key, ()))
    try:
        excuse = override(domain.references[key]) if events else None
    except ValueError:
        return []  # the override is told by itself
    return [event for event in events if not (excuse and excuse.excuses(event))]


def check(_app: Sphinx, env: BuildEnvironment) -> None:
    """Note every citation that leans on a fallen source, and every override that is none."""
    domain = citation_domain(env)
    for docname, memo in memo_domain(env).memos.items():
        for key in leaning_keys(domain, docname):
            events = falls(domain, key)
            event = next((event for event in events if event.known_by(memo.date)), None)
            if event:
                note_problem(env, problem(env, docname, key, event))
    for reference in domain.references.values():
        try:
            override(reference)
        except ValueError as error:
            message = f"「{reference.key}」の{OVERRIDE}の{error}。「2023-08-01: 理由」の形に直す"
            path = env.config.bibtex_bibfiles[0]
            note_problem(env, Problem(path, reference.line, "malformed-override", message))


def problem(env: BuildEnvironment, docname: str, key: str, event: Event) -> Problem:
    """Return the problem, with the two ways out."""
    message = (
        f"「{key}」はこのメモより前に{event.fate.word}となっている"
        f"（{event.by.date_words}、{event.by.label}、キー{event.by.key}）。"
        f"支えとして引くのでなければ理由を書く（例 discusses:{key}）。"
        f"なお支えになるなら項目に{OVERRIDE} = {{日付: 理由}}を書く"
    )
    return problem_citing(env, docname, key, "fallen-source", message)


def later_falls(domain: CitationDomain, memos: Mapping[str, Memo]) -> Iterator[str]:
    """Yield a line for each source that fell after memos had leaned on it, by cite key.

    Where the dates do not tell what came first, there is a line without 公開後に.
    """
    leaning: dict[tuple[str, str], list[str]] = {}
    events: dict[str, list[Event]] = {}
    for docname in sorted(memos):
        for key in leaning_keys(domain, docname):
            if key not in events:
                events[key] = falls(domain, key)
            if events[key]:
                when = WHEN[events[key][0].known_by(memos[docname].date)]
                leaning.setdefault((key, when), []).append(docname)
    for (key, when), docnames in sorted(leaning.items()):
        event = events[key][0]
        told = f"{event.by.date_words}、{event.by.key}"
        yield f"{when}{event.fate.word}：{key}（{told}）― {'、'.join(docnames)}"


def report(app: Sphinx, exception: Exception | None) -> None:
    """Tell, at the end of a build that went well, what fell after memos had leaned on it."""
    memos = memo_domain(app.env).memos
    if exception is None and memos:
        for line in later_falls(citation_domain(app.env), memos):
            logger.info("%s", line)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand at the gate when all is read; report when all is written."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.connect("env-updated", check)
    app.connect("build-finished", report)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
