"""Typesets books with LuaLaTeX and tells authors what is wrong in their memos. Without Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibouroku.typesetting.passes import typeset_book

if TYPE_CHECKING:
    from pathlib import Path


def typeset(tex: Path) -> Path:
    """Typeset *tex*, beside it; return the PDF. Raises ``ProblemsFoundError``."""
    return typeset_book(tex).pdf
