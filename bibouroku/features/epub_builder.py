"""The electronic book (EPUB 3): Sphinx's builder, with pages, metadata and container of our own.

Stock, the book would hold the files of the site around it, bear the time of its making, and
take templates and scripts from whatever extension adds some. Here a page is made from the
document alone, by the templates in ``templates/epub``; of ``html-page-context`` and
``html-collect-pages``, by which features write what a site has besides, the builder knows nothing.
What the book leaves out is linked on the web, if the address of the site is known.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from sphinx.builders import epub3
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import NoUri
from sphinx.util.logging import getLogger
from sphinx.util.osutil import relative_uri

from bibouroku.bibliography.identifier import anchor, page_name
from bibouroku.blog.archive import newest_date
from bibouroku.blog.cover_image import Cover, picture
from bibouroku.ebook.page import PageError, finished
from bibouroku.features import epub_book
from bibouroku.features.addresses import site_address
from bibouroku.features.citation_domain import EVERYTHING, citation_domain
from bibouroku.features.epub_metadata import is_set, language
from bibouroku.features.epub_pages import (
    FOLDER,
    TEMPLATES,
    context_of,
    documents_of_book,
    pages_of_book,
)  # fmt: skip
from bibouroku.features.fallout import affected_memos
from bibouroku.features.memos import memo_domain
from bibouroku.features.problems import stop_with
from bibouroku.features.source_digest import source_digest
from bibouroku.features.written_files import write_changed
from bibouroku.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.fallout import Affected
    from bibouroku.features.epub_pages import BookPage

logger = getLogger(__name__)

COVER_PICTURE: Final = f"{FOLDER}/cover.png"
SHEET: Final = f"{FOLDER}/book.css"
#: Where Sphinx's own would read worse in Japanese.
SETTINGS: Final[dict[str, Any]] = {"epub_show_urls": "no", "epub_tocdepth": 2}
#: What a ZIP file dates that no memo dates.
UNDATED: Final = dt.date(1980, 1, 1)


class BookBuilder(epub3.Epub3Builder):
    """Builds one EPUB of the documents that the toctrees name."""

    #: Else Sphinx would load pictures from the web; pages link them.
    supported_remote_images = True
    #: Without a script, formulae can only be MathML.
    math_renderer_name = "mathml"
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml", "image/png", "image/jpeg", "image/gif",
    ]  # fmt: skip

    def get_outdated_docs(self) -> str:  # type: ignore[override]  # as builders of books do
        """Return that the book is always made as a whole."""
        return "すべての文書"

    # ---- what is in the book

    @cached_property
    def docnames(self) -> list[str]:
        """The documents of the book, in the order of reading."""
        return documents_of_book(self.env, self.tags)

    @cached_property
    def pages(self) -> dict[str, BookPage]:
        """The pages of the book by name, in the order of reading."""
        return {page.name: page for page in pages_of_book(self.env, self.docnames)}

    @cached_property
    def day(self) -> dt.date:
        """The day of the newest memo or note: the book's, for nothing in it is of the clock."""
        newest = newest_date(memo_domain(self.env).memos.values())
        return newest.earliest if newest else UNDATED

    @cached_property
    def affected(self) -> dict[str, Affected]:
        """The memos that rest on fallen sources, by document name."""
        return affected_memos(self.env)

    # ---- where things are

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return where a page is: in the book, else on the web; raises ``NoUri`` if nowhere."""
        if docname in self.pages:
            return quote(docname) + self.out_suffix
        if not self.config.html_baseurl:
            raise NoUri(docname, typ)
        suffix = self.config.html_link_suffix or self.config.html_file_suffix or ".html"
        return site_address(self._app) + quote(docname) + suffix

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a page as seen from another."""
        target = self.get_target_uri(to, typ)
        return target if "://" in target else relative_uri(self.get_target_uri(from_), target)

    def path_from(self, pagename: str, name: str, resource: int = 0) -> str:
        """Return for a template where a page is; of a reference where the book lists it."""
        if resource:
            return relative_uri(self.get_target_uri(pagename), name)
        try:
            if name in self._entries:
                whole, key = self._entries[name]
                return f"{self.get_relative_uri(pagename, whole)}#{anchor(key)}"
            return self.get_relative_uri(pagename, name)
        except NoUri:
            return ""

    @cached_property
    def _entries(self) -> dict[str, tuple[str, str]]:
        """Where a reference is listed, and its cite key, by the name of its page on the web."""
        domain = citation_domain(self.env)
        lists = [name for name in self.docnames if domain.lists.get(name) == EVERYTHING]
        return {page_name(key): (lists[0], key) for key in domain.references} if lists else {}

    # ---- writing

    def copy_assets(self) -> None:
        """Copy nothing of the site."""

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Write the documents of the book."""
        super().write_documents(set(self.docnames))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one document."""
        self.add_visible_links(doctree, self.config.epub_show_urls)
        StandaloneHTMLBuilder.write_doc(self, docname, doctree)

    def get_doc_context(self, _docname: str, body: str, _metatags: str) -> dict[str, Any]:
        """Return what the template of a document shows."""
        return {"body": body}

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,  # noqa: ARG002 - Sphinx's
    ) -> None:
        """Write one page."""
        page = self.pages[pagename]
        context = {
            "title": page.title,
            "language": language(self.config),
            "vertical": self.config.epub_writing_mode == "vertical",
            "sheets": [self.path_from(pagename, name, 1) for name in self.sheets],
            "pathto": lambda name, resource=0: self.path_from(pagename, name, resource),
            **addctx,
        }
        try:
            made = finished(
                self._templates.get_template(templatename).render(context), page.division
            )
        except PageError as error:
            stop_with([not_xml(self, pagename, str(error))])
        write_changed(Path(outfilename or self.get_output_path(pagename)), made)

    @cached_property
    def _templates(self) -> Environment:
        folder = files("bibouroku") / "templates"
        return Environment(
            loader=FileSystemLoader([str(folder / "epub"), str(folder)]), autoescape=True
        )

    @cached_property
    def sheets(self) -> list[str]:
        """The style sheets: ours, then those that conf.py names for the EPUB."""
        config = self.config
        named = config.epub_css_files if is_set(config, "epub_css_files") else []
        return [SHEET, *(f"_static/{name}" for name, _attributes in named)]

    def finish(self) -> None:
        """Write the pages without a source, then the book."""
        for page in self.pages.values():
            if page.name in TEMPLATES:
                context = {**self.about(), **context_of(self.env, page, self.docnames)}
                self.handle_page(page.name, context, TEMPLATES[page.name])
        self.copy_image_files()
        if not self.config.epub_cover:
            write_changed(Path(self.outdir, COVER_PICTURE), picture(self.cover))
        write_changed(Path(self.outdir, SHEET), style_sheet())
        epub_book.write(self)

    @cached_property
    def cover(self) -> Cover:
        """The words on the cover."""
        config, newest = self.config, newest_date(memo_domain(self.env).memos.values())
        return Cover(
            config.epub_title,
            config.bibouroku_description,
            config.epub_author,
            newest.japanese if newest else "",
        )

    def about(self) -> dict[str, Any]:
        """Return what cover, title page and colophon show of the book."""
        return {
            "cover": self.cover,
            "cover_picture": self.cover_picture,
            "has_drawn_cover": self.cover_picture == COVER_PICTURE,
            "rights": self.config.epub_copyright,
            "license": self.config.bibouroku_license,
            "address": site_address(self._app) if self.config.html_baseurl else "",
            "revision": source_digest(self.env),
        }

    @property
    def cover_picture(self) -> str:
        """The path of the picture on the cover: that which conf.py names, else the drawn one."""
        return self.config.epub_cover[0] if self.config.epub_cover else COVER_PICTURE


