"""Writes what programs look for at the root of a site: sitemap.xml, robots.txt, llms.txt.

Nothing in them comes from the clock. A page is as new as the news that it shows: a memo as its
newest note, the page of a reference as its newest event or the newest memo that cites it, all
others as the newest memo. Without the address of the site there is no sitemap. A file that the
author keeps in ``html_extra_path`` is left as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bibouroku.bibliography.identifier import page_name
from bibouroku.blog.site_file import Entry, llms, robots, sitemap
from bibouroku.features.addresses import page_address, site_address
from bibouroku.features.card_images import card_files
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.exports import BUILDERS
from bibouroku.features.front_page import INDEX_PAGE, archive_pages
from bibouroku.features.index_entries import reading_domain
from bibouroku.features.markdown_copies import markdown_file
from bibouroku.features.memos import memo_domain
from bibouroku.features.page_metadata import HIDDEN, file_address, linkset_file
from bibouroku.features.self_citations import citation_files
from bibouroku.features.status_feed import PAGE, citing_memos
from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.edtf_date import EdtfDate

SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
LLMS: Final = "llms.txt"


def machine_files(app: Sphinx) -> set[str]:
    """Return the paths of the files that memos and the site have for programs."""
    if app.builder.name not in BUILDERS:
        return set()
    memos = memo_domain(app.env).memos
    files = {name for docname in memos for name in citation_files(docname)}
    files |= {markdown_file(docname) for docname in memos} | {ROBOTS, LLMS} | card_files(app)
    if app.config.html_baseurl:
        files |= {linkset_file(docname) for docname in memos} | {SITEMAP}
    return files


def pages(app: Sphinx) -> Iterator[tuple[str, EdtfDate | None]]:
    """Yield the name of every page that search engines may show, and the date of its news."""
    memos, domain = memo_domain(app.env).memos, citation_domain(app.env)
    newest = _newest(memo.modified for memo in memos.values())
    others = app.env.found_docs | (archive_pages(app) | {PAGE} if memos else set())
    others |= {INDEX_PAGE} if reading_domain(app.env).is_filled else set()
    for name in sorted(others - HIDDEN):
        yield name, memos[name].modified if name in memos else newest
    cited_by = citing_memos(app.env)
    for key in sorted(domain.references):
        events = (event.date for event in domain.histories.get(key, ()) if event.date)
        citing = (memo.modified for memo in cited_by.get(key, ()))
        yield page_name(key), _newest([*events, *citing])


def _newest(dates: Iterable[EdtfDate]) -> EdtfDate | None:
    begun = (date for date in dates if date.start)
    return max(begun, key=lambda date: date.earliest, default=None)


def write_files(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the files if their bytes changed; yield no pages."""
    if app.builder.name in BUILDERS:
        has_address = bool(app.config.html_baseurl)
        texts = {
            ROBOTS: robots(site_address(app) + SITEMAP if has_address else ""),
            LLMS: llms_text(app),
        }
        if has_address:
            texts[SITEMAP] = sitemap((page_address(app, name), date) for name, date in pages(app))
        for name, text in texts.items():
            if not _is_own(app, name):
                write_changed(Path(app.outdir) / name, text.encode())
    yield from ()


def llms_text(app: Sphinx) -> str:
    """Return llms.txt: the site, its memos by category, newest first, and lists."""
    config, domain = app.config, memo_domain(app.env)
    root = site_address(app) if config.html_baseurl else ""
    sections = {}
    for group in domain.archive().categories if domain.memos else ():
        sections[group.name] = [
            Entry(
                memo.title,
                file_address(app, markdown_file(memo.docname)),
                f"{memo.date.japanese}。{memo.description}",
            )
            for memo in group.memos
        ]  # fmt: skip
    rest = [Entry("すべての文献（CSL-JSON）", f"{root}references.json", "引いた文献と、その後")]
    if root and domain.memos:
        rest.append(Entry("フィード（Atom）", f"{root}{config.blog_path}/atom.xml", "新しいメモ"))
    return llms(config.project, config.bibouroku_description, sections, rest)


def _is_own(app: Sphinx, name: str) -> bool:
    """Return whether the author has a file of this name to be copied to the root."""
    places = (Path(app.confdir) / place for place in app.config.html_extra_path)
    return any((place / name).is_file() or place.name == name for place in places)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write the files after the pages."""
    app.setup_extension("bibouroku.features.card_images")
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.exports")
    app.setup_extension("bibouroku.features.front_page")
    app.setup_extension("bibouroku.features.markdown_copies")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.page_metadata")
    app.setup_extension("bibouroku.features.self_citations")
    app.setup_extension("bibouroku.features.status_feed")
    app.connect("html-collect-pages", write_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
