"""The tags in the head of a page that tell machines what it holds: their dates and names.

Highwire Press tags (``citation_title`` …) are what Google Scholar's "Inclusion Guidelines for
Webmasters" ask for and what Zotero's translator ``Embedded Metadata.js`` reads. They have dates
as ``2023/08/22``; schema.org and Open Graph have those of ISO 8601.

How Zotero reads names is why they are written so:

- a name without a comma ends in the family name, so persons have one, and an organisation of
  several words ends in one; a comma within its name is full-width (，), as in RIS;
- a ``;`` parts names, so within one it is full-width (；);
- a sole name with spaces on both sides of its comma counts as two, but not if it ends in ``;``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibouroku.bibliography.edtf_date import EdtfDate, Point
    from bibouroku.bibliography.reference import Person

#: A year, month or day of ISO 8601. EDTF's seasons, 2023-21, look like months.
ISO: Final = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")


class MetaTag(NamedTuple):
    """A ``meta`` element."""

    name: str
    content: str
    #: The attribute in which the name stands; Open Graph's stand in ``property``.
    attribute: str = "name"


def iso_date(date: EdtfDate) -> str:
    """Return *date* in ISO 8601, as precise as it is known: 2023-08-22, 2023-08, 2023.

    A date that is no single year, month or day, or is doubtful, gives nothing.
    """
    return date.edtf if ISO.fullmatch(date.edtf) else ""


def highwire_date(date: EdtfDate) -> str:
    """Return *date* as Highwire Press tags have it: 2023/08/22, 2023/08, 2023.

    Of what ISO 8601 cannot say as one date only years are told, for Google Scholar asks for one:
    that of a season or of a doubtful day; the first and last that a span or unknown digits allow,
    as Zotero reads them (2017-2020), an open end left empty (2020-). An open beginning gives
    nothing: Zotero would read -1868 as a year before Christ.
    """
    if plain := iso_date(date):
        return plain.replace("-", "/")
    if date.start is None:
        return ""
    first, last = f"{date.start.year:04}", _last_year(date.end)
    return first if first == last else f"{first}-{last}"


def highwire_names(persons: Sequence[Person]) -> list[str]:
    """Return names so that Zotero reads them as they are; see the module."""
    found = [_name(person) for person in persons]
    if len(found) == 1 and all(" " in part for part in found[0].split(", ", 1)):
        return [f"{found[0]};"] if ", " in found[0] else found
    return found


def _name(person: Person) -> str:
    family, given = (part.replace(";", "；") for part in (person.family, person.given))
    family = re.sub(", *", "，", family)
    if given:
        return f"{family}, {re.sub(' *,', '', given)}"
    return f"{family}," if " " in family else family


def _last_year(point: Point | None) -> str:
    return f"{point.year + 10**point.unknown_digits - 1:04}" if point else ""
