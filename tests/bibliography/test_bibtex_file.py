"""Reading .bib files: what is understood, and what is told of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.bibtex_file import load, parse
from bibouroku.problem import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from bibouroku.bibliography.reference import Reference


def only(text: str) -> Reference:
    (reference,) = parse(text, "x.bib").values()
    return reference


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ProblemsFoundError) as caught:
        parse(text, "x.bib")
    return [(problem.line, problem.code) for problem in caught.value.problems]


# ---- syntax


def test_a_file_without_entries_has_no_references() -> None:
    assert parse("", "x.bib") == {}
    assert parse("Only words, no entries.\n", "x.bib") == {}


def test_an_entry_knows_its_key_type_and_line() -> None:
    reference = only("\n\n@Article{Lee2023,\n  Title = {T}}")
    assert (reference.key, reference.type, reference.line) == ("Lee2023", "article", 3)
    assert reference.fields == {"title": "T"}


def test_strings_are_put_in_whatever_their_case() -> None:
    text = (
        '@STRING{jpsj = "J. Phys. Soc."}\n@string(b = {B})\n@article{a, journal = JPSJ # " " # b}'
    )
    assert only(text).text("journaltitle") == "J. Phys. Soc. B"


def test_strings_of_one_file_are_unknown_in_the_next() -> None:
    parse('@string{ours = "O"}', "x.bib")
    assert faults("@article{a, journal = ours}") == [(1, "malformed-bib")]


@pytest.mark.parametrize(
    "text",
    [
        "@article(a, title = {T (x)}, year = 1893)",
        '@article{a, title = "T (x)", year = "1893"}',
        "@ARTICLE { a , title={T (x)},year=1893 , }",
        "% about @x{\n@article{a, title = {T (x)}, % really\n % volume = {3},\nyear = 1893}",
        "@comment{jabref-meta: x;}\n@preamble{ {\\x} }\n@article{a, title={T\n  (x)}, year=1893}",
        "@Comment not in braces\n\n@article{a, title = {T (x)}, year = 1893}",
        "mail me@example.org, at home\n@article{a, title = {T (x)}, year = 1893}} and more",
    ],
)
def test_every_way_to_write_an_entry_reads_alike(text: str) -> None:
    reference = only(text)
    assert (reference.text("title"), reference.label) == ("T (x)", "「T (x)」 1893")


def test_fields_get_the_names_of_biblatex() -> None:
    reference = only(
        "@phdthesis{a, journal={J}, address={P}, school={S}, archivePrefix={arXiv},"
        " primaryClass={x}, key={k}}"
    )
    assert reference.fields == {
        "journaltitle": "J", "location": "P", "institution": "S", "eprinttype": "arXiv",
        "eprintclass": "x", "sortkey": "k",
    }  # fmt: skip


def test_markup_in_a_title_is_only_text() -> None:
    title = "A & B <script>alert(1)</script> x<y 「引用」"
    assert only(f"@article{{a, title = {{{title}}}}}").text("title") == title


def test_addresses_are_not_read_as_latex() -> None:
    reference = only(
        r"@misc{a, url={https://x.org/~me/a--b'}, doi={10.1/a\_b}, file={C\:\\x\_y.pdf}}"
    )
    assert reference.text("url") == "https://x.org/~me/a--b'"
    assert reference.text("doi") == "10.1/a_b"
    assert reference.text("file") == r"C\:\\x\_y.pdf"


@pytest.mark.parametrize("key", ["長岡1903", "Müller:1986", "DBLP:conf/nips/X+23", "a.b-c_d"])
def test_a_key_may_hold_letters_of_any_script(key: str) -> None:
    assert only(f"@misc{{{key}, title = {{T}}}}").key == key


# ---- persons


def test_persons_stand_by_role_and_not_among_the_fields() -> None:
    reference = only("@book{a, author={A, B and {C and D}}, editor={E, F}, translator={G, H}}")
    names = {role: [each.full for each in people] for role, people in reference.persons.items()}
    assert names == {"author": ["A, B", "C and D"], "editor": ["E, F"], "translator": ["G, H"]}
    assert reference.fields == {}


def test_others_are_no_person() -> None:
    reference = only('@book{a, author = {M{\\"u}ller, K. and others}}')
    assert [person.family for person in reference.persons["author"]] == ["Müller"]
    assert reference.others == {"author"}


# ---- dates


@pytest.mark.parametrize(
    ("fields", "edtf"),
    [
        ("year = {1893}, month = oct", "1893-10"),
        ("year = 1893, month = {October}", "1893-10"),
        ("year = 1893, month = {Sept.}", "1893-09"),
        ("year = 1893, month = {05}", "1893-05"),
        ("year = 1893, month = may", "1893-05"),
        ("year = 1893, month = {#jan#}", "1893-01"),
        ('year = 1893, month = oct # "~12"', "1893-10-12"),
        ("year = 1893", "1893"),
        ("year = 1893, month = {ju}", "1893"),
        ("year = 1893, month = {July/August}", "1893-07/1893-08"),
        ("year = 1893, month = {Spring}", "1893-21"),
        ("year = 1893, month = {²}", "1893"),
        ("date = {2017/2020}", "2017/2020"),
        ("date = {2017/}", "2017/.."),
        ("date = {[2017..2020]}", "[2017..2020]"),
        ("date = {2020-08}, year = {1999}, month = jan", "2020-08"),
        ("date = {1893~}", "1893~"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(fields: str, edtf: str) -> None:
    date = only(f"@book{{a, {fields}}}").date
    assert date is not None
    assert date.edtf == edtf


def test_an_entry_need_not_have_a_date() -> None:
    assert only("@book{a, month = jan}").date is None


# ---- faults


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@article{a, title={T}}\n\n@article{b,\n title={x} date={2020}}", [(4, "malformed-bib")]),
        ("@book{a, title = {T {x},\n year = 2000}\n\n@book{b, title={U}}", [(4, "malformed-bib")]),
        ("\n@book{a, title = {T {x},\n year = 2000}\n\n", [(2, "malformed-bib")]),
        ("@article{a, title = {T\n}\n@article{b, title = {U}}", [(3, "malformed-bib")]),
        ('@article{a, title = "T } x"}', [(1, "malformed-bib")]),
        ("@article{, title = {T}}", [(1, "malformed-bib")]),
        ("@article{,\n title = {T @home},\n abstract = {me@b.c}}", [(1, "malformed-bib")]),
        ("\n@article{title = {T}}", [(2, "malformed-bib")]),
        ("@article a", [(1, "malformed-bib")]),
        ("@article{a, journal = nature}", [(1, "malformed-bib")]),
        ("@book{a,}\n@book{A,}", [(2, "duplicate-cite-key")]),
        ("@book{a,}\n@book{a,}\n@book{a,}", [(2, "duplicate-cite-key"), (3, "duplicate-cite-key")]),
        ("@book{a, title={T},\n Title={U}}", [(1, "duplicate-field")]),
        ("@book{a, date={2020-13}}", [(1, "impossible-date")]),
        ("@book{a, year=1990, month={13}}", [(1, "impossible-date")]),
        ("@book{a, date={in press}}", [(1, "impossible-date")]),
        ("@book{a,}@book{a,}", [(1, "duplicate-cite-key")]),
        ("@book{a, author={Lee, S., Kim, J.}}", [(1, "malformed-name")]),
        ("@book{a,\n editor={, X}}", [(1, "malformed-name")]),
        ("@book{a, refutes={b, c}}\n@book{b,}", [(1, "unknown-related-key")]),
        (
            "@book{a, date={x}}\n@book{b, date={y}}",
            [(1, "impossible-date"), (2, "impossible-date")],
        ),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, found: list[tuple[int, str]]) -> None:
    assert faults(text) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@a{k, x = {\n", "x.bib:1: 「k」の項目がBibTeXの形でない（閉じないまま終わる）"),
        ("@a{k, journal = nature}", "「nature」は@stringで決めていない）。値を波括弧で囲む"),
        ("@a{k,}\n@a{K,}", "x.bib:2: 引用キー「K」は1行目にもある。一方を消すか改名する"),
        ("@a{k, title={x}, Title={y}}", "「k」にTitleが二つある。一方を消す"),
        ("@a{, title={x}}", "（引用キーがない）。開き括弧のすぐあとにキーとコンマを書く"),
        ("@a{k, date={2020-02-30}}", "「k」の暦にない日付「2020-02-30」。EDTF（例 2023-08-22）"),
        ("@a{k, confirms={z}}", "「k」のconfirmsが指す「z」という項目はない。綴りを直すか"),
        ("@a{title={T}}", "「title={T」は引用キーでない。キーとコンマを加える"),
        ("@a{k, author={A, B, C, D}}", "「k」の名「A, B, C, D」にコンマが多い。人と人の"),
    ],
)
def test_a_message_names_key_and_remedy_in_one_line(text: str, message: str) -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        parse(text, "x.bib")
    (problem,) = caught.value.problems
    assert message in str(problem)
    assert "\n" not in str(problem)


def test_what_comes_after_a_broken_entry_is_still_checked() -> None:
    text = "@book{a, title={T} x}\n@book{b, date={x}}\n@book{c, year={明治46年}}"
    assert [line for line, _ in faults(text)] == [1, 2, 3]


# ---- files


def test_a_byte_order_mark_and_windows_lines_change_nothing(tmp_path: Path) -> None:
    text = "% ä, see @x{\n@article{a,\n  title = {T\n  u}\n}\n\n\n@book{b,\n title = {B}\n}\n"
    (tmp_path / "unix.bib").write_bytes(text.encode())
    (tmp_path / "windows.bib").write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load(tmp_path / "windows.bib") == load(tmp_path / "unix.bib")
    assert load(tmp_path / "windows.bib")["b"].line == 8


def test_an_empty_file_is_a_bibliography(tmp_path: Path) -> None:
    (tmp_path / "x.bib").touch()
    assert load(tmp_path / "x.bib") == {}


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFoundError, match=r"references\.bib: 文献ファイルを読めない"):
        load(tmp_path / "none.bib", "references.bib")


def test_another_encoding_is_a_problem_of_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_bytes("@book{a,\n title={三角法}}".encode("shift_jis"))
    with pytest.raises(ProblemsFoundError) as caught:
        load(tmp_path / "x.bib")
    (problem,) = caught.value.problems
    assert problem == Problem("x.bib", 2, "bib-encoding", problem.message)


def test_japanese_in_seven_bits_is_a_problem_of_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_bytes("@book{a,\n title={三角法}}".encode("iso2022_jp"))
    with pytest.raises(ProblemsFoundError, match="UTF-8でなくISO-2022-JP（JIS）") as caught:
        load(tmp_path / "x.bib")
    (problem,) = caught.value.problems
    assert problem == Problem("x.bib", 2, "bib-encoding", problem.message)


@pytest.mark.parametrize("sign", ["\0", "\b", "\x1b", "\x7f", "\x85", "\u202e", "\u2067", "\ufffe"])
def test_what_nobody_sees_is_left_out(sign: str) -> None:
    reference = only(f"@book{{a{sign}b, title={{T{sign}t}}, author={{X{sign}x, Y}}}}")
    assert (reference.key, reference.text("title")) == ("ab", "Tt")
    assert reference.persons["author"][0].family == "Xx"


PIECES = st.sampled_from(
    ["@article{", "@book(", "@string{", "@comment{", "key", ",", "title", "=", "{", "}", '"', ")",
     "%", "\n", "#", "author", " and ", "{A, B}", "date", "{2020-13}", "\\", "é", "@", "jan", "1"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_is_references_or_problems(text: str) -> None:
    try:
        parse(text, "x.bib")
    except ProblemsFoundError as error:
        problems = error.problems
    else:
        return
    assert problems
    assert all(0 < problem.line <= text.count("\n") + 1 for problem in problems)


@pytest.mark.parametrize(
    ("fields", "edtf"),
    [
        ("date = {明26.10}", "1893-10"),
        ("date = {明治二十六年十月}", "1893-10"),
        ("year = {大正元年}", "1912"),
        ("eradate = {明26.10}", "1893-10"),
        ("date = {1893-10}, eradate = {明26.10}", "1893-10"),
        ("date = {M26}", "1893"),
    ],
)
def test_a_date_may_be_written_by_era(fields: str, edtf: str) -> None:
    date = parse(f"@book{{a, title = {{題}}, {fields}}}", "x.bib")["a"].date
    assert date is not None
    assert date.edtf.startswith(edtf)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("date = {明治46年}", "impossible-date"),
        ("date = {1894-10}, eradate = {明26.10}", "era-mismatch"),
        ("date = {1893}, eradate = {明26.13}", "impossible-date"),
    ],
)
def test_an_impossible_or_contradictory_era_is_named(fields: str, code: str) -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        parse(f"@book{{a, title = {{題}}, {fields}}}", "x.bib")
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [(code, 1)]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("@misc{n, title = {通知}, date = {2019-12}, retracts = {a}}", "event-before-work"),
        ("@misc{n, title = {通知}, date = {2021}, retracts = {n}}", "relation-to-itself"),
        ("@misc{n, title = {通知}, date = {2021}, retracts = {b}}", "unknown-related-key"),
    ],
)
def test_a_relation_that_cannot_hold_is_named(entry: str, code: str) -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        parse(f"@misc{{a, title = {{題}}, date = {{2020}}}}\n{entry}", "x.bib")
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [(code, 2)]


@pytest.mark.parametrize("date", ["2020", "2020-06", "2021-01-01"])
def test_an_event_may_be_of_the_same_year_as_its_work(date: str) -> None:
    notice = f"@misc{{n, title = {{通知}}, date = {{{date}}}, retracts = {{a}}}}"
    assert "n" in parse(f"@misc{{a, title = {{題}}, date = {{2020}}}}\n{notice}", "x.bib")
