"""Entries that speak of each other."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.reference import Reference
from bibouroku.bibliography.relations import faults


def found(*entries: tuple[str, str, dict[str, str]]) -> list[tuple[str, str, str]]:
    """Return key, code and words of what is wrong between entries of key, date and fields."""
    references = {
        key: Reference(key, "misc", fields, date=parse_edtf(date) if date else None, line=line)
        for line, (key, date, fields) in enumerate(entries, start=1)
    }
    return [(by.key, code, words) for by, code, words in faults(references)]


@pytest.mark.parametrize(
    ("date", "fields", "code"),
    [
        ("2019-12", {"retracts": "a"}, "event-before-work"),
        ("2021", {"retracts": "n"}, "relation-to-itself"),
        ("2021", {"retracts": "b"}, "unknown-related-key"),
    ],
)
def test_a_relation_that_cannot_hold_is_named(date: str, fields: dict[str, str], code: str) -> None:
    ((key, told, _words),) = found(("a", "2020", {}), ("n", date, fields))
    assert (key, told) == ("n", code)


@pytest.mark.parametrize("date", ["2020", "2020-06", "2021-01-01", "", "[2010..2020]"])
def test_an_event_may_be_as_old_as_its_work(date: str) -> None:
    assert found(("a", "2020", {}), ("n", date, {"retracts": "a"})) == []


def test_commas_too_many_name_no_key() -> None:
    assert found(("a", "", {}), ("n", "", {"retracts": ",a, ;"})) == []


@pytest.mark.parametrize(
    ("entries", "way"),
    [
        ({"a": {"retracts": "b"}, "b": {"retracts": "a"}}, "a retracts → b retracts → a"),
        (
            {"c": {"newversionof": "a"}, "a": {"newversionof": "b"}, "b": {"newversionof": "c"}},
            "c newversionof → a newversionof → b newversionof → c",
        ),
        ({"a": {"publishes": "b"}, "b": {"newversionof": "a"}},
         "a publishes → b newversionof → a"),
        ({"x": {"refutes": "b"}, "b": {"refutes": "a"}, "a": {"refutes": "b"}},
         "b refutes → a refutes → b"),
    ],
)  # fmt: skip
def test_a_circle_is_told_once_and_whole(entries: dict[str, dict[str, str]], way: str) -> None:
    ((key, code, words),) = found(*((key, "", fields) for key, fields in entries.items()))
    assert (key, code) == (way[0], "relation-cycle")
    assert f"「{key}」から関係がひと回りする（{way}）" in words


def test_works_may_speak_of_each_other_in_different_ways() -> None:
    assert found(("a", "", {"replicates": "b"}), ("b", "", {"disputes": "a"})) == []


def test_circles_apart_from_each_other_are_told_each() -> None:
    pairs = (("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"))
    told = found(*((by, "", {"confirms": of}) for by, of in pairs))
    assert [key for key, _, _ in told] == ["a", "c"]


def test_a_chain_of_thousands_is_followed() -> None:
    chain = [(f"k{n}", "", {"newversionof": f"k{n + 1}"}) for n in range(3000)]
    assert found(*chain, ("k3000", "", {})) == []
