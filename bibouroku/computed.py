"""What a computation hands to a memo besides plain numbers: a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table made by code; each cell is inline MyST (citations and ``$math$`` included)."""

    #: The column headings.
    head: tuple[str, ...]
    #: The rows, each as long as the head.
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a ragged table: raise ``ValueError`` naming the row."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.head):
                message = f"row {number} has {len(row)} cells, the head has {len(self.head)}"
                raise ValueError(message)