def not_xml(builder: BookBuilder, pagename: str, error: str) -> Problem:
    """Return the problem of a page that no reader could open."""
    env = builder.env
    path = env.doc2path(pagename, base=False) if pagename in env.found_docs else pagename
    message = (
        f"EPUBの頁がXMLとして正しくない（{error}）。"
        "文中のHTMLのタグを閉じるか、ディレクティブonlyでEPUBから外す"
    )
    return Problem(str(path), 0, "epub-not-xml", message)


def style_sheet() -> bytes:
    """Return our style sheet."""
    return (files("bibouroku") / "templates" / "epub" / "book.css").read_bytes()


def settle(_app: Sphinx, config: Config) -> None:
    """Set what conf.py left open."""
    for name, value in SETTINGS.items():
        if not is_set(config, name):
            setattr(config, name, value)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builder in the place of Sphinx's, which would ask conf.py for what ours finds out."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.epub_backlinks")
    app.setup_extension("bibouroku.features.epub_words")
    app.setup_extension("bibouroku.features.fallout")
    app.setup_extension("bibouroku.features.mathml")
    app.setup_extension("bibouroku.features.page_metadata")
    app.setup_extension("bibouroku.features.problems")
    app.add_config_value("bibouroku_title_reading", "", "epub", types=frozenset({str}))
    app.add_config_value("bibouroku_author_reading", "", "epub", types=frozenset({str}))
    app.add_builder(BookBuilder, override=True)
    for listener in list(app.events.listeners["builder-inited"]):
        if listener.handler is epub3.validate_config_values:
            app.disconnect(listener.id)
    app.connect("config-inited", settle)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
