"""What entries take over by crossref and xdata."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.inheritance import DATES, RawEntry, faults, inherited
from bibouroku.problem import ProblemsFoundError


def taken(*entries: tuple[str, str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Return the fields of entries, each a type, a key and fields, after inheritance."""
    raw = {key: RawEntry(kind, key, fields, 1) for kind, key, fields in entries}
    assert list(faults(raw)) == []
    return {key: dict(entry.fields) for key, entry in inherited(raw).items()}


def from_parent(parent: str, child: str, fields: dict[str, str]) -> dict[str, str]:
    """Return what a child without fields has of a parent's, by their types."""
    heir = taken((parent, "p", fields), (child, "c", {"crossref": "p"}))["c"]
    del heir["crossref"]
    return heir


@pytest.mark.parametrize(
    ("parent", "child", "title"),
    [
        ("book", "inbook", "booktitle"),
        ("book", "bookinbook", "booktitle"),
        ("book", "suppbook", "booktitle"),
        ("collection", "incollection", "booktitle"),
        ("collection", "suppcollection", "booktitle"),
        ("reference", "inreference", "booktitle"),
        ("proceedings", "inproceedings", "booktitle"),
        ("periodical", "article", "journaltitle"),
        ("periodical", "suppperiodical", "journaltitle"),
        ("mvbook", "book", "maintitle"),
        ("mvbook", "inbook", "maintitle"),
        ("mvcollection", "collection", "maintitle"),
        ("mvcollection", "incollection", "maintitle"),
        ("mvreference", "reference", "maintitle"),
        ("mvreference", "inreference", "maintitle"),
        ("mvproceedings", "proceedings", "maintitle"),
        ("mvproceedings", "inproceedings", "maintitle"),
        ("book", "book", "title"),
        ("misc", "online", "title"),
    ],
)
def test_a_title_becomes_that_of_the_whole(parent: str, child: str, title: str) -> None:
    fields = {"title": "T", "subtitle": "S", "titleaddon": "A", "publisher": "P"}
    beginning = title.removesuffix("title")
    assert from_parent(parent, child, fields) == {
        f"{beginning}title": "T", f"{beginning}subtitle": "S", f"{beginning}titleaddon": "A",
        "publisher": "P",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["shorttitle", "sorttitle", "indextitle", "indexsorttitle"])
def test_other_forms_of_the_title_are_not_those_of_a_part(name: str) -> None:
    assert from_parent("book", "inbook", {name: "T"}) == {}
    assert from_parent("book", "book", {name: "T"}) == {name: "T"}


@pytest.mark.parametrize("parent", ["book", "mvbook"])
def test_the_author_of_a_book_is_that_of_its_chapter_too(parent: str) -> None:
    assert from_parent(parent, "inbook", {"author": "A"}) == {"author": "A", "bookauthor": "A"}


def test_the_chapter_of_another_author_keeps_the_author_of_the_book() -> None:
    book = ("book", "b", {"author": "A"})
    chapter = taken(book, ("inbook", "c", {"author": "C", "crossref": "b"}))["c"]
    assert (chapter["author"], chapter["bookauthor"]) == ("C", "A")


@pytest.mark.parametrize(
    "name",
    ["ids", "xref", "entryset", "entrysubtype", "execute", "label", "options", "presort", "related",
     "relatedoptions", "relatedstring", "relatedtype", "shorthand", "shorthandintro", "sortkey",
     "retracts", "newversionof", "statusoverride", "finding"],
)  # fmt: skip
def test_what_belongs_to_an_entry_alone_is_not_inherited(name: str) -> None:
    assert from_parent("book", "inbook", {name: "x", "editor": "E"}) == {"editor": "E"}


def test_what_an_entry_has_of_its_own_stays() -> None:
    book = ("book", "b", {"title": "B", "publisher": "P", "pages": "1"})
    own = {"title": "C", "booktitle": "Own", "pages": "2", "crossref": "b"}
    assert taken(book, ("inbook", "c", own))["c"] == {**own, "publisher": "P"}


@pytest.mark.parametrize("own", ["date", "year", "month", "eradate"])
def test_a_date_is_taken_over_whole_or_not_at_all(own: str) -> None:
    dates = {"year": "1990", "month": "5"}
    book = ("book", "b", dates)
    assert taken(book, ("inbook", "c", {"crossref": "b"}))["c"] == {"crossref": "b", **dates}
    chapter = taken(book, ("inbook", "d", {"crossref": "b", own: "x"}))["d"]
    assert DATES & chapter.keys() == {own}


def test_the_reading_of_a_name_goes_with_the_name() -> None:
    book = ("book", "b", {"author": "岡田, 晋", "yomi": "おかだ, すすむ"})
    both = taken(
        book,
        ("inbook", "c", {"crossref": "b"}),
        ("inbook", "d", {"crossref": "b", "author": "A, B"}),
    )
    assert both["c"]["yomi"] == "おかだ, すすむ"
    assert "yomi" not in both["d"]


