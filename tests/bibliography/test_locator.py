"""The place that a citation points at: reading it, printing it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.locator import NAMED, PRINTED, Locator, japanese, parse_locator

#: What locators are made of, right and wrong.
PARTS = st.sampled_from(
    [
        *PRINTED, *(word for row in NAMED.values() for word in "|".join(row).split("|")),
        "p. ", "pp. ", "頁", "ページ", "第", "章", "節", "式(", "(3)", ")", "コマ", "丁", "行",
        "§", "¶", "l. ", "v", "n", "版(v", "iv", "XII", "Ⅳ", "12", "1a", "2.1", "1-2", "S1", "二",
        "1:23:45", "時間", "分", "秒", "要旨", "序", ",", "、", "；", " ", "　", "-", "–", "〜",
        "～", "から", "to", "and ", "と", "・", "(", "（", "「", "」", "foo", "は", ".", "０", "{}",
    ]
)  # fmt: skip
WRITTEN = st.lists(PARTS, max_size=8).map("".join) | st.text(max_size=20)


def places(text: str) -> list[tuple[str, str, str]]:
    return [(found.kind, found.first, found.last) for found in parse_locator(text)]


@pytest.mark.parametrize(
    ("written", "kind", "first", "last", "printed"),
    [
        ("p. 12", "page", "12", "", "12頁"),
        ("p.12", "page", "12", "", "12頁"),
        ("ｐ．　１２", "page", "12", "", "12頁"),
        ("第12頁", "page", "12", "", "12頁"),
        ("12 ページ", "page", "12", "", "12頁"),
        ("頁12", "page", "12", "", "12頁"),
        ("page 12", "page", "12", "", "12頁"),
        ("p. iv", "page", "iv", "", "iv頁"),
        ("p. L15", "page", "L15", "", "L15頁"),
        ("pp. 12-15", "page", "12", "15", "12–15頁"),
        ("pp. 12–15", "page", "12", "15", "12–15頁"),
        ("pp. 12--15", "page", "12", "15", "12–15頁"),
        ("pp. 12 to 15", "page", "12", "15", "12–15頁"),
        ("12-15頁", "page", "12", "15", "12–15頁"),
        ("12頁から15頁", "page", "12", "15", "12–15頁"),
        ("12～15頁", "page", "12", "15", "12–15頁"),
        ("pp. iv-x", "page", "iv", "x", "iv–x頁"),
        ("3丁", "folio", "3", "", "3丁"),
        ("vol. 2", "volume", "2", "", "第2巻"),
        ("第1部", "part", "1", "", "第1部"),
        ("第2章", "chapter", "2", "", "第2章"),
        ("第二章", "chapter", "二", "", "第二章"),
        ("ch. 3", "chapter", "3", "", "第3章"),
        ("第2章–第4章", "chapter", "2", "4", "第2–4章"),
        ("§2", "section", "2", "", "2節"),
        ("§2.1", "section", "2.1", "", "2.1節"),
        ("§1-1.1", "section", "1", "1.1", "1–1.1節"),
        ("第2節", "section", "2", "", "2節"),
        ("Sec. II.A", "section", "II.A", "", "II.A節"),
        ("¶3", "paragraph", "3", "", "第3段落"),
        ("l. 5", "line", "5", "", "5行"),
        ("5行目", "line", "5", "", "5行"),
        ("507-616行", "line", "507", "616", "507–616行"),
        ("図1a", "figure", "1a", "", "図1a"),
        ("第1図", "figure", "1", "", "図1"),
        ("Fig. 1a", "figure", "1a", "", "図1a"),
        ("Figure S1", "figure", "S1", "", "図S1"),
        ("図1(a)", "figure", "1(a)", "", "図1(a)"),
        ("図1a–c", "figure", "1a", "c", "図1a–c"),
        ("Figs. 1-3", "figure", "1", "3", "図1–3"),
        ("図1-3", "figure", "1-3", "", "図1-3"),
        ("図1〜図3", "figure", "1", "3", "図1–3"),
        ("Table II", "table", "II", "", "表II"),
        ("定理1-2", "theorem", "1-2", "", "定理1-2"),
        ("Theorem 3.2", "theorem", "3.2", "", "定理3.2"),
        ("命題3.2", "proposition", "3.2", "", "命題3.2"),
        ("式(3)", "equation", "3", "", "式(3)"),
        ("式３", "equation", "3", "", "式(3)"),
        ("（３）式", "equation", "3", "", "式(3)"),
        ("Eq. (3a)", "equation", "3a", "", "式(3a)"),
        ("式(2-3)", "equation", "2-3", "", "式(2-3)"),
        ("Eqs. (3)-(5)", "equation", "3", "5", "式(3)–(5)"),
        ("Eqs. (3-5)", "equation", "3", "5", "式(3)–(5)"),
        ("コマ45", "frame", "45", "", "コマ45"),
        ("45コマ", "frame", "45", "", "コマ45"),
        ("frames 45-46", "frame", "45", "46", "コマ45–46"),
        ("n44", "frame", "45", "", "コマ45"),
        ("leaf 44", "leaf", "44", "", "リーフ44"),
        ("v2", "version", "2", "", "第2版(v2)"),
        ("version 2", "version", "2", "", "第2版(v2)"),
        ("第2版（v2）", "version", "2", "", "第2版(v2)"),
        ("1:23:45", "time", "1:23:45", "", "1:23:45"),
        ("83:20", "time", "1:23:20", "", "1:23:20"),
        ("1時間2分3秒", "time", "1:02:03", "", "1:02:03"),
        ("45秒-2分", "time", "0:45", "2:00", "0:45–2:00"),
        ("Abstract", "abstract", "", "", "要旨"),
        ("序", "preface", "", "", "序文"),
        ("footnote 3", "footnote", "3", "", "脚注3"),
        ("脚注", "footnote", "", "", "脚注"),
        ("n. 3", "note", "3", "", "注3"),
        ("Appendix A", "appendix", "A", "", "付録A"),
    ],
)
def test_a_place_is_understood_and_printed_in_japanese(
    written: str, kind: str, first: str, last: str, printed: str
) -> None:
    assert parse_locator(written) == (Locator(kind, first, last, written),)
    assert japanese(parse_locator(written)) == printed


@pytest.mark.parametrize(
    "written",
    [
        "図1と", "p. 12 &",
        "1.7.1", "12", "第2版", "v1.2", "v0", "コマ0", "序論", "要旨と同じ", "図1右", "p. 12f",
        "p. 12²", "p. ivory", "p. dim", "p. iiii", "pi", "とある論文", "図と", "p. 12,", ",", "、",
        "p. 12 (右段)", "図1-", "第1版(v2)", "1:23:4", "see text and notes", "（p. 12, 図3）",
        "Section About", "  本文，  未確認 ", "{0}", "3丁裏",
    ],
)  # fmt: skip
def test_what_is_not_understood_stays_as_written(written: str) -> None:
    assert parse_locator(written) == (Locator("text", "", "", written.strip()),)
    assert japanese(parse_locator(written)) == written.strip()


@pytest.mark.parametrize("nothing", ["", " ", "　\n"])
def test_nothing_names_no_place(nothing: str) -> None:
    assert parse_locator(nothing) == ()
    assert not japanese(())


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("p. 12, 図3", "12頁, 図3"),
        ("p. 12、図3；表2", "12頁, 図3, 表2"),
        ("p. 12 図3", "12頁, 図3"),
        ("第2章3節", "第2章, 3節"),
        ("pp. 12, 15–17", "12頁, 15–17頁"),
        ("pp. iv, vi", "iv頁, vi頁"),
        ("p. 12, c", "12頁, c"),
        ("Figs. 1 and 2", "図1, 図2"),
        ("図1と図2", "図1, 図2"),
        ("図1・2", "図1, 図2"),
        ("Eqs. (3), (5)", "式(3), 式(5)"),
        ("p. 12 13", "p. 12 13"),
        ("要旨, 3", "要旨, 3"),
        ("p. 12, 未確認；あり, 3", "12頁, 未確認；あり, 3"),
        ("口絵，口上, p. 3", "口絵，口上, 3頁"),
        ("図1(a, b), p. 3", "図1(a, b), 3頁"),
        ("「光, 熱」, p. 3", "「光, 熱」, 3頁"),
        ("a), p. 3", "a), 3頁"),
    ],
)
def test_several_places_are_printed_one_after_the_other(written: str, printed: str) -> None:
    assert japanese(parse_locator(written)) == printed


def test_each_place_keeps_what_the_author_wrote_of_it() -> None:
    found = parse_locator(" p.　12、 本文 ，未確認; 図1 と 2")
    assert [place.text for place in found] == ["p.　12", "本文 ，未確認", "図1", "2"]


def test_every_kind_reads_back_from_how_it_is_printed() -> None:
    for kind in PRINTED.keys() - {"abstract", "preface"}:
        first = "1:05" if kind == "time" else "7"
        assert places(japanese([Locator(kind, first, "", "")])) == [(kind, first, "")]


def test_every_range_reads_back_from_how_it_is_printed() -> None:
    for kind in PRINTED.keys() - {"abstract", "preface", "version", "time"}:
        assert places(japanese([Locator(kind, "7", "12", "")])) == [(kind, "7", "12")]


@settings(deadline=None, max_examples=500)
@given(WRITTEN)
def test_what_is_printed_is_read_as_the_same_places(written: str) -> None:
    printed = japanese(parse_locator(written))
    assert places(printed) == places(written)
    assert japanese(parse_locator(printed)) == printed


@settings(deadline=None, max_examples=500)
@given(WRITTEN)
def test_nothing_but_separators_is_lost(written: str) -> None:
    rest = written
    for place in parse_locator(written):
        assert place.text
        before, found, rest = rest.partition(place.text)
        assert found
        assert (
            not before.translate(str.maketrans("", "", " 　,，、､;；&・と"))
            .replace("and", "")
            .strip()
        )
    assert not rest.strip()


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_english_and_japanese_pages_are_the_same_places(first: int, last: int) -> None:
    assert places(f"pp. {first}-{last}") == places(f"{first}〜{last}頁")
    assert places(f"p. {first}") == [("page", str(first), "")]


@pytest.mark.parametrize(
    "long", ["1" * 20000, "p. " + "i" * 20000, "(" * 20000, "図1, " * 2000 + "図1"]
)
def test_a_long_text_is_read_in_no_time(long: str) -> None:
    assert parse_locator(long)


def test_a_time_may_have_as_many_hours_as_can_be_written() -> None:
    assert japanese(parse_locator("9999時間9999分9999秒")) == "10168:25:39"
