r"""What an entry of a bibliography tells in a book: pages instead of links to places.

Each chapter ends with the list of what it cites, the book with the list of the whole.
What is needed to find and to judge a work stands in both. Besides:

==============================  ======================================================
in the list of a chapter        in the list of the whole
==============================  ======================================================
the pages of the chapter that   the pages of the book that cite the work, and for what
cite the work, and for what     reason
reason
of each status the event that   every event; works that repeat or extend the work;
gave it, and how many others    what it says of others itself
the page of the entry in the    the permanent address of the work's page
list of the whole (its address
where a document lacks that)
in print the places cited and
their addresses
==============================  ======================================================

Nothing here knows of more than one document of Sphinx, so a chapter by itself has a list, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from bibouroku.bibliography.digitised_book import PlaceError
from bibouroku.bibliography.evidence import RELATION_WORDS
from bibouroku.bibliography.identifier import anchor, page_name
from bibouroku.bibliography.in_text import places
from bibouroku.bibliography.publication_status import FATES
from bibouroku.blog.reference_page import reference_pages
from bibouroku.features.addresses import published_address
from bibouroku.features.book_pages import citing_pages, labels_in, pages_line
from bibouroku.features.citation_domain import citation_domain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from bibouroku.bibliography.passage import Citation
    from bibouroku.bibliography.reference import Reference
    from bibouroku.blog.reference_page import Relation

#: What is said of a work without changing how it stands: the history of an entry is silent of it.
WITHOUT_FATE: Final = RELATION_WORDS.keys() - {fate.relation for fate in FATES}
#: What an address begins with that nobody needs to read.
SCHEMES: Final = ("https://", "http://")


class BookEntries:
    """Makes the parts that entries have in a book; knows where its citations are."""

    def __init__(
        self, env: BuildEnvironment, document: nodes.document, whole: Iterable[str]
    ) -> None:
        """Take *document*, a book not yet resolved, and those in it that list the *whole*."""
        self.env, self.domain = env, citation_domain(env)
        self.labels = labels_in(document, self.domain)
        self.whole = min(whole, default="")
        pages = reference_pages(self.domain.references, self.domain.histories, {})
        self.relations = {page.reference.key: page for page in pages} if self.whole else {}

    def of_chapter(
        self, reference: Reference, docname: str, here: Iterable[Citation]
    ) -> list[nodes.Node]:
        """Return what the list of the chapter *docname*, which cites *here*, tells at the end."""
        by_reason = {
            words: held
            for words, labels in self.labels.get(reference.key, {}).items()
            if (held := [label for label in labels if label[0] == docname])
        }
        way = self.way_to_whole(reference) if self.whole else self.address(reference)
        return notes(self.places(reference, here), pages_line(by_reason), way)

    def of_whole(self, reference: Reference) -> list[nodes.Node]:
        """Return what the list of the whole tells after a work's history."""
        relations = self.relations[reference.key]
        return notes(
            self.related(
                "", (one for one in relations.history if WITHOUT_FATE.issuperset(one.names))
            ),
            self.related("述べること：", relations.says),
            pages_line(self.labels.get(reference.key, {})),
            self.address(reference),
        )

    def related(self, words: str, relations: Iterable[Relation]) -> list[nodes.Node]:
        """Return other works with what they say of a work, or what it says of them."""
        line: list[nodes.Node] = []
        for relation in relations:
            other = relation.other
            goal = f"%{self.whole}#{anchor(other.key)}"
            link = nodes.reference("", other.label, refuri=goal, internal=True)
            line += [nodes.Text(f"{'、' if line else words}{relation.words} "), link]
        return line

    def way_to_whole(self, reference: Reference) -> list[nodes.Node]:
        """Return the page of the entry in the list of the whole: →文献一覧85頁."""
        title = self.env.titles[self.whole].astext()
        page = citing_pages(labels=[(self.whole, anchor(reference.key))])
        return [nodes.Text(f"→{title}"), page, nodes.Text("頁")]

    def address(self, reference: Reference) -> list[nodes.Node]:
        """Return the address of the work's page on the web, where the site has an address."""
        address = published_address(self.env.config, page_name(reference.key))
        return [nodes.Text("詳細："), spelt_out(address)] if address else []

    def places(self, reference: Reference, here: Iterable[Citation]) -> list[nodes.Node]:
        """Return in print the places cited that have an address: paper has no links."""
        if not getattr(self.env.config, "bibouroku_print", False):
            return []
        line: list[nodes.Node] = []
        for text, url in addresses_cited(reference, here).items():
            line += [nodes.Text(f"；{text} " if line else f"引用箇所：{text} "), spelt_out(url)]
        return line


def notes(*parts: list[nodes.Node]) -> list[nodes.Node]:
    """Return what stands apart at the end of an entry: *parts* that are not empty."""
    line = nodes.inline(classes=["entry-notes"])
    for part in filter(None, parts):
        line += [*([nodes.Text("　")] if len(line) else []), *part]
    return [line] if len(line) else []


def addresses_cited(reference: Reference, citations: Iterable[Citation]) -> dict[str, str]:
    """Return the addresses of the places in a work that are cited, by the places in Japanese."""
    found: dict[str, str] = {}
    for citation in citations:
        try:
            cited = places(reference, citation.locator)
        except PlaceError:  # warned of where it is cited
            continue
        found |= {place.text: place.url for place in cited if place.url}
    return found


def spelt_out(address: str) -> nodes.reference:
    """Return *address* as it is printed, linked."""
    shown = address
    for scheme in SCHEMES:
        shown = shown.removeprefix(scheme)
    return nodes.reference("", shown, refuri=address, classes=["spelt-out"])
