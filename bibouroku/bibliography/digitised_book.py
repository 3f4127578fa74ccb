"""The address of the very place that a locator names: a frame of a scan, a version, a page.

=============================  ==================================================
the work has                   the address
=============================  ==================================================
``eprint`` of arXiv            v2: ``https://arxiv.org/abs/2307.12037v2``
``ndlpid``                     コマ45: ``https://dl.ndl.go.jp/pid/828728/1/45``
``url`` at archive.org         コマ45: ``…/details/ID/page/n44``, 12頁: ``…/page/12``
Google Books (``url``, or      12頁: ``https://books.google.com/books?id=ID&pg=PA12``,
``eprint`` of googlebooks)     iv頁: ``…&pg=PR4``
``doi`` of PLOS                図1, 表2: the figure's own DOI, ``….g001``, ``….t002``
``doi`` of an RFC              2.1節: ``https://www.rfc-editor.org/rfc/rfc9110#section-2.1``
``url`` of a PDF               12頁: ``….pdf#page=12`` (ISO 32000-2, annex O)
=============================  ==================================================

Nothing else is linked: a publisher's page has no place for a page number that would last.

The field ``frames`` says on which frames of the scan the pages are::

    frames = {1=9; per=2; count=140}
    frames = {i-viii=4; 1=9; 57-57=38; 131=75; per=2; count=140}

- ``1=9``: page 1 is on frame 9 and all that follow go on from there. A later item
  (``131=75``) starts anew, as after plates that have no page numbers;
- ``i-viii=4``, ``57-57=38``: the same for these pages only; of items that hold a page
  the narrowest counts, so this is how exceptions are written;
- ``per=2``: pages to a frame (1 if left out), counted from the first page of the item;
- ``count=140``: the frames that there are.

The map is that of the copy whose address is given, the first of the list above
that has frames. In a PDF a frame is a page of the file; without a map the pages are
taken for those of the file only where no ``pages`` tell that it begins with another.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from bibouroku.bibliography.links import ARXIV, BEFORE_DOI, DOI_RESOLVER, NDL, safe_url

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from bibouroku.bibliography.locator import Locator
    from bibouroku.bibliography.reference import Reference

#: The fields that the address of a place follows from.
PLACED_BY: Final = ("doi", "eprint", "eprinttype", "frames", "ndlpid", "pages", "url")
ARXIV_ID: Final = re.compile(
    r"(?:arXiv:)?([0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?", re.IGNORECASE
)
PLOS: Final = re.compile(r"10\.1371/journal\.[a-z]{4}\.[0-9]{7}", re.IGNORECASE)
RFC: Final = re.compile(r"10\.17487/(RFC[0-9]{1,5})", re.IGNORECASE)
ARCHIVE_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
GOOGLE_ID: Final = re.compile(r"[A-Za-z0-9_-]{6,40}")
GOOGLE_HOST: Final = re.compile(r"(?:books|www)\.google(?:\.[a-z]{2,3}){1,2}")
NUMBER: Final = re.compile("[0-9]{1,6}")
ROMAN: Final = re.compile(
    "(?=.)m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})", re.IGNORECASE
)
ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class PlaceError(ValueError):
    """A place that the work does not have, or a map of frames that cannot be read."""


@dataclass(frozen=True, slots=True)
class Run:
    """Pages that follow each other on the frames of a scan."""

    #: Whether the pages have roman numbers.
    roman: bool
    first: int
    #: The last page, or infinity where the pages go on.
    last: float
    #: The frame of the first page.
    frame: int

    def crosses(self, other: Run) -> bool:
        """Return whether the two share pages, and neither lies within the other."""
        ends = sorted((run.first, run.last) for run in (self, other))
        (start, end), (later, beyond) = ends
        inside = end != beyond if start == later else beyond <= end
        return self.roman == other.roman and later <= end and not inside


@dataclass(frozen=True, slots=True)
class FrameMap:
    """On which frames of a scan the pages of a book are."""

    runs: tuple[Run, ...]
    #: Pages to a frame.
    per: int = 1
    #: The frames that there are, or ``None`` if not known.
    count: int | None = None

    def frame(self, page: str) -> int:
        """Return the frame of *page*; raises ``PlaceError`` if there is none."""
        roman, number = page_number(page) or (False, -1)
        same = [run for run in self.runs if run.roman == roman]
        runs = [run for run in same if run.first <= number <= run.last]
        if not runs:
            message = f"{page}頁はframesの対応のどこにもない"
            raise PlaceError(message)
        narrowest = min(runs, key=lambda run: (run.last - run.first, -run.first))
        return self.frame_in(narrowest, number, page)

    def frame_in(self, run: Run, number: int, page: str) -> int:
        """Return the frame of the page *number* of *run*, which the work calls *page*."""
        frame = run.frame + (number - run.first) // self.per
        return self.checked(frame, f"{page}頁はコマ{frame}にあたるが、")

    def checked(self, frame: int, fault: str) -> int:
        """Return *frame*; raises ``PlaceError`` with *fault* if it is beyond the last one."""
        if self.count is not None and frame > self.count:
            message = f"{fault}コマは{self.count}までしかない（framesのcount）"
            raise PlaceError(message)
        return frame


def page_number(text: str) -> tuple[bool, int] | None:
    """Return whether the page number *text* is roman, and its value; ``None`` if it is none."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if NUMBER.fullmatch(plain):
        return False, int(plain)
    if not ROMAN.fullmatch(plain):
        return None
    values = [ROMAN_VALUES[letter] for letter in plain]
    following = [*values[1:], 0]
    return True, sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def parse_frames(text: str) -> FrameMap:
    """Return the map that the field ``frames`` writes; raises ``PlaceError`` with the fault."""
    runs: list[Run] = []
    settings: dict[str, int] = {}
    for item in filter(None, (part.strip() for part in re.split("[;；]", text))):
        name, _, value = (part.strip() for part in item.partition("="))
        if not NUMBER.fullmatch(value) or not int(value):
            message = f"framesの「{item}」は1=9、per=2、count=140のいずれの形でもない"
            raise PlaceError(message)
        if name not in {"per", "count"}:
            runs.append(_run(name, int(value), item))
        elif settings.setdefault(name, int(value)) != int(value):
            message = f"framesの{name}が二通りある"
            raise PlaceError(message)
    if not runs:
        message = "framesに、ある頁がどのコマにあるかを1=9のように書く"
        raise PlaceError(message)
    return _consistent(FrameMap(tuple(runs), settings.get("per", 1), settings.get("count")))


