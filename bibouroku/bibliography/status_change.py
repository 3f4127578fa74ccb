"""What became of references as dated news: one change to a work, a relation and a notice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from bibouroku.bibliography.japanese_style import WHOLE_WORKS
from bibouroku.bibliography.style_words import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bibouroku.bibliography.publication_status import Event
    from bibouroku.bibliography.reference import Reference

#: The date of a ``tag:`` URI: a year, a month or a day.
TAG_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Change:
    """Something that befell a reference."""

    reference: Reference
    event: Event

    @property
    def is_dated(self) -> bool:
        """Whether the day from which the change holds is known, if only as the first of a month."""
        return bool(self.event.date and self.event.date.start)

    @property
    def headline(self) -> str:
        """The news in one sentence without its full stop: 「題」が撤回された."""
        return (quoted_title(self.reference) or self.reference.label) + self.event.fate.news

    def tag(self, site: str, since: str) -> str:
        """Return the ``tag:`` URI (RFC 4151) of the change on the site at the address *site*.

        It is made of the site's host and path, the cite keys and the relation, and of *since*, a
        date at which the host was the site's own. So it stays the same as long as these do.
        """
        address = urlsplit(site)
        host = (address.hostname or "").encode("idna").decode("ascii")
        keys = (self.reference.key, self.event.fate.relation, self.event.by.key)
        # RFC 4151 allows what RFC 3986 allows in a path
        path = quote(address.path.rstrip("/"), safe="/%")
        specific = "/".join([path, "changes", *(quote(key, safe="") for key in keys)])
        return f"tag:{host},{since}:{specific.lstrip('/')}"


def quoted_title(reference: Reference) -> str:
    """Return the title in the brackets that it has in the bibliography, or ``""``."""
    title = reference.text("title")
    if not title:
        return ""
    return f"『{title}』" if reference.type in WHOLE_WORKS else quoted(title)


def changes(
    references: Mapping[str, Reference], histories: Mapping[str, Sequence[Event]]
) -> list[Change]:
    """Return what befell *references*, newest first, those without a date last.

    Changes of one day stand by cite key, relation and the key of the notice.
    """
    found = [
        Change(references[key], event)
        for key, events in histories.items()
        if key in references
        for event in events
    ]
    found.sort(key=lambda one: (one.reference.key, one.event.fate.relation, one.event.by.key))
    return sorted(found, key=_day, reverse=True)


def _day(change: Change) -> int:
    date = change.event.date
    return date.earliest.toordinal() if date and change.is_dated else 0
