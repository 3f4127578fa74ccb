r"""The place in a work that a citation points at: 12頁, 第2章, 図1a, コマ45.

A locator is written in Japanese or English and printed in Japanese::

    p. 12    pp. 12-15    p. iv    12ページ     12頁   12–15頁   iv頁
    第2章    ch. 3        chs. 3-5              第2章  第3章  第3–5章
    §2.1     2.1節        Sec. II.A             2.1節  II.A節
    図1a     Fig. 1a      第1図   Figs. 1-3     図1a   図1   図1–3
    表2      Table 2      定理3.2  Theorem 3.2  表2    定理3.2
    式(3)    Eq. (3)      Eqs. (3)-(5)          式(3)  式(3)–(5)
    コマ45   frame 45     n44 (archive.org)     コマ45 (n counts from 0)
    v2       version 2                          第2版(v2)
    507-616行  l. 5       lines 5-7             507–616行  5行  5–7行
    1:23:45  83分45秒                           1:23:45
    要旨     abstract     序    preface         要旨  序文
    注3      n. 3         脚注3  footnote 3     注3   脚注3

A comma or semicolon stands between two places (``p. 12, 図3``), and a bare
number goes on with what came before it (``pp. 12, 15``). A hyphen makes a range, but
belongs to the number in ``図1-2``, ``式(2-3)``, as books number by chapter; there a range
takes a dash (``図1–3``) or an English plural. What is not understood stays as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Full-width signs to half-width ones, one for one, so that places in the text stay.
NARROW: Final = {ord("　"): " "} | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
DASH: Final = r"\s*(?:[–—−〜~]|から|to(?=\s))\s*"
DASH_OR_HYPHEN: Final = r"\s*(?:-{1,3}|[–—−‐‑‒〜~]|から|to(?=\s))\s*"
BETWEEN: Final = re.compile(r"\s*(?:(?:and\s|&|・|と|および|及び)\s*)?")
SEPARATORS: Final = frozenset(",、､;")
OPENING: Final = frozenset("([{「『【〔")
CLOSING: Final = frozenset(")]}」』】〕")
#: A number ends where neither letters nor digits go on.
EDGE: Final = r"(?:(?<![A-Za-z0-9])|(?![A-Za-z0-9]))"

POSITIVE: Final = "[1-9][0-9]*"
ROMAN: Final = (
    "(?:(?=[ivxlcdm])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})(?<=[ivxlcdm])"
    "|(?=[IVXLCDM])M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})(?<=[IVXLCDM])"
    "|[\u2160-\u217b])"
)
PAGE: Final = f"(?:[A-Z]?[0-9]+|{ROMAN})"
LETTERED: Final = r"[IVXLCDM]+(?:\.[A-Z0-9]+)*|[A-Z](?:\.[0-9]+)*|[\u2160-\u217b]"
NUMBER: Final = (
    r"(?:[A-Z]{0,2}[0-9]+(?:%s[0-9A-Z]+)*[a-z]?(?:\([a-z0-9]+\))?"
    f"|{LETTERED}|[一二三四五六七八九十百〇]+)"
)
#: The number of a section: 2, 2.1, II.A, 二; that of a figure may have hyphens: 1-2.
LABEL: Final = NUMBER % r"\."
FIGURE: Final = NUMBER % "[.-]"
#: A number of an equation in brackets; a range is (3)–(5), (3–5), and after "Eqs." (3-5).
EQUATION: Final = rf"\((?P<first>{FIGURE})(?:(?:\){DASH_OR_HYPHEN}\(|{DASH})(?P<last>{FIGURE}))?\)"
EQUATIONS: Final = rf"\((?P<first>{LABEL})(?:\)?{DASH_OR_HYPHEN}\(?(?P<last>{LABEL}))?\)"
CLOCK: Final = "[0-9]{1,5}:[0-5][0-9](?::[0-5][0-9])?"
SPOKEN: Final = "(?=[0-9])(?:[0-9]{1,4}時間)?(?:[0-9]{1,4}分)?(?:[0-9]{1,4}秒)?(?<=[間分秒])"
SECONDS: Final = {"時間": 3600, "分": 60, "秒": 1}

#: What stands before the number, the number, what follows it (Japanese), the English
#: words, and how the kind is printed.
NUMBERED: Final = {
    "page": ("第?", PAGE, "(?:頁|ページ)", "pp?|pg|pages?", "{}頁"),
    "folio": ("第?", "[0-9]+", "丁", "fols?|folios?", "{}丁"),
    "frame": ("第?", POSITIVE, "コマ目?", "frames?", "コマ{}"),
    "leaf": ("リーフ", "[0-9]+", "", "leaf|leaves", "リーフ{}"),
    "volume": ("第?", LABEL, "巻", "vols?|volumes?", "第{}巻"),
    "part": ("第", LABEL, "部", "pts?|parts?", "第{}部"),
    "chapter": ("第?", LABEL, "章", "chs?|chaps?|chapters?", "第{}章"),
    "section": ("第?", LABEL, "節", "secs?|sects?|sections?", "{}節"),
    "paragraph": ("第?", "[0-9]+", "段落", "paras?|paragraphs?", "第{}段落"),
    "line": ("第?", "[0-9]+", "行目?", "lines?", "{}行"),
}
#: Signs that stand before the numbers of these kinds.
SIGNS: Final = {
    "page": r"(?:頁|ページ)\s*",
    "frame": r"コマ(?:番号)?\s*",
    "section": r"§{1,2}\s*",
    "paragraph": r"¶{1,2}\s*",
    "line": r"ll?\.\s*",
}
#: Kinds whose word stands before the number in Japanese too: the Japanese words (the
#: first is printed), the English singular and plural.
NAMED: Final = {
    "figure": ("図", "fig|figure", "figs|figures"),
    "table": ("表", "tab|table", "tabs|tables"),
    "theorem": ("定理", "thm|theorem", "thms|theorems"),
    "proposition": ("命題", "prop|proposition", "props|propositions"),
    "lemma": ("補題", "lem|lemma", "lemmas|lemmata"),
    "corollary": ("系", "cor|corollary", "cors|corollaries"),
    "definition": ("定義", "def|definition", "defs|definitions"),
    "example": ("例", "example", "examples"),
    "exercise": ("演習|演習問題|練習問題", "exercise", "exercises"),
    "problem": ("問題", "prob|problem", "probs|problems"),
    "question": ("問", "question", "questions"),
    "remark": ("注意", "remark", "remarks"),
    "algorithm": ("アルゴリズム", "alg|algorithm", "algs|algorithms"),
    "slide": ("スライド", "slide", "slides"),
    "note": ("注|註", "n|note", "nn|notes"),
    "footnote": ("脚注|脚註", "fn|footnote", "fns|footnotes"),
    "appendix": ("付録|附録", "app|appendix", "apps|appendices"),
}
#: Places without a range, some without a number.
SINGLE: Final = (
    ("version", rf"(?:[vV]|(?i:ver|version)(?:\.\s*|\s+))(?P<first>{POSITIVE})"),
    ("version", rf"第(?P<first>{POSITIVE})版\(v(?P=first)\)"),
    ("index", "n(?P<first>[0-9]{1,6})"),
    ("abstract", "要旨|抄録|(?i:abstract)"),
    ("preface", "序文?|序言|まえがき|前書き|はしがき|(?i:preface|foreword)"),
    ("footnote", "脚注|脚註|(?i:footnote)"),
    ("appendix", "付録|附録|(?i:appendix)"),
)
#: How each kind is printed.
PRINTED: Final = {
    **{kind: row[-1] for kind, row in NUMBERED.items()},
    **{kind: row[0].partition("|")[0] + "{}" for kind, row in NAMED.items()},
    "equation": "式({})",
    "version": "第{0}版(v{0})",
    "time": "{}",
    "abstract": "要旨",
    "preface": "序文",
}


@dataclass(frozen=True, slots=True)
class Locator:
    """One place in a work, or a range of places of one kind."""

    #: A key of ``PRINTED``, or ``text`` for what is not understood.
    kind: str
    #: The number as the work has it (``12``, ``iv``, ``2.1``, ``1a``), or ``""``.
    first: str
    #: The end of a range, or ``""``.
    last: str
    #: The place as the author wrote it.
    text: str


def parse_locator(text: str) -> tuple[Locator, ...]:
    """Return the places that *text* names, in order; nothing of it is lost."""
    pieces = list(_pieces(text.translate(NARROW)))
    if not all(text[start:end].strip() for start, end in pieces):
        return (Locator("text", "", "", text.strip()),) if text.strip() else ()
    found: list[Locator] = []
    unread: tuple[int, int] | None = None
    for start, end in pieces:
        read = _read(text[start:end].strip(), found[-1] if found and not unread else None)
        if not read:
            unread = (unread[0] if unread else start, end)
            continue
        if unread:
            found.append(_as_written(text, unread))
            unread = None
        found += read
    return (*found, _as_written(text, unread)) if unread else tuple(found)


def japanese(locators: Iterable[Locator]) -> str:
    """Return what the reader sees of *locators*: ``12頁, 図3``.

    What is printed is read back as the same places.
    """
    return ", ".join(_printed(locator) for locator in locators)


def _printed(locator: Locator) -> str:
    if locator.kind not in PRINTED:
        return locator.text
    dash = ")–(" if locator.kind == "equation" else "–"
    number = dash.join(filter(None, (locator.first, locator.last)))
    return PRINTED[locator.kind].format(number)


def _pieces(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces between separators begin and end; brackets hold together."""
    depth = start = 0
    for place, sign in enumerate(plain):
        if sign in OPENING:
            depth += 1
        elif sign in CLOSING:
            depth = max(0, depth - 1)
        elif sign in SEPARATORS and not depth:
            yield start, place
            start = place + 1
    yield start, len(plain)


