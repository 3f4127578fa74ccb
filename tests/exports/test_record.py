"""What goes into every format alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bibouroku.bibliography.publication_status import histories
from bibouroku.bibliography.reference import Reference
from bibouroku.exports.record import Record, listed, one_line

WORK = Reference("work", "article", label="Work 2020")
NOTICE = Reference("notice", "article", {"retracts": "work"}, label="Notice 2021")


def record(*others: Reference) -> Record:
    return Record(WORK, histories([WORK, *others]).get("work", ()))


def made(**fields: str) -> Record:
    return Record(Reference("a", "misc", fields))


def test_a_work_of_which_nothing_is_known_has_no_status() -> None:
    assert record().status is None
    assert record().history == ""


def test_the_gravest_status_comes_first() -> None:
    dispute = Reference("comment", "article", {"disputes": "work"}, label="Comment 2022")
    held = record(dispute, NOTICE)
    assert held.status is not None
    assert held.status.name == "retracted"
    assert held.history == "撤回：Notice 2021。異論：Comment 2022。"


def test_what_a_fallen_notice_said_is_told_as_void() -> None:
    other = Reference("other", "article", {"retracts": "notice"}, label="Other 2022")
    held = record(NOTICE, other)
    assert held.status is None
    assert held.history == "撤回（今は効力がない）：Notice 2021（のちに撤回）。"


def test_a_notice_is_told_with_its_doi() -> None:
    found = record(replace(NOTICE, fields={**NOTICE.fields, "doi": "10.1/x"}))
    assert found.history == "撤回：Notice 2021（doi:10.1/x）。"


@pytest.mark.parametrize(
    ("note", "joined"),
    [("", "撤回"), ("注", "注。撤回"), ("注。", "注。撤回"), ("Note.", "Note. 撤回")],
)
def test_note_and_history_are_two_sentences(note: str, joined: str) -> None:
    held = replace(record(NOTICE), reference=replace(WORK, fields={"note": note}))
    assert held.note == f"{joined}：Notice 2021。"


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ({"langid": "japanese"}, "ja"),
        ({"langid": "naustrian"}, "de-AT"),
        ({"language": "Polish"}, "pl"),
        ({"langid": "zh-Hant"}, "zh-Hant"),
        ({"langid": "english and more"}, ""),
        ({"title": "三角法"}, "ja"),
        ({"title": "Spherical"}, ""),
    ],
)
def test_a_language_is_told_by_field_or_script(fields: dict[str, str], language: str) -> None:
    assert made(**fields).language == language


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"url": "https://x.org/é"}, "https://x.org/%C3%A9"),
        ({"url": "javascript:x", "ndlpid": "1"}, "https://dl.ndl.go.jp/pid/1"),
        ({"eprint": "1", "eprinttype": "arXiv", "doi": "10.1/x"}, "https://arxiv.org/abs/1"),
        ({"doi": "10.1/x"}, ""),
    ],
)
def test_an_address_is_a_web_address(fields: dict[str, str], address: str) -> None:
    assert made(**fields).address == address


@pytest.mark.parametrize(
    ("title", "subtitle", "full"),
    [
        ("A", "B", "A: B"), ("A?", "B", "A? B"), ("和積", "公式", "和積：公式"),
        ("和積？", "公式", "和積？ 公式"), ("A", "", "A"), ("", "B", "B"),
    ],
)  # fmt: skip
def test_title_and_subtitle_are_one(title: str, subtitle: str, full: str) -> None:
    assert made(title=title, subtitle=subtitle).full_title() == full


def test_what_is_told_otherwise_or_at_home_only_is_not_left_over() -> None:
    held = made(a="1", b="2", file="x", crossref="y", year="n.d.", empty=" ")
    assert held.left_over({"b"}) == {"a": "1", "year": "n.d."}
    assert listed(held.left_over({"b"})) == "a: 1 | year: n.d."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\n b", "a  b"),
        ("a\u2028\u0085b", "a b"),
        ("\x00a\x9f\ufffe", "a"),
        ("a\u3000b", "a\u3000b"),
    ],
)
def test_a_text_stays_in_one_line(text: str, line: str) -> None:
    assert one_line(text) == line
