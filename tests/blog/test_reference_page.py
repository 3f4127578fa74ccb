"""What the page of a reference tells."""

from __future__ import annotations

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.passage import Citation
from bibouroku.bibliography.publication_status import histories
from bibouroku.bibliography.reference import Reference
from bibouroku.blog.concordance import Citing, concordance
from bibouroku.blog.reference_page import ReferencePage, reference_pages


def entry(key: str, date: str = "2020", **fields: str) -> Reference:
    return Reference(key, "article", {"title": key, **fields}, date=parse_edtf(date))


def pages(*references: Reference) -> dict[str, ReferencePage]:
    by_key = {reference.key: reference for reference in references}
    made = reference_pages(by_key, histories(references), {})
    return {page.reference.key: page for page in made}


def place(docname: str, date: str, locator: str, number: int = 1) -> Citing:
    citation = Citation(f"id{number}", "a", "", locator, None)
    return Citing(docname, parse_edtf(date) if date else None, citation, None)


def test_the_history_goes_by_date_whatever_the_gravity() -> None:
    page = pages(
        entry("work"),
        entry("notice", "2023", retracts="work"),
        entry("doubt", "2021", disputes="work"),
        entry("trial", "2022", replicates="work", confirms="work"),
    )["work"]
    told = [(relation.other.key, relation.words) for relation in page.history]
    assert told == [("doubt", "異論"), ("trial", "追試・確認"), ("notice", "撤回")]
    assert [status.name for status in page.statuses] == ["retracted", "disputed", "confirmed"]


def test_what_was_taken_back_no_longer_counts() -> None:
    held = pages(
        entry("work"),
        entry("notice", "2021", retracts="work"),
        entry("end", "2022", withdraws="notice"),
    )
    assert [relation.counts for relation in held["work"].history] == [False]
    assert [relation.counts for relation in held["notice"].history] == [True]


def test_a_work_says_what_it_says_of_others() -> None:
    page = pages(entry("a"), entry("b"), entry("by", extends="b, a", refutes="a"))["by"]
    said = [(relation.other.key, relation.words) for relation in page.says]
    assert said == [("b", "発展"), ("a", "発展・反証")]


def test_places_go_by_place_then_by_date_then_as_read() -> None:
    places = [
        place("new", "2023", "p. 3"),
        place("old", "2020", "p. 12"),
        place("old", "2020", "p. 3", 1),
        place("old", "2020", "3頁", 2),
        place("glossary", "", "p. 3"),
        place("old", "2020", ""),
    ]
    found = [(held.docname, held.citation.id) for held in concordance(entry("a"), places)]
    assert found[:4] == [("old", "id1"), ("old", "id2"), ("new", "id1"), ("glossary", "id1")]
    assert found[4:] == [("old", "id1"), ("old", "id1")]
