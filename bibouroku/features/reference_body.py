"""The body of a reference's page: the work, what became of it, every place that cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from bibouroku.bibliography.digitised_book import PlaceError
from bibouroku.bibliography.identifier import page_name
from bibouroku.bibliography.in_text import places
from bibouroku.bibliography.japanese_style import title
from bibouroku.bibliography.kind import kind
from bibouroku.bibliography.publication_status import badge
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.export_links import export_line, export_links
from bibouroku.features.passage_nodes import passage_nodes
from bibouroku.features.reference_nodes import formatted, rich
from bibouroku.features.status_mark import status_mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx.builders import Builder

    from bibouroku.bibliography.reference import Person
    from bibouroku.blog.concordance import Citing
    from bibouroku.blog.reference_page import ReferencePage, Relation

#: The persons of an entry, in Japanese.
ROLES = {"author": "著者", "editor": "編者", "translator": "訳者"}


class ReferenceBody:
    """Makes the doctree of one page."""

    def __init__(self, builder: Builder, page: ReferencePage) -> None:
        """Take what the page shows."""
        self.builder, self.env, self.page = builder, builder.env, page
        self.name = page_name(page.reference.key)

    def document(self) -> nodes.section:
        """Return the page as one section with its title."""
        section = nodes.section(ids=["reference"], classes=["reference-page"])
        section += nodes.title("", "", *rich(title(self.page.reference)))
        section += self.summary()
        section += nodes.paragraph("", "", *self.entry(), classes=["reference-entry"])
        section += self.fields()
        section += self.part("history", "その後", [self.told(rel) for rel in self.page.history])
        section += self.part(
            "says", "この文献が述べること", [self.said(rel) for rel in self.page.says]
        )
        section += self.citings()
        if links := export_links(self.builder, self.name):
            section += export_line(words="この文献のデータ", links=links)
        return section

    def address(self, pagename: str) -> str:
        """Return the address of a page of the site, from this one."""
        return self.builder.get_relative_uri(self.name, pagename)

    def summary(self) -> nodes.paragraph:
        """Return label, kind and statuses."""
        reference = self.page.reference
        line = nodes.paragraph(classes=["reference-summary"])
        line += nodes.inline(text=reference.label, classes=["reference-label"])
        line += nodes.Text(f"・{kind(reference)}")
        for status in self.page.statuses:
            if status.word != kind(reference):
                line += [nodes.Text(" "), status_mark(status.name, status.word)]
        return line

    def entry(self) -> list[nodes.Node]:
        """Return the full citation."""
        return formatted(self.env, self.page.reference)

    def fields(self) -> nodes.field_list:
        """Return what the full citation leaves out: all names, the exact date, the key."""
        reference = self.page.reference
        found = nodes.field_list(classes=["reference-fields"])
        for role, words in ROLES.items():
            if persons := reference.persons.get(role):
                shown = names(persons, others=role in reference.others)
                found += self.field(words, nodes.Text(shown))
        if reference.date:
            shown = f"{reference.date.japanese}（EDTF：{reference.date.edtf}）"
            found += self.field("日付", nodes.Text(shown))
        found += self.field("引用キー", nodes.literal(reference.key, reference.key))
        return found

    def field(self, name: str, *content: nodes.Node) -> nodes.field:
        """Return one line of the list of fields."""
        body = nodes.field_body("", nodes.paragraph("", "", *content))
        return nodes.field("", nodes.field_name(text=name), body)

    def part(self, name: str, heading: str, items: list[nodes.paragraph]) -> list[nodes.Node]:
        """Return a section with a list, or nothing where there is nothing to list."""
        if not items:
            return []
        section = nodes.section("", nodes.title(text=heading), ids=[name], classes=[name])
        section += nodes.bullet_list("", *(nodes.list_item("", item) for item in items))
        return [section]

    def told(self, relation: Relation) -> nodes.paragraph:
        """Return what another work said of this one, and when."""
        other = relation.other
        classes = ["decisive"] if relation.decisive else []  # what a card tells
        line = nodes.paragraph("", f"{other.date_words}　", classes=classes)
        line += nodes.strong(text=relation.words, classes=["relation"])
        line += [nodes.Text("："), self.link_to(relation)]
        if finding := other.text("finding"):
            line += nodes.Text(f"。{finding.rstrip('。')}。")
        if not relation.counts:
            line += nodes.Text("（今は効力がない）")
        return line

    def said(self, relation: Relation) -> nodes.paragraph:
        """Return what this work says of another."""
        line = nodes.paragraph("", "", nodes.strong(text=relation.words, classes=["relation"]))
        line += [nodes.Text("："), self.link_to(relation)]
        return line

    def link_to(self, relation: Relation) -> nodes.reference:
        """Return label and title of the other work, linked to its page."""
        other = relation.other
        link = nodes.reference(refuri=self.address(page_name(other.key)), internal=True)
        link += [nodes.Text(f"{other.label} "), *rich(title(other))]
        return link

    def citings(self) -> nodes.section:
        """Return every place that cites the work, in the order of the places in the work."""
        held = self.page.citing
        heading = f"引用箇所（{len(held)}件）" if held else "引用箇所"
        section = nodes.section("", nodes.title(text=heading), ids=["citing"], classes=["citing"])
        if not held:
            section += nodes.paragraph(text="この文献を引用する頁はまだない。")
            return section
        section += nodes.paragraph(text=count_words(held), classes=["citing-count"])
        items = [self.citing_item(citing) for citing in held]
        section += nodes.enumerated_list("", *items, enumtype="arabic", prefix="", suffix=".")
        return section

    def citing_item(self, citing: Citing) -> nodes.list_item:
        """Return one place: the place in the work, the sentence, the memo."""
        item = nodes.list_item(
            ids=[f"citing-{citing.docname.replace('/', '-')}-{citing.citation.id}"]
        )
        sentence = nodes.paragraph(classes=["citing-passage"])
        if located := self.located(citing):
            sentence += nodes.inline("", "", *located, classes=["citing-locator"])
            sentence += nodes.Text(" ")
        sentence += passage_nodes(self.env, citing, self.address)
        item += [sentence, self.source_line(citing)]
        return item

    def located(self, citing: Citing) -> list[nodes.Node]:
        """Return the place in the work, linked where it has an address."""
        try:
            found = places(self.page.reference, citing.citation.locator)
        except PlaceError:  # warned of where it is cited
            return [nodes.Text(citing.citation.locator)]
        shown: list[nodes.Node] = []
        for number, there in enumerate(found):
            text = nodes.Text(there.text)
            shown += [nodes.Text(", ")] if number else []
            shown.append(nodes.reference("", "", text, refuri=there.url) if there.url else text)
        return shown

    def source_line(self, citing: Citing) -> nodes.paragraph:
        """Return memo, date, section, reason, and how the work stood when it was cited."""
        heading = self.env.titles[citing.docname].astext()
        spot = f"{self.address(citing.docname)}#{citing.citation.id}"
        line = nodes.paragraph(classes=["citing-source"])
        line += nodes.reference("", f"『{heading}』", refuri=spot, internal=True)
        words = [citing.date.japanese] if citing.date else []
        if citing.passage:
            section, where = citing.passage.section, citing.passage.where
            # a note under the heading 追記 is called so already
            under = "" if section and where.startswith(section) else section
            words += filter(None, (under, where))
        if citing.citation.reason:
            words.append(citing.citation.reason.words)
        line += nodes.Text("".join(f"・{word}" for word in words))
        events = citation_domain(self.env).histories.get(self.page.reference.key, ())
        if citing.date and (mark := badge(events, citing.date)):
            line += [nodes.Text(" "), status_mark(mark.status, mark.words)]
        return line


def count_words(held: Collection[Citing]) -> str:
    """Return how often the site cites a work, and on how many memos or pages."""
    kind = "メモ" if all(citing.date for citing in held) else "頁"
    pages = len({citing.docname for citing in held})
    return f"このサイトでは{pages}つの{kind}で{len(held)}回引用"


def names(persons: Iterable[Person], *, others: bool) -> str:
    """Return all *persons* by their full names; ``；`` goes between names that hold a comma."""
    full = [person.full for person in persons]
    if any("," in name for name in full):
        return "；".join([*full, *(["ほか"] if others else [])])
    return "、".join(full) + ("ほか" if others else "")
