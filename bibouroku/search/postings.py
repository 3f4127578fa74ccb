"""Where terms stand, and the parts in which a browser loads that.

All sections of all entries are numbered in one row. A term stands at twice the number of a
section, and one more if it stands in its heading. Numbers are told as steps from the one before,
each in the digits of source maps (Base64 VLQ, without a sign): 5 bits to a letter, low ones first,
a sixth bit if more follow. A letter or digit alone is told once for an entry, and wherever a
heading has it: it says little, and would fill the index.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from bibouroku.search.normal_form import normal_text
from bibouroku.search.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bibouroku.search.entry import Entry

DIGITS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
BITS: Final = 5
MORE: Final = 1 << BITS
#: Bytes of a part: no part is larger, unless a single term is.
PART_SIZE: Final = 16_000


@cache
def digits(number: int) -> bytes:
    """Return *number*, not below 0, in the digits of source maps."""
    found = bytearray()
    while number >= MORE:
        found.append(DIGITS[number % MORE + MORE])
        number >>= BITS
    found.append(DIGITS[number])
    return bytes(found)


def steps(numbers: Iterable[int]) -> str:
    """Return rising *numbers* as the steps between them."""
    last, found = 0, bytearray()
    for number in numbers:
        found += digits(number - last)
        last = number
    return found.decode()


def counts(numbers: Iterable[int]) -> str:
    """Return *numbers* one after the other."""
    return b"".join(map(digits, numbers)).decode()


def postings(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield each term of *entries* with its places, in the order in which browsers compare."""
    found: defaultdict[str, bytearray] = defaultdict(bytearray)
    last: defaultdict[str, int] = defaultdict(int)
    for place, told in _places(entries):
        for term in told:
            found[term] += digits(place - last[term])
            last[term] = place
    for term in sorted(found, key=in_browsers):
        yield term, found.pop(term).decode()


def _places(entries: Iterable[Entry]) -> Iterator[tuple[int, set[str]]]:
    """Yield the places of sections, rising, and the terms that are told of them."""
    number = 0
    for entry in entries:
        told: set[str] = set()
        for section in entry.sections:
            heading = terms(normal_text(section.heading))
            text = terms(normal_text(f"{section.text} {section.also}")) - heading - told
            told.update(term for term in text if len(term) == 1)
            yield 2 * number, text
            yield 2 * number + 1, heading
            number += 1


def in_browsers(text: str) -> bytes:
    """Return what *text* is compared by in browsers: its UTF-16 units."""
    return text.encode("utf-16-be", errors="surrogatepass")


def parts(found: Iterable[tuple[str, str]]) -> Iterator[Mapping[str, str]]:
    """Yield the terms with their places, shared out in order among parts of a bounded size."""
    part: dict[str, str] = {}
    size = 0
    for term, places in found:
        more = len(term.encode(errors="replace")) + len(places) + len('"":"",')
        if part and size + more > PART_SIZE:
            yield part
            part, size = {}, 0
        part[term] = places
        size += more
    yield part


def starts(shared: Sequence[Mapping[str, str]]) -> list[str]:
    """Return with which term each of the parts begins."""
    return [next(iter(part), "") for part in shared]
