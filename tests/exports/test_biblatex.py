"""References as BibLaTeX: our own reading of what is written gives the same references."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.citation_reason import REASONS
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.field_names import TYPES
from bibouroku.bibliography.reference import Person, Reference
from bibouroku.exports.biblatex import biblatex_date, entry, export_key, joined
from bibouroku.exports.entry_types import ENTRY_TYPES
from bibouroku.exports.record import Record


def text(alphabet: str) -> st.SearchStrategy[str]:
    """Return texts as our reader leaves them: something, without double or outer spaces."""
    words = st.text(alphabet=alphabet, min_size=1).map(lambda found: " ".join(found.split()))
    return words.filter(bool)


TEXT = text("aB9é₂岡ー –—-'`\"?!\\{}%&#_$~^@,=<>|")
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            ("title", "subtitle", "journaltitle", "publisher", "note", "edition"), TEXT
        ),
        **dict.fromkeys(("location", "series", "addendum", "abstract", "type"), TEXT),
        "url": text("aB9_%~#&=?/.-").map("https://example.org/{}".format),
        "doi": text("aB9_%()<>;:.-/").map("10.1/{}".format),
        "eprint": text("0123456789.v"),
        "eprinttype": st.sampled_from(["arxiv", "jstor"]),
        "pages": st.sampled_from(["1–9", "1-9", "016001", "e1, 3–4"]),
        "keywords": st.sampled_from(["a", "a, b c"]),
        "langid": st.sampled_from(["japanese", "english"]),
        "urldate": st.dates().map(str),
    },
)
PERSONS = st.one_of(
    st.builds(Person, TEXT, literal=st.just(True)),  # noqa: FBT003 - a strategy of one value
    st.builds(Person, text("aBé岡ー"), text("aBé岡. -")),
)
ROLES = st.dictionaries(
    st.sampled_from(["author", "editor", "translator"]),
    st.lists(PERSONS, min_size=1, max_size=3).map(tuple),
)
DAYS = st.dates().map(str)
DATES = st.one_of(
    st.sampled_from(["0794", "2023-08", "1895~", "1890?", "2023-21", "199X", "2020/..", "../1868"]),
    DAYS,
    st.lists(DAYS, min_size=2, max_size=2).map(lambda days: "/".join(sorted(days))),
).map(parse_edtf)
KEYS = st.text(alphabet="aZ0岡ー_:/+-.", min_size=1)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    persons = draw(ROLES)
    others = draw(st.sets(st.sampled_from(sorted(persons)))) if persons else set[str]()
    kind = draw(st.sampled_from(sorted(ENTRY_TYPES.keys() - TYPES.keys())))
    date = draw(st.none() | DATES)
    return Reference(draw(KEYS), kind, draw(FIELDS), persons, frozenset(others), date)


def read(written: str) -> Reference:
    """Return the only reference of a file, without what reading adds to it."""
    (found,) = parse(written, "x.bib").values()
    fields = {name: value for name, value in found.fields.items() if name != "date"}
    return replace(found, fields=fields, label="")


@given(references())
def test_a_reference_reads_as_it_was(reference: Reference) -> None:
    assert read(entry(Record(reference))) == reference


@pytest.mark.parametrize(
    ("written", "biblatex"),
    [
        ("2023-08-22", "2023-08-22"),
        ("2020~", "2020~"),
        ("1875/1876", "1875/1876"),
        ("2020/..", "2020/"),
        ("../1868", "/1868"),
        ("[2017..2020]", "2017~/2020~"),
        ("[2017?..2020]", "2017~/2020~"),
        ("2023-21", "2023-21"),
        ("199X", "199X"),
        ("1999-XX-XX", "1999"),
    ],
)
def test_a_date_is_written_in_the_levels_that_biblatex_reads(written: str, biblatex: str) -> None:
    assert biblatex_date(parse_edtf(written)) == biblatex


@pytest.mark.parametrize("written", ["[2017..2020]", "1999-XX"])
def test_a_date_that_biblatex_cannot_tell_stands_in_the_annotation(written: str) -> None:
    found = read(entry(Record(Reference("a", "misc", date=parse_edtf(written)))))
    assert found.fields == {"annotation": f"date: {written}"}


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("lee2023first", "lee2023first"),
        ("長岡半太郎1903", "長岡半太郎1903"),
        ("DBLP:conf/x+y", "DBLP:conf/x+y"),
        ("o'neil 1%", "o_x27_neil_x20_1_x25_"),
        ("o_x27_neil", "o_x5f_x27_neil"),
        ("Unicode™〜^x", "Unicode_x2122__x301c__x5e_x"),
        ('a"#(),={}\\', "a_x22__x23__x28__x29__x2c__x3d__x7b__x7d__x5c_"),
    ],
)
def test_a_key_is_one_that_biber_and_pandoc_read(key: str, written: str) -> None:
    assert export_key(key) == written


@given(st.sets(st.text(alphabet="_x27'% a", min_size=1).filter(lambda key: key == key.strip())))
def test_no_two_keys_become_one(keys: set[str]) -> None:
    assert len({export_key(key) for key in keys}) == len(keys)


def fields_of(record: Record) -> dict[str, str]:
    return dict(read(entry(record)).fields)


def test_a_fallen_work_carries_status_and_history(edge: dict[str, Record]) -> None:
    fields = fields_of(edge["names2020"])
    assert fields["pubstate"] == "retracted"
    assert fields["note"] == "撤回：Editors 2021（2021年3月1日、doi:10.1/retraction）。"


def test_a_history_follows_the_note_of_the_entry(edge: dict[str, Record]) -> None:
    record = edge["names2020"]
    noted = replace(record.reference, fields={**record.reference.fields, "note": "注"})
    told = fields_of(replace(record, reference=noted))["note"]
    assert told == f"注。{record.history}"


def test_reasons_join_the_keywords(edge: dict[str, Record]) -> None:
    record = replace(edge["quote'2022"], reasons=REASONS[:2])
    keywords = fields_of(record)["keywords"]
    assert keywords == "background, cito:citesAsEvidence, cito:citesAsAuthority"


def test_a_reading_becomes_the_name_that_biber_sorts_by(edge: dict[str, Record]) -> None:
    assert fields_of(edge["casey1893"])["sortname"] == "じょん・けーじ"


def test_a_scan_becomes_the_address(edge: dict[str, Record]) -> None:
    assert fields_of(edge["casey1893"])["url"] == "https://dl.ndl.go.jp/pid/828728"


def test_fields_of_our_own_stand_in_the_annotation(edge: dict[str, Record]) -> None:
    told = fields_of(edge["casey1893"])["annotation"]
    assert told == "eradate: 明26.10 | frames: 1=9; per=2; count=140"
    assert fields_of(edge["notice2021"])["annotation"] == "retracts: names2020"


def test_a_path_on_somebodys_disk_stays_at_home(edge: dict[str, Record]) -> None:
    assert "home" not in entry(edge["quote'2022"])
    assert fields_of(edge["quote'2022"])["annotation"] == "a remark"


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    reference = Reference("a", "online", {"title": "T", "url": "javascript:alert(1)"})
    assert fields_of(Record(reference)) == {"title": "T"}


def test_a_line_break_or_a_control_ends_no_line() -> None:
    hostile = "a\n}\r\n@book{b,\u2028title={c}\x00\x1b"
    written = entry(Record(Reference("a", "misc", {"title": hostile})))
    assert written.count("\n") == len(written.splitlines()) == 3
    assert read(written).fields["title"] == "a } @book{b, title={c}"


def test_an_unknown_type_goes_as_misc() -> None:
    assert entry(Record(Reference("a", "recipe"))) == "@misc{a,\n}\n"


def test_entries_are_parted_by_an_empty_line() -> None:
    assert joined(["@misc{a,\n}\n", "@misc{b,\n}\n"]) == "@misc{a,\n}\n\n@misc{b,\n}\n"
