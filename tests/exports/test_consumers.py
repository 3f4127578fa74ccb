"""What real programs read of the exports: biber, pandoc and a parser of RIS."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import rispy

from bibouroku.bibliography.bibtex_file import load, parse
from bibouroku.exports import biblatex, csl_json, ris

if TYPE_CHECKING:
    from pathlib import Path

    from bibouroku.exports.record import Record

#: What biber's data model does not have, in words of biber.
OWN_FIELD = re.compile(r"Field '\w+' invalid in data model - ignoring")
Item = dict[str, Any]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program and return what it printed; it may complain of nothing on stderr."""
    done = subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout


def biber(path: Path, written: Path) -> set[str]:
    """Let biber read *path* and write it anew; return its complaints."""
    command = ["biber", "--tool", "--validate-datamodel", "--output-encoding=UTF-8"]
    log = written.with_suffix("")  # beside the source if not told otherwise
    told = run(*command, "--logfile", log, "-O", written, path, cwd=written.parent)
    complaints = re.findall(r"^(?:WARN|ERROR) - (.*)", told, re.MULTILINE)
    return {line.replace(f" ({path})", "") for line in complaints}


def items(records: dict[str, Record]) -> dict[str, Item]:
    """Return our own CSL items by the keys that they are exported under."""
    return {biblatex.export_key(key): csl_json.item(held) for key, held in records.items()}


def read_by_pandoc(path: Path, kind: str) -> dict[str, Item]:
    """Return the items that pandoc reads in a file of the format *kind*."""
    told = run("pandoc", "-f", kind, "-t", "csljson", path, cwd=path.parent)
    return {item["id"]: item for item in json.loads(told)}


def names(people: list[dict[str, str]]) -> list[tuple[str, ...]]:
    """Return names as family, given and suffix: particles joined, an organisation as family."""
    last = ("dropping-particle", "non-dropping-particle", "family", "literal")
    return [
        (
            " ".join(who[part] for part in last if part in who).replace("’", "'"),
            who.get("given", ""),
            who.get("suffix", ""),
        )
        for who in people
    ]


def date(found: Item) -> list[list[int]]:
    """Return the parts of a date, without the season that pandoc has in place of a month."""
    ends = found.get("date-parts", [])
    return [end[:1] if end[1:2] > [12] else end for end in ends]


def essence(item: Item) -> Item:
    """Return what no consumer may lose."""
    people = {role: names(item.get(role, [])) for role in ("author", "editor", "translator")}
    dates = {name: date(item.get(name, {})) for name in ("issued", "accessed", "original-date")}
    rest = ("DOI", "URL", "page", "volume")
    return people | dates | {name: item.get(name) for name in rest}


@pytest.fixture
def bib(records: dict[str, Record], tmp_path: Path) -> Path:
    """Return the export as BibLaTeX."""
    path = tmp_path / "export.bib"
    path.write_text(biblatex.joined(map(biblatex.entry, records.values())), encoding="utf-8")
    return path


@pytest.mark.needs_biber
def test_biber_misses_only_what_the_source_does_not_have(
    source: Path, bib: Path, tmp_path: Path
) -> None:
    had = set[str]()
    if source.name == "references.bib":  # not all is known of its works; the others are complete
        had = {line for line in biber(source, tmp_path / "one.bib") if not OWN_FIELD.search(line)}
    assert biber(bib, tmp_path / "two.bib") == had


@pytest.mark.needs_biber
def test_the_checker_hears_biber_complain(tmp_path: Path) -> None:
    path = tmp_path / "bad.bib"
    path.write_text("@online{a, title = {T}, date = {then}}\n", encoding="utf-8")
    assert len(biber(path, tmp_path / "again.bib")) == 3


@pytest.mark.needs_biber
def test_biber_keeps_names_dates_and_addresses(
    records: dict[str, Record], bib: Path, tmp_path: Path
) -> None:
    biber(bib, tmp_path / "again.bib")
    again = load(tmp_path / "again.bib")
    for key, record in records.items():
        (ours,) = parse(biblatex.entry(record), "x.bib").values()
        theirs = again[biblatex.export_key(key)]
        assert (theirs.persons, theirs.others) == (ours.persons, ours.others)
        assert [theirs.text(name) for name in ("doi", "url", "title")] == [
            ours.text(name) for name in ("doi", "url", "title")
        ]
        # biber reads a range without a beginning, but writes its end in no field of BibLaTeX's
        assert theirs.date == ours.date or (ours.date and ours.date.start is None)


@pytest.mark.needs_pandoc
def test_pandoc_reads_the_biblatex_without_loss(records: dict[str, Record], bib: Path) -> None:
    ours, theirs = items(records), read_by_pandoc(bib, "biblatex")
    assert theirs.keys() == ours.keys()
    for key in ours.keys() - {"decade1990"}:  # pandoc 2.17 knows no 199X, which BibLaTeX allows
        assert essence(theirs[key]) == essence(ours[key])


@pytest.fixture
def csl(records: dict[str, Record], tmp_path: Path) -> Path:
    """Return the export as CSL-JSON."""
    path = tmp_path / "export.json"
    path.write_text(csl_json.joined(map(csl_json.entry, records.values())), encoding="utf-8")
    return path


@pytest.mark.needs_pandoc
def test_pandoc_reads_the_csl_json_without_loss(records: dict[str, Record], csl: Path) -> None:
    found = read_by_pandoc(csl, "csljson")
    kept = ("type", "status", "language", "publisher", "container-title", "number")
    for key, record in records.items():
        ours, theirs = csl_json.item(record), found[key]
        assert essence(theirs) == essence(ours)
        assert [theirs.get(name) for name in kept] == [ours.get(name) for name in kept]


@pytest.mark.needs_pandoc
@pytest.mark.parametrize("made", ["bib", "csl"])
def test_pandoc_sets_every_work(
    records: dict[str, Record], made: str, request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue(made)
    text = path.with_name("text.md")
    text.write_text("---\nnocite: '@*'\n---\n", encoding="utf-8")
    html = run("pandoc", "--citeproc", "--bibliography", path, "-t", "html", text, cwd=path.parent)
    assert html.count('class="csl-entry"') == len(records)


def test_a_parser_of_ris_reads_without_loss(records: dict[str, Record], tmp_path: Path) -> None:
    path = tmp_path / "export.ris"
    path.write_bytes(ris.joined(map(ris.entry, records.values())).encode())
    with path.open(encoding="utf-8", newline="") as file:
        found = {entry["id"]: entry for entry in rispy.load(file)}
    assert list(found) == list(records)
    for key, record in records.items():
        entry, persons = found[key], record.reference.persons
        assert entry.get("authors", []) == [ris.ris_name(who) for who in persons.get("author", ())]
        assert entry.get("subsidiary_authors", []) == [
            ris.ris_name(who) for who in persons.get("translator", ())
        ]
        date = record.reference.date
        assert entry.get("year") == (f"{date.year:04}" if date else None)
        assert entry.get("doi", "") == record.doi
        assert entry.get("urls", [""])[0] == record.address
