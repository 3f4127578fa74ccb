"""What becomes of each memo in the PDF of all: the file that the build of the text hands on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: The text for TeX, and the file beside it.
TEX: Final = "memos.tex"
ORDERS: Final = "memos.json"


class Order(NamedTuple):
    """One PDF to be cut out."""

    #: The named destination on its first page.
    start: str
    #: Its path below the folder of PDFs.
    file: str
    #: A digest of what it is made of.
    made_from: str


def written(orders: Iterable[Order]) -> str:
    """Return *orders* as JSON."""
    return json.dumps([order._asdict() for order in orders], ensure_ascii=False, indent=1) + "\n"


def read_orders(path: Path) -> list[Order]:
    """Return the orders in the file *path*, as ``written`` wrote them."""
    return [Order(**held) for held in json.loads(path.read_text(encoding="utf-8"))]
