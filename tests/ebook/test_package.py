"""What a book says of itself, its contents, and the file that holds it."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bibouroku.ebook.container import container
from bibouroku.ebook.division import CHAPTER
from bibouroku.ebook.links import broken_links, repeated_ids, resolved
from bibouroku.ebook.namespaces import clean
from bibouroku.ebook.navigation import Entry, Landmark, navigation, ncx
from bibouroku.ebook.package import Accessibility, Item, Metadata, package
from bibouroku.ebook.page import facts, finished

NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
BARE = Metadata("題", "urn:uuid:0", "ja", "2024-05-27T00:00:00Z", "著者")
NOTHING = Accessibility(("textual",), ("textual",), (), ("none",), "")
ITEMS = (
    Item("a.xhtml", "application/xhtml+xml", "mathml", in_spine=True),
    Item("b.xhtml", "application/xhtml+xml", in_spine=True),
    Item("c.png", "image/png", "cover-image"),
    Item("toc.ncx", "application/x-dtbncx+xml"),
)
#: Titles as somebody might write them to break the files that hold them.
TITLES = st.text() | st.sampled_from(
    ["</dc:title><x/>", "]]>", "&amp;", "\"'<>&", "<!--", "\x00\x0b\ud800", "<?xml?>"]
)


def seen(text: str) -> str:
    """Return *text* as an XML document gives it back."""
    return clean(text)


def test_what_is_not_known_is_not_said() -> None:
    root = etree.fromstring(package(BARE, NOTHING, ITEMS, "ltr"))
    told = root.find("opf:metadata", NAMES)
    assert told is not None
    names = [etree.QName(child) for child in told]
    assert [name.localname for name in names if name.namespace == NAMES["dc"]] == [
        "identifier", "title", "language", "creator",
    ]  # fmt: skip
    assert told.xpath("opf:meta[not(string()) and not(@content)]", namespaces=NAMES) == []


def test_readings_and_dates_are_said() -> None:
    whole = Metadata(
        "題", "urn:uuid:0", "ja", "2024-05-27T00:00:00Z", "著者",
        title_reading="ダイ", creator_reading="チョシャ", date="2024-05", subjects=("光", "熱"),
    )  # fmt: skip
    root = etree.fromstring(package(whole, NOTHING, ITEMS, "ltr"))
    readings = root.xpath("//opf:meta[@property='file-as']", namespaces=NAMES)
    assert [(each.get("refines"), each.text) for each in readings] == [
        ("#title", "ダイ"),
        ("#creator", "チョシャ"),
    ]
    assert root.xpath("//dc:date/text()", namespaces=NAMES) == ["2024-05"]
    assert root.xpath("//dc:subject/text()", namespaces=NAMES) == ["光", "熱"]
    modified = root.xpath("//opf:meta[@property='dcterms:modified']/text()", namespaces=NAMES)
    assert modified == ["2024-05-27T00:00:00Z"]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_pages_are_read_in_their_order(direction: str) -> None:
    root = etree.fromstring(package(BARE, NOTHING, ITEMS, direction))
    hrefs = {item.get("id"): item.get("href") for item in root.iterfind("opf:manifest/*", NAMES)}
    spine = root.find("opf:spine", NAMES)
    assert spine is not None
    assert [hrefs[item.get("idref")] for item in spine] == ["a.xhtml", "b.xhtml"]
    assert hrefs[spine.get("toc")] == "toc.ncx"
    assert spine.get("page-progression-direction") == direction
    (cover,) = root.xpath("//opf:meta[@name='cover']/@content", namespaces=NAMES)
    assert hrefs[cover] == "c.png"


@given(TITLES, TITLES)
def test_a_hostile_title_stays_text(title: str, author: str) -> None:
    metadata = Metadata(title or "題", "urn:uuid:0", "ja", "2024-05-27T00:00:00Z", author)
    root = etree.fromstring(package(metadata, NOTHING, ITEMS, "ltr"))
    (told,) = root.xpath("//dc:title", namespaces=NAMES)
    assert (told.text or "").replace("\r", "\n") == seen(title or "題").replace("\r", "\n")
    assert len(told) == 0


@given(TITLES)
def test_a_hostile_heading_stays_text_in_both_contents(title: str) -> None:
    entries = [Entry(title, "a.xhtml", (Entry(title, "a.xhtml#b"),))]
    nav = etree.fromstring(navigation(entries, [Landmark("toc", title, "nav.xhtml#toc")], "ja", ()))
    links = nav.xpath("//h:nav//h:a", namespaces=NAMES)
    assert [link.get("href") for link in links] == ["a.xhtml", "a.xhtml#b", "nav.xhtml#toc"]
    assert {link.text or "" for link in links} == {seen(title)}
    points = etree.fromstring(ncx(entries, title, "urn:uuid:0", "ja"))
    texts = points.xpath("//n:text", namespaces=NAMES)
    assert {text.text or "" for text in texts} == {seen(title)}
    assert points.xpath("//n:navPoint/@playOrder", namespaces=NAMES) == ["1", "2"]


def test_the_file_begins_with_its_type_and_bears_one_date() -> None:
    files = {"b.xhtml": b"b", "a.xhtml": b"a"}
    book = container(b"<package/>", files, dt.date(2024, 5, 27))
    assert book == container(b"<package/>", dict(reversed(files.items())), dt.date(2024, 5, 27))
    assert book[30:58] == b"mimetypeapplication/epub+zip"
    with ZipFile(BytesIO(book)) as held:
        infos = held.infolist()
    assert [info.filename for info in infos] == [
        "mimetype", "META-INF/container.xml", "content.opf", "a.xhtml", "b.xhtml",
    ]  # fmt: skip
    assert [info.compress_type for info in infos] == [ZIP_STORED, *[ZIP_DEFLATED] * 4]
    assert {info.date_time for info in infos} == {(2024, 5, 27, 0, 0, 0)}
    assert {(info.create_system, info.external_attr >> 16) for info in infos} == {(3, 0o644)}


def test_what_is_older_than_zip_files_bears_their_first_day() -> None:
    with ZipFile(BytesIO(container(b"", {}, dt.date(1905, 1, 1)))) as held:
        assert held.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("page", "address", "expected"),
    [
        ("posts/a.xhtml", "#x", ("posts/a.xhtml", "x")),
        ("posts/a.xhtml", "../b.xhtml#%E7%AF%80", ("b.xhtml", "節")),
        ("a.xhtml", "posts/%E7%AF%80.xhtml", ("posts/節.xhtml", "")),
        ("a.xhtml", "https://example.org/#x", None),
        ("a.xhtml", "mailto:a@example.org", None),
    ],
)
def test_an_address_leads_to_a_file_and_a_place_in_it(
    page: str, address: str, expected: tuple[str, str] | None
) -> None:
    assert resolved(page, address) == expected


def test_links_that_lead_nowhere_and_repeated_ids_are_found() -> None:
    text = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>題</title></head><body>'
        '<p id="a"><a href="#a">甲</a><a href="#b">乙</a><a href="none.xhtml">丙</a></p>'
        '<p id="a"><img src="none.png" alt=""/><a href="https://example.org/">丁</a></p></body></html>'
    )
    page = facts(finished(text, CHAPTER))
    assert [address for _, address in broken_links({"p.xhtml": page}, ["p.xhtml"])] == [
        "#b", "none.xhtml", "none.png",
    ]  # fmt: skip
    assert repeated_ids(page) == ["a"]
