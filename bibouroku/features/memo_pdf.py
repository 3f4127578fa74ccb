"""The PDF of a memo, linked from its page: 「PDF（9頁、180 kB）」.

``make memos`` makes the PDFs; the site takes those that were made of just the sources that the
page is made of, and needs no TeX itself. A page whose PDF is missing or older says nothing of
it: an info line names the memo, and the remedy.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from docutils import nodes
from markupsafe import Markup
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import getLogger
from sphinx.util.osutil import relative_uri

from bibouroku.features.document_domain import DocumentDomain
from bibouroku.features.exports import BUILDERS
from bibouroku.features.memos import memo_domain
from bibouroku.features.offprint_sources import fingerprints
from bibouroku.features.other_builders import NOTHING, skip
from bibouroku.features.written_files import keep_digests, kept_digests, write_changed
from bibouroku.offprint.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.offprint.manifest import Offprint

logger = getLogger(__name__)
KILO: Final = 1000


class MemoPdfDomain(DocumentDomain):
    """Holds the PDFs to which the pages of this build link."""

    name = "memopdf"
    label = "PDFs of memos"
    data_version = 1
    kept = ()
    #: By document; found anew in each build.
    pdfs: Mapping[str, Offprint] = MappingProxyType({})


def pdf_domain(env: BuildEnvironment) -> MemoPdfDomain:
    """Return the domain of *env*."""
    return cast("MemoPdfDomain", env.domains["memopdf"])


class memo_pdf_link(nodes.Inline, nodes.Element):  # noqa: N801 - a docutils node
    """The link; without text of its own, which others would take for the memo's."""


def pdf_file(docname: str) -> str:
    """Return the path of the PDF of a memo, below the folder of PDFs and that of the site."""
    return f"{docname}.pdf"


def find_pdfs(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Find the PDFs made of the present sources; return the memos whose page has another now.

    With them goes the front page, whose age says whether feeds are fresh. What an earlier build
    copied, and no page links to, is removed.
    """
    if app.builder.name not in BUILDERS:
        return []
    domain, folder, site = memo_domain(env), pdf_folder(app), Path(app.outdir)
    held = read_manifest(folder).offprints
    made_from = fingerprints(app) if held else {}
    pdfs = {
        docname: offprint
        for docname in domain.memos
        if (offprint := held.get(pdf_file(docname)))
        and offprint.made_from == made_from[docname]
        and offprint.is_whole(folder / pdf_file(docname))
    }
    pdf_domain(env).pdfs = pdfs
    tell_of_missing([docname for docname in domain.memos if docname not in pdfs])
    last = kept_digests(app, "memo-pdfs")
    now = {docname: offprint.digest for docname, offprint in pdfs.items()}
    keep_digests(app, "memo-pdfs", now)
    for docname in last.keys() - now.keys():
        (site / pdf_file(docname)).unlink(missing_ok=True)
    changed = [name for name in domain.memos if last.get(name) != now.get(name)]
    lost = [name for name, pdf in pdfs.items() if not pdf.is_whole(site / pdf_file(name))]
    return [*changed, *lost, *[app.config.root_doc] * bool(changed)]


def pdf_folder(app: Sphinx) -> Path:
    """Return the folder with the PDFs."""
    return Path(app.srcdir, app.config.bibouroku_memo_pdfs)


def tell_of_missing(docnames: list[str]) -> None:
    """Say which memos have no PDF, or one of other sources."""
    if docnames:
        listed = "、".join(docnames)
        logger.info("今の原稿から作ったPDFのないメモ：%s（make memosで作る）", listed)


class LinkPdfs(SphinxPostTransform):
    """Put the link at the end of the line with date, category and tags."""

    default_priority = 11  # after headings are filled (9)
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Put the link of one page."""
        docname = self.env.docname
        offprint = pdf_domain(self.env).pdfs.get(docname)
        lines = (line for line in self.document.findall(nodes.paragraph)
                 if "memo-date-line" in line["classes"])  # fmt: skip
        line = next(lines, None)
        if offprint and line is not None:
            line += memo_pdf_link(href=href(self.env._app, docname), words=words(offprint))  # noqa: SLF001


def href(app: Sphinx, docname: str) -> str:
    """Return the address of the PDF of a memo from its page."""
    return relative_uri(app.builder.get_target_uri(docname), quote(pdf_file(docname)))


def words(offprint: Offprint) -> str:
    """Return how long and large a PDF is: 9頁、180 kB."""
    size = offprint.size
    large = f"{size / KILO**2:.1f} MB" if size >= KILO**2 else f"{max(1, round(size / KILO))} kB"
    return f"{offprint.pages}頁、{large}"


def visit_link_html(self: Any, node: memo_pdf_link) -> None:
    """Write the link."""
    link = Markup(' <a class="memo-pdf" href="{}" type="application/pdf">PDF（{}）</a>')
    self.body.append(str(link.format(node["href"], node["words"])))
    raise nodes.SkipNode


def add_context(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Copy the PDF of a memo beside its page, and tell the template of it."""
    offprint = pdf_domain(app.env).pdfs.get(pagename)
    if offprint and app.builder.name in BUILDERS:
        name = pdf_file(pagename)
        write_changed(Path(app.outdir) / name, (pdf_folder(app) / name).read_bytes())
        context["memo_pdf"] = name


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look for PDFs when numbers are known; link them when pages are written."""
    app.setup_extension("bibouroku.features.exports")
    app.setup_extension("bibouroku.features.memo_page")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.offprint_sources")
    app.add_domain(MemoPdfDomain)
    app.add_config_value("bibouroku_memo_pdfs", "_build/memos", "html", types=frozenset({str}))
    app.add_node(memo_pdf_link, html=(visit_link_html, None), latex=(skip, None), **NOTHING)
    app.add_post_transform(LinkPdfs)
    # after Sphinx (500) has numbered, and cross_references (600) compared
    app.connect("env-get-updated", find_pdfs, priority=700)
    # before page_metadata (500) tells of the PDF
    app.connect("html-page-context", add_context, priority=400)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True,
            "parallel_write_safe": True}  # fmt: skip