def test_a_chapter_inherits_through_its_book() -> None:
    chain = taken(
        ("inbook", "c", {"crossref": "b", "title": "Chapter"}),
        ("book", "b", {"crossref": "m", "title": "Volume", "volume": "2"}),
        ("mvbook", "m", {"title": "Works", "publisher": "P"}),
    )
    assert chain["c"] == {
        "crossref": "b", "title": "Chapter", "booktitle": "Volume", "volume": "2",
        "maintitle": "Works", "publisher": "P",
    }  # fmt: skip


def test_data_containers_are_copied_as_they_are_and_may_name_others() -> None:
    copied = taken(
        ("xdata", "name", {"publisher": "P", "shorthand": "x", "title": "T"}),
        ("xdata", "place", {"location": "L", "publisher": "second"}),
        ("xdata", "both", {"xdata": "name, place"}),
        ("inbook", "c", {"xdata": "both"}),
    )["c"]
    del copied["xdata"]
    assert copied == {"publisher": "P", "shorthand": "x", "title": "T", "location": "L"}


def test_data_containers_come_before_the_parent() -> None:
    heir = taken(
        ("book", "b", {"publisher": "of the book", "location": "L"}),
        ("xdata", "x", {"publisher": "of the container"}),
        ("inbook", "c", {"crossref": "b", "xdata": "x"}),
    )["c"]
    assert (heir["publisher"], heir["location"]) == ("of the container", "L")


def test_keys_are_found_whatever_their_case() -> None:
    assert from_parent("book", "book", {}) == {}
    heir = taken(("book", "Proc:A", {"publisher": "P"}), ("inbook", "c", {"crossref": "proc:a"}))
    assert heir["c"]["publisher"] == "P"


def test_a_parent_is_found_by_its_other_keys() -> None:
    heir = taken(
        ("inbook", "c", {"crossref": "old"}), ("book", "b", {"ids": "older, old", "note": "N"})
    )
    assert heir["c"]["note"] == "N"
    assert "ids" not in heir["c"]


def test_a_chain_of_thousands_is_followed() -> None:
    chain = [("book", f"k{n}", {"crossref": f"k{n + 1}"}) for n in range(3000)]
    heirs = taken(*chain, ("book", "k3000", {"publisher": "P"}))
    assert heirs["k0"]["publisher"] == "P"


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["title", "date", "note", "editor", "yomi"]), st.text()),
    st.dictionaries(st.sampled_from(["title", "date", "note", "author", "month"]), st.text()),
)
def test_nothing_of_ones_own_is_ever_replaced(
    parent: dict[str, str], child: dict[str, str]
) -> None:
    heir = taken(("book", "p", parent), ("inbook", "c", {**child, "crossref": "p"}))["c"]
    assert {name: heir[name] for name in child} == child


# ---- in a file


@pytest.mark.parametrize(
    ("text", "line", "code", "words"),
    [
        ("@book{a,}\n@book{b, crossref={z}}", 2, "unknown-parent", "「b」のcrossrefが指す「z」"),
        ("@book{a, xdata={y, z}}\n@xdata{y,}", 1, "unknown-parent", "「a」のxdataが指す「z」"),
        ("@book{a, xdata={b}}\n@book{b,}", 1, "wrong-parent", "「b」は@bookである"),
        ("@book{a, crossref={b}}\n@xdata{b,}", 1, "wrong-parent", "「b」は@xdataである"),
        ("@book{a, crossref={a}}", 1, "inheritance-cycle", "（a → a）"),
        ("@book{a, crossref={b}}\n@book{b, crossref={a}}", 1, "inheritance-cycle", "a → b → a"),
        ("@book{c, xdata={a}}\n@xdata{a, xdata={b}}\n@xdata{b, xdata={a}}", 2,
         "inheritance-cycle", "（a → b → a）"),
        ("@inbook{c, crossref={b}}\n@book{b, date={x}}", 2, "impossible-date", "「b」の日付"),
        ("@inbook{c, crossref={b}}\n@book{b, author={A, B, C, D}}", 2, "malformed-name", "「b」"),
        ("@book{c, xdata={x}}\n@book{d, xdata={x}}\n@xdata{x, date={y}}", 3,
         "impossible-date", "「x」の日付"),
    ],
)  # fmt: skip
def test_a_fault_of_inheritance_is_told_once(text: str, line: int, code: str, words: str) -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        parse(text, "x.bib")
    (problem,) = caught.value.problems
    assert (problem.line, problem.code) == (line, code)
    assert words in problem.message


def test_a_parent_may_stand_after_its_child() -> None:
    text = """@inproceedings{c, author={A, B}, title={T}, crossref={p}}
    @proceedings{p, title={Proc.}, editor={E, F}, date={2019-05}}"""
    child = parse(text, "x.bib")["c"]
    assert child.text("booktitle") == "Proc."
    assert [person.full for person in child.persons["editor"]] == ["E, F"]
    assert (child.label, child.line) == ("A 2019", 1)


def test_data_containers_are_no_references() -> None:
    references = parse("@xdata{x, location={L}}\n@book{b, xdata={x}}", "x.bib")
    assert list(references) == ["b"]
    assert references["b"].text("location") == "L"


def test_an_xref_inherits_nothing() -> None:
    text = "@inbook{c, xref={b}, title={T}}\n@book{b, title={B}, publisher={P}}"
    assert parse(text, "x.bib")["c"].fields == {"xref": "b", "title": "T"}
