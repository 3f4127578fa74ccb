"""The address of the very place that a locator names."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.digitised_book import (
    PlaceError,
    page_number,
    parse_frames,
    place_url,
)
from bibouroku.bibliography.locator import Locator, parse_locator
from bibouroku.bibliography.reference import Reference

NDL: Final = {"ndlpid": "828728"}
SCANNED: Final = {**NDL, "frames": "1=9; per=2; count=140"}
ARXIV: Final = {"eprint": "2307.12037", "eprinttype": "arxiv"}
ARCHIVE: Final = {"url": "https://archive.org/details/treatiseonspher00case"}
GOOGLE: Final = {"url": "https://books.google.co.jp/books?hl=ja&id=zZNxDwAAQBAJ&dq=x"}
PDF: Final = {"url": "https://x.org/a.pdf"}
PLOS: Final = {"doi": "10.1371/journal.pone.0152712"}
RFC: Final = {"doi": "10.17487/RFC9110"}


def address(fields: dict[str, str], written: str) -> str | None:
    (locator,) = parse_locator(written)
    return place_url(Reference("a", "book", fields), locator)


@pytest.mark.parametrize(
    ("fields", "written", "url"),
    [
        (NDL, "コマ45", "https://dl.ndl.go.jp/pid/828728/1/45"),
        (NDL, "コマ45-46", "https://dl.ndl.go.jp/pid/828728/1/45"),
        (SCANNED, "p. 12", "https://dl.ndl.go.jp/pid/828728/1/14"),
        (ARXIV, "v2", "https://arxiv.org/abs/2307.12037v2"),
        ({**ARXIV, "eprint": "arXiv:2307.12037v1"}, "v2", "https://arxiv.org/abs/2307.12037v2"),
        ({**ARXIV, "eprint": "cond-mat/9901001"}, "v1", "https://arxiv.org/abs/cond-mat/9901001v1"),
        (ARCHIVE, "コマ45", "https://archive.org/details/treatiseonspher00case/page/n44"),
        (ARCHIVE, "n44", "https://archive.org/details/treatiseonspher00case/page/n44"),
        (ARCHIVE, "p. 12", "https://archive.org/details/treatiseonspher00case/page/12"),
        (ARCHIVE, "p. iv", "https://archive.org/details/treatiseonspher00case/page/iv"),
        (ARCHIVE, "leaf 44", "https://archive.org/details/treatiseonspher00case/page/leaf44"),
        (
            {**ARCHIVE, "frames": "1=9"},
            "p. 12",
            "https://archive.org/details/treatiseonspher00case/page/n19",
        ),
        (
            {"url": "http://www.archive.org/details/a/b_c/page/n3/mode/2up?q=x"},
            "p. 12",
            "https://archive.org/details/a/b_c/page/12",
        ),
        (
            {"url": "https://archive.org/details/a/page/n3"},
            "p. 12",
            "https://archive.org/details/a/page/12",
        ),
        (GOOGLE, "p. 12", "https://books.google.com/books?id=zZNxDwAAQBAJ&pg=PA12"),
        (GOOGLE, "p. xiv", "https://books.google.com/books?id=zZNxDwAAQBAJ&pg=PR14"),
        (
            {"url": "https://www.google.com/books/edition/_/zZNxDwAAQBAJ?gbpv=1"},
            "p. 12",
            "https://books.google.com/books?id=zZNxDwAAQBAJ&pg=PA12",
        ),
        (
            {"eprint": "zZNxDwAAQBAJ", "eprinttype": "googlebooks"},
            "p. 12",
            "https://books.google.com/books?id=zZNxDwAAQBAJ&pg=PA12",
        ),
        (PDF, "p. 12", "https://x.org/a.pdf#page=12"),
        (PDF, "コマ3", "https://x.org/a.pdf#page=3"),
        ({**PDF, "frames": "873=2"}, "pp. 874-5", "https://x.org/a.pdf#page=3"),
        ({"url": "https://x.org/A.PDF?b=1#c"}, "p. 12", "https://x.org/A.PDF?b=1#page=12"),
        (PLOS, "図2", "https://doi.org/10.1371/journal.pone.0152712.g002"),
        (PLOS, "図2(a)", "https://doi.org/10.1371/journal.pone.0152712.g002"),
        (PLOS, "Table 1", "https://doi.org/10.1371/journal.pone.0152712.t001"),
        (RFC, "§15.5.1", "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.1"),
    ],
)
def test_a_place_is_linked(fields: dict[str, str], written: str, url: str) -> None:
    assert address(fields, written) == url


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({}, "p. 12"),
        (NDL, "p. 12"),
        (NDL, "図3"),
        (NDL, "コマ9999999"),
        (SCANNED, "第2章"),
        (SCANNED, "本文"),
        (ARXIV, "p. 12"),
        (ARXIV, "要旨"),
        ({"eprint": "2307.12037"}, "v2"),
        ({**ARXIV, "eprint": "2307.12037/../x"}, "v2"),
        ({**ARXIV, "eprint": '2307.12037"><script>'}, "v2"),
        ({"ndlpid": "828728/../x"}, "コマ4"),
        ({"ndlpid": "８２８７２８"}, "コマ4"),
        ({"url": "https://archive.org"}, "p. 12"),
        ({"url": "https://archive.org/details/"}, "p. 12"),
        ({"url": "https://archive.org/details/../x"}, "p. 12"),
        ({"url": "https://archive.org/details/a%2Fb"}, "p. 12"),
        ({"url": "https://archive.org/details/a b"}, "p. 12"),
        ({"url": "https://archive.org@x.org/details/a"}, "p. 12"),
        ({"url": "https://archive.org.x.org/details/a"}, "p. 12"),
        ({"url": "https://books.google.com/books?id=a%26b%3Dcdef"}, "p. 12"),
        ({"url": "https://books.google.com/books"}, "p. 12"),
        ({"url": "https://www.google.com/search?id=zZNxDwAAQBAJ"}, "p. 12"),
        ({"url": "https://books.google.x.org.evil.example/books?id=zZNxDwAAQBAJ"}, "p. 12"),
        (GOOGLE, "p. S12"),
        (GOOGLE, "p. 0"),
        (GOOGLE, "コマ4"),
        ({"url": "javascript:a.pdf"}, "p. 12"),
        ({"url": "https://x.org/a.html"}, "p. 12"),
        ({**PDF, "pages": "38--42"}, "p. 40"),
        (PDF, "p. iv"),
        (PDF, "第1章"),
        (PLOS, "図S1"),
        (PLOS, "式(1)"),
        ({"doi": "10.1371/journal.pone.0152712/x"}, "図1"),
        ({"doi": "10.1038/nature1"}, "図1"),
        (RFC, "§A"),
    ],
)
def test_a_place_without_a_known_address_has_none(fields: dict[str, str], written: str) -> None:
    assert address(fields, written) is None


@pytest.mark.parametrize(
    ("frames", "page", "frame"),
    [
        ("1=9", "12", 20),
        ("1=9; per=2", "1", 9),
        ("1=9; per=2", "2", 9),
        ("1=9; per=2", "3", 10),
        ("1=9; per=2", "12", 14),
        ("1=9; 2=10; per=2", "12", 15),
        ("i-viii=4; 1=9; per=2", "iv", 5),
        ("i-viii=4; 1=9; per=2", "Ⅲ", 5),
        ("1=9; 131=80; per=2", "130", 73),
        ("1=9; 131=80; per=2", "132", 80),
        ("1=9; 57-58=40; per=2", "58", 40),
        ("1=9; 57-58=40; per=2", "59", 38),
        ("1-99=9; 10-20=50; 15-15=60", "15", 60),
        ("1-99=9; 10-20=50; 15-15=60", "16", 56),
        ("1-2 = 9 ； 3–4 = 20 ;", "4", 21),
        ("1=9; per=2; count=14", "12", 14),
    ],
)
def test_a_page_is_on_a_frame(frames: str, page: str, frame: int) -> None:
    assert parse_frames(frames).frame(page) == frame


@pytest.mark.parametrize(
    ("frames", "written", "fault"),
    [
        ("1=9; per=2; count=140", "p. 300", "300頁はコマ158にあたるが、コマは140までしかない"),
        ("1=9; per=2; count=140", "pp. 263-265", "265頁はコマ141にあたるが"),
        ("1=9; per=2; count=140", "pp. 260-5", "265頁はコマ141にあたるが"),
        ("1=9; per=2; count=140", "コマ141", "コマ141はない。コマは140までしかない"),
        ("1=9; per=2; count=140", "コマ140-141", "コマ141はない"),
        ("1-10=9", "p. 11", "11頁はframesの対応のどこにもない"),
        ("5=9", "p. 4", "4頁はframesの対応のどこにもない"),
        ("1=9", "p. iv", "iv頁はframesの対応のどこにもない"),
        ("1=9", "p. S3", "S3頁はframesの対応のどこにもない"),
        ("1-10=9; 21=19", "p. 15", "15頁はframesの対応のどこにもない"),
    ],
)
def test_a_page_or_frame_that_is_not_there_is_named(frames: str, written: str, fault: str) -> None:
    with pytest.raises(PlaceError, match=fault):
        address({**NDL, "frames": frames}, written)


@pytest.mark.parametrize(
    ("frames", "fault"),
    [
        ("", "1=9のように書く"),
        ("per=2; count=140", "1=9のように書く"),
        ("1", "「1」は1=9、per=2、count=140のいずれの形でもない"),
        ("1=", "「1=」は"),
        ("1=0", "「1=0」は"),
        ("1=9; per=0", "「per=0」は"),
        ("1=９", "「1=９」は"),
        ("1=9, per=2", "いずれの形でもない"),
        ("1=9; per=2; per=3", "perが二通りある"),
        ("a=9", "「a=9」の頁が、数字でもローマ数字でもない"),
        ("=9", "「=9」の頁が、"),
        ("1-=9", "「1-=9」の頁が、"),
        ("1-x=9", "小さい方から大きい方への範囲でない"),
        ("9-1=9", "小さい方から大きい方への範囲でない"),
        ("1=9; 1=10", "1頁からの対応が、ほかの対応と重なって食い違う"),
        ("1-10=9; 5-15=20", "5頁からの対応が"),
        ("1-10=9; 10=20", "10頁からの対応が"),
        ("1=9; count=8", "1頁はコマ9にあたるが、コマは8までしかない"),
        ("1-10=9; count=17", "10頁はコマ18にあたるが"),
    ],
)
def test_a_map_that_cannot_be_read_is_refused_with_its_fault(frames: str, fault: str) -> None:
    with pytest.raises(PlaceError, match=re.escape(fault)):
        parse_frames(frames)


def test_an_error_in_the_map_comes_up_where_a_page_is_cited() -> None:
    with pytest.raises(PlaceError, match="いずれの形でもない"):
        address({**NDL, "frames": "x"}, "p. 3")


def test_the_map_counts_for_a_scan_that_has_no_address() -> None:
    with pytest.raises(PlaceError, match="11頁"):
        address({"frames": "1-10=9"}, "p. 11")


def test_roman_and_arabic_pages_do_not_cross() -> None:
    assert parse_frames("i=1; 1=9").frame("ix") == 9


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", (False, 12)),
        ("iv", (True, 4)),
        ("MCMXCIV", (True, 1994)),
        ("ⅳ", (True, 4)),
        ("iiii", None),
        ("S12", None),
        ("", None),
        ("1" * 5000, None),
    ],
)
def test_a_page_number_is_arabic_or_roman(text: str, number: tuple[bool, int] | None) -> None:
    assert page_number(text) == number


@settings(deadline=None)
@given(st.integers(1, 999), st.integers(1, 999), st.integers(1, 4), st.integers(0, 999))
def test_pages_go_on_frame_by_frame(first: int, frame: int, per: int, after: int) -> None:
    frames = parse_frames(f"{first}={frame}; per={per}")
    assert frames.frame(str(first + after * per)) == frame + after
    assert frames.frame(str(first + after * per + per - 1)) == frame + after


@settings(deadline=None)
@given(st.text("0123456789ivx-=; percount", max_size=24))
def test_any_field_is_a_map_or_a_fault(text: str) -> None:
    try:
        frames = parse_frames(text)
    except PlaceError:
        return
    run = frames.runs[0]
    assert frames.per >= 1
    assert run.frame >= 1
    assert run.last >= run.first


@settings(deadline=None, max_examples=300)
@given(
    st.text(max_size=30),
    st.sampled_from(["page", "frame", "leaf", "version", "figure", "section", "text"]),
    st.text(max_size=8) | st.sampled_from(["12", "iv", "0", "2.1"]),
)
def test_an_address_is_safe_whatever_the_entry_holds(rest: str, kind: str, first: str) -> None:
    locator = Locator(kind, first, "", first)
    for fields in (
        {"ndlpid": rest},
        {"eprint": rest, "eprinttype": "arxiv"},
        {"eprint": rest, "eprinttype": "googlebooks"},
        {"url": f"https://archive.org/details/{rest}"},
        {"url": f"https://books.google.com/books?id={rest}"},
        {"url": f"https://www.google.com/books/edition/_/{rest}"},
        {"url": f"https://{rest}.pdf"},
        {"doi": f"10.1371/{rest}"},
    ):
        url = place_url(Reference("a", "book", fields), locator)
        assert url is None or re.fullmatch(r"https://[!#-;=?-\[\]_a-z~]+", url, re.IGNORECASE)
