"""Reasons for citing, and the gate that keeps fallen sources from supporting a memo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.features.conftest import Site

MEMO: Final = "posts/only.md"
BIB: Final = "references.bib"
CITED: Final = "{cite:p}`terada1915{p. 12}`"
#: The memo is of 2023-08-22.
BEFORE, AFTER = "2023-08-21", "2023-08-23"


@pytest.fixture(scope="module")
def whole(new_site: Callable[[str], Site]) -> Site:
    """Return a site whose sources all stand."""
    return new_site("plain")


@pytest.fixture
def site(whole: Site) -> Iterator[Site]:
    """Yield the site for a test to change; it is put right after the test."""
    kept = {name: (whole.folder / name).read_bytes() for name in (MEMO, BIB)}
    yield whole
    for name, content in kept.items():
        (whole.folder / name).write_bytes(content)


def fell(site: Site, relation: str, date: str) -> None:
    """Add a notice of *date* that does *relation* to the cited work."""
    entry = f"@misc{{notice, title = {{通知}}, date = {{{date}}}, url = {{https://e.org}}, "
    path = site.folder / BIB
    path.write_text(
        f"{path.read_text(encoding='utf-8')}\n{entry}{relation} = {{terada1915}}}}\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize("relation", ["retracts", "withdraws", "refutes"])
@pytest.mark.parametrize("reason", ["", "cites_as_evidence:", "supports:"])
def test_a_memo_cannot_lean_on_a_source_that_had_fallen(
    site: Site, relation: str, reason: str
) -> None:
    fell(site, relation, BEFORE)
    site.edit(MEMO, "terada1915{p. 12}", f"{reason}terada1915{{p. 12}}")
    line, _ = site.refused()
    for words in (f"{MEMO}:8:", "terada1915", "notice", "discusses:terada1915", "statusoverride"):
        assert words in line


@pytest.mark.parametrize("reason", ["discusses", "disputes", "critiques", "includesQuotationFrom"])
def test_a_memo_may_discuss_a_fallen_source(site: Site, reason: str) -> None:
    fell(site, "retracts", BEFORE)
    site.edit(MEMO, "terada1915{p. 12}", f"{reason}:terada1915{{p. 12}}")
    assert site.build().warnings == ""


def test_what_fell_later_is_marked_and_stops_nothing(site: Site) -> None:
    fell(site, "retracts", AFTER)
    assert site.build().warnings == ""
    assert "公開後に撤回" in site.page("posts/only").text(".citation")


@pytest.mark.parametrize("relation", ["disputes", "corrects", "expressesconcern"])
def test_a_doubt_stops_nothing(site: Site, relation: str) -> None:
    fell(site, relation, BEFORE)
    assert site.build().warnings == ""


def test_an_override_with_date_and_reason_opens_the_gate(site: Site) -> None:
    fell(site, "retracts", BEFORE)
    site.edit(BIB, "terada1915,", "terada1915, statusoverride = {2023-08-22: 数値は別に確かめた},")
    assert site.build().warnings == ""


@pytest.mark.parametrize("written", ["数値は確かめた", "2023-08-22:", "2023-13: 理由"])
def test_an_override_without_date_or_reason_is_refused(site: Site, written: str) -> None:
    site.edit(BIB, "terada1915,", f"terada1915, statusoverride = {{{written}}},")
    line, _ = site.refused()
    assert "malformed-override" in line


def test_a_reason_stands_in_the_list_and_leaves_the_citation_as_it_was(site: Site) -> None:
    site.edit(MEMO, "terada1915{p. 12}", "uses_method_in:terada1915{p. 12}")
    assert site.build().warnings == ""
    assert "寺田 1915, 12頁" in site.page("posts/only").text(".citation")


def test_a_misspelt_reason_is_one_line_with_the_nearest(site: Site) -> None:
    site.edit(MEMO, "terada1915{p. 12}", "discuses:terada1915{p. 12}")
    line, _ = site.refused()
    assert "unknown-citation-reason" in line
    assert "discusses" in line


def test_an_unknown_key_after_a_reason_is_told_with_its_line(site: Site) -> None:
    site.edit(MEMO, "terada1915{p. 12}", "discusses:nobody{p. 12}")
    line, _ = site.refused()
    assert f"{MEMO}:8:" in line
    assert "unknown-cite-key" in line
