"""The authors' guide: all that authors can write is in it, and its examples are what they show."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from bs4 import BeautifulSoup

from bibouroku.bibliography.bibtex_file import PERSON_FIELDS
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.era_date import parse_era_date, spelled
from bibouroku.bibliography.kind import KINDS
from bibouroku.bibliography.locator import PRINTED, japanese, parse_locator
from bibouroku.bibliography.publication_status import OVERRIDE
from bibouroku.bibliography.reference import RELATIONS
from bibouroku.blog.front_matter import KNOWN, REQUIRED
from bibouroku.features.citation_domain import CitationDomain
from bibouroku.features.evidence import FINDING, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag
    from playwright.sync_api import Browser

PROJECT: Final = Path(__file__).parents[2]
GUIDE: Final = (PROJECT / "guide.md").read_text(encoding="utf-8")
FENCE: Final = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
#: Words shown as code in the text, and what the sources of examples hold.
CODES: Final = frozenset(re.findall(r"(?<!`)`([^`\n]+)`(?!`)", FENCE.sub("", GUIDE)))
EXAMPLES: Final = [source for _, language, source in FENCE.findall(GUIDE) if language == "markdown"]
SHOWN_AS_SOURCE: Final = "".join(
    source for _, language, source in FENCE.findall(GUIDE) if language in {"markdown", "md"}
)
#: What is wrong is told by one of these, or yielded as a tuple.
TELLERS: Final = frozenset(
    {"Problem", "Fault", "decoded", "note", "note_problem_at", "problem_citing"}
)
CODE_OF_A_FAULT: Final = re.compile("[a-z]+(?:-[a-z]+)+|footcite")


@cache
def modules() -> dict[Path, ast.Module]:
    paths = sorted((PROJECT / "bibouroku").rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    """Yield the calls of functions and methods with one of *names* in the code."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
                if called in names:
                    yield path, node


def texts(nodes: list[ast.expr]) -> list[str]:
    """Return those of *nodes* that are strings."""
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def registered(method: str) -> list[str]:
    return sorted({texts(call.args)[0] for _, call in calls(method) if texts(call.args)})


def directives() -> dict[str, Any]:
    """Return the classes of our directives by name."""
    found = {}
    for path, call in calls("add_directive"):
        module = import_module(f"bibouroku.features.{path.stem}")
        found[texts(call.args)[0]] = getattr(module, getattr(call.args[1], "id", ""))
    return found


def fields_read() -> set[str]:
    """Return the fields that the code reads by name from an entry."""
    found = set()
    for path, call in calls("text", "keys_in", "get"):
        owner = getattr(call.func, "value", None)
        name = getattr(owner, "attr", None) or getattr(owner, "id", None)
        of_entry = getattr(call.func, "attr", "") != "get" or name in {"fields", "persons"}
        if of_entry and "exports" not in path.parts:
            found |= set(texts(call.args)[:1])
    return found - {""}


