"""Numbers, tables and figures that code of the project computes and memos show.

A memo names a function or a constant of a module in the folder of computations::

    {computed}`pentadiamond.young_modulus:.0f`      a number in the text
    {computed-table} pentadiamond.elastic_table      a Table
    {computed-figure} wasseki.beat                   a matplotlib figure
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.patches import Figure as FigureDirective
from sphinx.util.docutils import SphinxDirective, SphinxRole

from bibouroku.bibliography.reference import CJK
from bibouroku.computed import Table
from bibouroku.computing import ComputationError, asks_for_references, compute, module_path
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.problems import note_problem, note_problem_at
from bibouroku.problem import Problem

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

#: Where figures are written, below the source folder; not kept in git.
FIGURES = "_figures"
#: The code of the problem of a computation that gives nothing.
FAILED = "failed-computation"
#: HTML takes the first, LaTeX the second.
FORMATS = (".svg", ".pdf")


def computed(env: BuildEnvironment, name: str) -> Any:
    """Return what *name* gives; raises ``ComputationError``.

    The document being read depends on the module's file from then on, and on
    the bibliography if the function asks for the references.
    """
    if not all(part.isidentifier() for part in name.split(".")):
        message = f"計算の名「{name}」が「ファイル.名」の形でない。形を直す"
        raise ComputationError(message)
    folder = Path(env.srcdir) / env.config.bibouroku_computations
    path = module_path(folder, name)
    env.note_dependency(path.relative_to(env.srcdir).as_posix())
    if asks_for_references(folder, name):
        env.note_dependency(env.config.bibtex_bibfiles[0])
    return compute(folder, name, citation_domain(env).references)


def formatted_value(value: Any, spec: str) -> str:
    """Return *value* as the format *spec* writes it, with a true minus sign.

    Raises ``ComputationError`` for a format that does not fit.
    """
    try:
        return format(value, spec).replace("-", "\N{MINUS SIGN}")
    except (ValueError, TypeError) as error:
        message = f"値「{value}」を書式「{spec}」で書けない。書式を直す（例 .1f）"
        raise ComputationError(message) from error


class ComputedRole(SphinxRole):
    """``{computed}`module.name:format```: a computed value in the text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the formatted value."""
        name, _, spec = self.text.partition(":")
        try:
            text = formatted_value(computed(self.env, name.strip()), spec)
        except ComputationError as error:
            note_problem_at(self, FAILED, str(error))
            text = ""
        return [nodes.inline(self.rawtext, text, classes=["computed"])], []


class ComputedTable(SphinxDirective):
    """``{computed-table} module.function``: a table made by code; the content is its caption."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "name": directives.unchanged,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        try:
            made = computed(self.env, self.arguments[0])
        except ComputationError as error:
            note_problem_at(self, FAILED, str(error))
            return []
        if not isinstance(made, Table):
            note_problem_at(self, FAILED, f"「{self.arguments[0]}」は表を返さない。Tableを返す")
            return []
        table = nodes.table(classes=["computed-table", *self.options.get("class", [])])
        self.set_source_info(table)
        if self.content:
            text, messages = self.parse_inline(" ".join(self.content))
            table += nodes.title("", "", *text)
            table += messages
        table += self.group(made)
        self.add_name(table)
        return [table]

    def group(self, made: Table) -> nodes.tgroup:
        """Return head and body."""
        group = nodes.tgroup(cols=len(made.head))
        for column in range(len(made.head)):
            widest = max(len(row[column]) for row in (made.head, *made.rows))
            group += nodes.colspec(colwidth=min(widest, 24))
        head, body = nodes.thead(), nodes.tbody()
        head += self.row(made.head)
        body += [self.row(row) for row in made.rows]
        group += [head, body]
        return group

    def row(self, cells: tuple[str, ...]) -> nodes.row:
        """Return one row, its cells read as inline markup."""
        row = nodes.row()
        for cell in cells:
            text, messages = self.parse_inline(cell)
            # numbers with their signs and units stay on one line
            classes = [] if CJK.search(cell) or "`" in cell else ["unbroken"]
            row += nodes.entry("", nodes.paragraph("", "", *text), *messages, classes=classes)
        return row


class ComputedFigure(FigureDirective):
    """``{computed-figure} module.function``: a drawn figure; options and caption as ``figure``."""

    def run(self) -> list[nodes.Node]:
        """Draw the figure, unless it is drawn already, and show it as ``figure`` does."""
        env = self.state.document.settings.env
        name = self.arguments[0]
        try:
            self.arguments[0] = draw(env, name)
        except ComputationError as error:
            source, line = self.state_machine.get_source_and_line(self.lineno)
            shown = Path(source or "").relative_to(env.srcdir)
            note_problem(env, Problem(str(shown), line or 0, FAILED, str(error)))
            return []
        return super().run()


def draw(env: BuildEnvironment, name: str) -> str:
    """Write the figure *name* in every format; return its wildcard path from the source root.

    Files are replaced only when their bytes change, so an unchanged figure
    makes no document out of date; and whole, since builds may run side by side.
    """
    # matplotlib is slow to import
    from matplotlib.figure import Figure  # noqa: PLC0415

    from bibouroku import drawing  # noqa: PLC0415

    figure = computed(env, name)
    if not isinstance(figure, Figure):
        message = f"「{name}」は図を返さない。matplotlibのFigureを返す"
        raise ComputationError(message)
    folder = Path(env.srcdir) / FIGURES
    folder.mkdir(exist_ok=True)
    stem = name.replace(".", "-")
    with TemporaryDirectory(dir=folder) as beside:
        for suffix in FORMATS:
            fresh, kept = Path(beside) / f"{stem}{suffix}", folder / f"{stem}{suffix}"
            drawing.save(figure, fresh)
            if not kept.is_file() or kept.read_bytes() != fresh.read_bytes():
                fresh.replace(kept)
    return f"/{FIGURES}/{stem}.*"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register role and directives."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.problems")
    app.add_config_value("bibouroku_computations", "computations", "env", types=frozenset({str}))
    app.add_role("computed", ComputedRole())
    app.add_directive("computed-table", ComputedTable)
    app.add_directive("computed-figure", ComputedFigure)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
