"""From lines of TeX to lines of memos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bibouroku.typesetting.source_map import Place, SourceMap, mark, without_marks

if TYPE_CHECKING:
    from pathlib import Path

PIECES = st.lists(st.text("ab \\{}\n漢", max_size=8), min_size=1, max_size=30)


@given(PIECES)
def test_taking_marks_out_gives_the_text_as_it_was(pieces: list[str]) -> None:
    marked = "".join(f"{mark(number)}{piece}" for number, piece in enumerate(pieces))
    assert without_marks(marked)[0] == "".join(pieces)


@given(PIECES)
def test_a_mark_is_found_on_its_line(pieces: list[str]) -> None:
    marked = "".join(f"{mark(number)}{piece}" for number, piece in enumerate(pieces))
    text, marks = without_marks(marked)
    for line, number in marks:
        assert line == "".join(pieces[:number]).count("\n") + 1
    assert len({line for line, _ in marks}) == len(marks)
    assert {line for line, _ in marks} <= set(range(1, text.count("\n") + 2))


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 9)), min_size=1, max_size=20))
def test_the_line_of_a_mark_is_known_exactly(known: list[tuple[str, int]]) -> None:
    places = [Place(path, line) for path, line in known]
    marks = [(2 * number + 1, number) for number in range(len(places))]
    made = SourceMap.of(marks, places)
    assert [made.place(line) for line, _ in marks] == places


def test_lines_between_two_marks_follow_the_source_up_to_the_second() -> None:
    made = SourceMap.of([(10, 0), (20, 1)], [Place("a.md", 5), Place("a.md", 8)])
    assert made.place(9) is None
    assert [made.place(line) for line in (10, 11, 12, 19, 20, 25)] == [
        Place("a.md", 5), Place("a.md", 6), Place("a.md", 7), Place("a.md", 7), Place("a.md", 8),
        Place("a.md", 8),
    ]  # fmt: skip


def test_behind_a_mark_before_another_file_the_line_stays() -> None:
    made = SourceMap.of([(10, 0), (20, 1)], [Place("a.md", 5), Place("b.md", 8)])
    assert made.place(15) == Place("a.md", 5)


def test_an_entry_of_a_bibliography_is_told_by_where_it_begins() -> None:
    entry = Place("references.bib", 5, "terada1915")
    made = SourceMap.of([(10, 0), (20, 1)], [entry, Place("references.bib", 9, "zuse1950")])
    assert [made.place(line) for line in (10, 12, 19)] == [entry] * 3


def test_a_map_is_read_as_it_was_written(tmp_path: Path) -> None:
    places = [Place("あ.md", 1), Place("b.bib", 2, "key"), Place("あ.md", 9)]
    made = SourceMap.of([(1, 0), (3, 1), (4, 2)], places)
    made.write(tmp_path / "book.lines.json")
    assert SourceMap.read(tmp_path / "book.lines.json") == made
    assert SourceMap.read(tmp_path / "none.json") == SourceMap()


def test_a_mark_that_nobody_set_is_no_place() -> None:
    text, marks = without_marks(f"a{mark(7)}b")
    assert text == "ab"
    assert SourceMap.of(marks, []) == SourceMap()
