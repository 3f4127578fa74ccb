"""Names as BibTeX writes them, held against our own reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.person_name import person
from bibouroku.bibliography.reference import Person
from bibouroku.bibliography.split_names import split_names
from bibouroku.exports.bibtex_name import name, names

PARTS = st.text(alphabet="aBéØ岡ー .-'&,={}\\", min_size=1).map(lambda text: " ".join(text.split()))
WORDS = st.lists(
    st.sampled_from(["van", "de", "Jr", "and", "Ab", "É.", "岡田", "others"]), min_size=1
)


@pytest.mark.parametrize(
    ("who", "written"),
    [
        (Person("岡田", "晋"), "岡田, 晋"),
        (Person("van der Zwaag", "Sybrand"), "van der Zwaag, Sybrand"),
        (Person("Gonçalves da Silva", "C. E. T."), "{Gonçalves da Silva}, C. E. T."),
        (Person("Smith", "Bob, Jr"), "Smith, Jr, Bob"),
        (Person("Plato"), "Plato"),
        (Person("others"), "{others}"),
        (Person("国立国会図書館", literal=True), "{国立国会図書館}"),
        (Person("A, B and C", literal=True), "{A, B and C}"),
        (Person("Johnson and Johnson", "A."), "{Johnson and Johnson}, A."),
        (Person("family=x", "given=y"), "{family=x}, {given=y}"),
        (Person("O}{", "\\x"), r"O{\textbraceright}{\textbraceleft}, {\textbackslash}x"),
    ],
)
def test_a_name_is_written(who: Person, written: str) -> None:
    assert name(who) == written


@given(WORDS, WORDS)
def test_a_name_reads_as_it_was(family: list[str], first: list[str]) -> None:
    who = Person(" ".join(family), " ".join(first))
    (written,) = split_names(name(who))
    assert person(written) == who


@given(PARTS.filter(bool))
def test_an_organisation_reads_as_it_was(words: str) -> None:
    who = Person(words, literal=True)
    (written,) = split_names(name(who))
    assert person(written) == who


@given(st.lists(st.tuples(PARTS, PARTS), min_size=1, max_size=3))
def test_persons_stay_as_many_and_in_their_order(parts: list[tuple[str, str]]) -> None:
    persons = [Person(family, first) for family, first in parts if family and first]
    written = split_names(names(persons, more=True))
    assert len(written) == len(persons) + 1
    assert written[-1] == "others"
    assert [name(who) for who in persons] == written[:-1]
