"""The ``bibliography`` directive: what a memo cites, or everything, with backlinks.

The directive leaves a placeholder, filled when a page is written, so that a
changed entry or a new citation elsewhere needs no document read again.
What entries tell in a book is in ``book_entries``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode, process_only_nodes

from bibouroku.bibliography.identifier import anchor, page_name
from bibouroku.bibliography.publication_status import PREPRINT, statuses
from bibouroku.bibliography.sort_key import heading, sort_key
from bibouroku.features.addresses import link_within
from bibouroku.features.bibliography_filter import filters
from bibouroku.features.book_entries import BookEntries
from bibouroku.features.citation_domain import CITED_HERE, EVERYTHING, citation_domain
from bibouroku.features.history_line import history_line, leave_out_further
from bibouroku.features.memos import memo_domain
from bibouroku.features.other_builders import TEXT_ALONE
from bibouroku.features.reference_nodes import formatted
from bibouroku.features.status_mark import status_mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

    from bibouroku.bibliography.passage import Citation
    from bibouroku.bibliography.reference import Reference
    from bibouroku.features.citation_domain import CitationDomain


class bibliography_list(nodes.General, nodes.Element):  # noqa: N801 - a docutils node
    """Stands for a bibliography until its page is written."""


class bibliography_entries(nodes.General, nodes.Element):  # noqa: N801 - a docutils node
    """A filled bibliography: a list of entries."""


class bibliography_entry(nodes.General, nodes.TextElement):  # noqa: N801 - a docutils node
    """One entry of a bibliography; its ids are what citations link to."""


class BibliographyDirective(SphinxDirective):
    """``bibliography``: the references cited in this document, or with ``:all:`` every one."""

    has_content = False
    option_spec: ClassVar[OptionSpec] = {"all": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Leave the placeholder, and tell the domain that this document has a list."""
        scope = EVERYTHING if "all" in self.options else CITED_HERE
        citation_domain(self.env).lists[self.env.docname] = scope
        placeholder = bibliography_list(scope=scope, docname=self.env.docname)
        self.set_source_info(placeholder)
        return [placeholder]


class FillBibliographies(SphinxPostTransform):
    """Put the entries in the place kept for them."""

    default_priority = 9  # before ReferencesResolver (10)

    def run(self, **_kwargs: Any) -> None:
        """Fill the lists of one page, or of a book."""
        if self.is_book:  # what is not for the book cites nothing in it
            process_only_nodes(self.document, self.env._tags)  # noqa: SLF001
        found = list(self.document.findall(bibliography_list))
        book = None
        if found and self.is_book:
            whole = (place["docname"] for place in found if place["scope"] == EVERYTHING)
            book = BookEntries(self.env, self.document, whole)
        for place in found:
            place.replace_self(self.entries(place, book))

    @property
    def is_book(self) -> bool:
        """Whether the document is made for LaTeX, and its lists name pages."""
        return self.env._app.builder.format == "latex"  # noqa: SLF001

    def entries(self, place: bibliography_list, book: BookEntries | None) -> list[nodes.Node]:
        """Return the filled list."""
        domain = citation_domain(self.env)
        docname, whole = place["docname"], place["scope"] == EVERYTHING
        keys = domain.references if whole else domain.keys_cited_in(docname)
        cited = sorted(
            (domain.references[key] for key in keys if key in domain.references), key=sort_key
        )
        if not cited:
            return [nodes.paragraph(text="文献はない。", classes=["bibliography-empty"])]
        citations = {} if whole else domain.citations_in(docname)
        where = domain.documents_by_key() if whole and not book else {}
        listed = bibliography_entries()
        for reference in cited:
            entry = bibliography_entry(ids=[anchor(reference.key)], key=reference.key)
            entry.source, entry.line = self.config.bibtex_bibfiles[0], reference.line
            entry += formatted(self.env, reference)
            entry += preprint_mark(domain, reference)
            here = citations.get(reference.key, [])
            history = self.history(domain, reference.key, docname)
            if whole:
                entry["filters"] = filters(domain, reference)
            elif book:
                leave_out_further(history)
            entry += [*(() if book else reasons_line(here)), *history]
            if book:
                entry += (
                    book.of_whole(reference) if whole else book.of_chapter(reference, docname, here)
                )
            else:
                entry += self.link_to_page(reference.key, docname)
                entry += (
                    self.links_to_memos(where.get(reference.key, ()), docname)
                    if whole
                    else links_to_places(here)
                )
            listed += entry
        if book and whole:
            begin_groups(listed, cited)
        return [listed]

    def history(self, domain: CitationDomain, key: str, docname: str) -> list[nodes.Node]:
        """Return what befell the work, each event linked to the entry that tells it."""
        builder = self.env._app.builder  # noqa: SLF001

        def link(by: Reference) -> nodes.Node:
            todocname = domain.list_for(by.key, docname)
            if todocname is None:
                return nodes.Text(by.label)
            return link_within(builder, docname, todocname, anchor(by.key), nodes.Text(by.label))

        memo = memo_domain(self.env).memos.get(docname)
        return history_line(domain.histories.get(key, ()), memo.date if memo else None, link)

    def link_to_page(self, key: str, docname: str) -> list[nodes.Node]:
        """Return the link to the page of a reference, where the site has pages."""
        builder = self.env._app.builder  # noqa: SLF001
        if builder.format != "html" or builder.name == "singlehtml":
            return []
        try:
            uri = builder.get_relative_uri(docname, page_name(key))
        except NoUri:  # a book that knows no address of the site
            return []
        link = nodes.reference("", "詳細", refuri=uri, internal=True, reftitle="この文献の頁")
        return [nodes.Text(" "), link]

    def links_to_memos(self, docnames: Iterable[str], here: str) -> list[nodes.Node]:
        """Return the memos that cite a reference, as links."""
        builder = self.env._app.builder  # noqa: SLF001
        if builder.format != "html":
            return []
        found = [
            make_refnode(builder, here, name, "", nodes.Text(self.env.titles[name].astext()))
            for name in docnames
            if name in self.env.titles
        ]
        return _backlinks("引用：", found, "、")


