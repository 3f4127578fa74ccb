"""The files of the index."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.search.index import (
    PART_SIZE,
    Entry,
    Section,
    base_36,
    index_files,
    index_parts,
    part_number,
    postings,
    script,
)  # fmt: skip

LIGHT = Entry(
    "メモ", "光の話", "light.html",
    (Section("", "光の話", "熱と光。"), Section("s", "鏡", "光")),
    2020, "2020年8月", ("反射",),
)  # fmt: skip
WAVES = Entry("メモ", "波", "waves.html", (Section("", "波", "光の話 LK-99"),))


def handed(file: str) -> tuple[str, object]:
    """Return name and data that a file hands over."""
    name, data = json.loads(
        f"[{file.removeprefix('bibourokuSearch(').removesuffix(');' + chr(10))}]"
    )
    return name, data


@pytest.mark.parametrize(
    ("term", "places"),
    [
        ("光の", "0.1,1.0"),  # title of the first, text of the second
        ("光", "0.1,1"),  # of a single letter only headings are told
        ("鏡", "0.3"),
        ("反射", "0"),
        ("lk99", "1.0"),
        ("暗", None),
    ],
)
def test_a_term_leads_to_sections(term: str, places: str | None) -> None:
    assert postings([LIGHT, WAVES]).get(term) == places


def test_the_files_hold_entries_texts_and_parts() -> None:
    files = dict(handed(text) for text in index_files([LIGHT]).values())
    index = files["index"]
    assert isinstance(index, dict)
    (row,) = index["entries"]
    assert row[:3] == ["メモ", "光の話", "light.html"]
    assert row[4:] == [2020, "2020年8月", ["反射"], [], ""]
    assert files[row[3]] == [["", "光の話", "熱と光。"], ["s", "鏡", "光"]]
    assert sorted(files) == sorted(["index", row[3], *index["parts"]])


def test_a_changed_text_changes_its_file_and_no_other_text() -> None:
    other = replace(WAVES, sections=(Section("", "波", "別の話"),))
    before, after = index_files([LIGHT, WAVES]), index_files([LIGHT, other])
    gone = [name for name in before.keys() - after.keys() if name.startswith("text")]
    assert len(gone) == 1


def test_parts_grow_in_number_with_the_terms() -> None:
    found = {chr(0x4E00 + number) * 2: "0.0" * 20 for number in range(2000)}
    parts = index_parts(found)
    sizes = [len(json.dumps(part)) for part in parts]
    assert len(parts) == 16
    assert max(sizes) < 2 * PART_SIZE
    assert {term: held for part in parts for term, held in part.items()} == found


@given(st.text(min_size=2), st.text(), st.sampled_from([1, 2, 64]))
def test_words_that_begin_alike_lie_in_one_part(start: str, rest: str, count: int) -> None:
    assert part_number(start, count) == part_number(start + rest, count) < count


@given(st.integers(min_value=0))
def test_numbers_are_written_in_base_36(number: int) -> None:
    assert int(base_36(number), 36) == number


@given(st.text(alphabet=st.characters()) | st.just('</script><!--\u2028\ud800"'))
def test_no_text_breaks_out_of_a_script(text: str) -> None:
    made = script("name", [text])
    assert not {"<", "\u2028", "\u2029"} & set(made)
    assert made.encode()
    assert handed(made) == ("name", [text])