def _as_written(text: str, span: tuple[int, int]) -> Locator:
    return Locator("text", "", "", text[slice(*span)].strip())


def _read(text: str, previous: Locator | None) -> list[Locator] | None:
    """Return the places between two separators, or ``None`` unless all is understood."""
    written = text.translate(NARROW)
    place = 0
    found: list[Locator] = []
    while place < len(written):
        here = _longest(written, place) or _going_on(written, place, previous)
        if here is None:
            return None
        kind, match = here
        found.append(_locator(kind, match, text))
        between = BETWEEN.match(written, match.end())
        place = between.end() if between else match.end()
        worded = bool(between and between[0].strip())
        if worded and place == len(written):
            return None
        # only after a comma or a word may a bare number go on
        previous = found[-1] if worded else None
    return found


def _longest(written: str, place: int) -> tuple[str, re.Match[str]] | None:
    matches = [(kind, match) for kind, form in _forms() if (match := form.match(written, place))]
    return max(matches, key=lambda found: found[1].end(), default=None)


def _going_on(written: str, place: int, before: Locator | None) -> tuple[str, re.Match[str]] | None:
    """Return the bare number at *place*, of the kind of the place before it."""
    form = _bare_numbers().get(before.kind) if before else None
    match = form.match(written, place) if form else None
    # "p. 12, c" is no page 100; in "pp. iv, vi" the numbers are letters
    if before and match and (match["first"][0].isdigit() or before.first.isalpha()):
        return before.kind, match
    return None


