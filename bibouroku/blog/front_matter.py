"""The front matter of a memo: read with line numbers, checked, every fault named."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import yaml

from bibouroku.bibliography.citation_reason import Reason, reason_named, unknown_reason
from bibouroku.bibliography.edtf_date import EdtfDate, parse_edtf
from bibouroku.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The keys that a memo may have; those of MyST and Sphinx pass through.
KNOWN: Final = (
    "date", "category", "tags", "series", "description", "author", "draft", "citation_reason",
)  # fmt: skip
PASSED: Final = ("myst", "orphan", "tocdepth", "html_theme", "jupytext", "kernelspec", "title")
TRUTHS: Final = {"true": True, "false": False}
DRAFT: Final = re.compile(r"^draft[ \t]*:[ \t]*[\"']?true\b", re.MULTILINE | re.IGNORECASE)
DATE: Final = re.compile(r"^date[ \t]*:[ \t]*(?P<edtf>.*)$", re.MULTILINE)
REQUIRED: Final = ("date", "category")
BLOCK: Final = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter of a memo says."""

    date: EdtfDate
    category: str
    tags: tuple[str, ...] = ()
    series: str = ""
    description: str = ""
    author: str = ""
    draft: bool = False
    #: Why the memo cites where a citation does not say.
    citation_reason: Reason | None = None


