"""Cuts a PDF into parts that are complete in themselves.

Each part begins where a named destination is, and ends where the next begins. It keeps the
links that stay within it, its branch of the outline, and counts its pages from 1. Links to
other parts must not be there: who writes the text leads them elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, String

from bibouroku.archive.structure import keep_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pikepdf import Object

    #: A page, counted from 0, and the destination on it.
    Place = tuple[int, Object]


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

    Raises ``SplitError`` if a destination is missing, or a link leads out of its part.
    """
    with Pdf.open(whole) as pdf:
        places = destinations(pdf)
        for name in names:
            if name not in places:
                message = f"抜刷「{name}」の始まりがPDFにない"
                raise SplitError(message)
        ranges = page_ranges({name: places[name][0] for name in names}, len(pdf.pages))
    for name in names:
        with Pdf.open(whole) as pdf:
            cut(pdf, name, ranges[name])
            yield name, pdf


def destinations(pdf: Pdf) -> dict[str, Place]:
    """Return the places that have names: the number of the page, and the destination."""
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return {}
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found: dict[str, Place] = {}
    for name, held in NameTree(pdf.Root.Names.Dests).items():
        place = held.D if isinstance(held, Dictionary) else held
        found[str(name)] = (numbers[place[0].objgen], place)
    return found


def cut(pdf: Pdf, name: str, pages: range) -> None:
    """Leave of *pdf* the part *name*, which has these *pages*."""
    places = {
        target: place for target, (number, place) in destinations(pdf).items() if number in pages
    }

    def place_of(holder: Any) -> Any:
        target = target_of(holder)
        if target not in places:
            message = f"抜刷「{name}」のリンク先「{target}」がその中にない"
            raise SplitError(message)
        return places[target]

    def branch(item: OutlineItem) -> OutlineItem:
        fresh = OutlineItem(item.title, place_of(item.obj))
        fresh.is_closed = item.is_closed
        fresh.children.extend(map(branch, item.children))
        return fresh

    with pdf.open_outline() as outline:
        within = [item for item in outline.root if target_of(item.obj) in places]
        outline.root[:] = [branch(child) for item in within for child in item.children]
    if within:
        pdf.Root.PageMode = Name.UseOutlines
    keep_pages(pdf, pages)
    del pdf.pages[pages.stop :]
    del pdf.pages[: pages.start]
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if target_of(annotation):
                annotation.Dest = place_of(annotation)
                _drop(annotation, "/A")
        _drop(page.obj, "/StructParents")
    # what tells of the whole alone; the structure is built anew of what TeX said
    _drop(pdf.Root, "/Names", "/StructTreeRoot", "/MarkInfo", "/OpenAction")
    _drop(pdf.trailer, "/ID")  # TeX makes it of time and folder
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


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
