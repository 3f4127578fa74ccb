"""The structure tree of a PDF (ISO 32000-1, 14.7 and 14.8): what is a heading, a paragraph, a cell.

TeX leaves a table of elements and marks in the PDF (``structure_table``). An element stands where
its first mark stands; one without marks, which TeX set only to measure it, is left out.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pikepdf import Array, Dictionary, Name, String

from bibouroku.archive.structure_table import TABLE, TOP

if TYPE_CHECKING:
    import pikepdf

#: What links bear: the number of their element.
OWNER: Final = "/BibourokuOwner"
#: The type of what a group holds where only elements may stand (14.8.4.2).
IMPLIED: Final = {
    "Document": "P", "Sect": "P", "Div": "P", "BlockQuote": "P", "LBody": "P",
    "L": "LI", "LI": "Lbl", "TOC": "Caption", "Index": "P",
}  # fmt: skip
#: What stands within lines, and so in what is implied around it.
INLINE: Final = frozenset({"Link", "Formula", "Code", "Note", "Span"})

Place = tuple[int, int]
LAST: Final[Place] = (sys.maxsize, 0)


@dataclass(slots=True)
class Element:
    """An element of the structure."""

    kind: str
    #: Its alternative text; what the heading of a table heads (Column or Row); the language of a
    #: Span (BCP 47).
    text: str = ""
    #: Page and mark of the contents that are its own, and the elements in it.
    marks: list[Place] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)
    #: Page and number of the annotations that are its own.
    links: list[Place] = field(default_factory=list)

    def add(self, place: Place, child: Element | None) -> None:
        """Add *child*, or else the mark at *place*."""
        if child:
            self.children.append(child)
        else:
            self.marks.append(place)

    def place(self) -> Place | None:
        """Return where the first of its contents stands."""
        places = [*self.marks[:1], *filter(None, (child.place() for child in self.children))]
        return min(places, default=None)

    def order(self) -> Place:
        """Return what it is sorted by among its like: notes come after the text that has them."""
        return LAST if self.kind == "Note" else self.place() or (0, 0)


def add_structure(pdf: pikepdf.Pdf) -> None:
    """Build the structure tree that TeX described; without description there is none."""
    root = pdf.Root
    table = root.get(TABLE)
    if table is None:
        if "/StructTreeRoot" not in root:
            _forget(pdf)
        return
    text = table.read_bytes().decode()
    del root[TABLE]
    if f"N {len(pdf.pages)}" not in text.splitlines()[-1:]:  # the table of another PDF
        _forget(pdf)
        return
    elements = read_table(text)
    _find_links(pdf, elements)
    Tree(pdf).build(elements[TOP])


def _forget(pdf: pikepdf.Pdf) -> None:
    """Take out what refers to a structure that is not there, as in a part of a book."""
    for page in pdf.pages:
        for holder in (page.obj, *page.obj.get("/Annots", ())):
            for name in ("/StructParents", "/StructParent", "/Tabs", OWNER):
                if name in holder:
                    del holder[name]


def read_table(text: str) -> dict[int, Element]:
    """Return the elements of a table by number, sorted by place, the empty ones left out."""
    elements: dict[int, Element] = {}
    parents: dict[int, int] = {}
    for line in text.splitlines():
        letter, *fields = line.split(" ")
        if letter == "E":
            number, parents[int(number)], kind = int(fields[0]), int(fields[1]), fields[2]
            elements[number] = Element(kind, bytes.fromhex(fields[3]).decode("utf-16-be"))
        elif letter == "M":
            page, mark, number = map(int, fields)
            elements[number].marks.append((page, mark))
    for number in sorted(elements, reverse=True):  # children have higher numbers
        element = elements[number]
        element.children.sort(key=Element.order)
        if parents[number] and element.place():
            elements[parents[number]].children.append(element)
    return elements


def _find_links(pdf: pikepdf.Pdf, elements: dict[int, Element]) -> None:
    """Give each element the annotations that bear its number.

    One that bears none, in what is no part of the text, gets an element of its own.
    """
    for number, page in enumerate(pdf.pages, start=1):
        for position, annotation in enumerate(page.obj.get("/Annots", ())):
            owner = elements.get(int(annotation.get(OWNER, 0)))
            if owner is None or owner.place() is None:
                owner = Element("Link")
                elements[TOP].children.append(owner)
            owner.links.append((number, position))
            if OWNER in annotation:
                del annotation[OWNER]


class Tree:
    """A structure tree in the making."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Begin a tree for *pdf*."""
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        #: The elements of the marks of each page, and those of annotations.
        self.of_marks: list[dict[int, Any]] = [{} for _ in self.pages]
        self.of_links: list[Any] = []

    def build(self, top: Element) -> None:
        """Put the tree with *top* at its top into the PDF."""
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self.element(top, root)
        numbers: list[Any] = []
        for key, (page, marks) in enumerate(zip(self.pages, self.of_marks, strict=True)):
            page.StructParents = key
            page.Tabs = Name.S
            numbers += [key, self.pdf.make_indirect(Array(marks[mark] for mark in sorted(marks)))]
        for key, link in enumerate(self.of_links, start=len(self.pages)):
            numbers += [key, link]
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self.pages) + len(self.of_links)
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def element(self, element: Element, parent: Any) -> Any:
        """Return an element with all that it holds."""
        made = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent)
        )
        if element.kind == "TH":
            made.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.text or 'Column'}"))
        elif element.kind == "Span":
            made.Lang = String(element.text)
        elif element.text:
            made.Alt = String(element.text)
        made.K = Array(self.contents(element, made))
        return made

    def contents(self, element: Element, made: Any) -> list[Any]:
        """Return what *element* holds, in the order of the pages; *made* is its object."""
        parts: list[tuple[Place, Element | None]] = [(mark, None) for mark in element.marks]
        parts += [(child.order(), child) for child in element.children]
        parts.sort(key=lambda part: part[0])
        implied = IMPLIED.get(element.kind)
        held: list[Any] = []
        run = Element(implied or "")
        for place, child in parts:
            if implied and (child is None or child.kind in INLINE):
                run.add(place, child)
                continue
            held += self.group(run, made)
            run = Element(implied or "")
            held.append(self.element(child, made) if child else self.mark(place, made))
        held += self.group(run, made)
        return held + [self.annotation(link, made) for link in element.links]

    def group(self, run: Element, parent: Any) -> list[Any]:
        """Return what is implied around a *run* of marks and inline elements, if there is one."""
        if not run.marks and all(child.kind == "Formula" for child in run.children):
            return [self.element(child, parent) for child in run.children]
        return [self.element(run, parent)]

    def mark(self, place: Place, owner: Any) -> Any:
        """Return the reference to a mark, which belongs to *owner*."""
        page, mark = place
        self.of_marks[page - 1][mark] = owner
        return Dictionary(Type=Name.MCR, Pg=self.pages[page - 1], MCID=mark)

    def annotation(self, place: Place, owner: Any) -> Any:
        """Return the reference to an annotation, which belongs to *owner*."""
        page, position = place
        annotation = self.pages[page - 1].Annots[position]
        annotation.StructParent = len(self.pages) + len(self.of_links)
        self.of_links.append(owner)
        return Dictionary(Type=Name.OBJR, Pg=self.pages[page - 1], Obj=annotation)
