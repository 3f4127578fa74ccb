"""Reasons for citing, and the gate that keeps fallen sources from supporting a memo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.features.conftest import uncoloured_lines

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


def test_an_override_knows_nothing_of_what_came_after_it(site: Site) -> None:
    fell(site, "retracts", BEFORE)
    site.edit(BIB, "terada1915,", "terada1915, statusoverride = {2023-08-20: 数値は確かめた},")
    line, _ = site.refused()
    assert "fallen-source" in line


def test_the_default_reason_of_a_memo_is_seen_at_the_gate(site: Site) -> None:
    fell(site, "retracts", BEFORE)
    site.edit(MEMO, "category: 物理", "category: 物理\ncitation_reason: discusses")
    assert site.build().warnings == ""
    site.edit(MEMO, "citation_reason: discusses", "citation_reason: evidence")
    assert "fallen-source" in site.refused()[0]


def test_a_retraction_that_was_withdrawn_stops_and_marks_nothing(site: Site) -> None:
    fell(site, "retracts", BEFORE)
    with (site.folder / BIB).open("a", encoding="utf-8") as file:
        file.write("@misc{sorry, title = {取り消し}, date = {2024}, withdraws = {notice}}\n")
    assert site.build().warnings == ""
    assert site.page("posts/only").all(".citation .status") == []


def report(site: Site) -> list[str]:
    """Build the site; return the lines of the report at its end."""
    build = site.build()
    assert build.warnings == ""
    told = uncoloured_lines(build.app.status.getvalue())
    return [line for line in told if line.endswith("― posts/only")]


@pytest.mark.parametrize(
    ("date", "line"),
    [
        (AFTER, "公開後に撤回：terada1915（2023年8月23日、notice）― posts/only"),
        ("2023-08", "撤回：terada1915（2023年8月、notice）― posts/only"),
    ],
)
def test_what_fell_later_is_reported_at_the_end_of_every_build(
    site: Site, date: str, line: str
) -> None:
    fell(site, "retracts", date)
    assert report(site) == [line]
    assert report(site) == [line]


def test_what_fell_without_a_known_date_is_reported_so(site: Site) -> None:
    fell(site, "retracts", AFTER)
    site.edit(BIB, f"date = {{{AFTER}}}, ", "")
    assert report(site) == ["撤回：terada1915（日付不明、notice）― posts/only"]


@pytest.mark.parametrize(
    ("relation", "name", "old", "new"),
    [
        ("disputes", BIB, "terada1915,", "terada1915, langid = {ja},"),
        ("retracts", MEMO, "terada1915{p. 12}", "critiques:terada1915{p. 12}"),
        ("retracts", BIB, "terada1915,", "terada1915, statusoverride = {2023-09: 確かめた},"),
    ],
)
def test_doubts_critical_citations_and_excused_sources_are_not_reported(
    site: Site, relation: str, name: str, old: str, new: str
) -> None:
    fell(site, relation, AFTER)
    site.edit(name, old, new)
    assert report(site) == []


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
