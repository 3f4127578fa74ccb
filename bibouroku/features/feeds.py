"""Atom feeds (RFC 4287): all memos, one category, one tag.

Nothing in them comes from the clock or the machine: times are those of the
memos, at midnight in Japan; links are absolute; a feed is replaced only when
its bytes change.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from feedgen.feed import FeedGenerator

from bibouroku.features.front_page import are_fresh
from bibouroku.features.leads import lead_html
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.blog.memo import Memo

JAPAN: Final = dt.timezone(dt.timedelta(hours=9))
FEED: Final = "atom.xml"
#: The newest memos that a feed holds.
LENGTH: Final = 20


def midnight(date: EdtfDate) -> dt.datetime:
    """Return the first moment, in Japan, of the first day that *date* can mean."""
    return dt.datetime.combine(date.earliest, dt.time(), JAPAN)


def feed(app: Sphinx, title: str, pagename: str, memos: Sequence[Memo]) -> bytes:
    """Return the feed of *memos* (newest first), whose HTML page is *pagename*."""
    root = base_url(app)
    address = root + quote(f"{pagename}/{FEED}")
    maker = FeedGenerator()
    maker.id(address)
    maker.title(title)
    maker.link(href=root + app.builder.get_target_uri(pagename), rel="alternate")
    maker.link(href=address, rel="self")
    maker.language(app.config.language)
    maker.author({"name": app.config.author})
    maker.rights(app.config.copyright)
    maker.generator("bibouroku")
    maker.updated(max(midnight(memo.modified) for memo in memos))
    for memo in memos[:LENGTH]:
        _add(maker, app, memo, root)
    return maker.atom_str(pretty=True)  # type: ignore[no-any-return]  # feedgen is untyped


def base_url(app: Sphinx) -> str:
    """Return the address of the site, with one slash at its end."""
    return str(app.config.html_baseurl).rstrip("/") + "/"


def _add(maker: Any, app: Sphinx, memo: Memo, root: str) -> None:
    address = root + app.builder.get_target_uri(memo.docname)
    entry = maker.add_entry(order="append")
    entry.id(address)
    entry.title(memo.title)
    entry.link(href=address, rel="alternate")
    entry.author([{"name": name.strip()} for name in memo.author.split(",")])
    if memo.date.earliest == memo.date.latest:  # a month is no moment of publication
        entry.published(midnight(memo.date))
    entry.updated(midnight(memo.modified))
    entry.category([{"term": term} for term in (memo.category, *memo.tags)])
    entry.summary(lead_html(app, memo.docname, root), type="html")


def write_feeds(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write every feed whose bytes changed, unless all are fresh; yield no pages."""
    domain = memo_domain(app.env)
    if domain.memos and app.config.html_baseurl and not are_fresh(app):
        everything = domain.archive()
        name = app.config.project
        _write(app, app.config.blog_path, feed(app, name, app.config.blog_path, everything.memos))
        for group in (*everything.categories, *everything.tags):
            title = f"{name}：{group.name}"
            _write(app, group.pagename, feed(app, title, group.pagename, group.memos))
    return ()


def _write(app: Sphinx, pagename: str, content: bytes) -> None:
    path = Path(app.outdir) / pagename / FEED
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write feeds after the pages."""
    app.setup_extension("bibouroku.features.front_page")
    app.connect("html-collect-pages", write_feeds)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
