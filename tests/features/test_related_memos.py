"""Related memos at the end of a memo and in its side column, in builds after a change too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.features.conftest import Site


def test_a_memo_ends_with_those_that_go_with_it(site: Site) -> None:
    page = site.page("posts/replication")
    assert page.texts("#related-memos li") == [
        "『石の主張』（2023年8月2日）共通の文献1件、タグ「ハリ」、分類「物理」",
        "『光の話』（2020年8月）タグ「反射」、分類「物理」",
    ]
    assert page.links("#related-memos li a") == ["claim.html", "light.html"]
    assert page.all("article section[id] > section[id]")[-1]["id"] == "related-memos"


def test_a_memo_that_shares_nothing_has_no_such_section(plain_site: Site) -> None:
    plain_site.build()
    assert plain_site.page("posts/only").all("#related-memos") == []


def test_the_side_column_names_those_that_the_series_does_not(site: Site) -> None:
    side = site.page("posts/replication").all("nav.bibouroku-side")[0]
    assert [link.get_text() for link in side.select("h2 + ul a")] == ["光の話"]


def test_the_section_is_on_pages_alone(own_site: Site) -> None:
    own_site.build()
    assert "関連メモ" not in own_site.page("index").text("article.bd-article")
    assert "関連メモ" not in own_site.feed().read_text(encoding="utf-8")


def test_footnotes_stand_before_the_related_memos(own_site: Site) -> None:
    own_site.edit("posts/claim.md", "主張がある", "主張[^one]がある")
    own_site.edit("posts/claim.md", "## 追記\n", "[^one]: 脚注。\n\n## 追記\n")
    own_site.build()
    shown = own_site.page("posts/claim").text("article.bd-article")
    assert shown.index("脚注。") < shown.index("関連メモ")


@pytest.mark.parametrize(
    ("name", "old", "new", "written", "names"),
    [
        # a new tag is one more reason for two memos, and for those alone
        ("posts/waves.md", "tags: グラフ", "tags: バリ", "waves light", "波の話 石の追試"),
        # a tag goes: the memo at the other end forgets it too
        ("posts/light.md", "tags: バリ, 反射", "tags: バリ", "light replication", "波の話"),
    ],
)
def test_memos_whose_relations_change_are_written_and_no_others(  # noqa: PLR0913, PLR0917 - a row
    own_site: Site, name: str, old: str, new: str, written: str, names: str
) -> None:
    own_site.build()
    own_site.edit(name, old, new)
    build = own_site.build()
    memos = {page.removeprefix("posts/") for page in build.written if page.startswith("posts/")}
    assert memos == set(written.split())
    assert own_site.page("posts/light").texts("#related-memos a:not(.headerlink)") == [
        f"『{title}』" for title in names.split()
    ]


def test_a_new_citation_in_common_is_told_on_both_memos(own_site: Site) -> None:
    own_site.build()
    own_site.edit("posts/claim.md", "主張がある", "主張がある{cite:p}`fujii2020`")
    assert own_site.build().written >= {"posts/claim", "posts/light"}
    found = own_site.page("posts/light").texts("#related-memos li")
    assert "『石の主張』（2023年8月2日）共通の文献1件、分類「物理」" in found
