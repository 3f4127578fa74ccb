"""What is wrong with the structure of a tagged PDF (ISO 32000-1, 14.6 to 14.8), for tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The standard structure types that books here have.
TYPES: Final = frozenset({
    "Document", "Sect", "Div", "BlockQuote", "P", "H1", "H2", "H3", "H4", "H5", "H6",
    "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Caption", "Figure", "Formula",
    "Code", "Note", "Link", "Span", "TOC", "TOCI", "Index",
})  # fmt: skip
#: Which elements may hold which, where that is fixed (14.8.4.3).
INSIDE: Final = {
    "L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}, "Table": {"TR", "Caption"},
    "TR": {"TH", "TD"}, "TOC": {"TOCI", "TOC", "Caption"},
}  # fmt: skip
SHOWING: Final = frozenset({"Tj", "TJ", "'", '"', "Do"})


def structure_faults(path: Path) -> list[str]:
    """Return what is wrong; an untagged PDF is a fault."""
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root or not pdf.Root.MarkInfo.Marked:
            return ["the PDF is not tagged"]
        return list(Checker(pdf).faults())


class Checker:
    """Compares the tree with what is in the pages."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Read the parent tree of *pdf*."""
        self.pdf = pdf
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        self.parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        self.pages = {page.obj.objgen: page.obj for page in pdf.pages}
        #: What the tree refers to: page and mark, or annotation.
        self.referred: list[tuple[Any, ...]] = []

    def faults(self) -> Iterator[str]:
        """Yield every fault."""
        root = self.pdf.Root.StructTreeRoot
        yield from self.element(root.K, root)
        seen = [mark for page in self.pages.values() for mark in self.marks(page)]
        links = [note.objgen for page in self.pages.values() for note in page.get("/Annots", ())]
        for what in {*seen, *links} ^ set(self.referred):
            yield f"only the tree or only the pages have {what}"
        if len(self.referred) != len(set(self.referred)):
            yield "the tree refers to something twice"
        if len(seen) != len(set(seen)):
            yield "a page has a mark twice"
        for page in self.pages.values():
            yield from self.loose(page)

    def element(self, element: Any, parent: Any) -> Iterator[str]:
        """Yield the faults of an element and of all in it."""
        kind = str(element.S)[1:]
        if kind not in TYPES:
            yield f"{kind} is no standard type"
        if element.P.objgen != parent.objgen:
            yield f"an element {kind} names another parent"
        if kind == "Figure" and "/Alt" not in element:
            yield "a figure has no alternative text"
        if kind == "Span" and not re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]+)*", str(element.Lang)):
            yield "a passage has no language"
        if not len(element.K):
            yield f"an element {kind} is empty"
        for child in element.K:
            if "/S" in child:
                if str(child.S)[1:] not in INSIDE.get(kind, TYPES):
                    yield f"{child.S} stands in {kind}"
                yield from self.element(child, element)
            elif kind in {"Document", "Sect", "Div", *INSIDE}:
                yield f"text stands in {kind} itself"
            else:
                yield from self.reference(child, element)

    def reference(self, reference: Any, element: Any) -> Iterator[str]:
        """Yield what is wrong with a reference to a mark or an annotation."""
        page = self.pages[reference.Pg.objgen]
        if reference.Type == Name.MCR:
            self.referred.append((page.objgen, int(reference.MCID)))
            owner = self.parents[int(page.StructParents)][int(reference.MCID)]
        else:
            note = reference.Obj
            self.referred.append(note.objgen)
            if note.objgen not in [each.objgen for each in page.Annots]:
                yield "an annotation is not on its page"
            owner = self.parents[int(note.StructParent)]
        if owner.objgen != element.objgen:
            yield f"the parent tree gives {reference} to another element"

    def marks(self, page: Any) -> Iterator[tuple[Any, int]]:
        """Yield page and number of the marks of a page."""
        for instruction in pikepdf.parse_content_stream(page):
            operands = instruction.operands
            if str(instruction.operator) == "BDC" and isinstance(operands[1], Dictionary):
                yield page.objgen, int(operands[1].MCID)

    def loose(self, page: Any) -> Iterator[str]:
        """Yield what is shown outside of marks, and marks that do not end or lie in each other."""
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
            if operator in SHOWING and depth == 0:
                yield f"{instruction.operands} is neither text nor artifact"
            if depth not in {0, 1}:
                yield "marks lie in each other"
        if depth:
            yield "a mark does not end"


def texts_of(pdf: pikepdf.Pdf, kind: str, name: str = "/Alt") -> list[str]:
    """Return the alternative texts, or what else is so called, of all elements of a type."""
    found: list[str] = []

    def visit(element: Any) -> None:
        if f"/{kind}" == element.S:
            found.append(str(element.get(name, "")))
        for child in element.K if isinstance(element.K, Array) else [element.K]:
            if "/S" in child:
                visit(child)

    visit(pdf.Root.StructTreeRoot.K)
    return found
