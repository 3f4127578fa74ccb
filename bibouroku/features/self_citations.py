"""「この記事を引用する」: the end of each memo says how to cite it, and files hold the same.

``posts/<name>.cite.bib``, ``.cite.ris`` and ``.cite.json`` hold the memo itself; what it cites
stands in ``posts/<name>.bib`` and the like. The book has no such block: its title page says
what it is.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from docutils import nodes
from markupsafe import Markup
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.blog.metadata import WebPage
from bibouroku.blog.self_reference import self_citation, self_reference
from bibouroku.exports.formats import FORMATS
from bibouroku.exports.record import Record
from bibouroku.features.addresses import page_address
from bibouroku.features.exports import BUILDERS
from bibouroku.features.memos import memo_domain
from bibouroku.features.other_builders import NOTHING, skip
from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.memo import Memo

#: Formats that people paste: they are shown, not only offered as files.
SHOWN = frozenset({"BibTeX", "RIS"})


class memo_citation(nodes.General, nodes.Element):  # noqa: N801 - a docutils node
    """The block at the end of a memo; without text of its own, which a search would find."""


def citation_files(docname: str) -> list[str]:
    """Return the paths of the files that hold a memo itself, in the order of ``FORMATS``."""
    return [f"{docname}.cite{each.suffix}" for each in FORMATS]


def entries(app: Sphinx, memo: Memo) -> list[str]:
    """Return a memo as a file in each of ``FORMATS``."""
    record = Record(self_reference(memo, _page(app, memo)))
    return [each.joined([each.entry(record)]) for each in FORMATS]


def _page(app: Sphinx, memo: Memo) -> WebPage:
    address = page_address(app, memo.docname) if app.config.html_baseurl else ""
    return WebPage(app.config.project, app.config.language, address)


class AddMemoCitations(SphinxPostTransform):
    """Put the block at the end of a memo."""

    default_priority = 400  # after headings and lists are filled (9)
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Add the block, if the page is a memo."""
        app = cast("Any", self.env)._app  # noqa: SLF001 - as Sphinx's own transforms
        memo = memo_domain(self.env).memos.get(self.env.docname)
        section = next(iter(self.document.findall(nodes.section)), None)
        if memo is None or section is None or app.builder.name not in BUILDERS:
            return
        page = _page(app, memo)
        texts = zip(FORMATS, entries(app, memo), strict=True)
        here = app.builder.get_target_uri(memo.docname)
        section += memo_citation(
            words=self_citation(memo, page),
            address=page.address,
            texts=[(each.label, text) for each, text in texts if each.label in SHOWN],
            files=_files(memo, folder_up=here.endswith("/")),
        )


def _files(memo: Memo, *, folder_up: bool) -> list[tuple[str, str, str]]:
    """Return label, address from the page, and media type of each file."""
    names = (PurePosixPath(name).name for name in citation_files(memo.docname))
    before = "../" if folder_up else ""
    return [
        (each.label, before + quote(name), each.media_type)
        for each, name in zip(FORMATS, names, strict=True)
    ]


def visit_html(self: Any, node: memo_citation) -> None:
    """Write the block: words, entries behind a fold, files."""
    address = Markup(' <a href="{0}">{0}</a>').format(node["address"]) if node["address"] else ""
    folds = Markup().join(
        Markup("<details><summary>{}</summary><pre>{}</pre></details>\n").format(
            label, text.replace("\r\n", "\n").strip()
        )
        for label, text in node["texts"]
    )
    files = Markup("・").join(
        Markup('<a href="{}" type="{}" download>{}</a>').format(href, media_type, label)
        for label, href, media_type in node["files"]
    )
    block = Markup(
        '<section class="memo-citation" aria-labelledby="memo-citation">\n'
        '<h2 id="memo-citation">この記事を引用する</h2>\n'
        '<p class="memo-citation-words">{}{}</p>\n{}'
        '<p class="memo-citation-files">ファイル：{}</p>\n</section>\n'
    ).format(node["words"], address, folds, files)
    self.body.append(str(block))
    raise nodes.SkipNode


def write_files(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    _context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Write the files of a memo with its page."""
    memo = memo_domain(app.env).memos.get(pagename)
    if memo and app.builder.name in BUILDERS:
        for name, text in zip(citation_files(pagename), entries(app, memo), strict=True):
            write_changed(Path(app.outdir) / name, text.encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the block and write the files."""
    app.setup_extension("bibouroku.features.exports")
    app.setup_extension("bibouroku.features.memos")
    app.add_node(memo_citation, html=(visit_html, None), latex=(skip, None), **NOTHING)
    app.add_post_transform(AddMemoCitations)
    app.add_css_file("memo-citation.css", priority=600)
    app.connect("html-page-context", write_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
