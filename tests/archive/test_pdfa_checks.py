"""The checks of PDF/A see what pikepdf's validator does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from pikepdf import Dictionary

from bibouroku.archive import finish
from tests.archive.conftest import METADATA, changed
from tests.archive.pdfa_checks import findings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pikepdf


def drawn_font(pdf: pikepdf.Pdf) -> Any:
    """Return a font whose glyphs are drawn by matplotlib."""
    return next(iter(pdf.pages[0].Resources.Font.values()))


def widens_a_glyph(pdf: pikepdf.Pdf) -> None:
    drawn_font(pdf).Widths = [width + 50 for width in drawn_font(pdf).Widths]


def loses_a_glyph(pdf: pikepdf.Pdf) -> None:
    drawn_font(pdf).CharProcs = Dictionary()


def cannot_be_copied(pdf: pikepdf.Pdf) -> None:
    del drawn_font(pdf).ToUnicode


def hatches_with_text(pdf: pikepdf.Pdf) -> None:
    (hatch,) = pdf.pages[0].Resources.Pattern.values()
    hatch.write(b"BT ET")


SEEN: Final = (widens_a_glyph, loses_a_glyph, cannot_be_copied, hatches_with_text)


@pytest.mark.parametrize("spoil", SEEN, ids=lambda spoil: spoil.__name__)
def test_what_the_validator_does_not_know_is_checked(
    copy: Path, spoil: Callable[..., None]
) -> None:
    finish(copy, METADATA)
    assert findings(changed(copy, spoil)) != set()
