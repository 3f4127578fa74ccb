"""The Atom feed (RFC 4287) of what became of references: one entry to an event.

Nothing in it comes from the clock or the machine. An entry is as new as its
event, at midnight in Japan of the first day that the date can mean; an event
without a date is left out, since any moment would be invented. The feed is not
cut at a length: an old event that is entered late would never be seen. An id
stays when titles, labels or the citing memos change.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup
from sphinx.errors import ConfigError

from bibouroku.bibliography.identifier import page_name
from bibouroku.bibliography.status_change import TAG_DATE, changes, quoted_title
from bibouroku.blog.archive import oldest_first
from bibouroku.features.addresses import page_address
from bibouroku.features.atom import midnight, new_feed, xml_text
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.memos import memo_domain
from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.reference import Reference
    from bibouroku.bibliography.status_change import Change
    from bibouroku.blog.memo import Memo

#: The file of the feed, and the page that shows the same.
FEED: Final = "changes/atom.xml"
PAGE: Final = "fallout"


def dated_changes(env: BuildEnvironment) -> list[Change]:
    """Return what became of references and when, newest first."""
    domain = citation_domain(env)
    return [one for one in changes(domain.references, domain.histories) if one.is_dated]


def citing_memos(env: BuildEnvironment) -> Mapping[str, list[Memo]]:
    """Return the memos that cite each reference, oldest first, by cite key."""
    memos = memo_domain(env).memos
    return {
        key: oldest_first(memos[name] for name in docnames if name in memos)
        for key, docnames in citation_domain(env).documents_by_key().items()
    }


def feed(app: Sphinx, told: Sequence[Change]) -> bytes:
    """Return the feed of *told* (newest first); without any it is as old as the newest memo."""
    maker = new_feed(app, FEED, f"{app.config.project}：文献のその後", PAGE)
    cited_by = citing_memos(app.env)
    for change in told:
        _add(maker, app, change, cited_by.get(change.reference.key, ()))
    dates = [change.event.date for change in told]
    dates = dates or [memo.modified for memo in memo_domain(app.env).memos.values()]
    maker.updated(max(midnight(date) for date in dates if date))
    return maker.atom_str(pretty=True)  # type: ignore[no-any-return]  # feedgen is untyped


def _add(maker: Any, app: Sphinx, change: Change, memos: Iterable[Memo]) -> None:
    date = change.event.date
    assert date is not None  # noqa: S101 - only dated ones are told
    entry = maker.add_entry(order="append")
    entry.id(change.tag(app.config.html_baseurl, app.config.bibouroku_tag_date))
    entry.title(xml_text(change.headline))
    entry.author({"name": app.config.author})
    entry.link(href=page_address(app, page_name(change.reference.key)), rel="alternate")
    entry.updated(midnight(date))
    entry.category([{"term": change.event.fate.status}])
    what = f"{change.event.fate.word}（{date.japanese}）"
    paragraphs = (
        Markup("<p>文献：{}</p>").format(_work(app, change.reference)),
        Markup("<p>{}：{}</p>").format(what, _work(app, change.event.by)),
        _citing(app, memos),
    )
    entry.summary(xml_text("".join(paragraphs)), type="html")


def _citing(app: Sphinx, memos: Iterable[Memo]) -> Markup:
    """Return the paragraph that names *memos*, which cite a reference, as links."""
    link = Markup('<a href="{}">『{}』</a>')
    links = [link.format(page_address(app, memo.docname), memo.title) for memo in memos]
    if not links:
        return Markup("<p>引いているメモはない。</p>")
    return Markup("<p>引いているメモ：{}</p>").format(Markup("、").join(links))


def _work(app: Sphinx, reference: Reference) -> Markup:
    """Return a reference as a link to its page, with its title."""
    link = Markup('<a href="{}">{}</a>{}')
    address = page_address(app, page_name(reference.key))
    return link.format(address, reference.label, quoted_title(reference))


def write_feed(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write the feed if its bytes changed; yield no pages."""
    if memo_domain(app.env).memos and app.config.html_baseurl:
        write_changed(Path(app.outdir) / FEED, feed(app, dated_changes(app.env)))
    return ()


def check_tag_date(_app: Sphinx, config: Config) -> None:
    """Refuse a ``bibouroku_tag_date`` with which ids would be no ``tag:`` URIs."""
    if not TAG_DATE.fullmatch(config.bibouroku_tag_date):
        message = "bibouroku_tag_dateは「2025」「2025-01」「2025-01-31」のどれかの形で書く"
        raise ConfigError(message)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write the feed after the pages."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.memos")
    app.add_config_value("bibouroku_tag_date", "2025", "html", types=frozenset({str}))
    app.connect("config-inited", check_tag_date)
    app.connect("html-collect-pages", write_feed)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
