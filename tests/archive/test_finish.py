"""The last step of a PDF, judged by pikepdf's validator, which has the rules of veraPDF.

Each fault is first put in and seen by the validator, so that its silence means something.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from bibouroku.archive import finish
from bibouroku.problem import ProblemsFoundError
from tests.archive.conftest import METADATA, changed
from tests.archive.pdfa_checks import findings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_figure_becomes_pdf_a(copy: Path) -> None:
    assert findings(copy)
    finish(copy, METADATA)
    assert findings(copy) == set()


def test_it_says_what_it_is_twice_and_the_same(copy: Path) -> None:
    finish(copy, METADATA)
    with pikepdf.open(copy) as pdf:
        assert copy.read_bytes().startswith(b"%PDF-1.7\n%")
        assert {name: str(text) for name, text in pdf.docinfo.items()} == {
            "/Title": "試験の題",
            "/Author": "山田太郎",
            "/Subject": "要旨。",
            "/Keywords": "物理",
            "/Creator": "Sphinx, bibouroku",
            "/Producer": str(pdf.docinfo.Producer),
            "/CreationDate": "D:20230822000000Z",
            "/ModDate": "D:20240527000000Z",
        }
        with pdf.open_metadata() as xmp:
            assert xmp.pdfa_status == "2B"
            assert xmp["dc:title"] == "試験の題"
            assert xmp["pdf:Producer"] == str(pdf.docinfo.Producer)
            assert xmp["xmp:ModifyDate"] == "2024-05-27T00:00:00Z"
        assert str(pdf.Root.Lang) == "ja"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_pages_are_labelled_as_they_are_numbered_unless_they_say_more(copy: Path) -> None:
    roman = Array([0, Dictionary(S=Name.r), 1, Dictionary(S=Name.D)])
    for labels in (None, roman):
        if labels is not None:
            changed(copy, lambda pdf: setattr(pdf.Root, "PageLabels", Dictionary(Nums=roman)))
        finish(copy, METADATA)
        with pikepdf.open(copy) as pdf:
            assert pdf.pages[0].label == ("i" if labels else "1")
            assert "/PageLabels" in pdf.Root


def test_the_packet_can_be_found_by_programs_that_read_no_pdf(copy: Path) -> None:
    finish(copy, METADATA)
    assert b"<pdfaid:part>2</pdfaid:part>" in copy.read_bytes()


def test_finishing_again_and_elsewhere_gives_the_same_bytes(copy: Path, tmp_path: Path) -> None:
    other = tmp_path / "deeper" / "other name.pdf"
    other.parent.mkdir()
    shutil.copy(copy, other)
    finish(copy, METADATA)
    once = copy.read_bytes()
    finish(copy, METADATA)
    finish(other, METADATA)
    assert copy.read_bytes() == once == other.read_bytes()
    assert sorted(path.name for path in other.parent.iterdir()) == ["other name.pdf"]


def script(pdf: pikepdf.Pdf) -> Dictionary:
    """Return an action that runs a script."""
    return pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def add_annotation(pdf: pikepdf.Pdf, **entries: Any) -> None:
    """Put an annotation on the first page."""
    note = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], Border=[0, 0, 0], **entries)
    pdf.pages[0].Annots = Array([*pdf.pages[0].get("/Annots", []), pdf.make_indirect(note)])


def opens_with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = script(pdf)


def acts_on_closing(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AA = Dictionary(WC=script(pdf))


def acts_on_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=script(pdf))


def has_named_scripts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=["a", script(pdf)]))


def has_a_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"text"


def has_a_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=[], NeedAppearances=True)


def launches(pdf: pikepdf.Pdf) -> None:
    add_annotation(pdf, Subtype=Name.Link, F=4, A=Dictionary(S=Name.Launch, F="calc.exe"))


def goes_on_to_a_script(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="https://example.org/", Next=script(pdf))
    add_annotation(pdf, Subtype=Name.Link, F=4, A=action)


def has_an_unprinted_link(pdf: pikepdf.Pdf) -> None:
    add_annotation(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://example.org/"))


def has_a_hidden_link(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="https://example.org/")
    add_annotation(pdf, Subtype=Name.Link, F=4 | 2, A=action)


def plays_a_sound(pdf: pikepdf.Pdf) -> None:
    add_annotation(pdf, Subtype=Name.Sound, F=4)


def has_optional_content(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=[], D=Dictionary(AS=[]))


def smooths_an_image(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(
        b"\0" * 3, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Interpolate=True,
    )  # fmt: skip
    pdf.pages[0].Resources.XObject = Dictionary(I=image)
    pdf.pages[0].contents_add(b"q /I Do Q")


def changes_pages_by_itself(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].PresSteps = Dictionary(Type=Name.NavNode)


def says_that_it_is_tagged(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=True)


MENDED: Final = (
    opens_with_script, acts_on_closing, acts_on_a_page, has_named_scripts, has_a_file, has_a_form,
    launches, goes_on_to_a_script, has_an_unprinted_link, has_a_hidden_link, plays_a_sound,
    has_optional_content, smooths_an_image, changes_pages_by_itself,
)  # fmt: skip


@pytest.mark.parametrize("spoil", MENDED, ids=lambda spoil: spoil.__name__)
def test_what_pdf_a_forbids_is_taken_out(copy: Path, spoil: Callable[..., None]) -> None:
    finish(copy, METADATA)
    assert findings(copy) == set()
    assert findings(changed(copy, spoil)) != set()
    finish(copy, METADATA)
    assert findings(copy) == set()


def test_links_survive(copy: Path) -> None:
    finish(changed(copy, has_a_hidden_link), METADATA)
    with pikepdf.open(copy) as pdf:
        (link,) = pdf.pages[0].Annots
        assert str(link.A.URI) == "https://example.org/"
        assert link.F == 4


def test_it_is_not_called_tagged_without_a_structure(copy: Path) -> None:
    finish(changed(copy, says_that_it_is_tagged), METADATA)
    with pikepdf.open(copy) as pdf:
        assert "/MarkInfo" not in pdf.Root


def test_compression_by_lzw_is_replaced(copy: Path) -> None:
    # 9-bit codes: clear the table (256), "q Q", end (257)
    codes = "".join(f"{code:09b}" for code in (256, *b"q Q", 257)).ljust(48, "0")

    def compress(pdf: pikepdf.Pdf) -> None:
        packed = pdf.make_stream(b"")
        packed.write(int(codes, 2).to_bytes(6), filter=Name.LZWDecode)
        pdf.pages[0].Contents = Array([pdf.pages[0].Contents, packed])

    level = pikepdf.StreamDecodeLevel.none
    changed(copy, compress, compress_streams=False, stream_decode_level=level)
    assert any("LZW" in finding for finding in findings(copy))
    finish(copy, METADATA)
    assert findings(copy) == set()


def without_font(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].Resources.Font = Dictionary(F1=pdf.make_indirect(font))


def with_cmyk(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(
        b"\0" * 4, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        ColorSpace=Name.DeviceCMYK, BitsPerComponent=8,
    )  # fmt: skip
    pdf.pages[0].Resources.XObject = Dictionary(I=image)


def with_outer_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Elsewhere = pdf.make_stream(b"", F="elsewhere.bin")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (without_font, "フォント「Helvetica」が埋め込まれていない"),
        (with_cmyk, "CMYK"),
        (with_outer_stream, "PDFの外のファイル"),
    ],
)
def test_what_only_its_maker_can_mend_is_told(
    copy: Path, spoil: Callable[..., None], words: str
) -> None:
    before = changed(copy, spoil).read_bytes()
    with pytest.raises(ProblemsFoundError) as caught:
        finish(copy, METADATA)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("copy.pdf", "pdf-not-archivable")
    assert words in problem.message
    assert copy.read_bytes() == before


def test_an_encrypted_pdf_is_refused(copy: Path) -> None:
    changed(copy, lambda _pdf: None, encryption=pikepdf.Encryption(owner="o", user=""))
    with pytest.raises(ProblemsFoundError, match="暗号化"):
        finish(copy, METADATA)


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("no PDF", encoding="utf-8")
    with pytest.raises(ProblemsFoundError, match="PDFとして読めない"):
        finish(tmp_path / "text.pdf", METADATA)
    assert [path.name for path in tmp_path.iterdir()] == ["text.pdf"]
