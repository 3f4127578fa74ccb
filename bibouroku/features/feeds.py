"""Atom feeds (RFC 4287): all memos, one category, one tag.

Nothing in them comes from the clock or the machine: times are those of the
memos, at midnight in Japan; links are absolute; a feed is replaced only when
its bytes change.

The PDF of a memo, where its page links to it, is an enclosure: readers show such a file with its
size, and the page stays the one alternate that they open.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from bibouroku.features.addresses import page_address, site_address
from bibouroku.features.atom import Enclosure, midnight, new_feed, xml_text
from bibouroku.features.front_page import are_fresh
from bibouroku.features.leads import lead_html
from bibouroku.features.memo_pdf import pdf_domain, pdf_file
from bibouroku.features.memos import memo_domain
from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.memo import Memo

FEED: Final = "atom.xml"
#: The newest memos that a feed holds.
LENGTH: Final = 20


def feed(app: Sphinx, title: str, pagename: str, memos: Sequence[Memo]) -> bytes:
    """Return the feed of *memos* (newest first), whose HTML page is *pagename*."""
    maker = new_feed(app, f"{pagename}/{FEED}", title, pagename)
    maker.updated(max(midnight(memo.modified) for memo in memos))
    for memo in memos[:LENGTH]:
        _add(maker, app, memo)
    return maker.atom_str(pretty=True)  # type: ignore[no-any-return]  # feedgen is untyped


def _add(maker: Any, app: Sphinx, memo: Memo) -> None:
    address = page_address(app, memo.docname)
    entry = maker.add_entry(order="append")
    entry.id(address)
    entry.title(xml_text(memo.title))
    entry.link(href=address, rel="alternate")
    entry.author([{"name": name.strip()} for name in memo.author.split(",")])
    if memo.date.earliest == memo.date.latest:  # a month is no moment of publication
        entry.published(midnight(memo.date))
    entry.updated(midnight(memo.modified))
    entry.category([{"term": term} for term in (memo.category, *memo.tags)])
    lead = lead_html(app, memo.docname, site_address(app))
    entry.summary(xml_text(lead), type="html")
    if pdf := pdf_domain(app.env).pdfs.get(memo.docname):
        file = site_address(app) + quote(pdf_file(memo.docname))
        made = partial(Enclosure, file, "application/pdf", pdf.size)
        entry.register_extension("enclosure", made)


def write_feeds(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write every feed that is missing or whose bytes changed, and yield no pages."""
    fresh = are_fresh(app)
    for title, pagename, memos in feeds(app):
        path = Path(app.outdir) / pagename / FEED
        if not fresh or not path.is_file():
            write_changed(path, feed(app, title, pagename, memos))
    return ()


def feed_files(app: Sphinx) -> set[str]:
    """Return the paths of all feeds below the output folder."""
    return {f"{pagename}/{FEED}" for _title, pagename, _memos in feeds(app)}


def feeds(app: Sphinx) -> Iterator[tuple[str, str, Sequence[Memo]]]:
    """Yield title, page and memos of each feed; without the address of the site there is none."""
    domain = memo_domain(app.env)
    if not domain.memos or not app.config.html_baseurl:
        return
    everything = domain.archive()
    name = app.config.project
    yield name, app.config.blog_path, everything.memos
    for group in (*everything.categories, *everything.tags):
        yield f"{name}：{group.name}", group.pagename, group.memos


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write feeds after the pages."""
    app.setup_extension("bibouroku.features.front_page")
    app.setup_extension("bibouroku.features.memo_pdf")
    app.connect("html-collect-pages", write_feeds)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