def fault_codes() -> set[str]:
    """Return the names of the faults that the code tells of."""
    found = {f"missing-{key}" for key in REQUIRED}
    for _, call in calls(*TELLERS):
        found |= {text for text in texts(call.args) if CODE_OF_A_FAULT.fullmatch(text)}
    for path, tree in modules().items():
        if path.parent.name in {"bibliography", "blog", "typesetting"} or path.name == "problem.py":
            for node in ast.walk(tree):
                if isinstance(node, ast.Tuple) and len(node.elts) <= 3:
                    found |= {t for t in texts(node.elts) if CODE_OF_A_FAULT.fullmatch(t)}
    return found


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table with the row *heading*."""
    table = GUIDE.partition(f"\n{heading}\n")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in row[1:-1].split(" | ")] for row in table.splitlines()[1:]]


# ---- nothing is missing


@pytest.mark.parametrize(
    "name",
    [*KNOWN, *RELATIONS, *PERSON_FIELDS, *KINDS, OVERRIDE, FINDING, PLACE,
     *sorted(fields_read()), *registered("add_config_value")],
)  # fmt: skip
def test_what_authors_can_write_is_in_the_guide(name: str) -> None:
    assert name in CODES


def test_the_code_was_read() -> None:
    assert {"evidence", "chronology", "update", "bibliography", "memo-toctree"} <= set(directives())
    assert {"yomi", "frames", "eradate", "ndlpid", "shorttitle"} <= fields_read()
    assert {"relation-cycle", "unknown-parent", "broken-frames", "footcite"} <= fault_codes()
    assert "bibouroku_tag_date" in registered("add_config_value")


@pytest.mark.parametrize("name", directives())
def test_every_directive_is_shown(name: str) -> None:
    assert f"{{{name}}}" in SHOWN_AS_SOURCE


@pytest.mark.parametrize(
    ("directive", "option"),
    [(name, option) for name, made in directives().items() for option in made.option_spec or ()],
)
def test_every_option_of_a_directive_is_explained(directive: str, option: str) -> None:
    text = SHOWN_AS_SOURCE if directive == "bibliography" else ""
    assert option in CODES or f":{option}:" in text


@pytest.mark.parametrize("role", ["cite", *(f"cite:{name}" for name in CitationDomain.roles)])
def test_every_citing_role_stands_beside_what_it_shows(role: str) -> None:
    shown = [row for row in rows("| 書き方 | 表示 |") if row[0].startswith(f"`` {{{role}}}`")]
    assert [f"`` {live} ``" for _, live in shown] == [source for source, _ in shown] != []


@pytest.mark.parametrize("role", registered("add_role"))
def test_every_other_role_has_an_example(role: str) -> None:
    assert any(f"{{{role}}}`" in source for source in EXAMPLES)


# ---- what it says is so


@pytest.mark.parametrize("row", rows("| 種類 | 書き方 | 表示 |"), ids=lambda row: row[0])
def test_a_place_is_read_and_printed_as_the_guide_says(row: list[str]) -> None:
    forms = re.findall("`([^`]+)`", row[1])
    assert {japanese(parse_locator(form)) for form in forms} == {row[2]}


def test_every_kind_of_place_is_in_the_table() -> None:
    forms = re.findall("`([^`]+)`", " ".join(row[1] for row in rows("| 種類 | 書き方 | 表示 |")))
    assert {place.kind for form in forms for place in parse_locator(form)} == set(PRINTED)


def dates() -> list[list[str]]:
    """Return the rows of the table of dates."""
    after = GUIDE.partition("\n### 日付\n")[2].partition("\n| --- | --- |\n")[2]
    return [row[1:-1].split(" | ") for row in after.partition("\n\n")[0].splitlines()]


@pytest.mark.parametrize("row", dates(), ids=lambda row: row[0])
def test_a_date_is_printed_as_the_guide_says(row: list[str]) -> None:
    assert parse_edtf(row[0].strip(" `")).japanese == row[1].strip()


@pytest.mark.parametrize("row", rows("| 元号の日付 | EDTF | 表示 |"), ids=lambda row: row[0])
def test_a_date_by_era_is_what_the_guide_says(row: list[str]) -> None:
    written, edtf, printed = (cell.strip("`") for cell in row)
    assert (parse_era_date(written).edtf, spelled(written)) == (edtf, printed)


def test_the_kinds_of_works_are_those_of_the_list_of_references() -> None:
    table = {name: kind for kind, types in rows("| 種別 | 型 |") for name in types.split("、")}
    assert {name.strip("`"): kind for name, kind in table.items() if kind != "その他"} == KINDS


@cache
def said() -> str:
    """Return all texts of the code."""
    nodes = (node for tree in modules().values() for node in ast.walk(tree))
    return "\0".join(text for node in nodes if isinstance(node, ast.expr) for text in texts([node]))


def faults() -> dict[str, str]:
    """Return the examples of faults by their names."""
    section = GUIDE.partition("\n## 誤りの知らせ\n")[2]
    return dict(re.findall(r"^`([a-z-]+)`\n: `([^`]+)`$", section, re.MULTILINE))


def test_the_guide_has_every_fault_and_no_other() -> None:
    assert set(faults()) == fault_codes() - {"as-of"}


@pytest.mark.parametrize(("code", "line"), faults().items(), ids=faults())
def test_an_example_of_a_fault_says_what_the_program_says(code: str, line: str) -> None:
    place, _, message = line.partition(": ")
    # what stands between the words that the program puts in
    parts = re.split("「[^」]*」の?|（[^）]*）|[!-~]+の?|\\s+|、|。|撤回(?=と)", message)
    sources = r"posts/memo\.md|references\.bib|index\.md|conf\.py"
    outputs = r"book\.tex|lualatex|books\.json|memos\.pdf"
    assert re.fullmatch(rf"({sources}|{outputs})(:\d+)?", place)
    assert [part for part in parts if part not in said()] == [], code


# ---- the page


def test_an_example_is_followed_by_the_same_text_live() -> None:
    assert len(EXAMPLES) > 12
    for source in EXAMPLES:
        live = f"````markdown\n{source}````\n\n:::::{{container}} example\n{source}:::::\n"
        assert live in GUIDE, source
    assert GUIDE.count("{container} example") == len(EXAMPLES)


@pytest.fixture(scope="module")
def page(built_site: Path) -> BeautifulSoup:
    """Return the page, parsed."""
    return BeautifulSoup((built_site / "guide.html").read_bytes(), "html5lib")


def test_the_page_has_no_faulty_markup(page: BeautifulSoup) -> None:
    assert page.select(".problematic, .system-message") == []
    text = [
        str(words)
        for words in page.select("article")[0].find_all(string=True)
        if not words.find_parents(["code", "pre"])
    ]
    assert re.findall(r"\{[a-z:-]+\}|:::|`", "".join(text)) == []


@pytest.mark.parametrize(
    ("written", "css"),
    [
        ("{cite:p}`describes", ".citation .citation-link"),
        ("{コマ42}", '.citation-place[href="https://dl.ndl.go.jp/pid/828728/1/42"]'),
        ("{v2}", '.citation-place[href="https://arxiv.org/abs/2307.12037v2"]'),
        ("[^guide-average]", ".footnote-reference"),
        ("discusses:snider2020", ".citation .status-retracted"),
        (".discusses}", 'a[href="posts/lk99-claim.html"]'),
        ("{term}`査読`", 'a[href^="glossary.html#"]'),
        ("{eq}", 'a[href="#equation-eq-guide-young"]'),
        ("{numref}`fig", 'a[href="#fig-guide-moduli"] .std-numref'),
        ("{update}", ".admonition.update .citation-link"),
        ("{computed}", ".computed"),
        ("{computed-table}", "table#tbl-guide-moduli.guide-moduli .citation-link"),
        ("{computed-figure}", "figure#fig-guide-moduli.align-center img[alt]"),
        ("{evidence} fujii", "table#tbl-guide-evidence .status-withdrawn"),
        (":fields:", "table#tbl-guide-replications.guide-replications .evidence-field"),
        ("{chronology}", "figure#fig-guide-chronology svg a"),
        ("{glossary}", "dl.glossary dt"),
    ],
)
def test_an_example_shows_what_it_is_for(page: BeautifulSoup, written: str, css: str) -> None:
    (number,) = [place for place, source in enumerate(EXAMPLES) if written in source][:1]
    assert page.select(".example")[number].select(css)


def test_the_roles_show_something_but_for_the_one_that_shows_nothing(page: BeautifulSoup) -> None:
    table = next(table for table in page.select("article table") if "{cite:ps}" in table.get_text())
    cells = [[cell.get_text(strip=True) for cell in row.select("td")] for row in table.select("tr")]
    assert [source for source, shown in filter(None, cells) if not shown] == [
        "{cite:empty}`gingerichwestman1988`"
    ]


def test_what_the_guide_cites_is_listed_at_its_end(page: BeautifulSoup) -> None:
    cited = {str(link["href"]) for link in page.select("article .citation-link")}
    listed = {f"#{entry['id']}" for entry in page.select("ul.bibliography > li")}
    assert cited < listed  # one is listed without a word in the text
    assert {name.removeprefix("#ref-") for name in listed - cited} == {"gingerichwestman1988"}


def test_every_page_leads_to_the_guide(built_site: Path) -> None:
    for name in ("index.html", "posts/wasseki.html", "glossary.html"):
        text = BeautifulSoup((built_site / name).read_bytes(), "html5lib")
        links: list[Tag] = text.select(".site-nav a")
        found = [str(link["href"]) for link in links if link.get_text() == "書き手の手引き"]
        assert [address.rpartition("/")[2] for address in found] == ["guide.html"]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_guide_does_not_scroll_sideways(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + "guide.html")
    scroll = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert scroll <= width


@pytest.mark.slow
def test_the_book_does_not_hold_the_guide(written_book: Path) -> None:
    book = (written_book / "bibouroku.tex").read_text(encoding="utf-8")
    assert "用語集" in book
    assert "書き手の手引き" not in book
    assert "guide:" not in book
