"""Types and fields by the names of BibLaTeX."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.field_names import FIELDS, entry_type, renamed


@pytest.mark.parametrize(
    ("written", "name"),
    [("Article", "article"), ("WWW", "online"), ("electronic", "online"),
     ("conference", "inproceedings"), ("phdthesis", "phdthesis"), ("unheardof", "unheardof")],
)  # fmt: skip
def test_a_type_gets_the_name_that_biblatex_has(written: str, name: str) -> None:
    assert entry_type(written) == name


@pytest.mark.parametrize(("alias", "name"), FIELDS.items())
def test_a_field_gets_the_name_that_biblatex_has(alias: str, name: str) -> None:
    assert renamed([(alias.upper(), "x")]) == ({name: "x"}, [])


@pytest.mark.parametrize(("alias", "name"), [(a, n) for a, n in FIELDS.items() if a != "address"])
def test_of_two_names_the_one_of_biblatex_counts(alias: str, name: str) -> None:
    for pairs in ([(alias, "old"), (name, "own")], [(name, "own"), (alias, "old")]):
        assert renamed(pairs) == ({name: "own"}, [])


def test_the_place_of_a_meeting_is_not_that_of_the_publisher() -> None:
    pairs = [("location", "Barcelona"), ("address", "New York")]
    assert renamed(pairs)[0] == {"venue": "Barcelona", "location": "New York"}


@pytest.mark.parametrize(
    ("pairs", "twice"),
    [
        ([("title", "T"), ("Title", "U")], ["Title"]),
        ([("title", "T"), ("title", "T")], []),
        ([("keywords", "a"), ("keywords", "b")], []),
        ([("Author-Email", "a"), ("Author-Email", "b")], []),
    ],
)
def test_a_field_twice_is_a_fault_only_where_something_could_be_lost(
    pairs: list[tuple[str, str]], twice: list[str]
) -> None:
    fields, found = renamed(pairs)
    assert (fields[pairs[0][0].lower()], found) == (pairs[0][1], twice)
