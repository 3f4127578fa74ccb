"""Cutting a PDF into memos."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Name, Pdf

from bibouroku.offprint.split import SplitError, destinations, page_ranges, split
from tests.offprint.conftest import number_in_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def saved(pdf: Pdf) -> Pdf:
    """Return *pdf* as it is read back."""
    file = BytesIO()
    pdf.save(file, deterministic_id=True)
    return Pdf.open(file)


def parts_of(path: Path, *names: str) -> dict[str, Pdf]:
    return {name: saved(part) for name, part in split(path, names)}


@given(st.sets(st.integers(0, 300), min_size=1), st.integers(1, 50))
def test_ranges_hold_every_page_from_the_first_start_once(starts: set[int], more: int) -> None:
    pages = max(starts) + more
    ranges = page_ranges({f"memo {start}": start for start in starts}, pages)
    held = sorted(page for each in ranges.values() for page in each)
    assert held == list(range(min(starts), pages))
    assert all(ranges[f"memo {start}"].start == start for start in starts)


@pytest.mark.parametrize(("starts", "pages"), [({"a": 0, "b": 0}, 3), ({"a": 0, "b": 3}, 3)])
def test_a_memo_without_a_page_is_refused(starts: dict[str, int], pages: int) -> None:
    with pytest.raises(SplitError, match="頁がない"):
        page_ranges(starts, pages)


def test_each_part_has_its_pages(two_memos: Callable[..., Path]) -> None:
    parts = parts_of(two_memos(), "first", "second")
    numbers = {name: [number_in_whole(page) for page in part.pages] for name, part in parts.items()}
    assert numbers == {"first": [0, 1, 2], "second": [3, 4]}


def test_links_lead_to_the_same_places_and_out_to_the_web(two_memos: Callable[..., Path]) -> None:
    first, second = parts_of(two_memos(), "first", "second").values()
    (to_figure,), (to_web,), (to_start,) = (page.obj.Annots for page in first.pages)
    assert to_figure.Dest[0].objgen == first.pages[2].obj.objgen
    assert list(to_figure.Dest)[1:4] == [Name.XYZ, 10, 2]
    assert to_start.Dest[0].objgen == first.pages[0].obj.objgen
    assert to_web.A.URI == "https://example.org/b#x"
    assert second.pages[0].obj.Annots[0].Dest[0].objgen == second.pages[1].obj.objgen


def test_the_outline_is_what_stood_under_the_title(two_memos: Callable[..., Path]) -> None:
    first, second = parts_of(two_memos(), "first", "second").values()
    with first.open_outline() as outline:
        (section,) = outline.root
        assert section.title == "甲の節"
        assert [child.title for child in section.children] == ["その下"]
        assert isinstance(section.destination, Array)
        assert section.destination[0].objgen == first.pages[1].obj.objgen
    with second.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["乙の節"]


def test_pages_are_labelled_from_1(two_memos: Callable[..., Path]) -> None:
    parts = parts_of(two_memos(), "first", "second")
    assert [page.label for page in parts["second"].pages] == ["1", "2"]


def test_nothing_of_other_parts_is_left(two_memos: Callable[..., Path]) -> None:
    second = parts_of(two_memos(), "first", "second")["second"]
    assert destinations(second) == {}
    pages = [thing for thing in second.objects if getattr(thing, "Type", None) == Name.Page]
    assert len(pages) == 2


def test_a_link_into_another_memo_is_refused(two_memos: Callable[..., Path]) -> None:
    path = two_memos((1, "b.section"))
    with pytest.raises(SplitError, match=r"「first」のリンク先「b\.section」"):
        parts_of(path, "first", "second")


def test_a_memo_that_does_not_begin_is_refused(two_memos: Callable[..., Path]) -> None:
    path = two_memos()
    with pytest.raises(SplitError, match="「third」の始まり"):
        parts_of(path, "first", "third")


def test_a_part_has_the_same_bytes_each_time(two_memos: Callable[..., Path]) -> None:
    path = two_memos()
    versions = []
    for _ in range(2):
        for _name, part in split(path, ["first", "second"]):
            file = BytesIO()
            part.save(file, deterministic_id=True)
            versions.append(file.getvalue())
    assert versions[:2] == versions[2:]