def _run(pages: str, frame: int, item: str) -> Run:
    first, dash, last = re.sub("[–〜～]", "-", pages).partition("-")
    start, end = page_number(first.strip()), page_number(last.strip())
    if start is None or (dash and end is None):
        message = f"framesの「{item}」の頁が、数字でもローマ数字でもない"
        raise PlaceError(message)
    if end and (end[0] != start[0] or end[1] < start[1]):
        message = f"framesの「{item}」の頁が、小さい方から大きい方への範囲でない"
        raise PlaceError(message)
    return Run(*start, end[1] if end else math.inf, frame)


def _consistent(frames: FrameMap) -> FrameMap:
    for place, run in enumerate(frames.runs):
        if any(run.crosses(other) for other in frames.runs[:place]):
            message = f"framesの、{run.first}頁からの対応が、ほかの対応と重なって食い違う"
            raise PlaceError(message)
        last = run.first if run.last == math.inf else int(run.last)
        frames.frame_in(run, last, str(last))
    return frames


def place_url(reference: Reference, locator: Locator) -> str | None:
    """Return the address of *locator* in *reference*, or ``None`` where none is known.

    Raises ``PlaceError``, with a Japanese message that names the place, for a page
    or frame that the work does not have by its field ``frames``.
    """
    frame = _frame(reference, locator)
    return (
        _arxiv_version(reference, locator)
        or _ndl_frame(reference, frame)
        or _archive_page(reference, locator, frame)
        or _google_page(reference, locator)
        or _part_with_doi(reference, locator)
        or _pdf_page(reference, locator, frame)
    )


def _frame(reference: Reference, locator: Locator) -> int | None:
    """Return the frame of a page or frame; both ends of a range have to be there."""
    if locator.kind not in {"page", "frame"}:
        return None
    written = reference.text("frames")
    frames = parse_frames(written) if written else FrameMap(())
    ends = (locator.first, _full(locator))
    if locator.kind == "page":
        found = [frames.frame(page) for page in ends if frames.runs]
    else:
        numbers = [int(end) if NUMBER.fullmatch(end) else 0 for end in ends]
        found = [frames.checked(number, f"コマ{number}はない。") for number in numbers]
    return found[0] or None if found else None


