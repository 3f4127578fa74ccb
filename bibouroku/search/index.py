"""The index of a site as files: scripts that hand their data to ``bibourokuSearch(name, data)``.

Scripts can be loaded from a disk, too, and under a strict Content-Security-Policy.

===================  ==================================================================
file                 holds
===================  ==================================================================
``start.js``         the name of the index, and what is shown before there is a query;
                     the only one that browsers must ask for anew
``index-*.js``       what every query needs: the names of parts and texts, how many
                     sections an entry has, what filters leave, the variants of kanji
``part-*.js``        the places of some terms that follow one another (``postings.py``)
``text-*.js``        one entry: what a result shows of it, and its sections, for excerpts
                     and to confirm phrases
===================  ==================================================================

All but the first are named by a digest of what they hold: a changed one is another file.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Final

from bibouroku.search.kanji_variants import VARIANTS
from bibouroku.search.postings import counts, parts, postings, starts, steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bibouroku.search.entry import Entry

#: The file that is loaded first.
START: Final = "start.js"
#: The letters of a digest in a name; more if two files would have the same.
SHORTEST: Final = 8


def index_files(entries: Sequence[Entry], beginning: Mapping[str, Any]) -> dict[str, str]:
    """Return the files of the index of *entries* by name; *beginning* is what the first tells."""
    shared = list(parts(postings(entries)))
    part_files = _named("part", shared)
    text_files = _named("text", [text(entry) for entry in entries])
    index = {
        "parts": _digests(part_files),
        "starts": starts(shared),
        "texts": _digests(text_files),
        "sections": counts(len(entry.sections) for entry in entries),
        "filters": filters(entries),
        "variants": "".join(variant + common for variant, common in VARIANTS.items()),
    }
    index_file = _named("index", [index])
    first = ("start", {"index": index_file[0][0], **beginning})
    named = (*part_files, *text_files, *index_file, first)
    return {f"{name}.js": script(name, data) for name, data in named}


def text(entry: Entry) -> list[Any]:
    """Return what a result shows of *entry*."""
    sections = [[part.anchor, part.heading, part.text, part.also] for part in entry.sections]
    return [
        *(entry.kind, entry.title, entry.url, entry.date, entry.note),
        [list(status) for status in entry.statuses],
        sections,
        entry.language,
    ]


def filters(entries: Sequence[Entry]) -> dict[str, dict[str, str]]:
    """Return which entries each value of each filter leaves."""
    found: dict[str, dict[str, list[int]]] = {"kind": {}, "tag": {}, "year": {}, "status": {}}
    for number, entry in enumerate(entries):
        values = {
            "kind": [entry.kind],
            "tag": entry.tags,
            "year": map(str, entry.years),
            "status": [word for _, word in entry.statuses],
        }
        for name, held in values.items():
            for value in dict.fromkeys(held):
                found[name].setdefault(value, []).append(number)
    return {
        name: {value: steps(held[value]) for value in sorted(held)} for name, held in found.items()
    }


def _named(kind: str, held: Iterable[Any]) -> list[tuple[str, Any]]:
    """Return each of *held* with the name of its file: the digests are equally long."""
    listed = list(held)
    whole = [hashlib.sha256(_json(data).encode()).hexdigest() for data in listed]
    lengths = range(SHORTEST, len(whole[0]) + 1) if whole else ()
    different = len(set(whole))
    length = next((n for n in lengths if len({one[:n] for one in whole}) == different), 0)
    return [(f"{kind}-{one[:length]}", data) for one, data in zip(whole, listed, strict=True)]


def _digests(files: Sequence[tuple[str, Any]]) -> list[Any]:
    """Return the digests in the names of *files*, joined, and how long each is."""
    found = [name.partition("-")[2] for name, _ in files]
    return ["".join(found), len(found[0]) if found else 0]


def script(name: str, data: Any) -> str:
    """Return a script that hands over *data* under its *name*."""
    return f"bibourokuSearch({_json(name)},{_json(data)});\n"


def _json(data: Any) -> str:
    """Return *data* as JSON that any script file can hold, whatever signs are in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = re.sub("[\u2028\u2029\ud800-\udfff]", lambda sign: f"\\u{ord(sign[0]):04x}", text)
    return text.replace("<", "\\u003c")
