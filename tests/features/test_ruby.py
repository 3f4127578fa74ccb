"""Readings beside characters on pages, in titles, excerpts and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.features.conftest import Site

WHOLE, EACH = "{ruby}`超伝導|ちょうでんどう`", "{ruby}`超伝導|ちょう|でん|どう`"


def test_a_reading_is_a_ruby_element_with_brackets_for_old_browsers(own_site: Site) -> None:
    own_site.edit("posts/claim.md", "主張がある", f"{WHOLE}と{EACH}の主張がある")
    assert own_site.build().warnings == ""
    whole, each = own_site.page("posts/claim").all("article ruby")
    assert whole.decode() == "<ruby>超伝導<rp>（</rp><rt>ちょうでんどう</rt><rp>）</rp></ruby>"
    assert [rt.string for rt in each.select("rt")] == ["ちょう", "でん", "どう"]


def test_a_reading_in_a_lead_is_quoted_with_it(own_site: Site) -> None:
    own_site.edit("posts/claim.md", "主張がある", f"{WHOLE}の主張がある")
    own_site.build()
    assert own_site.page("index").one(".memo-lead ruby rt").string == "ちょうでんどう"
    assert "&lt;rt&gt;ちょうでんどう" in own_site.feed().read_text(encoding="utf-8")


def test_a_sentence_with_a_reading_is_quoted_in_one_line(own_site: Site) -> None:
    own_site.edit("posts/claim.md", "主張がある", f"{EACH}の主張がある")
    own_site.build()
    quoted = own_site.page("references/dated2023").text("article.bd-article")
    assert "超伝導（ちょうでんどう）の主張がある" in quoted


@pytest.mark.parametrize("written", [WHOLE, EACH])
def test_a_title_is_plain_wherever_else_it_is_shown(own_site: Site, written: str) -> None:
    own_site.edit("posts/claim.md", "# 石の主張", f"# {written}の主張")
    own_site.build()
    plain = "超伝導（ちょうでんどう）の主張"
    assert own_site.page("posts/claim").all("h1 ruby")
    assert own_site.page("posts/claim").text("title").startswith(plain)
    assert plain in own_site.page("blog").texts("article .memo-titles a")
    assert own_site.page("blog").all("article .memo-titles ruby") == []
    assert f"『{plain}』" in own_site.page("posts/replication").texts(".memo-series a")


def test_what_is_no_reading_is_refused_with_line_and_remedy(own_site: Site) -> None:
    own_site.edit("posts/claim.md", "主張がある", "{ruby}`超伝導|ちょう|でん`がある")
    line, _ = own_site.refused()
    assert line == (
        "ERROR: posts/claim.md:10: 読み「超伝導|ちょう|でん」が分からない。「超伝導」は3字で、"
        "読みは2個ある。読みは全体に一つか、一字に一つ書く [ruby]"
    )


def test_a_hostile_reading_is_escaped(own_site: Site) -> None:
    own_site.edit("posts/claim.md", "主張がある", "{ruby}`<b>|&<script>`がある")
    own_site.build()
    assert own_site.page("posts/claim").one("article ruby rt").string == "&<script>"
