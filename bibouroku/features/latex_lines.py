"""The book (PDF): says beside the TeX which memo or reference each of its lines comes from.

With that, and with the list of books written here too, ``bibouroku typeset`` needs no Sphinx.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from sphinx.builders.latex import LaTeXBuilder

from bibouroku.features.bibliography_list import bibliography_entry
from bibouroku.features.book_date import book_date
from bibouroku.features.written_files import write_changed
from bibouroku.typesetting.source_map import Place, SourceMap, mark, without_marks

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.latex import LaTeXTranslator

    Base = LaTeXTranslator
else:
    Base = object

#: What is marked: whatever is written by itself, not through its children.
MARKED: Final = (
    nodes.Text, nodes.math, nodes.math_block, nodes.literal_block, nodes.image, nodes.raw,
)  # fmt: skip
CR: Final = "\n"
#: The list of the books that were written, with what a run of TeX must know.
BOOKS: Final = "books.json"


class LineMarks(Base):
    """Puts marks before what is written, and takes them out of the finished text."""

    #: The maps of the books written so far.
    maps: ClassVar[list[SourceMap]]

    def __init__(self, *arguments: Any) -> None:
        """Begin a book without places."""
        super().__init__(*arguments)
        self._places: list[Place] = []
        self._paths: dict[str, str] = {}
        self._breaks: Counter[int] = Counter()

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Write *node* with the mark of its place before it, if that is known."""
        body, length = self.body, len(self.body)
        try:
            super().dispatch_visit(node)
        finally:  # what has no children leaves by an exception
            place = self._place(node) if isinstance(node, MARKED) else None
            # Sphinx looks for empty lines where a cell of a table begins
            written = (at for at in range(length, len(body)) if body[at] != CR)
            if place and (at := next(written, None)) is not None:
                if not self._places or self._places[-1] != place:
                    self._places.append(place)
                body.insert(at, mark(len(self._places) - 1))

    def astext(self) -> str:
        """Return the book without marks; keep what they said."""
        text, marks = without_marks(super().astext())
        self.maps.append(SourceMap.of(marks, self._places))
        return text

    def _place(self, node: nodes.Node) -> Place | None:
        """Return where *node* begins: so many lines below its block as that has broken before."""
        block = node
        while block.line is None or isinstance(block, nodes.Inline | nodes.Text):
            block = block.parent
            if block is None or isinstance(block, nodes.document):
                return None
        if isinstance(block, bibliography_entry):
            return Place(block.source or "", block.line, block["key"])
        before = self._breaks[id(block)]
        if isinstance(node, nodes.Text | nodes.math):
            self._breaks[id(block)] += node.astext().count("\n")
        # in a table what stands in the text knows its row, the text does not
        return Place(self._path(block), max(block.line + before, node.line or 0))

    def _path(self, block: nodes.Node) -> str:
        """Return the file of *block* below the folder of the sources."""
        source = block.source or ""
        if source not in self._paths:
            path = Path(source)
            root = Path(self.builder.srcdir)
            if not path.is_relative_to(root):
                path = self.builder.env.doc2path(self.curfilestack[-1])
                return Path(path).relative_to(root).as_posix()
            self._paths[source] = path.relative_to(root).as_posix()
        return self._paths[source]


def mark_lines(app: Sphinx) -> None:
    """Let the translator, whoever chose it, mark lines."""
    if isinstance(app.builder, LaTeXBuilder):
        chosen = app.registry.get_translator_class(app.builder)
        marking = type("Marking", (LineMarks, chosen), {"maps": []})
        app.set_translator(app.builder.name, marking, override=True)


def write_maps(app: Sphinx, exception: Exception | None) -> None:
    """Write the list of the books, and the map of each."""
    if not isinstance(app.builder, LaTeXBuilder) or exception:
        return
    translator: Any = app.registry.get_translator_class(app.builder)
    builder: Any = app.builder
    names = [entry[1] for entry in builder.document_data]
    for name, book in zip(names, translator.maps, strict=True):
        book.write((builder.outdir / name).with_suffix(".lines.json"))
    dated = book_date(app.env)
    moment = datetime.combine(dated.earliest if dated else date(1970, 1, 1), time(), UTC)
    books = {"engine": app.config.latex_engine, "epoch": int(moment.timestamp()), "books": names}
    text = json.dumps(books, ensure_ascii=False, indent=1) + "\n"
    write_changed(Path(builder.outdir) / BOOKS, text.encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Mark before others put something around what Sphinx writes: a mark stands next to it."""
    app.setup_extension("bibouroku.features.bibliography_list")
    app.setup_extension("bibouroku.features.memos")
    app.connect("builder-inited", mark_lines, priority=400)
    app.connect("build-finished", write_maps)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
