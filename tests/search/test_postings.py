"""Where terms stand, and the parts that hold it."""

from __future__ import annotations

import json
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.search.entry import Entry, Section
from bibouroku.search.postings import (
    DIGITS,
    PART_SIZE,
    counts,
    in_browsers,
    parts,
    postings,
    starts,
    steps,
)  # fmt: skip

LIGHT = Entry(
    "メモ", "光の話", "light.html",
    (Section("", "光の話", "熱と光。"), Section("s", "鏡", "光と光の話", "こうせん")),
)  # fmt: skip
WAVES = Entry("メモ", "波", "waves.html", (Section("", "波", "光の話 LK-99 波"),))


def numbers(held: str) -> list[int]:
    """Return the numbers that *held* tells, as a browser reads them."""
    found, number, bits = [], 0, 0
    for letter in held.encode():
        value = DIGITS.index(letter)
        number += value % 32 << bits
        bits += 5
        if value < 32:
            found.append(number)
            number = bits = 0
    return found


@pytest.mark.parametrize(
    ("term", "places"),
    [
        ("光の", [1, 2, 4]),  # title of the first, its second section, text of the other
        ("光", [1, 2, 4]),
        ("熱", [0]),
        ("鏡", [3]),
        ("波", [5]),
        ("うせ", [2]),  # what a section is found by, too
        ("lk99", [4]),
        ("暗", []),
    ],
)
def test_a_term_leads_to_sections(term: str, places: list[int]) -> None:
    held = dict(postings([LIGHT, WAVES])).get(term, "")
    assert list(accumulate(numbers(held))) == places


def test_a_single_letter_is_told_once_for_an_entry() -> None:
    text = [Section("", "題", "熱"), Section("a", "二", "熱"), Section("b", "熱", "")]
    held = dict(postings([Entry("メモ", "題", "x.html", tuple(text))]))["熱"]
    assert list(accumulate(numbers(held))) == [0, 5]


@given(st.lists(st.integers(min_value=0, max_value=1 << 40)))
def test_numbers_are_read_as_they_were_written(found: list[int]) -> None:
    assert numbers(counts(found)) == found
    assert list(accumulate(numbers(steps(sorted(found))))) == sorted(found)


@given(st.lists(st.text(min_size=1, max_size=4), unique=True, min_size=1))
def test_a_term_lies_in_the_last_part_that_begins_before_it(terms: list[str]) -> None:
    found = [(term, "A" * 3000) for term in sorted(terms, key=in_browsers)]
    shared = list(parts(found))
    first = [in_browsers(term) for term in starts(shared)]
    assert [pair for part in shared for pair in part.items()] == found
    for term, _ in found:
        at = sum(start <= in_browsers(term) for start in first) - 1
        assert term in shared[at]


def test_no_part_is_large_unless_one_term_is() -> None:
    found = [(f"{number:04}", "B" * (number % 500)) for number in range(2000)]
    shared = list(parts([*found, ("z", "C" * 2 * PART_SIZE)]))
    sizes = [len(json.dumps(part)) for part in shared]
    assert max(sizes[:-1]) < 1.2 * PART_SIZE
    assert len(shared[-1]) == 1


def test_there_is_a_part_without_terms_when_there_is_no_text() -> None:
    assert list(parts(postings([]))) == [{}]
    assert starts([{}]) == [""]
