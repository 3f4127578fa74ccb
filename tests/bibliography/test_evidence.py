"""What the bibliography knows of a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from bibouroku.bibliography.bibtex_file import load, parse
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.evidence import (
    RELATION_WORDS,
    Evidence,
    EvidenceIndex,
    Question,
    read_fields,
    read_question,
    scope_in_words,
)
from bibouroku.bibliography.publication_status import histories
from bibouroku.bibliography.reference import RELATIONS

FILE = Path(__file__).parents[1] / "roots" / "test-evidence" / "references.bib"
REFERENCES = load(FILE, "references.bib")
INDEX = EvidenceIndex(REFERENCES, histories(REFERENCES.values()))
MEMO = parse_edtf("2023-08-22")


def asked(keys: str, as_of: str = "2023-08-22", **options: str) -> Evidence:
    question, faults = read_question(keys, {"as-of": as_of, **options}, None, REFERENCES)
    assert faults == []
    return INDEX.answer(question)


def keys(evidence: Evidence) -> list[str]:
    return [testimony.reference.key for testimony in evidence.testimonies]


def test_every_relation_has_a_word_of_its_own() -> None:
    assert set(RELATION_WORDS) == set(RELATIONS)
    assert len(set(RELATION_WORDS.values())) == len(RELATIONS)


def test_the_works_that_speak_about_a_claim_stand_by_date() -> None:
    assert keys(asked("claim")) == ["undecided", "fallen", "day"]
    assert keys(asked("second")) == ["day", "month"]
    assert keys(asked("claim second")) == ["undecided", "fallen", "day", "month"]


def test_a_work_says_of_several_keys_all_that_it_says_of_each() -> None:
    (day,) = [row for row in asked("second, claim").testimonies if row.reference.key == "day"]
    assert (day.words, day.weightiest) == ("追試・反証", "refutes")


def test_what_came_out_later_is_counted_and_left_out() -> None:
    assert (asked("claim").later, asked("claim", "latest").later) == (1, 0)
    assert keys(asked("claim", "latest"))[-1] == "later"
    assert keys(asked("claim", "2023-07-31")) == []


@pytest.mark.parametrize(
    ("as_of", "known"), [("2023-08-22", None), ("2023-08-31", True), ("2023-09", True)]
)
def test_a_work_of_which_it_is_open_whether_it_was_out_is_shown_as_such(
    as_of: str, *, known: bool | None
) -> None:
    assert asked("claim", as_of).testimonies[0].known is known


def test_relations_choose_works_and_not_what_is_told_of_them() -> None:
    chosen = asked("claim", relations="replicates").testimonies
    assert [row.words for row in chosen] == ["追試・反証"]
    assert keys(asked("claim", relations="refutes, confirms")) == ["fallen", "day"]


def test_a_status_is_that_of_the_date_asked_for() -> None:
    def standing(as_of: str) -> list[str]:
        rows = {row.reference.key: row for row in asked("claim", as_of).testimonies}
        return [status.word for status in rows["fallen"].statuses]

    assert (standing("2023-08-09"), standing("2023-08-22")) == ([], ["撤回"])
    assert [status.word for status in asked("second").testimonies[0].statuses] == ["プレプリント"]


def test_a_work_that_fell_at_any_time_is_known_to_have_fallen() -> None:
    rows = {row.reference.key: row for row in asked("claim", "2023-08-09").testimonies}
    assert [rows[key].fell for key in ("fallen", "day", "undecided")] == [True, False, False]


def test_the_claim_stands_before_what_came_out_on_the_same_day() -> None:
    text = """@misc{a, title={A}, date={2023-07-22}, disputes={b}, doi={1}}
    @misc{b, title={B}, date={2023-07-22}, doi={2}} @misc{c, title={C}, doi={3}, refutes={b}}"""
    found = parse(text, "x.bib")
    answer = EvidenceIndex(found, {}).answer(Question(("b",), None))
    assert [row.reference.key for row in answer.in_order()] == ["b", "a", "c"]


def test_a_key_that_is_gone_changes_the_answer_and_breaks_nothing() -> None:
    without = {key: held for key, held in REFERENCES.items() if key != "claim"}
    index = EvidenceIndex(without, histories(without.values()))
    answer = index.answer(Question(("claim",), MEMO))
    assert answer == Evidence((), ())


def test_a_work_that_is_part_of_the_claim_gives_no_evidence_on_it() -> None:
    assert keys(asked("claim day")) == ["undecided", "fallen"]


@pytest.mark.parametrize(
    ("argument", "options", "code", "words"),
    [
        ("claim unknown", {}, "unknown-cite-key", ["「unknown」", "綴り"]),
        ("claim", {"as-of": "2023-13"}, "impossible-date", ["2023-13", "latest"]),
        ("claim", {"as-of": "now"}, "impossible-date", ["now", "latest"]),
        ("claim", {"relations": "refute"}, "unknown-relation", ["「refute」", "refutes"]),
        ("claim", {"relations": "zzz"}, "unknown-relation", list(RELATIONS)),
    ],
)
def test_a_question_that_cannot_be_meant_is_told_with_its_remedy(
    argument: str, options: dict[str, str], code: str, words: list[str]
) -> None:
    _, (fault,) = read_question(argument, options, MEMO, REFERENCES)
    assert fault.code == code
    assert [word for word in words if word not in fault.message] == []


def test_every_fault_of_a_question_is_told() -> None:
    options = {"as-of": "never", "relations": "likes, hates"}
    _, faults = read_question("a b", options, MEMO, REFERENCES)
    assert len(faults) == 5


def test_a_page_without_a_date_must_say_as_of_when() -> None:
    _, (fault,) = read_question("claim", {}, None, REFERENCES)
    assert fault.code == "missing-as-of"
    assert read_question("claim", {"as-of": "latest"}, None, REFERENCES)[1] == []


def test_a_memo_asks_as_of_its_own_date() -> None:
    question, _ = read_question("claim", {"as-of": ""}, MEMO, REFERENCES)
    assert question == Question(("claim",), MEMO)


def test_fields_may_have_headings() -> None:
    assert read_fields("Group, sample=試料 ,") == (("group", ""), ("sample", "試料"))


@pytest.mark.parametrize(
    ("claim", "as_of", "words"),
    [
        ("second", "2023-08-22", "2023年8月22日の時点。「頃」はarXivの番号からの推定。"),
        ("second", "latest", "文献一覧にあるものすべて。「頃」はarXivの番号からの推定。"),
        ("silent", "2023-08", "2023年8月の時点。"),
    ],
)
def test_the_scope_names_the_date_and_explains_its_signs(
    claim: str, as_of: str, words: str
) -> None:
    question, _ = read_question(claim, {"as-of": as_of}, None, REFERENCES)
    assert scope_in_words(question, INDEX.answer(question)) == words


def test_the_scope_tells_of_later_works_and_of_open_dates() -> None:
    question, _ = read_question("claim", {}, MEMO, REFERENCES)
    words = scope_in_words(question, INDEX.answer(question))
    assert "その後に知られた1件は含まない。" in words
    assert "「前後不明」は" in words
