"""What a page weighs: transfers by kind, sums, and the table that is printed. No browser here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Kinds of transfers, by the suffix of the address.
SUFFIXES: Final = {
    "": "html", ".html": "html", ".css": "css", ".js": "js", ".mjs": "js",
}  # fmt: skip
#: The folders where Sphinx puts what authors show.
FIGURES: Final = frozenset({"_images", "_downloads"})
COLUMNS: Final = (
    "page", "view", "requests", "kB", "+figures", "html", "css", "js", "other", "nodes",
    "FCP ms", "LCP ms", "CLS", "long",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transfer:
    """One answer of a server."""

    url: str
    #: Bytes over the wire, with headers, as compressed.
    size: int

    @property
    def kind(self) -> str:
        """Return html, css, js, figure or other."""
        path = PurePosixPath(unquote(urlsplit(self.url).path))
        if FIGURES & set(path.parts):
            return "figure"
        return SUFFIXES.get(path.suffix.lower(), "other")


@dataclass(frozen=True, slots=True)
class PageLoad:
    """What loading and reading one page took."""

    page: str
    view: str
    transfers: tuple[Transfer, ...]
    nodes: int
    first_paint: float
    largest_paint: float
    layout_shift: float
    long_tasks: int

    def weight(self, *kinds: str) -> int:
        """Return the bytes of transfers of these kinds."""
        return sum(each.size for each in self.transfers if each.kind in kinds)

    @property
    def before_figures(self) -> int:
        """Return the bytes of all but figures."""
        return self.weight("html", "css", "js", "other")

    @property
    def requests(self) -> int:
        """Return the number of transfers, figures aside."""
        return sum(each.kind != "figure" for each in self.transfers)

    def row(self) -> tuple[str, ...]:
        """Return the cells of this page in the order of ``COLUMNS``."""
        return (
            self.page,
            self.view,
            str(self.requests),
            kilobytes(self.before_figures),
            kilobytes(self.before_figures + self.weight("figure")),
            *(kilobytes(self.weight(kind)) for kind in ("html", "css", "js", "other")),
            str(self.nodes),
            f"{self.first_paint:.0f}",
            f"{self.largest_paint:.0f}",
            f"{self.layout_shift:.3f}",
            str(self.long_tasks),
        )


def kilobytes(size: int) -> str:
    """Return bytes as kB of a thousand bytes."""
    return f"{size / 1000:.1f}"


def strangers(transfers: Iterable[Transfer], address: str) -> list[str]:
    """Return the addresses asked that are not below *address*, which ends with a slash."""
    return [each.url for each in transfers if not each.url.startswith(address)]


def table(loads: Iterable[PageLoad]) -> str:
    """Return a table of pages: words on the left, numbers on the right."""
    rows: Sequence[tuple[str, ...]] = [COLUMNS, *(load.row() for load in loads)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = []
    for row in rows:
        words = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
        numbers = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
        lines.append("  ".join([*words, *numbers]) + "\n")
    return "".join(lines)
