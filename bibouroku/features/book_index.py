"""Glossary and index of a book: readings, and the pages where terms are explained and used.

The index lists what the index of the web lists (index entries of memos, terms of glossaries),
besides every use of a term, and the memos under their tags. Only what can be filed is listed:
a tag in kanji without a reading anywhere in the project is left out, for readings are not
guessed. Authors have no index: the bibliography of the whole is in order of readings and
names pages itself.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.blog.index_by_reading import needs_reading
from bibouroku.features.book_pages import citing_pages, spot
from bibouroku.features.book_references import links
from bibouroku.features.index_entries import reading_domain
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.features.book_references import Link


class TellTerms(SphinxPostTransform):
    """Add readings and pages to glossaries, and entries to the index."""

    default_priority = 746  # when references are resolved, before links tell pages (750)
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Treat one book."""
        terms = dict(terms_in(self.document, self.env.docname))
        uses: dict[str, list[tuple[str, str]]] = {label: [] for label in terms}
        numbers: defaultdict[str, count[int]] = defaultdict(count)
        for link in [*links(self.document, self.env.docname)]:
            if link.label in terms:
                number = next(numbers[link.chapter])
                uses[link.label].append(mark_use(link, terms[link.label].astext(), number))
        readings = reading_domain(self.env).readings
        for label, term in terms.items():
            tell_reading(term, readings.get(term.astext(), ""))
            tell_uses(term, uses[label])
        self.index_tags()

    def index_tags(self) -> None:
        """Index the memos under those of their tags that can be filed."""
        memos, readings = memo_domain(self.env).memos, reading_domain(self.env).readings
        for place in self.document.findall(addnodes.start_of_file):
            memo = memos.get(place["docname"])
            section = next(iter(place.findall(nodes.section)), None)
            if memo is None or section is None:
                continue
            tags = (tag for tag in memo.tags if tag in readings or not needs_reading(tag))
            section.insert(1, index_entries(*tags))


def terms_in(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.term]]:
    """Yield the terms of the glossaries in *node*, a part of a document, by their labels.

    From above, because what Sphinx puts into a book does not know its parent.
    """
    for child in node.children:
        if isinstance(child, nodes.term) and isinstance(node.parent.parent, addnodes.glossary):
            yield from ((f"{docname}:{identifier}", child) for identifier in child["ids"])
        elif isinstance(child, nodes.Element):
            inner = isinstance(child, addnodes.start_of_file)
            yield from terms_in(child, child["docname"] if inner else docname)


def mark_use(link: Link, word: str, number: int) -> tuple[str, str]:
    """Index the use of a term; return document and id of the place, which is new."""
    identifier = f"use-{number}"
    parent = link.node.parent
    marks = [spot(ids=[identifier]), index_entries(word)]
    place = parent.index(link.node)
    parent[place:place] = marks
    return link.chapter, identifier


def index_entries(*words: str) -> addnodes.index:
    """Return index entries of *words*."""
    return addnodes.index(entries=[("single", word, "", "", None) for word in words], inline=True)


def tell_reading(term: nodes.term, reading: str) -> None:
    """Put the reading behind a term that is not its own."""
    if reading and reading != term.astext():
        term += nodes.inline(text=f"（{reading}）", classes=["term-reading"])


def tell_uses(term: nodes.term, uses: list[tuple[str, str]]) -> None:
    """Put the pages that use a term at the end of its definition."""
    definition = term.parent[-1]
    if uses and isinstance(definition, nodes.definition):
        line = nodes.inline(classes=["term-uses"])
        line += [nodes.Text("使用："), citing_pages(labels=uses), nodes.Text("頁")]
        last = definition[-1] if len(definition) else None
        if isinstance(last, nodes.paragraph):
            last += line
        else:
            definition += nodes.paragraph("", "", line)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Treat books only."""
    app.setup_extension("bibouroku.features.book_pages")
    app.setup_extension("bibouroku.features.book_references")
    app.setup_extension("bibouroku.features.index_entries")
    app.setup_extension("bibouroku.features.memos")
    app.add_post_transform(TellTerms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