def begin_groups(listed: bibliography_entries, references: Iterable[Reference]) -> None:
    """Let the first entry under each row of kana or letter say so."""
    last = ""
    entries = listed.findall(bibliography_entry)
    for entry, reference in zip(entries, references, strict=True):
        entry["under"] = "" if heading(reference) == last else heading(reference)
        last = heading(reference)


def preprint_mark(domain: CitationDomain, reference: Reference) -> list[nodes.Node]:
    """Return the mark of a preprint; what became of a work is told by its history."""
    held = statuses(reference, domain.histories.get(reference.key, ()))
    if PREPRINT not in held:
        return []
    return [nodes.Text(" "), status_mark(PREPRINT.name, PREPRINT.word)]


def reasons_line(citations: Iterable[Citation]) -> list[nodes.Node]:
    """Return for what a reference is cited, where its citations say so."""
    reasons = (citation.reason.words for citation in citations if citation.reason)
    words = "、".join(dict.fromkeys(reasons))
    if not words:
        return []
    return [nodes.Text(" "), nodes.inline(text=f"（{words}）", classes=["citation-reasons"])]


def links_to_places(citations: Iterable[Citation]) -> list[nodes.Node]:
    """Return links back to each place that cites a reference."""
    ids = dict.fromkeys(citation.id for citation in citations)
    found = [
        nodes.reference(
            "", str(number), refid=identifier, internal=True,
            reftitle=f"{number}番目の引用箇所へ戻る",
        )
        for number, identifier in enumerate(ids, start=1)
    ]  # fmt: skip
    return _backlinks("引用箇所 ", found, " ")


def _backlinks(words: str, links: list[nodes.reference], separator: str) -> list[nodes.Node]:
    if not links:
        return []
    line = nodes.inline(classes=["backlinks"])
    line += nodes.Text(words)
    for number, link in enumerate(links):
        if number:
            line += nodes.Text(separator)
        line += link
    return [nodes.Text(" "), line]


def visit_entries_html(self: Any, node: bibliography_entries) -> None:
    """Open the list."""
    self.body.append(self.starttag(node, "ul", CLASS="bibliography"))


def depart_entries_html(self: Any, _node: bibliography_entries) -> None:
    """Close the list."""
    self.body.append("</ul>\n")


def visit_entry_html(self: Any, node: bibliography_entry) -> None:
    """Open an entry."""
    self.body.append(self.starttag(node, "li", "", **node.get("filters", {})))


def depart_entry_html(self: Any, _node: bibliography_entry) -> None:
    """Close an entry."""
    self.body.append("</li>\n")


def visit_entries_latex(self: Any, _node: bibliography_entries) -> None:
    """Open the list: hanging paragraphs, defined in bibouroku.sty."""
    self.body.append("\n\\begin{BibourokuBibliography}\n")


def depart_entries_latex(self: Any, _node: bibliography_entries) -> None:
    """Close the list."""
    self.body.append("\\end{BibourokuBibliography}\n")


def visit_entry_latex(self: Any, node: bibliography_entry) -> None:
    """Open an entry, with the label that citations link to; above it the heading it begins."""
    if under := node.get("under"):
        self.body.append(f"\n\\BibourokuEntriesUnder{{{self.encode(under)}}}\n")
    self.body.append(f"\n\\BibourokuEntry{{{self.hypertarget(node['ids'][0])}}}")


def depart_entry_latex(self: Any, _node: bibliography_entry) -> None:
    """Close an entry."""
    self.body.append("\\par\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take over the ``bibliography`` directive."""
    app.setup_extension("bibouroku.features.bibliography_filter")
    app.setup_extension("bibouroku.features.book_pages")
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.history_line")
    app.setup_extension("bibouroku.features.reference_nodes")
    app.add_node(bibliography_list)
    app.add_node(
        bibliography_entries,
        html=(visit_entries_html, depart_entries_html),
        latex=(visit_entries_latex, depart_entries_latex),
        **TEXT_ALONE,
    )
    app.add_node(
        bibliography_entry,
        html=(visit_entry_html, depart_entry_html),
        latex=(visit_entry_latex, depart_entry_latex),
        **TEXT_ALONE,
    )
    app.add_directive("bibliography", BibliographyDirective, override=True)
    app.add_post_transform(FillBibliographies)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
