"""The memos that go with a memo: a section at its end, and links in its side column.

They are found once a build. A book has no such sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from bibouroku.blog.related import related_memos
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.memos import memo_domain, memo_heading, quoted_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.related import Related

#: The anchor of the section.
ANCHOR = "related-memos"


def related_to(env: BuildEnvironment, docname: str) -> tuple[Related, ...]:
    """Return the memos that go with the memo *docname*, best first."""
    return _all_related(env).get(docname, ())


def _all_related(env: BuildEnvironment) -> Mapping[str, tuple[Related, ...]]:
    return cast("Mapping[str, tuple[Related, ...]]", memo_domain(env).data.get("related", {}))


def find_related(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Find what goes together; return the memos that must name others than they did."""
    domain, citations = memo_domain(env), citation_domain(env)
    cited = {
        docname: [key for key in citations.keys_cited_in(docname) if key in citations.references]
        for docname in citations.citing_documents()
        if docname in domain.memos
    }
    made_from = (dict(domain.memos), cited)
    if made_from == domain.data.get("related_from"):
        return []
    domain.data["related_from"] = made_from
    last = {docname: _shown(found) for docname, found in _all_related(env).items()}
    domain.data["related"] = related_memos(domain.memos.values(), cited)
    return [
        docname
        for docname, found in _all_related(env).items()
        if docname in last and last[docname] != _shown(found)
    ]


def _shown(found: Sequence[Related]) -> list[tuple[str, str, str, str]]:
    """Return all that a page shows of *found*."""
    return [(one.memo.docname, one.memo.title, one.memo.date.japanese, one.reason) for one in found]


class AddRelatedMemos(SphinxPostTransform):
    """Put the section at the end of each memo."""

    default_priority = 8  # before headings are filled (9), whose places tell the memos
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Add the sections of one page."""
        for place in list(self.document.findall(memo_heading)):
            take_footnotes(place.parent)
            if found := related_to(self.env, place["docname"]):
                place.parent.append(self.section(place["docname"], found))

    def section(self, docname: str, found: Sequence[Related]) -> nodes.section:
        """Return the section that names *found* on the page *docname*."""
        builder = self.env._app.builder  # noqa: SLF001 - as Sphinx's own transforms
        listed = nodes.bullet_list(classes=["related-memos"])
        for one in found:
            title = quoted_title(self.env, one.memo.docname)
            line = nodes.paragraph()
            line += make_refnode(builder, docname, one.memo.docname, "", title)
            line += nodes.inline(
                text=f"（{one.memo.date.japanese}）{one.reason}", classes=["related-reason"]
            )
            listed += nodes.list_item("", line)
        heading = nodes.title(text="関連メモ")
        return nodes.section("", heading, listed, ids=[ANCHOR], names=[])


def take_footnotes(section: nodes.Element) -> None:
    """Put the footnotes that MyST left behind the text of a memo at the end of that text."""
    beside = section.parent
    for node in beside[beside.index(section) + 1 :]:
        if isinstance(node, nodes.footnote):
            beside.remove(node)
            section.append(node)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Find related memos when all is read, and show them when pages are written."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.memos")
    app.connect("env-updated", find_related)
    app.add_post_transform(AddRelatedMemos)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
