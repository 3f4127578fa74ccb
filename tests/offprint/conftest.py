"""Small PDFs, as TeX makes them of several memos: named places, links, an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, String

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    #: Pages by name of the place; pages and names of links; outline as (title, name, children).
    Places = Mapping[str, int]
    Links = Sequence[tuple[int, str]]
    Branch = tuple[str, str, "list[Branch]"]


def made(path: Path, pages: int, places: Places, links: Links, outline: Sequence[Branch]) -> Path:
    """Return a PDF whose pages say their numbers."""
    pdf = Pdf.new()
    for number in range(pages):
        page = pdf.add_blank_page()
        page.contents_add(f"% page {number}".encode())
    tree = NameTree.new(pdf)
    for name, number in places.items():
        place = Array([pdf.pages[number].obj, Name.XYZ, 10, number, None])
        tree[name] = Dictionary(D=place) if number % 2 else place
    pdf.Root.Names = Dictionary(Dests=tree.obj)
    for number, name in links:
        action = Dictionary(S=Name.GoTo, D=String(name))
        if name.startswith("http"):
            action = Dictionary(S=Name.URI, URI=String(name))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
        annotations = pdf.pages[number].obj.get("/Annots", Array())
        annotations.append(pdf.make_indirect(link))
        pdf.pages[number].obj.Annots = annotations

    def entry(branch: Branch) -> OutlineItem:
        title, name, children = branch
        item = OutlineItem(title, action=Dictionary(S=Name.GoTo, D=String(name)))
        item.children.extend(map(entry, children))
        return item

    with pdf.open_outline() as opened:
        opened.root.extend(map(entry, outline))
    pdf.save(path)
    return path


@pytest.fixture
def two_memos(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes a PDF with two memos, of three pages and of two."""

    def build(*further: tuple[int, str]) -> Path:
        places = {"first": 0, "second": 3, "a.figure": 2, "a.section": 1, "b.section": 4}
        links = [(0, "a.figure"), (2, "first"), (3, "b.section"), (1, "https://example.org/b#x")]
        outline: list[Branch] = [
            ("甲", "first", [("甲の節", "a.section", [("その下", "a.figure", [])])]),
            ("乙", "second", [("乙の節", "b.section", [])]),
        ]
        return made(tmp_path / "memos.pdf", 5, places, [*links, *further], outline)

    return build


def number_in_whole(page: pikepdf.Page) -> int:
    """Return the number that a page of these PDFs had before it was cut."""
    contents = page.Contents
    streams = contents if isinstance(contents, Array) else [contents]
    text = b"".join(stream.read_bytes() for stream in streams)
    return int(text.rpartition(b"% page ")[2].split()[0])
