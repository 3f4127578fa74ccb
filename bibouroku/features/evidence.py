"""``evidence``: a table of the works that speak about one reference, or about a claim of several.

The rows come from the relations of ``references.bib``, each as a citation like
any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from bibouroku.features.asking_directive import (
    AskingDirective,
    after_space,
    date_of,
    statuses_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.evidence import Testimony
    from bibouroku.features.asking_directive import Cell

#: What is written where nothing is known.
NOTHING: Final = "—"
#: The field of an entry with what it found about the claim, and the one with the place of that.
FINDING: Final = "finding"
PLACE: Final = "findingplace"
#: The widest column, in half-width letters; the builders take widths as shares.
WIDEST: Final = 24


class EvidenceDirective(AskingDirective):
    """``evidence KEY …``: the works that speak about KEY, by date; the content is the caption."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        answer = self.answer()
        if answer is None:
            return []
        columns = [(name, heading) for name, heading in self.fields() if heading]
        head = ["日付", "文献", *(heading for _, heading in columns), "所見", "関係"]
        rows = [
            self.cells(testimony, [*(name for name, _ in columns), FINDING])
            for testimony in answer.evidence.testimonies
        ]
        table = nodes.table(classes=["evidence-table", *self.options.get("class", [])])
        self.set_source_info(table)
        table += nodes.title("", "", *self.caption(answer))
        table += group([plain(words) for words in head], rows or [nothing_known(len(head))])
        self.add_name(table)
        return [table]

    def cells(self, testimony: Testimony, columns: Sequence[str]) -> list[Cell]:
        """Return the cells of a row; *columns* are fields of the entry."""
        texts = [plain(testimony.reference.text(name) or NOTHING) for name in columns]
        work = self.described(testimony, testimony.reference.text(PLACE) or "")
        work += after_space(statuses_of(testimony))
        return [date_of(testimony), work, *texts, plain(testimony.words)]


def plain(words: str) -> Cell:
    """Return a cell of plain text."""
    return [nodes.Text(words)]


def nothing_known(columns: int) -> list[Cell]:
    """Return the row of a table that has no other."""
    return [plain("知られたものはない"), *(plain(NOTHING) for _ in range(columns - 1))]


def group(head: list[Cell], rows: Sequence[list[Cell]]) -> nodes.tgroup:
    """Return head and body of a table; columns are as wide as their longest cell asks."""
    found = nodes.tgroup(cols=len(head))
    for cells in zip(head, *rows, strict=True):
        widest = max(sum(len(node.astext()) for node in cell) for cell in cells)
        found += nodes.colspec(colwidth=min(widest, WIDEST))
    top, body = nodes.thead(), nodes.tbody()
    top += table_row(head)
    body += [table_row(cells) for cells in rows]
    found += [top, body]
    return found


def table_row(cells: Iterable[Cell]) -> nodes.row:
    """Return a row, each cell a paragraph."""
    row = nodes.row()
    for cell in cells:
        row += nodes.entry("", nodes.paragraph("", "", *cell))
    return row


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.setup_extension("bibouroku.features.citation_roles")
    app.setup_extension("bibouroku.features.evidence_domain")
    app.add_directive("evidence", EvidenceDirective)
    app.add_css_file("evidence.css", priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
