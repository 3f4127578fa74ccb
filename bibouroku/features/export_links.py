"""Links from pages to the files of references that belong to them, in the head and under lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from docutils import nodes
from markupsafe import Markup
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from bibouroku.bibliography.identifier import FOLDER
from bibouroku.exports.formats import FORMATS
from bibouroku.features.bibliography_list import bibliography_list
from bibouroku.features.citation_domain import CITED_HERE, EVERYTHING, citation_domain
from bibouroku.features.exports import BUILDERS, WHOLE
from bibouroku.features.memos import memo_domain
from bibouroku.features.other_builders import NOTHING, skip

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class ExportLink(NamedTuple):
    """A link to a file of references."""

    #: The format as readers know it.
    label: str
    #: The address, relative to the page.
    href: str
    media_type: str


class export_line(nodes.General, nodes.Element):  # noqa: N801 - a docutils node
    """A line of links to files; without text of its own, which the search index would hold."""


def export_links(builder: Builder, pagename: str) -> list[ExportLink]:
    """Return the links of a page: to what a memo cites, to one reference, or to all.

    The page of a bibliography of the whole leads to all; a page without references to none.
    """
    name = _export_of(builder.env, pagename) if builder.name in BUILDERS else None
    if name is None:
        return []
    here = builder.get_target_uri(pagename)
    return [
        ExportLink(label, relative_uri(here, quote(name + suffix)), media_type)
        for label, suffix, media_type, *_ in FORMATS
    ]


def _export_of(env: BuildEnvironment, pagename: str) -> str | None:
    """Return the name, without suffix, of the files that belong to a page, if there are any."""
    domain = citation_domain(env)
    if domain.lists.get(pagename) == EVERYTHING:
        return WHOLE
    if pagename in memo_domain(env).memos:
        cites = any(key in domain.references for key in domain.keys_cited_in(pagename))
        return pagename if cites and pagename != WHOLE else None
    # apart from documents, this folder holds the pages of references
    is_reference = pagename.startswith(f"{FOLDER}/") and pagename not in env.found_docs
    return pagename if is_reference else None


class AddExportLines(SphinxPostTransform):
    """Put a line of links under each bibliography."""

    default_priority = 8  # before bibliographies are filled (9)
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Add the lines of one page."""
        builder = self.env._app.builder  # noqa: SLF001 - as Sphinx's own transforms
        for place in list(self.document.findall(bibliography_list)):
            if links := export_links(builder, place["docname"]):
                words = "このメモの文献" if place["scope"] == CITED_HERE else "すべての文献"
                place.parent.insert(
                    place.parent.index(place) + 1, export_line(words=words, links=links)
                )


def visit_line_html(self: Any, node: export_line) -> None:
    """Write the line."""
    links = Markup("・").join(
        Markup('<a href="{}" type="{}">{}</a>').format(link.href, link.media_type, link.label)
        for link in node["links"]
    )
    line = Markup('<p class="bibliography-exports">{}：{}</p>\n').format(node["words"], links)
    self.body.append(str(line))
    raise nodes.SkipNode


def add_context(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Tell the template of a page which files belong to it."""
    context["export_links"] = export_links(app.builder, pagename)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Link pages to the files."""
    app.setup_extension("bibouroku.features.bibliography_list")
    app.setup_extension("bibouroku.features.exports")
    app.add_node(export_line, html=(visit_line_html, None), latex=(skip, None), **NOTHING)
    app.add_post_transform(AddExportLines)
    app.connect("html-page-context", add_context)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