def read(text: str, path: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Return the front matter of the memo *text* and what is wrong with it.

    Problems name *path*. The front matter is ``None`` when it cannot be used.
    """
    match = BLOCK.match(text)
    if match is None:
        problem = Problem(
            path, 1, "missing-front-matter", "冒頭の---で囲む欄がない。dateとcategoryを書く"
        )
        return None, [problem]
    try:
        values = _Loader(match["yaml"]).get_single_data()
    except yaml.YAMLError as error:
        mark, fault = getattr(error, "problem_mark", None), getattr(error, "problem", None)
        line = (mark.line if mark else 0) + 2
        fault = fault or str(error).partition("\n")[0]
        message = f"冒頭の欄がYAMLの形でない（{fault}）。コロンの後の空白と引用符を確かめる"
        return None, [Problem(path, line, "malformed-front-matter", message)]
    if not isinstance(values, dict):
        message = "冒頭の欄が「名前: 値」の並びでない"
        return None, [Problem(path, 2, "malformed-front-matter", message)]
    return _checked(values, match["yaml"], path)


def draft_in(text: str) -> bool:
    """Return whether the memo *text* calls itself a draft; faults are left to ``read``."""
    match = BLOCK.match(text)
    return bool(match and DRAFT.search(match["yaml"]))


def date_in(text: str) -> EdtfDate | None:
    """Return the date of the memo *text*, or ``None``; faults are left to ``read``."""
    match = BLOCK.match(text)
    written = match and DATE.search(match["yaml"])
    try:
        return parse_edtf(written["edtf"].partition(" #")[0].strip(" \t\r\"'")) if written else None
    except ValueError:
        return None


def with_day(text: str, date: EdtfDate) -> str:
    """Return *text* with the front matter's date as a plain day, the first that it can mean.

    For readers of front matter that know days only; lines stay where they are.
    """
    match = BLOCK.match(text)
    if match is None:
        return text
    day = DATE.sub(f"date: {date.earliest}", match["yaml"], count=1)
    return text[: match.start("yaml")] + day + text[match.end("yaml") :]


def without(text: str) -> str:
    """Return *text* with blank lines in place of its front matter.

    For a memo whose front matter is faulty: others need not complain of it again.
    """
    match = BLOCK.match(text)
    if match is None:
        return text
    return "\n" * match[0].count("\n") + text[match.end() :]


def _checked(
    values: dict[str, Any], written: str, path: str
) -> tuple[FrontMatter | None, list[Problem]]:
    problems = [
        Problem(path, _line(written, key), code, message) for key, code, message in _faults(values)
    ]
    date = None
    if isinstance(values.get("date"), str) and values["date"]:
        try:
            if values["date"] not in written.splitlines()[_line(written, "date") - 2]:
                problems.append(_folded_date(path, _line(written, "date")))
            date = parse_edtf(values["date"])
        except ValueError as error:
            message = f"{error}。EDTF（例 2023-08-22、2023-08）に直す"
            problems.append(Problem(path, _line(written, "date"), "impossible-date", message))
    if problems or date is None:
        return None, problems
    return FrontMatter(
        date=date,
        category=_text(values["category"]),
        tags=_words(values.get("tags")),
        series=_text(values.get("series")),
        description=_text(values.get("description")),
        author=_text(values.get("author")),
        draft=_truth(values.get("draft", "false")) or False,
        citation_reason=reason_named(_text(values.get("citation_reason"))),
    ), []


def _folded_date(path: str, line: int) -> Problem:
    message = "dateの値を同じ行に書く（例 date: 2023-08-22）"
    return Problem(path, line, "malformed-front-matter", message)


def _faults(values: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield key, code and message of what can be said without the date's inside."""
    for key in REQUIRED:
        if not str(values.get(key) or "").strip():
            yield key, f"missing-{key}", f"冒頭の欄に{key}がない。加える"
    yield from _unknown(values)
    yield from _ill_formed(values)
    reason = _text(values.get("citation_reason"))
    if reason and reason_named(reason) is None:
        yield "citation_reason", "unknown-citation-reason", unknown_reason(reason)


def _unknown(values: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key in values:
        if key not in KNOWN + PASSED:
            near = get_close_matches(str(key), KNOWN, n=1)
            hint = f"「{near[0]}」の誤りか" if near else f"使えるのは{'、'.join(KNOWN)}"
            yield str(key), "unknown-front-matter", f"冒頭の欄の「{key}」は知られていない。{hint}"


def _ill_formed(values: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    if _truth(values.get("draft", "false")) is None:
        yield "draft", "malformed-front-matter", "draftにはtrueかfalseを書く"
    if isinstance(values.get("date"), list | dict):
        yield "date", "malformed-front-matter", 'dateを引用符で囲む（例 "[2017..2020]"）'
    if isinstance(values.get("tags"), dict):
        yield "tags", "malformed-front-matter", "tagsはコンマで並べる（例 超伝導, 追試）"
    for key in ("category", "series", "description", "author", "citation_reason"):
        if isinstance(values.get(key), list | dict):
            yield key, "malformed-front-matter", f"{key}は一つだけ書く"


def _words(value: object) -> tuple[str, ...]:
    """Return a list written as YAML list or with commas, without repeats."""
    words = value if isinstance(value, list) else re.split(r"[,、]", str(value or ""))
    return tuple(dict.fromkeys(filter(None, map(_text, words))))


def _text(value: object) -> str:
    """Return a value as text: composed and evenly spaced, so that names that look alike are one."""
    return unicodedata.normalize("NFC", " ".join(str(value or "").split()))


def _truth(value: object) -> bool | None:
    """Return what ``true`` or ``false`` means, or ``None`` for all else."""
    return TRUTHS.get(str(value).lower())


def _line(written: str, key: str) -> int:
    """Return the line of *key* in the file; the first line where it is missing."""
    for number, line in enumerate(written.splitlines(), start=2):
        if line.split(":", 1)[0].strip() == key:
            return number
    return 1


class _Loader(yaml.SafeLoader):
    """YAML without guesses: all values stay text, and no key may stand twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - PyYAML's
        """Return the mapping, or complain of a key that it has twice."""
        keys: list[Any] = []
        for key, _ in node.value:
            if key.value in keys:
                raise yaml.MarkedYAMLError(
                    problem=f"「{key.value}」が二度ある", problem_mark=key.start_mark
                )
            keys.append(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith(":null")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
