"""The page of what became of references: memos that rest on fallen ones, and all news by date.

Retracted, withdrawn and refuted sources count as fallen, also those that an
override excuses: the page then gives its reason. Memos lean on sources by
citations and on memos by links, both unless a critical reason stands with them.
The page is written again when something on it changed.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from bibouroku.bibliography.identifier import page_name
from bibouroku.bibliography.japanese_style import language
from bibouroku.bibliography.publication_status import WHEN, fallen, known, override
from bibouroku.bibliography.status_change import changes, quoted_title
from bibouroku.blog.archive import oldest_first
from bibouroku.blog.fallout import fallout, ways
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.citation_gate import leaning_keys
from bibouroku.features.front_page import are_fresh
from bibouroku.features.history_line import details
from bibouroku.features.memo_links import leaning_links
from bibouroku.features.memos import memo_domain
from bibouroku.features.status_feed import FEED, PAGE, citing_memos
from bibouroku.features.written_files import digest, keep_digests, kept_digests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.publication_status import Event
    from bibouroku.bibliography.reference import Reference
    from bibouroku.bibliography.status_change import Change
    from bibouroku.blog.fallout import Affected, Way
    from bibouroku.blog.memo import Memo

    #: What a template prints: texts by name, and lists of them.
    View = dict[str, Any]

TEMPLATE: Final = "bibouroku/fallout.html"
TITLE: Final = "崩れた文献に寄りかかるメモ"


def affected_memos(env: BuildEnvironment) -> dict[str, Affected]:
    """Return the memos that rest on fallen sources, by document name."""
    domain = citation_domain(env)
    citations = {docname: leaning_keys(domain, docname) for docname in memo_domain(env).memos}
    fell = {key for key, events in domain.histories.items() if fallen(events)}
    return fallout(citations, leaning_links(env), fell)


def page_view(env: BuildEnvironment) -> View:
    """Return what the page shows, as texts."""
    found = affected_memos(env)
    rows = [row(env, one, list(ways(found, one.memo))) for one in found.values()]
    return {
        "direct": [shown for shown in rows if shown["sources"]],
        "indirect": [shown for shown in rows if not shown["sources"]],
        "changes": [*changes_view(env)],
    }


def row(env: BuildEnvironment, one: Affected, its_ways: Sequence[Way]) -> View:
    """Return what the page shows of a memo."""
    memo = memo_domain(env).memos[one.memo]
    return {
        **memo_view(memo),
        "date": memo.date.japanese,
        "sources": [source_view(env, key, memo) for key in one.sources],
        "ways": [way_view(env, way) for way in its_ways if len(way.memos) > 1],
    }


def memo_view(memo: Memo) -> View:
    """Return document name and title."""
    return {"docname": memo.docname, "title": memo.title}


def source_view(env: BuildEnvironment, key: str, memo: Memo) -> View:
    """Return what the page shows of a fallen source on which *memo* leans."""
    domain = citation_domain(env)
    events = fallen(domain.histories[key])
    gravest = [event for event in events if event.fate == events[0].fate]
    reference = domain.references[key]
    excuse = override(reference)  # the gate has refused one that cannot be read
    if excuse and not all(excuse.excuses(event) for event in events):
        excuse = None
    return {
        **reference_view(reference),
        "status": events[0].fate.status,
        "words": WHEN[known(gravest, memo.date)] + events[0].fate.word,
        "notices": [event_view(event) for event in gravest],
        "excuse": f"{excuse.reason}（{excuse.date.japanese}）" if excuse else "",
    }


def reference_view(reference: Reference) -> View:
    """Return key, page, label and title of a reference."""
    title = quoted_title(reference)
    return {
        "key": reference.key,
        "page": page_name(reference.key),
        "label": reference.label,
        "title": title,
        "language": language(reference),
    }


def event_view(event: Event) -> View:
    """Return the notice, what became of it, and that with its date."""
    fell = f"（のちに{event.by_fell.word}）" if event.by_fell else ""
    return {**reference_view(event.by), "details": details(event), "fell": fell}


def way_view(env: BuildEnvironment, way: Way) -> View:
    """Return the memos and sources of a way."""
    domain, memos = citation_domain(env), memo_domain(env).memos
    return {
        "memos": [memo_view(memos[name]) for name in way.memos[1:]],
        "left_out": way.left_out,
        "sources": [reference_view(domain.references[key]) for key in way.sources],
    }


def changes_view(env: BuildEnvironment) -> Iterator[View]:
    """Yield what became of references, newest first; what one notice did to several in one row."""
    domain, cited_by = citation_domain(env), citing_memos(env)
    told: dict[tuple[str, str, bool], list[Change]] = defaultdict(list)
    for change in changes(domain.references, domain.histories):
        event = change.event
        told[event.by.key, event.fate.status, event.counts].append(change)
    for (_, status, counts), together in told.items():
        event = together[0].event
        keys = [change.reference.key for change in together]
        memos = {memo.docname: memo for key in keys for memo in cited_by.get(key, ())}
        yield {
            "works": [reference_view(change.reference) for change in together],
            "date": event.by.date_words,
            "status": status if counts else "void",
            "word": event.fate.word,
            "notice": event_view(event),
            "memos": [memo_view(memo) for memo in oldest_first(memos.values())],
        }


def collect_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, unless it shows already what it would."""
    if not memo_domain(app.env).memos:
        return
    view = page_view(app.env)
    now = {PAGE: digest(repr(view))}
    page = Path(cast("StandaloneHTMLBuilder", app.builder).get_output_path(PAGE))
    if now != kept_digests(app, PAGE) or not page.is_file() or not are_fresh(app):
        yield PAGE, {"title": TITLE, "body": "", "feed": FEED, **view}, TEMPLATE
        keep_digests(app, PAGE, now)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write the page after those of the documents."""
    app.setup_extension("bibouroku.features.history_line")
    app.setup_extension("bibouroku.features.citation_gate")
    app.setup_extension("bibouroku.features.front_page")
    app.setup_extension("bibouroku.features.memo_links")
    app.setup_extension("bibouroku.features.status_feed")
    app.connect("html-collect-pages", collect_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
