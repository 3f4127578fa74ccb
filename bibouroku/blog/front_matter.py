"""The front matter of a memo: read with line numbers, checked, every fault named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import yaml

from bibouroku.bibliography.edtf_date import EdtfDate, parse_edtf
from bibouroku.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The keys that a memo may have; those of MyST and Sphinx pass through.
KNOWN: Final = ("date", "category", "tags", "series", "description", "author", "draft")
PASSED: Final = ("myst", "orphan", "tocdepth", "html_theme", "jupytext", "kernelspec", "title")
DRAFT: Final = re.compile(r"^draft:[ \t]*true\b", re.MULTILINE | re.IGNORECASE)
REQUIRED: Final = ("date", "category")
BLOCK: Final = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


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
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        message = f"冒頭の欄がYAMLの形でない（{error.problem}）。コロンの後の空白と引用符を確かめる"
        return None, [Problem(path, line, "malformed-front-matter", message)]
    if not isinstance(values, dict):
        message = "冒頭の欄が「名前: 値」の並びでない"
        return None, [Problem(path, 2, "malformed-front-matter", message)]
    return _checked(values, match["yaml"], path)


def draft_in(text: str) -> bool:
    """Return whether the memo *text* calls itself a draft; faults are left to ``read``."""
    match = BLOCK.match(text)
    return bool(
        match and re.search(r"^draft:[ \t]*true\b", match["yaml"], re.MULTILINE | re.IGNORECASE)
    )


def date_in(text: str) -> EdtfDate | None:
    """Return the date of the memo *text*, or ``None``; faults are left to ``read``."""
    match = BLOCK.match(text)
    written = match and re.search(r"^date:[ \t]*[\"']?([^\"'#\n]+)", match["yaml"], re.MULTILINE)
    try:
        return parse_edtf(written[1]) if written else None
    except ValueError:
        return None


def with_day(text: str, date: EdtfDate) -> str:
    """Return *text* with the front matter's date as a plain day, the first that it can mean.

    For readers of front matter that know days only; lines stay where they are.
    """
    match = BLOCK.match(text)
    if match is None:
        return text
    day = re.sub(r"^date:.*$", f"date: {date.earliest}", match["yaml"], count=1, flags=re.MULTILINE)
    return text[: match.start("yaml")] + day + text[match.end("yaml") :]


def _checked(
    values: dict[str, Any], written: str, path: str
) -> tuple[FrontMatter | None, list[Problem]]:
    problems = [
        Problem(path, _line(written, key), code, message) for key, code, message in _faults(values)
    ]
    date = None
    if values.get("date") is not None:
        try:
            date = parse_edtf(str(values["date"]))
        except ValueError as error:
            message = f"{error}。EDTF（例 2023-08-22、2023-08）に直す"
            problems.append(Problem(path, _line(written, "date"), "impossible-date", message))
    if problems or date is None:
        return None, problems
    return FrontMatter(
        date=date,
        category=str(values["category"]).strip(),
        tags=_words(values.get("tags")),
        series=str(values.get("series") or "").strip(),
        description=" ".join(str(values.get("description") or "").split()),
        author=str(values.get("author") or "").strip(),
        draft=bool(values.get("draft", False)),
    ), []


def _faults(values: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield key, code and message of what can be said without the date's inside."""
    for key in REQUIRED:
        if values.get(key) in {None, ""}:
            yield key, f"missing-{key}", f"冒頭の欄に{key}がない。加える"
    for key in values:
        if key not in KNOWN + PASSED:
            near = get_close_matches(str(key), KNOWN, n=1)
            hint = f"「{near[0]}」の誤りか" if near else f"使えるのは{'、'.join(KNOWN)}"
            yield str(key), "unknown-front-matter", f"冒頭の欄の「{key}」は知られていない。{hint}"
    if not isinstance(values.get("draft", False), bool):
        yield "draft", "malformed-front-matter", "draftはtrueかfalse"
    if isinstance(values.get("category"), list | dict):
        yield "category", "malformed-front-matter", "categoryは一つだけ書く"


def _words(value: object) -> tuple[str, ...]:
    """Return a list written as YAML list or with commas, without repeats."""
    words = value if isinstance(value, list) else re.split(r"[,、]", str(value or ""))
    return tuple(dict.fromkeys(str(word).strip() for word in words if str(word).strip()))


def _line(written: str, key: str) -> int:
    """Return the line of *key* in the file; the first line where it is missing."""
    for number, line in enumerate(written.splitlines(), start=2):
        if line.split(":", 1)[0].strip() == key:
            return number
    return 1


class _Loader(yaml.SafeLoader):
    """YAML without guesses: dates and numbers stay text, booleans are read."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":bool", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
