"""The structure tree that the last step builds from the table of TeX."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from bibouroku.archive import Metadata, finish
from bibouroku.archive.structure import read_table
from bibouroku.archive.structure_table import StructureTable
from tests.archive.pdfa_checks import findings
from tests.archive.structure_checks import structure_faults, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

METADATA: Final = Metadata(title="題", created=dt.date(2023, 8, 22), modified=dt.date(2023, 8, 22))
#: A heading and a paragraph with a link over two pages; a figure with a text; a cell that TeX
#: set only to measure it (8); text in a section itself (mark 3 of page 1).
TABLE: Final = """\
E 1 0 Document\x20
E 2 1 Sect\x20
E 3 2 H1\x20
E 4 2 P\x20
E 5 4 Link\x20
E 6 2 Figure 56F3
E 7 2 Table\x20
E 8 7 TR\x20
M 1 0 3
M 1 1 4
M 1 2 5
M 1 3 2
M 2 0 5
M 2 1 4
M 2 2 6
N 2"""
MARKS: Final = (("H1", "P", "Link", "P"), ("Link", "P", "Figure"))


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """Return a PDF as TeX leaves it: marks, links with their owners, the table."""
    path = tmp_path / "tagged.pdf"
    with pikepdf.Pdf.new() as pdf:
        for kinds in MARKS:
            content = "/Artifact BMC 0 0 1 1 re f EMC\n"
            for mark, kind in enumerate(kinds):
                content += f"/{kind} <</MCID {mark}>> BDC 0 0 m 1 1 l S EMC\n"
            page = pdf.add_blank_page()
            page.Contents = pdf.make_stream(content.encode())
            link = Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], BibourokuOwner=5,
                A=Dictionary(S=Name.URI, URI="https://example.org/"),
            )  # fmt: skip
            page.Annots = Array([pdf.make_indirect(link)])
        pdf.Root.BibourokuStructure = pdf.make_stream(TABLE.encode())
        pdf.save(path)
    return path


def test_the_tree_agrees_with_the_pages(tagged: Path) -> None:
    assert structure_faults(tagged) == ["the PDF is not tagged"]
    finish(tagged, METADATA)
    assert structure_faults(tagged) == []
    assert findings(tagged) == set()


def test_a_figure_has_its_text_and_nothing_is_left_of_the_table(tagged: Path) -> None:
    finish(tagged, METADATA)
    with pikepdf.open(tagged) as pdf:
        assert texts_of(pdf, "Figure") == ["図"]
        assert texts_of(pdf, "TR") == []
        assert "/BibourokuStructure" not in pdf.Root
        assert "/BibourokuOwner" not in pdf.pages[0].Annots[0]


def test_what_stands_in_a_section_itself_becomes_a_paragraph(tagged: Path) -> None:
    finish(tagged, METADATA)
    with pikepdf.open(tagged) as pdf:
        (section,) = pdf.Root.StructTreeRoot.K.K
        assert [str(child.S) for child in section.K] == ["/H1", "/P", "/P", "/Figure"]


def test_finishing_again_keeps_the_tree(tagged: Path) -> None:
    finish(tagged, METADATA)
    once = tagged.read_bytes()
    finish(tagged, METADATA)
    assert tagged.read_bytes() == once


def test_elements_stand_where_their_first_mark_stands() -> None:
    table = "E 1 0 Document \nE 2 1 P \nE 3 1 P \nM 2 0 2\nM 1 5 3\nM 2 1 3"
    assert [child.marks for child in read_table(table)[1].children] == [
        [(1, 5), (2, 1)], [(2, 0)],
    ]  # fmt: skip


def test_a_part_of_a_book_is_not_called_tagged(tagged: Path) -> None:
    with pikepdf.open(tagged, allow_overwriting_input=True) as pdf:
        del pdf.Root.BibourokuStructure
        pdf.pages[0].StructParents = 0
        pdf.save(tagged)
    finish(tagged, METADATA)
    with pikepdf.open(tagged) as pdf:
        assert "/MarkInfo" not in pdf.Root
        assert "/StructParents" not in pdf.pages[0]
        assert "/BibourokuOwner" not in pdf.pages[0].Annots[0]
    assert findings(tagged) == set()


def test_a_part_of_a_book_keeps_its_part_of_the_structure(tagged: Path) -> None:
    with pikepdf.open(tagged, allow_overwriting_input=True) as pdf:
        part = StructureTable(TABLE).part(range(1, 2))
        pdf.Root.BibourokuStructure.write(part.encode())
        del pdf.pages[0]
        pdf.save(tagged)
    finish(tagged, METADATA)
    assert structure_faults(tagged) == []
    with pikepdf.open(tagged) as pdf:
        (section,) = pdf.Root.StructTreeRoot.K.K
        assert [str(child.S) for child in section.K] == ["/P", "/Figure"]


def test_the_structure_of_other_pages_is_not_taken(tagged: Path) -> None:
    with pikepdf.open(tagged, allow_overwriting_input=True) as pdf:
        del pdf.pages[0]
        pdf.save(tagged)
    finish(tagged, METADATA)
    assert structure_faults(tagged) == ["the PDF is not tagged"]
    assert findings(tagged) == set()


def loses_a_mark(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents.write(pdf.pages[0].Contents.read_bytes().replace(b"MCID 3", b"MCID 9"))


def shows_loose_things(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/X Do")


def does_not_end(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/P <</MCID 9>> BDC")


def lies_in_another(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Artifact BMC /Artifact BMC EMC EMC")


def gives_a_link_to_another(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].StructParent = 0


def names_another_parent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K[0].P = pdf.Root.StructTreeRoot


def is_of_no_type(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K[0].S = Name.Chapter


def loses_a_text(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K.K[0].K[3].Alt


def is_out_of_place(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K[0].K[1].S = Name.Table


@pytest.mark.parametrize(
    "spoil",
    [
        loses_a_mark, shows_loose_things, does_not_end, lies_in_another, gives_a_link_to_another,
        names_another_parent, is_of_no_type, loses_a_text, is_out_of_place,
    ],
    ids=lambda spoil: spoil.__name__,
)  # fmt: skip
def test_the_check_of_the_tree_can_fail(tagged: Path, spoil: Callable[[Any], None]) -> None:
    finish(tagged, METADATA)
    with pikepdf.open(tagged, allow_overwriting_input=True) as pdf:
        spoil(pdf)
        pdf.save(tagged)
    assert structure_faults(tagged) != []
