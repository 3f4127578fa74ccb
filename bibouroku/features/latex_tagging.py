"""The book (PDF): what is a heading, a paragraph, a cell, for readers that cannot see it.

Sphinx's translator writes marks around its elements; ``bibouroku-archive.sty`` carries them into
the PDF, and the last step (``bibouroku.archive``) makes a structure tree of them.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.writers.latex import LaTeXTranslator

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

ENGINE: Final = "lualatex"
PACKAGE: Final = "bibouroku-archive"
CLOSE: Final = r"\BibourokuClose{}"
OPEN_ROW: Final = "\\BibourokuOpenRow "
CLOSE_ROW: Final = "\\BibourokuCloseRow "
#: The structure types (ISO 32000-1, 14.8.4) of what comes with commands of its own, which the
#: marks enclose.
AROUND: Final[dict[type[nodes.Node], tuple[str, ...]]] = {
    nodes.section: ("Sect",),
    nodes.bullet_list: ("L",),
    nodes.enumerated_list: ("L",),
    nodes.definition_list: ("L",),
    nodes.definition_list_item: ("LI",),
    nodes.list_item: ("LI",),
    nodes.term: ("Lbl",),
    nodes.table: ("Table",),
    nodes.figure: ("Div",),
    nodes.block_quote: ("BlockQuote",),
    nodes.literal_block: ("P", "Code"),
}
#: The same of what begins with such commands, after which the text is marked.
WITHIN: Final[dict[type[nodes.Node], str]] = {
    nodes.paragraph: "P",
    nodes.definition: "LBody",
    nodes.list_item: "LBody",
}
#: What stands in lines.
INLINE: Final = (nodes.math, nodes.literal, nodes.image, nodes.inline)
#: How the classes of docutils that tell the language of a passage begin.
LANGUAGE: Final = "language-"
#: The lowest heading that has a type of its own.
LOWEST: Final = 6


class TaggingTranslator(LaTeXTranslator):
    """Writes the marks around what Sphinx writes."""

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Open the elements that *node* is."""
        outer = self._outer(node)
        for kind, text in outer:
            self._write(opening(kind, text), node)
        try:
            super().dispatch_visit(node)
        except nodes.SkipNode:
            for _ in outer:
                self._write(CLOSE, node)
            raise
        if isinstance(node, nodes.row):
            self.body.append(OPEN_ROW)
        elif isinstance(node, nodes.entry):
            self._write(self._cell(node), node)
        elif type(node) in WITHIN:
            self.body.append(opening(WITHIN[type(node)]))

    def dispatch_departure(self, node: nodes.Node) -> None:
        """Close what ``dispatch_visit`` opened."""
        if isinstance(node, nodes.row):
            self.body.append(CLOSE_ROW)
        elif isinstance(node, nodes.entry) or type(node) in WITHIN:
            self.body.append(CLOSE)
        super().dispatch_departure(node)
        for _ in self._outer(node):
            self._write(CLOSE, node)

    def _write(self, mark: str, node: nodes.Node) -> None:
        """Write a *mark* of *node* so that TeX takes the ends of lines around it as without it.

        In lines that is so anyway. Otherwise the end of a line behind is no space, and an empty
        line before or behind remains one, which ends a paragraph.
        """
        if not isinstance(node, INLINE):
            ended = bool(self.body) and self.body[-1].endswith("\n")
            mark += "\\ignorespaces" + ("\n" if ended else " ")
        self.body.append(mark)

    def _outer(self, node: nodes.Node) -> list[tuple[str, str]]:
        """Return the elements around the commands of *node*, with their alternative texts."""
        moved = self.in_title or self.in_caption  # TeX writes it to other places, too
        if isinstance(node, nodes.title):
            level = min(max(self.sectionlevel - self.top_sectionlevel + 1, 1), LOWEST)
            heads = isinstance(node.parent, nodes.section) and not self.this_is_the_title
            return [(f"H{level}", "")] if heads else []
        if isinstance(node, nodes.image):
            return [("Figure", node.get("alt", ""))]
        if isinstance(node, nodes.math | nodes.math_block) and not moved:
            return [("Formula", node.astext())]
        if isinstance(node, nodes.literal) and not moved:
            return [("Code", "")]
        if isinstance(node, nodes.inline) and not moved:
            named = (name for name in node["classes"] if name.startswith(LANGUAGE))
            return [("Span", name.removeprefix(LANGUAGE)) for name in named]
        return [(kind, "") for kind in AROUND.get(type(node), ())]

    def _cell(self, entry: nodes.entry) -> str:
        """Return the mark of a cell; headings say whether they are those of a column or a row."""
        if isinstance(entry.parent.parent, nodes.thead):
            return opening("TH", "Column")
        cell = self.table.cell() if self.table else None
        stub = self.table and cell and cell.col in self.table.stubs
        return opening("TH", "Row") if stub else opening("TD")


def opening(kind: str, text: str = "") -> str:
    """Return the mark that opens an element, with its alternative text."""
    return rf"\BibourokuOpen{{{kind}}}{{{text.encode('utf-16-be').hex().upper()}}}"


def bring_files(_app: Sphinx, config: Config) -> None:
    """Bring the TeX files."""
    if is_tagged(config):
        folder = files("bibouroku") / "latex"
        names = (str(folder / f"{PACKAGE}{suffix}") for suffix in (".sty", ".lua"))
        config.latex_additional_files = [*names, *config.latex_additional_files]


def write_marks(app: Sphinx) -> None:
    """Let the translator, whoever chose it, write marks."""
    if isinstance(app.builder, LaTeXBuilder) and is_tagged(app.config):
        chosen = app.registry.get_translator_class(app.builder)
        tagging = type("Tagging", (TaggingTranslator, chosen), {})
        app.set_translator(app.builder.name, tagging, override=True)


def load_package(app: Sphinx, builder: Builder) -> None:
    """Load the package after all that it changes."""
    if isinstance(builder, LaTeXBuilder) and is_tagged(app.config):
        builder.context["preamble"] += f"\n\\usepackage{{{PACKAGE}}}\n"


def is_tagged(config: Config) -> bool:
    """Return whether PDFs get a structure."""
    return bool(config.latex_engine == ENGINE and config.bibouroku_tagged_pdf)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Mark books that LuaLaTeX sets."""
    app.add_config_value("bibouroku_tagged_pdf", True, "env", types=frozenset({bool}))  # noqa: FBT003 - Sphinx's signature
    app.connect("config-inited", bring_files, priority=150)
    app.connect("builder-inited", write_marks)
    app.connect("write-started", load_package)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
