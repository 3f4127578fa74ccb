"""The index of a site as files: scripts that hand their data to ``bibourokuSearch(name, data)``.

Scripts can be loaded from a disk, too, and under a strict Content-Security-Policy.

===================  ==================================================================
file                 holds
===================  ==================================================================
``index.js``         every entry (title, address, kind, year, tags, status), the names
                     of the parts, and the variants of kanji
``part-*.js``        the places of some terms: those that begin with the same two letters
                     lie in the same part, so words are found by their beginnings
``text-*.js``        the sections of one entry, for excerpts and to confirm phrases
===================  ==================================================================

Parts and texts are named by a digest of what they hold: a changed one is another file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from bibouroku.search.kanji_variants import VARIANTS
from bibouroku.search.normal_form import normal_text
from bibouroku.search.terms import JAPANESE, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: The file that is loaded first.
FIRST: Final = "index.js"
#: Bytes of a part, more or less: the number of parts is a power of two that comes near.
PART_SIZE: Final = 16_000
DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
FNV_OFFSET: Final = 0x811C9DC5
FNV_PRIME: Final = 0x01000193


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an entry that a link can lead to."""

    #: The anchor on the page, or ``""`` for its top.
    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a search finds: a page, or a term of the glossary."""

    #: What it is, in Japanese: メモ, 用語, 文献, 頁.
    kind: str
    title: str
    #: Its address from the root of the site.
    url: str
    #: The first one bears the title as its heading.
    sections: tuple[Section, ...]
    year: int | None = None
    #: The date in words.
    date: str = ""
    tags: tuple[str, ...] = ()
    #: How the work stands: names for style sheets, and words.
    statuses: tuple[tuple[str, str], ...] = ()
    #: What is shown beside the title: the label of a reference.
    note: str = ""


def index_files(entries: Sequence[Entry]) -> dict[str, str]:
    """Return the files of the index of *entries*, by name."""
    files: dict[str, str] = {}
    rows = []
    for entry in entries:
        sections = [[part.anchor, part.heading, part.text] for part in entry.sections]
        name = _add(files, "text", sections)
        statuses = [list(status) for status in entry.statuses]
        row = [entry.kind, entry.title, entry.url, name, entry.year, entry.date]
        rows.append([*row, list(entry.tags), statuses, entry.note])
    parts = [_add(files, "part", part) for part in index_parts(postings(entries))]
    variants = "".join(variant + common for variant, common in VARIANTS.items())
    first = {"parts": parts, "variants": variants, "entries": rows}
    files[FIRST] = script("index", first)
    return files


def _add(files: dict[str, str], kind: str, data: Any) -> str:
    """Add the file of *data* to *files*; return what it is called."""
    digest = hashlib.sha256(_json(data).encode()).hexdigest()[:12]
    name = f"{kind}-{digest}"
    files[f"{name}.js"] = script(name, data)
    return name


def script(name: str, data: Any) -> str:
    """Return a script that hands over *data* under its *name*."""
    return f"bibourokuSearch({_json(name)},{_json(data)});\n"


def _json(data: Any) -> str:
    """Return *data* as JSON that any script file can hold, whatever signs are in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = re.sub("[\u2028\u2029\ud800-\udfff]", lambda sign: f"\\u{ord(sign[0]):04x}", text)
    return text.replace("<", "\\u003c")


def postings(entries: Iterable[Entry]) -> Mapping[str, str]:
    """Return where each term stands: ``entry.place.place,entry.place``, in base 36.

    An entry is counted from the one before, a place is twice the number of a section, and one
    more if the term stands in its heading. Of a single letter of Japanese only the entry and
    the headings are told.
    """
    found: dict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for term, places in _places(entry):
            step = number - last.get(term, 0)
            last[term] = number
            found[term].append(".".join(map(base_36, [step, *places])))
    return {term: ",".join(found[term]) for term in sorted(found)}


def _places(entry: Entry) -> Iterator[tuple[str, list[int]]]:
    """Yield the terms of *entry* and their places."""
    places: dict[str, list[int]] = {}
    for number, section in enumerate(entry.sections):
        heading = terms(normal_text(section.heading))
        text = terms(normal_text(section.text))
        for term in heading:
            places.setdefault(term, []).append(2 * number + 1)
        for term in text - heading:
            held = places.setdefault(term, [])
            if len(term) > 1 or not JAPANESE.match(term):
                held.append(2 * number)
    for tag in entry.tags:
        for term in terms(normal_text(tag)):
            places.setdefault(term, [])
    yield from places.items()


def index_parts(found: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the terms with their places, shared out among as many parts as their size asks."""
    size = sum(len(term.encode(errors="replace")) + len(held) + 6 for term, held in found.items())
    count = 1
    while count * PART_SIZE < size:
        count *= 2
    parts: list[dict[str, str]] = [{} for _ in range(count)]
    for term, held in found.items():
        parts[part_number(term, count)][term] = held
    return parts


def part_number(term: str, count: int) -> int:
    """Return in which of *count* parts *term* lies: by its first two letters, hashed by FNV-1a."""
    number = FNV_OFFSET
    raw = term[:2].encode("utf-16-le", errors="surrogatepass")
    for low, high in zip(raw[::2], raw[1::2], strict=True):
        number = (number ^ (high << 8 | low)) * FNV_PRIME % (1 << 32)
    return (number ^ number >> 15) % count


@cache
def base_36(number: int) -> str:
    """Return *number*, not below 0, in base 36."""
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
        if not number:
            return digits
