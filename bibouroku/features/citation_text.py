"""What a citation reads like on a page or in a book, with its links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.logging import getLogger
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from bibouroku.bibliography.digitised_book import PlaceError
from bibouroku.bibliography.identifier import anchor
from bibouroku.bibliography.in_text import Cited, Place, places, segments
from bibouroku.bibliography.publication_status import badge
from bibouroku.features.addresses import link_within
from bibouroku.features.book_pages import cited_text
from bibouroku.features.memos import memo_domain
from bibouroku.features.other_builders import TEXT_ALONE, pass_through
from bibouroku.features.status_mark import status_mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.citation_target import CitationTarget

    from bibouroku.bibliography.in_text import Segment
    from bibouroku.features.citation_domain import CitationDomain

logger = getLogger(__name__)


class placed_text(nodes.Inline, nodes.TextElement):  # noqa: N801 - a docutils node
    """Text of a citation that ends with ``place``, places without an address; cards repeat them."""


def resolved(  # noqa: PLR0913, PLR0917 - what Sphinx hands to a domain
    domain: CitationDomain,
    role: str,
    target: str,
    node: nodes.Element,
    fromdocname: str,
    builder: Builder,
) -> cited_text:
    """Return the citation *node* as it reads in the text, each reference linked to its entry."""
    owner = node.get("refdoc", fromdocname)
    result = cited_text(target, classes=["citation"])

    def to_entry(key: str, text: nodes.Node) -> nodes.Node:
        todocname = domain.list_for(key, owner)
        if not todocname:  # no list has the entry
            return text
        link = link_within(builder, fromdocname, todocname, anchor(key), text)
        if isinstance(link, nodes.reference):
            link["classes"].append("citation-link")
            reason = domain.reason_of(owner, (node["ids"] or [""])[0], key)
            if reason and builder.format == "html":
                link["reftitle"] = reason.words
        return link

    for segment in segments(role, cited(domain, target, owner, node)):
        result += segment_node(segment, to_entry)
    return result


def cited(
    domain: CitationDomain, target: str, docname: str, node: nodes.Element | None = None
) -> list[Cited]:
    """Return the references that *docname* cites by *target*, as a role holds it.

    Places that a work does not have are warned of at *node*, if that is given.
    """
    memo = memo_domain(domain.env).memos.get(docname)
    return [
        Cited(
            domain.references[found.key],
            found.pre,
            _places(domain, found, node),
            badge(domain.histories.get(found.key, ()), memo.date if memo else None),
        )
        for found in parse_citation_targets(target)
        if found.key in domain.references  # unknown keys are reported as problems
    ]


def _places(
    domain: CitationDomain, target: CitationTarget, node: nodes.Element | None
) -> tuple[Place, ...]:
    """Return the places that a citation names; warn of one that the work does not have."""
    try:
        return places(domain.references[target.key], target.post)
    except PlaceError as error:
        if node is not None:
            logger.warning(
                "「%s」の%s。箇所かframesを直す",
                target.key,
                error,
                location=node,
                type="bibouroku",
                subtype="place",
            )
        return (Place(target.post),)


def segment_node(segment: Segment, to_entry: Callable[[str, nodes.Node], nodes.Node]) -> nodes.Node:
    """Return a run of a citation as a mark, a link or plain text.

    *to_entry* makes of a cite key and a text the link to where the site tells of the work.
    """
    text: nodes.Node = nodes.Text(segment.text)
    if segment.status:
        return status_mark(segment.status, segment.text)
    if segment.url:
        return nodes.reference("", "", text, refuri=segment.url, classes=["citation-place"])
    if segment.place:
        text = placed_text("", "", text, place=segment.place)
    return to_entry(segment.key, text) if segment.key else text


def visit_placed_html(self: Any, node: placed_text) -> None:
    """Write the text, its places marked."""
    words = map(self.encode, node.astext().rpartition(node["place"]))
    self.body.append('{}<span class="citation-place">{}</span>{}'.format(*words))
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node."""
    app.setup_extension("bibouroku.features.status_mark")
    app.setup_extension("bibouroku.features.book_pages")
    app.setup_extension("bibouroku.features.memos")
    html, latex = (visit_placed_html, None), (pass_through, pass_through)
    app.add_node(placed_text, html=html, latex=latex, **TEXT_ALONE)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
