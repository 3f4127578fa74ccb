"""Labels: who and when, and no two alike."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.label import _letters, labelled
from bibouroku.bibliography.reference import Person, Reference

TITLE = "title = {Title of a Paper}"


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ("author = {Lee, Sukbae}, date = {2023-07-22}", "Lee 2023"),
        ("author = {Lee, S. and Kim, J.}, date = {2023}", "Lee・Kim 2023"),
        ("author = {Lee, S. and Kim, J. and Kwon, Y.}, date = {2023}", "Lee ほか 2023"),
        ("author = {Müller, K. and others}, date = {1986}", "Müller ほか 1986"),
        ("author = {菊池, 大麓 and 沢田, 吾一}, date = {1893-10}", "菊池・沢田 1893"),
        ("author = {岡田, 晋 and 斎藤, 晋 and 押山, 淳}, date = {2020}", "岡田ほか 2020"),
        ("author = {{文部科学省}}", "文部科学省 年不明"),
        ("editor = {Smith, E.}, date = {1999}", "Smith 1999"),
        ("translator = {熊沢, 鏡之介}, date = {1893}", "熊沢 1893"),
        ("date = {2017/2020}", "「Title of a Paper」 2017"),
        ("author = {{文部科学省}}, shortauthor = {{文科省}}, date = {2020}", "文科省 2020"),
        ("author = {others}, date = {2020}", "「Title of a Paper」 2020"),
        ("author = {Lee, S.}, date = {[2017..2020]}", "Lee 2017"),
        ("author = {Lee, S.}, date = {199X}", "Lee 1990年代"),
        ("author = {Lee, S.}, year = {in press}", "Lee in\u00a0press"),
        ("author = {Lee, S.}, year = {n.d.}", "Lee 年不明"),
    ],
)
def test_a_label_names_author_and_year(fields: str, label: str) -> None:
    assert parse(f"@article{{a, {TITLE}, {fields}}}", "x.bib")["a"].label == label


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("date = {2023}", ["2023a", "2023b"]),
        ("year = {in press}", ["in\u00a0press-a", "in\u00a0press-b"]),
        ("date = {199X}", ["1990年代-a", "1990年代-b"]),
        ("", ["年不明-a", "年不明-b"]),
    ],
)
def test_a_letter_is_told_from_a_year_that_ends_in_a_word(date: str, years: list[str]) -> None:
    text = "".join(f"@misc{{{key}, author={{Lee, S.}}, title={{T}}, {date}}}" for key in "ab")
    labels = [reference.label for reference in parse(text, "x.bib").values()]
    assert [label.rpartition(" ")[2] for label in labels] == years


def test_a_long_title_is_cut_to_sixteen_characters() -> None:
    reference = parse("@misc{a, title = {LK-99は常温常圧で超伝導を示すのか}}", "x.bib")["a"]
    assert reference.label == "「LK-99は常温常圧で超伝導を…」 年不明"


def test_a_short_title_is_taken_as_it_stands() -> None:
    short = "二十字にも及ぶことのある長い長い短縮題名"
    reference = parse(f"@misc{{a, title = {{X}}, shorttitle = {{{short}}}}}", "x.bib")["a"]
    assert reference.label == f"「{short}」 年不明"


def test_an_entry_without_a_title_is_named_by_its_key() -> None:
    assert parse("@misc{key,}", "x.bib")["key"].label == "「key」 年不明"


def test_equal_labels_get_letters_in_the_order_of_the_dates() -> None:
    references = parse(
        """@article{late, author = {Lee, S.}, title = {A}, date = {2023-08}}
        @article{early, author = {Lee, Z.}, title = {B}, date = {2023-07}}
        @article{other, author = {Lee, S.}, title = {C}, date = {2022}}""",
        "x.bib",
    )
    labels = {key: reference.label for key, reference in references.items()}
    assert labels == {"late": "Lee 2023a", "early": "Lee 2023b", "other": "Lee 2022"}


def test_the_letter_of_an_undated_work_is_set_off() -> None:
    references = parse("@misc{a, author = {X}}\n@misc{b, author = {X}}", "x.bib")
    assert [reference.label for reference in references.values()] == ["X 年不明-a", "X 年不明-b"]


def test_labels_do_not_depend_on_the_order_of_the_file() -> None:
    one, two = "@misc{a, author = {X}, title = {A}}", "@misc{b, author = {X}, title = {B}}"
    assert parse(one + two, "x.bib") == parse(two + one, "x.bib")


@pytest.mark.parametrize(
    ("number", "letters"), [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (51, "az"), (702, "aaa")]
)
def test_letters_run_on_after_z(number: int, letters: str) -> None:
    assert _letters(number) == letters


PERSON = st.builds(Person, st.sampled_from(["Lee", "Li", "岡田", "A ほか"]), st.just("X"))
REFERENCE = st.builds(
    Reference,
    key=st.just(""),
    type=st.just("article"),
    persons=st.fixed_dictionaries({"author": st.lists(PERSON, max_size=4).map(tuple)}),
    fields=st.fixed_dictionaries({"title": st.sampled_from(["T", "U 2020", ""])}),
    date=st.sampled_from([None, parse_edtf("2020"), parse_edtf("2020-05"), parse_edtf("2021")]),
)


@settings(deadline=None)
@given(st.lists(REFERENCE, max_size=40))
def test_no_two_references_share_a_label(references: list[Reference]) -> None:
    numbered = [
        Reference(f"k{number}", "misc", each.fields, each.persons, each.others, each.date)
        for number, each in enumerate(references)
    ]
    labels = sorted(reference.label for reference in labelled(numbered).values())
    assert len(labels) == len(references)
    assert all(one != two for one, two in pairwise(labels))