def _locator(kind: str, match: re.Match[str], text: str) -> Locator:
    groups = match.groupdict()
    first, last = groups.get("first") or "", groups.get("last") or ""
    if kind == "time":
        first, last = _clock(first), last and _clock(last)
    elif kind == "index":  # archive.org counts the images of a book from 0
        kind, first = "frame", str(int(first) + 1)
    return Locator(kind, first, last, text[slice(*match.span())])


def _clock(time: str) -> str:
    """Return *time* as ``1:23:45`` or ``23:45``."""
    if ":" in time:
        seconds = sum(int(part) * 60**n for n, part in enumerate(reversed(time.split(":"))))
    else:
        parts = re.findall("([0-9]+)(時間|分|秒)", time)
        seconds = sum(int(number) * SECONDS[unit] for number, unit in parts)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return all ways to write a place, by kind."""
    clock = f"(?:{CLOCK}|{SPOKEN})"
    forms = [("time", _ranged("", clock, "", DASH_OR_HYPHEN)), *SINGLE]
    for kind, (before, number, after, english, _) in NUMBERED.items():
        for start, end in ((before, after), (_word(english), ""), (SIGNS.get(kind), "")):
            if start is not None:
                forms.append((kind, _ranged(start, number, end, DASH_OR_HYPHEN)))
    for kind, (words, singular, plural) in NAMED.items():
        for start, end in ((rf"(?:{words})\s*", ""), ("第", f"(?:{words})"), (_word(singular), "")):
            forms.append((kind, _ranged(start, FIGURE, end, DASH)))
        forms.append((kind, _ranged(_word(plural), LABEL, "", DASH_OR_HYPHEN)))
    one, many = _word("eq|eqn|equation"), _word("eqs|eqns|equations")
    forms += [
        ("equation", _ranged(rf"(?:(?:方程)?式\s*|{one})", FIGURE, "", DASH)),
        ("equation", rf"(?:(?:方程)?式\s*|{one}){EQUATION}"),
        ("equation", EQUATION + "式"),
        ("equation", _ranged(many, LABEL, "", DASH_OR_HYPHEN)),
        ("equation", many + EQUATIONS),
    ]
    return tuple((kind, re.compile(f"(?:{form}){EDGE}")) for kind, form in forms)


@cache
def _bare_numbers() -> dict[str, re.Pattern[str]]:
    """Return what a number without a word looks like, by kind."""
    numbers = {k: _ranged("", row[1], "", DASH_OR_HYPHEN) for k, row in NUMBERED.items()}
    numbers |= {kind: _ranged("", FIGURE, "", DASH) for kind in NAMED}
    numbers["equation"] = EQUATION
    return {kind: re.compile(number + EDGE) for kind, number in numbers.items()}


def _word(words: str) -> str:
    """Return the pattern of English *words* and what parts them from a number."""
    return rf"(?i:{words})(?:\.\s*|\s+|(?=[0-9(]))"


def _ranged(before: str, number: str, after: str, dash: str) -> str:
    """Return the pattern of a number or a range, the words of which may be repeated."""
    end = rf"(?:{number}|[a-z]|\([a-z]\))" if number is FIGURE else number
    after = rf"\s*{after}" if after else ""
    again = rf"(?:{after})?{dash}(?:{before})?(?P<last>{end})"
    return rf"{before}(?P<first>{number})(?:{again})?{after}"
