"""``update``: a dated note (追記) on what happened after a memo's date."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from bibouroku.bibliography.edtf_date import EdtfDate, parse_edtf
from bibouroku.features.ablog_seam import UpdateNode
from bibouroku.features.problems import note_problem_at

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class UpdateDirective(SphinxDirective):
    """``update DATE``: ABlog's directive, with dates as precise as they are known."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the note, or nothing when its date is impossible."""
        try:
            date = parse_edtf(self.arguments[0])
        except ValueError as error:
            message = f"追記の日付に誤りがある。{error}。EDTF（例 2023-11-07、2023-11）に直す"
            note_problem_at(self, "impossible-date", message)
            return []
        note = UpdateNode("\n".join(self.content))
        self.set_source_info(note)
        note["edtf_date"] = date
        note["date"] = date.earliest.isoformat()  # ABlog knows days only
        number = self.env.new_serialno("update") + 1
        identifier = nodes.make_id(f"update-{date.earliest.isoformat()}-{number}")
        note["ids"] = [identifier]
        note += self.parse_content_to_nodes()
        return [note]


def retitle(_app: Sphinx, document: nodes.document) -> None:
    """Replace the English title, with its invented day, that ABlog put on every note."""
    for note in updates_in(document):
        date = cast("EdtfDate", note["edtf_date"])
        for title in list(note.findall(nodes.title)):
            if title.parent is note:
                note.remove(title)
        note.insert(0, nodes.title("", f"追記（{date.japanese}）"))
        note["classes"] = ["update"]


def updates_in(document: nodes.document) -> list[UpdateNode]:
    """Return the notes of *document* in order."""
    return [note for note in document.findall(UpdateNode) if "edtf_date" in note]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take over ABlog's directive."""
    app.setup_extension("bibouroku.features.ablog_seam")
    app.setup_extension("bibouroku.features.problems")
    app.add_directive("update", UpdateDirective, override=True)
    # after ABlog (500) gave the notes its titles
    app.connect("doctree-read", retitle, priority=550)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