def _full(locator: Locator) -> str:
    """Return the end of the range, written out: 3 in 872–3 is 873."""
    first, last = locator.first, locator.last or locator.first
    short = first.isdecimal() and last.isdecimal() and len(last) < len(first)
    return first[: -len(last)] + last if short else last


def _arxiv_version(reference: Reference, locator: Locator) -> str | None:
    if locator.kind != "version" or not NUMBER.fullmatch(locator.first):
        return None
    is_arxiv = (reference.text("eprinttype") or "").lower() == "arxiv"
    eprint = ARXIV_ID.fullmatch((reference.text("eprint") or "").strip()) if is_arxiv else None
    return f"{ARXIV}{eprint[1]}v{int(locator.first)}" if eprint else None


def _ndl_frame(reference: Reference, frame: int | None) -> str | None:
    pid = reference.text("ndlpid") or ""
    return f"{NDL}{pid}/1/{frame}" if frame and re.fullmatch("[0-9]{1,12}", pid) else None


def _archive_page(reference: Reference, locator: Locator, frame: int | None) -> str | None:
    parts = _address(reference)
    steps = parts.path.split("/")[1:]
    if parts.hostname not in {"archive.org", "www.archive.org"} or steps[:1] != ["details"]:
        return None
    # an item may hold several books: details/ITEM/BOOK
    names = [name for name in steps[1:3] if name and name != "page"]
    page = f"n{frame - 1}" if frame else ""
    if not page and locator.kind == "page" and re.fullmatch("[A-Za-z0-9]{1,9}", locator.first):
        page = locator.first
    if locator.kind == "leaf" and NUMBER.fullmatch(locator.first):
        page = f"leaf{int(locator.first)}"
    if not page or not names or not all(ARCHIVE_ID.fullmatch(name) for name in names):
        return None
    return f"https://archive.org/details/{'/'.join(names)}/page/{page}"


def _google_page(reference: Reference, locator: Locator) -> str | None:
    number = page_number(locator.first) if locator.kind == "page" else None
    parts = _address(reference)
    book = ""
    if (reference.text("eprinttype") or "").lower() == "googlebooks":
        book = (reference.text("eprint") or "").strip()
    elif GOOGLE_HOST.fullmatch(parts.hostname or "") and parts.path.startswith("/books"):
        edition = re.fullmatch("/books/edition/[^/]+/([^/]+)/?", parts.path)
        book = edition[1] if edition else parse_qs(parts.query).get("id", [""])[0]
    if not number or not number[1] or not GOOGLE_ID.fullmatch(book):
        return None
    return f"https://books.google.com/books?id={book}&pg={'PR' if number[0] else 'PA'}{number[1]}"


def _part_with_doi(reference: Reference, locator: Locator) -> str | None:
    doi = BEFORE_DOI.sub("", reference.text("doi") or "").strip()
    part = {"figure": "g", "table": "t"}.get(locator.kind)
    number = re.fullmatch(r"([0-9]{1,3})(?:[a-z]|\([a-z]\))?", locator.first)
    if part and number and PLOS.fullmatch(doi):
        return f"{DOI_RESOLVER}{doi}.{part}{int(number[1]):03}"
    rfc = RFC.fullmatch(doi)
    if (
        rfc
        and locator.kind == "section"
        and re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})*", locator.first)
    ):
        return f"https://www.rfc-editor.org/rfc/{rfc[1].lower()}#section-{locator.first}"
    return None


def _pdf_page(reference: Reference, locator: Locator, frame: int | None) -> str | None:
    parts = _address(reference)
    if frame is None and locator.kind == "page" and not reference.text("pages"):
        roman, frame = page_number(locator.first) or (True, 0)
        frame = None if roman else frame
    if not frame or not parts.path.lower().endswith(".pdf"):
        return None
    return parts._replace(fragment=f"page={frame}").geturl()


def _address(reference: Reference) -> SplitResult:
    """Return the parts of the work's ``url``, empty ones if it is no safe address."""
    return urlsplit(safe_url(reference.text("url") or "") or "")
