"""What a PDF says of itself: the file between Sphinx and the PDF, and the XMP packet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bibouroku.archive.metadata import Metadata, metadata_file, read_metadata
from bibouroku.archive.xmp import packet, plain

if TYPE_CHECKING:
    from pathlib import Path

DAY: Final = dt.date(2023, 8, 22)
MEMO: Final = Metadata(
    title="室温超伝導の主張 & <検証>",
    created=DAY,
    modified=dt.date(2024, 5, 27),
    date="2023-08",
    authors=("山田太郎", "鈴木花子"),
    publisher="備忘録",
    description="LK-99の話。",
    keywords=("物理", "超伝導"),
    rights="© 備忘録",
    licence="https://creativecommons.org/licenses/by/4.0/",
    address="https://example.org/posts/lk99.html",
)
NAMES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}


def found(metadata: Metadata, path: str, content: str = "") -> list[str]:
    """Return what a packet holds at *path*."""
    root = etree.fromstring(packet(metadata, "TeX", content))
    return [str(text) for text in root.xpath(f"//{path}/text()", namespaces=NAMES)]


def test_what_sphinx_writes_is_read_back(tmp_path: Path) -> None:
    file = metadata_file(tmp_path / "book.tex")
    assert file.name == "book.meta.json"
    file.write_text(MEMO.written(), encoding="utf-8")
    assert read_metadata(file) == MEMO


def test_a_text_without_dates_states_none(tmp_path: Path) -> None:
    undated = Metadata("題", None, None)
    file = tmp_path / "book.meta.json"
    file.write_text(undated.written(), encoding="utf-8")
    assert read_metadata(file) == undated
    assert b"Date>" not in packet(undated, "TeX", "")


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "book.meta.json"
    file.write_text('{"created": "2023-08-22", "modified": "nie"}', encoding="utf-8")
    with pytest.raises(ValueError, match="nie"):
        read_metadata(file)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("dc:title//rdf:li[@xml:lang='x-default']", [MEMO.title]),
        ("dc:title//rdf:li[@xml:lang='ja']", [MEMO.title]),
        ("dc:creator/rdf:Seq/rdf:li", ["山田太郎", "鈴木花子"]),
        ("dc:publisher/rdf:Bag/rdf:li", ["備忘録"]),
        ("dc:subject/rdf:Bag/rdf:li", ["物理", "超伝導"]),
        ("dc:language/rdf:Bag/rdf:li", ["ja"]),
        ("dc:date/rdf:Seq/rdf:li", ["2023-08"]),
        ("dc:rights//rdf:li[@xml:lang='ja']", ["© 備忘録"]),
        ("dc:identifier", ["https://example.org/posts/lk99.html"]),
        ("xmp:CreateDate", ["2023-08-22T00:00:00Z"]),
        ("xmp:ModifyDate", ["2024-05-27T00:00:00Z"]),
        ("xmp:MetadataDate", ["2024-05-27T00:00:00Z"]),
        ("pdf:Keywords", ["物理, 超伝導"]),
        ("pdf:Producer", ["TeX"]),
        ("pdfaid:part", ["2"]),
        ("pdfaid:conformance", ["B"]),
        ("xmpRights:WebStatement", ["https://creativecommons.org/licenses/by/4.0/"]),
    ],
)
def test_the_packet_holds(path: str, values: list[str]) -> None:
    assert found(MEMO, path) == values


def test_what_is_not_known_is_not_said() -> None:
    bare = packet(Metadata("題", DAY, DAY), "TeX", "").decode()
    for name in ("dc:creator", "dc:rights", "dc:date", "pdf:Keywords", "xmpRights:Marked"):
        assert f"<{name}>" not in bare


def test_the_document_stays_and_its_instance_follows_the_content() -> None:
    first, second = (found(MEMO, "xmpMM:DocumentID", content) for content in "ab")
    assert first == second
    assert found(MEMO, "xmpMM:InstanceID", "a") != found(MEMO, "xmpMM:InstanceID", "b")


def test_years_before_1000_have_four_digits() -> None:
    assert found(Metadata("題", dt.date(712, 1, 28), DAY), "xmp:CreateDate") == [
        "0712-01-28T00:00:00Z"
    ]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_title_breaks_the_packet(title: str) -> None:
    shown = found(Metadata(title, DAY, DAY), "dc:title//rdf:li[@xml:lang='ja']")
    assert "".join(shown) == plain(title)
