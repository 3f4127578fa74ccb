"""Reasons for citing, as CiTO properties before the key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bibouroku.bibliography.citation_reason import (
    ALIASES,
    REASONS,
    UnknownReasonError,
    split_reason,
)

KEYS = {"jain2023", "DBLP:conf/x", "see:also"}


@pytest.mark.parametrize(
    ("written", "name", "key"),
    [
        ("cites_as_evidence:jain2023", "citesAsEvidence", "jain2023"),
        ("citesAsEvidence:jain2023", "citesAsEvidence", "jain2023"),
        ("evidence:jain2023", "citesAsEvidence", "jain2023"),
        ("discusses:jain2023", "discusses", "jain2023"),
        ("discusses:unknown", "discusses", "unknown"),
        ("uses_method_in:DBLP:conf/x", "usesMethodIn", "DBLP:conf/x"),
    ],
)
def test_a_property_before_the_key_is_the_reason(written: str, name: str, key: str) -> None:
    reason, found = split_reason(written, KEYS)
    assert reason is not None
    assert (reason.property, found) == (name, key)


@pytest.mark.parametrize("written", ["jain2023", "DBLP:conf/x", "see:also", "DBLP:conf/y", "a:b"])
def test_a_key_may_hold_a_colon(written: str) -> None:
    assert split_reason(written, KEYS) == (None, written)


def test_a_slip_names_the_nearest_properties() -> None:
    with pytest.raises(UnknownReasonError, match="discusses"):
        split_reason("discuses:jain2023", KEYS)


def test_every_reason_has_words_of_its_own() -> None:
    assert len({reason.words for reason in REASONS}) == len(REASONS)


def test_a_critical_reason_does_not_lean_on_the_source() -> None:
    assert {reason.property for reason in REASONS if not reason.leans} >= {
        "discusses", "disputes", "critiques", "refutes", "disagreesWith", "corrects",
    }  # fmt: skip


def test_a_word_near_to_no_property_is_sent_to_the_guide() -> None:
    with pytest.raises(UnknownReasonError, match=r"guide\.md"):
        split_reason("zzz:jain2023", KEYS)


def test_the_authors_guide_has_the_same_tables_in_the_same_order() -> None:
    guide = (Path(__file__).parents[2] / "guide.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)`(?:（`(\w+)`）)? \| (\S+引用) \|$", guide, re.MULTILINE)
    aliases = {name: alias for alias, name in ALIASES.items()}
    assert rows == [
        (reason.property, aliases.get(reason.property, ""), reason.words) for reason in REASONS
    ]


def test_the_authors_guide_parts_the_reasons_that_lean_from_the_others() -> None:
    guide = (Path(__file__).parents[2] / "guide.md").read_text(encoding="utf-8")
    leaning, _, critical = guide.partition("次の理由では、寄りかからない。")
    assert all(f"| `{reason.property}`" in leaning for reason in REASONS if reason.leans)
    assert all(f"| `{reason.property}`" in critical for reason in REASONS if not reason.leans)
