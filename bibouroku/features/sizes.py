"""Pictures and tables on the web: pictures keep their place before they load, no page has a style.

The stock writers turn a width into a ``style`` attribute, which the site's
Content-Security-Policy forbids. Here it becomes an attribute or a class.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from docutils import nodes
from docutils.writers._html_base import HTMLTranslator
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.images import get_image_size
from sphinx.writers.html5 import HTML5Translator

from bibouroku.picture_size import (
    column_classes,
    percent,
    pixels,
    shown_size,
    svg_size,
    width_classes,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

VIDEOS: Final = frozenset({".mp4", ".webm", ".ogg", ".ogv", ".swf"})


class GiveSizes(SphinxPostTransform):
    """Turn the widths of tables and figures into classes, and let all but one picture wait."""

    default_priority = 780  # when images are collected and all else is resolved
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Change the document of one page."""
        sized: list[nodes.Element] = [
            *self.document.findall(nodes.table), *self.document.findall(nodes.figure)
        ]  # fmt: skip
        for node in sized:
            if "width" in node:
                node["classes"] += width_classes(node.attributes.pop("width"))
        for fields in self.document.findall(nodes.field_list):
            fields["classes"] = [
                name for name in fields["classes"] if not name.startswith("field-indent-")
            ]
        for place, image in enumerate(self.document.findall(nodes.image)):
            image["waits"] = place > 0


def visit_image(self: HTML5Translator, node: nodes.image) -> None:
    """Write a picture with its size; only the first of a page is loaded at once."""
    uri = node["uri"]
    if Path(uri).suffix.lower() in VIDEOS or node.get("loading") == "embed":
        HTML5Translator.visit_image(self, node)
        return
    path = Path(self.builder.srcdir, uri)
    if uri in self.builder.images:
        node["uri"] = posixpath.join(self.builder.imgpath, quote(self.builder.images[uri]))
    attributes = {"src": node["uri"], "alt": node.get("alt", ""), **attributes_of(node, path)}
    alone = not isinstance(node.parent, nodes.TextElement) or (
        isinstance(node.parent, nodes.reference)
        and not isinstance(node.parent.parent, nodes.TextElement)
    )
    self.body.append(self.emptytag(node, "img", "\n" if alone else "", **attributes))


def attributes_of(node: nodes.image, path: Path) -> dict[str, Any]:
    """Return size, classes and way of loading of a picture that lies at *path*."""
    width, height = node.get("width", ""), node.get("height", "")
    scale = node.get("scale", 100)
    classes = [f"align-{node['align']}"] if "align" in node else []
    share = percent(width)
    if share is not None:
        classes += width_classes(f"{share * scale / 100}%")
    elif pixels(width) or pixels(height) or scale != 100:  # noqa: PLR2004 - per cent
        classes.append("given-length")
    found: dict[str, Any] = {"classes": classes}
    natural = svg_size(path) if path.suffix.lower() == ".svg" else get_image_size(path)
    if size := shown_size(natural, width, height, scale):
        found["width"], found["height"] = map(str, size)
    if node.get("waits", True):
        found |= {"loading": "lazy", "decoding": "async"}
    return found


def depart_image(self: HTML5Translator, node: nodes.image) -> None:
    """Nothing is left open; a video was written whole."""


def depart_colspec(self: HTML5Translator, node: nodes.colspec) -> None:
    """Write the columns of a table after the last, if the author gave them widths."""
    if isinstance(node.next_node(descend=False, siblings=True), nodes.colspec):
        return
    table = node.parent.parent
    if "colwidths-given" in table["classes"] and "colwidths-auto" not in table["classes"]:
        widths = [float(each.propwidth()) for each in self.colspecs]
        columns = "".join(f'<col class="{each}" />' for each in column_classes(widths))
        self.body.append(f"<colgroup>{columns}</colgroup>\n")


def visit_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """Begin a cell; an empty one in the head of a table heads nothing."""
    type(self).visit_entry(self, node)
    empty = not node.astext().strip() and not any(node.findall(nodes.image))
    if empty and isinstance(node.parent.parent, nodes.thead):
        self.body[-1] = self.body[-1].replace("<th", "<td", 1)
        self.context[-1] = self.context[-1].replace("</th>", "</td>")


def depart_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """End a cell."""
    type(self).depart_entry(self, node)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what writes pictures and columns."""
    app.add_post_transform(GiveSizes)
    app.add_node(nodes.image, override=True, html=(visit_image, depart_image))
    app.add_node(nodes.colspec, override=True, html=(HTMLTranslator.visit_colspec, depart_colspec))
    app.add_node(nodes.entry, override=True, html=(visit_entry, depart_entry))
    app.add_css_file("sizes.css", priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
