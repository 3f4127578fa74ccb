"""Links of a book that lead nowhere, and ids that a page gives twice."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bibouroku.ebook.page import Facts


def broken_links(pages: Mapping[str, Facts], files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each page with an address in it that leads to nothing in the book.

    *pages* are by their path in the book, *files* all paths there are.
    """
    held = {unquote(name) for name in files}
    ids = {unquote(name): set(page.ids) for name, page in pages.items()}
    for name, page in pages.items():
        for address in dict.fromkeys((*page.links, *page.resources)):
            target = resolved(name, address)
            if target is None:
                continue
            path, fragment = target
            if path not in held or (fragment and fragment not in ids.get(path, {fragment})):
                yield name, address


def resolved(page: str, address: str) -> tuple[str, str] | None:
    """Return path and fragment to which *address* leads from *page*; ``None`` if out of the book.

    >>> resolved("posts/a.xhtml", "../b.xhtml#c")
    ('b.xhtml', 'c')
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    folder = posixpath.dirname(unquote(page))
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else ""
    return path or unquote(page), unquote(parts.fragment)


def repeated_ids(page: Facts) -> list[str]:
    """Return the ids that a page gives to more than one element."""
    return [name for name, times in Counter(page.ids).items() if times > 1]
