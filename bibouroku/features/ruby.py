"""Readings beside characters: the role ``ruby``, for pages and the book.

A node holds the word with its reading behind it in brackets, so that excerpts, titles,
metadata and builders without ruby show 超伝導（ちょうでんどう）.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import Markup
from sphinx.util.docutils import SphinxRole

from bibouroku.blog.ruby import RubyError, parse_ruby
from bibouroku.features.other_builders import TEXT_ALONE
from bibouroku.features.problems import note_problem_at

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class ruby(nodes.Inline, nodes.TextElement):  # noqa: N801 - a docutils node
    """A word with its reading; ``parts`` has runs of characters with the readings beside them."""


class RubyRole(SphinxRole):
    """``ruby``: ``語|よみ`` or, a reading to each character, ``語|よ|み``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the word with its reading, or nothing when it cannot be read."""
        try:
            found = parse_ruby(self.text)
        except RubyError as error:
            note_problem_at(self, "ruby", f"読み「{self.text}」が分からない。{error}")
            return [], []
        node = ruby(self.rawtext, found.plain, parts=found.parts)
        self.set_source_info(node)
        return [node], []


def keep_out_of_titles(app: Sphinx, _document: nodes.document) -> None:
    """Set readings in brackets where a page's title is shown elsewhere: on one line, in lists."""
    env = app.env
    docname = env.current_document.docname
    for titles in (env.titles, env.longtitles, env.tocs):
        shown = titles.get(docname)
        for node in list(shown.findall(ruby)) if shown else ():
            node.replace_self(nodes.Text(node.astext()))


def visit_html(self: Any, node: ruby) -> None:
    """Write the element, with brackets for browsers that do not know it."""
    mark = Markup("{}<rp>（</rp><rt>{}</rt><rp>）</rp>")
    parts = Markup().join(mark.format(base, reading) for base, reading in node["parts"])
    self.body.append(str(Markup("<ruby>{}</ruby>").format(parts)))
    raise nodes.SkipNode


def visit_latex(self: Any, node: ruby) -> None:
    """Write the command, with plain text for the outline of the PDF."""
    bases, readings = (
        "|".join(self.encode(run) for run in runs) for runs in zip(*node["parts"], strict=True)
    )
    plain = self.encode(node.astext())
    self.body.append(rf"\BibourokuRuby{{{bases}}}{{{readings}}}{{{plain}}}")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the role."""
    app.setup_extension("bibouroku.features.problems")
    app.add_node(ruby, html=(visit_html, None), latex=(visit_latex, None), **TEXT_ALONE)
    app.add_role("ruby", RubyRole())
    # after Sphinx (500) has taken the titles, before memos (600) keep theirs
    app.connect("doctree-read", keep_out_of_titles, priority=560)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
