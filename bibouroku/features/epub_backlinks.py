"""The way back in an EPUB: the list of all references leads to each place that cites one.

On the site it leads to the memos, whose own lists lead on; the book has the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.blog import archive
from bibouroku.features.addresses import link_within
from bibouroku.features.bibliography_list import bibliography_entry
from bibouroku.features.citation_domain import EVERYTHING, citation_domain
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class LinkPlaces(SphinxPostTransform):
    """Let each entry of the list of all references lead to the places that cite it."""

    default_priority = 15  # after bibliographies are filled (9)
    builders = ("epub",)

    def run(self, **_kwargs: Any) -> None:
        """Change the entries of one page."""
        domain, here = citation_domain(self.env), self.env.current_document.docname
        if domain.lists.get(here) != EVERYTHING:
            return
        citing = domain.documents_by_key()
        for entry in self.document.findall(bibliography_entry):
            for line in entry.findall(nodes.inline):
                if "backlinks" in line["classes"]:
                    line[:] = self.places(here, entry["key"], citing.get(entry["key"], ()))

    def places(self, here: str, key: str, docnames: Iterable[str]) -> list[nodes.Node]:
        """Return links to the places in *docnames* that cite *key*: 引用：題 2 3、題."""
        domain, found = citation_domain(self.env), list[nodes.Node]()
        for docname in oldest_first(self.env, docnames):
            title = self.env.titles[docname].astext()
            found.append(nodes.Text("、" if found else "引用："))
            citations = domain.citations_in(docname)[key]
            for number, identifier in enumerate(dict.fromkeys(one.id for one in citations), 1):
                if number > 1:
                    found.append(nodes.Text(" "))
                hint = f"『{title}』の{number}番目の引用箇所へ"
                words = title if number == 1 else str(number)
                found.append(self.link(here, docname, identifier, words, hint))
        return found

    def link(self, here: str, docname: str, identifier: str, words: str, hint: str) -> nodes.Node:
        """Return *words* linked to a place, or alone where a document is neither here nor there."""
        builder = self.env._app.builder  # noqa: SLF001 - as Sphinx's own transforms
        link = link_within(builder, here, docname, identifier, nodes.Text(words))
        if isinstance(link, nodes.reference):
            link["reftitle"] = hint
        return link


def oldest_first(env: BuildEnvironment, docnames: Iterable[str]) -> list[str]:
    """Return documents in the order of the book: memos by date, then the rest."""
    memos = memo_domain(env).memos
    order = [memo.docname for memo in archive.oldest_first(memos.values())]
    return sorted(docnames, key=lambda name: order.index(name) if name in order else len(order))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Lead to the places when pages are written."""
    app.setup_extension("bibouroku.features.bibliography_list")
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.memos")
    app.add_post_transform(LinkPlaces)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
