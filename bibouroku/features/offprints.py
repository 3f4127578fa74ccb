"""The builder ``offprints``: all memos one after another in one file for TeX, to be cut into PDFs.

TeX starts slowly, so it sets every memo in one run; ``bibouroku.offprint`` cuts the PDF.
Each memo is resolved by itself, as a page of the site is: what leads out of it leads to
the web, in the words and numbers of the web, since that is where this builder says the
other documents are.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.util.docutils import new_document
from sphinx.util.fileutil import copy_asset_file

from bibouroku.archive.metadata import metadata_file
from bibouroku.blog.archive import oldest_first
from bibouroku.features.addresses import published_address
from bibouroku.features.latex_metadata import memo_metadata
from bibouroku.features.memos import memo_domain
from bibouroku.features.numbering import restart_numbers
from bibouroku.features.offprint_sources import fingerprints
from bibouroku.features.offprint_text import BUILDER, NOWHERE
from bibouroku.features.written_files import write_changed
from bibouroku.offprint import order
from bibouroku.offprint.order import ORDERS, TEX, Order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.memo import Memo

STYLE: Final = "bibouroku-offprint.sty"
#: Parts of the document for TeX that only a book has; its date would be that of the clock.
ONLY_OF_A_BOOK: Final = dict.fromkeys(
    ("maketitle", "tableofcontents", "makeindex", "printindex", "date", "atendofbody"), ""
)
LEVEL: Final = "manual"


class OffprintBuilder(LaTeXBuilder):
    """Writes all memos into one file for LaTeX, each of them complete in itself."""

    name = BUILDER
    epilog = "抜刷の原稿は%(outdir)sにある。"

    @property
    def memos(self) -> Sequence[Memo]:
        """The memos, oldest first."""
        return oldest_first(memo_domain(self.env).memos.values())

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return where *to* is for a reader of *from_*: in the same PDF, or on the web."""
        if from_ == to:
            return f"%{to}"
        return self.get_target_uri(to, typ)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002 - Sphinx's
        """Return the address of a document on the web."""
        return published_address(self.config, docname) or NOWHERE + docname

    def init_context(self) -> None:
        """Leave out what only a book has, and load the style of offprints."""
        super().init_context()
        self.context.update(ONLY_OF_A_BOOK)
        self.context["preamble"] += f"\n\\usepackage{{{Path(STYLE).stem}}}\n"

    def init_document_data(self) -> None:
        """Name the one file that is written, if there are memos."""
        config = self.config
        for memo in self.memos[:1]:
            entry = (memo.docname, TEX, config.project, config.author, LEVEL, False)
            self.document_data.append(entry)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Take the numbers of the pages of the site."""
        super().prepare_writing(docnames)
        restart_numbers(self.env)

    def assemble_doctree(
        self,
        indexfile: str,  # noqa: ARG002 - Sphinx's
        toctree_only: bool,  # noqa: ARG002, FBT001
        appendices: list[str],  # noqa: ARG002
    ) -> nodes.document:
        """Return all memos, resolved, below a section that stands for the title of a book."""
        whole = new_document("<offprints>")
        book = nodes.section("", nodes.title(text=self.config.project))
        whole += book
        for number, memo in enumerate(self.memos, start=1):
            book += self.memo(memo, number)
        return whole

    def memo(self, memo: Memo, number: int) -> addnodes.start_of_file:
        """Return *memo* as it stands in the file."""
        document = self.env.get_doctree(memo.docname)
        for tree in list(document.findall(addnodes.toctree)):
            tree.parent.remove(tree)
        self.docnames = {memo.docname}
        self.env.resolve_references(document, memo.docname, self)
        place = addnodes.start_of_file("", *document.children, docname=memo.docname)
        for section in place.findall(nodes.section):
            section["docname"] = memo.docname
        first = next(iter(place.findall(nodes.section)))
        address = published_address(self.config, memo.docname)
        first["ids"].append(":doc")  # what links to the whole memo lead to
        first.insert(1, tex(f"\\BibourokuOffprintBegins{{{name_of(number)}}}"))
        place.insert(0, tex(f"\\BibourokuOffprint{{{number}}}{{{self.encoded(address)}}}"))
        return place

    def encoded(self, address: str) -> str:
        """Return *address* as TeX takes it for text and link."""
        return address.replace("%", r"\%").replace("#", r"\#").replace("_", r"\_")

    def copy_assets(self) -> None:
        """Copy the style of offprints, too."""
        super().copy_assets()
        copy_asset_file(str(files("bibouroku") / "latex" / STYLE), self.outdir, force=True)

    def finish(self) -> None:
        """Say what becomes of each memo in the PDF."""
        super().finish()
        app, made_from = self._app, fingerprints(self._app)
        orders = []
        for number, memo in enumerate(self.memos, start=1):
            file = f"{memo.docname}.pdf"
            metadata = memo_metadata(app, memo, published_address(self.config, memo.docname))
            place = metadata_file(Path(self.outdir) / file)
            write_changed(place, metadata.written().encode())
            orders.append(Order(name_of(number), file, made_from[memo.docname]))
        write_changed(Path(self.outdir) / ORDERS, order.written(orders).encode())


def name_of(number: int) -> str:
    """Return by what the beginning of a memo is known in the PDF."""
    return f"offprint.{number}"


def tex(code: str) -> nodes.raw:
    """Return *code* for TeX."""
    return nodes.raw("", f"{code}\n", format="latex")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the builder."""
    app.setup_extension("bibouroku.features.latex_metadata")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.numbering")
    app.setup_extension("bibouroku.features.offprint_text")
    app.setup_extension("bibouroku.features.offprint_sources")
    app.add_builder(OffprintBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
