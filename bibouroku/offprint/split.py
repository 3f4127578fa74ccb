"""Cuts a PDF into parts that are complete in themselves.

Each part begins where a named destination is, and ends where the next begins. It keeps the
links that stay within it, its branch of the outline, and counts its pages from 1. Links to
other parts must not be there: who writes the text leads them elsewhere.

The whole is read once, and a part made of what it needs alone: of a hundred memos each costs as
much as of ten.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, String

from bibouroku.archive.structure_table import TABLE, StructureTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    #: A page, counted from 0, and what of it a destination shows.
    Place = tuple[int, list[Any]]


class SplitError(Exception):
    """A PDF that cannot be cut; the message, in Japanese, says why."""


def page_ranges(starts: Mapping[str, int], pages: int) -> dict[str, range]:
    """Return the pages of each part, counted from 0, of a PDF of so many *pages*.

    *starts* are the first pages by name. Raises ``SplitError`` if two parts begin on one page.
    """
    ordered = sorted(starts.items(), key=lambda start: start[1])
    ends = [*(first for _name, first in ordered[1:]), pages]
    found = {name: range(first, end) for (name, first), end in zip(ordered, ends, strict=True)}
    for name, held in found.items():
        if not held:
            message = f"抜刷「{name}」に頁がない。改頁してから始める"
            raise SplitError(message)
    return found


def split(whole: Path, names: Sequence[str]) -> Iterator[tuple[str, Pdf]]:
    """Yield the parts of the PDF *whole* that begin at the destinations *names*, with their names.

    A part can be saved until the next is asked for. Raises ``SplitError`` if a destination is
    missing, or a link leads out of its part.
    """
    with Pdf.open(whole) as pdf:
        book = Whole(pdf)
        for name, pages in book.ranges(names).items():
            with Part(book, name, pages).made() as part:
                yield name, part


def destinations(pdf: Pdf) -> dict[str, Place]:
    """Return the places that have names: the number of the page, and what of it is shown."""
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return {}
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found: dict[str, Place] = {}
    for name, held in NameTree(pdf.Root.Names.Dests).items():
        place = held.D if isinstance(held, Dictionary) else held
        found[str(name)] = (numbers[place[0].objgen], list(place)[1:])
    return found


class Whole:
    """A PDF, and what is known of it by page."""

    def __init__(self, pdf: Pdf) -> None:
        """Read *pdf*, which has to stay open."""
        self.pdf = pdf
        self.pages = list(pdf.pages)
        self.places = destinations(pdf)
        #: The entries of the outline, without those below them, by the page they lead to.
        self.outline: dict[int, list[OutlineItem]] = defaultdict(list)
        for item in pdf.open_outline().root:
            if place := self.places.get(target_of(item.obj)):
                self.outline[place[0]].append(item)
        table = pdf.Root.get(TABLE)
        self.structure = StructureTable(table.read_bytes().decode()) if table is not None else None

    def ranges(self, names: Sequence[str]) -> dict[str, range]:
        """Return the pages of the parts that begin at the destinations *names*, in their order."""
        for name in names:
            if name not in self.places:
                message = f"抜刷「{name}」の始まりがPDFにない"
                raise SplitError(message)
        found = page_ranges({name: self.places[name][0] for name in names}, len(self.pages))
        return {name: found[name] for name in names}


class Part:
    """A part in the making: pages of the whole, and what belongs to them."""

    def __init__(self, whole: Whole, name: str, pages: range) -> None:
        """Begin the part *name* with these *pages*."""
        self.whole, self.name, self.range = whole, name, pages
        self.pdf = Pdf.new()
        for number in pages:
            self.pdf.pages.append(whole.pages[number])
        self.pages = [page.obj for page in self.pdf.pages]

    def made(self) -> Pdf:
        """Return the part with all that it needs.

        Its structure is built later of what TeX said (``archive.structure``).
        """
        self._add_outline()
        for page in self.pages:
            for annotation in page.get("/Annots", ()):
                if target_of(annotation):
                    annotation.Dest = self._place(annotation)
                    _drop(annotation, "/A")
            _drop(page, "/StructParents")
        root, whole = self.pdf.Root, self.whole
        if whole.structure:
            root[TABLE] = self.pdf.make_stream(whole.structure.part(self.range).encode())
        if producer := whole.pdf.docinfo.get("/Producer"):
            self.pdf.docinfo["/Producer"] = producer
        return self.pdf

    def _add_outline(self) -> None:
        """Add what stands below the titles that lead to these pages."""
        within = [item for number in self.range for item in self.whole.outline.get(number, ())]
        with self.pdf.open_outline() as outline:
            outline.root.extend(self._branch(child) for item in within for child in item.children)
        if within:
            self.pdf.Root.PageMode = Name.UseOutlines

    def _branch(self, item: OutlineItem) -> OutlineItem:
        fresh = OutlineItem(item.title, self._place(item.obj))
        fresh.is_closed = item.is_closed
        fresh.children.extend(map(self._branch, item.children))
        return fresh

    def _place(self, holder: Any) -> Array:
        """Return the destination, in this part, of a link or an entry of the outline."""
        target = target_of(holder)
        number, shown = self.whole.places.get(target, (-1, []))
        if number not in self.range:
            message = f"抜刷「{self.name}」のリンク先「{target}」がその中にない"
            raise SplitError(message)
        return Array([self.pages[number - self.range.start], *shown])


def target_of(holder: Any) -> str:
    """Return the name of the place that a link or an entry of the outline leads to, or nothing."""
    action = holder.get("/A")
    within = action is not None and action.get("/S") == Name.GoTo
    place = action.D if within else holder.get("/Dest")
    return str(place) if isinstance(place, String | Name) else ""


def _drop(holder: Any, *names: str) -> None:
    for name in names:
        if name in holder:
            del holder[name]
