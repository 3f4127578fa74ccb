"""What a citation reads like on a page or in a book, with its links."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from bibouroku.features.status_mark import status_mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders import Builder
    from sphinxcontrib.bibtex.citation_target import CitationTarget

    from bibouroku.bibliography.in_text import Segment
    from bibouroku.features.citation_domain import CitationDomain

logger = getLogger(__name__)


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

    def to_entry(key: str, text: nodes.Text) -> nodes.Node:
        todocname = domain.list_for(key, owner, builder)
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


def segment_node(segment: Segment, to_entry: Callable[[str, nodes.Text], nodes.Node]) -> nodes.Node:
    """Return a run of a citation as a mark, a link or plain text.

    *to_entry* makes of a cite key and a text the link to where the site tells of the work.
    """
    text = nodes.Text(segment.text)
    if segment.status:
        return status_mark(segment.status, segment.text)
    if segment.url:
        return nodes.reference("", "", text, refuri=segment.url, classes=["citation-place"])
    return to_entry(segment.key, text) if segment.key else text
