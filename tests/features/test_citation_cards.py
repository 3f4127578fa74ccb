"""The script of the cards as it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.features.conftest import Site


def test_the_script_is_sent_without_comments_and_white_space(site: Site) -> None:
    script = (site.output / "_static" / "citation-card.js").read_text("utf-8")
    assert script.startswith("(()=>{")
    assert "/*" not in script
    assert "  " not in script
    assert "citation-card" in script
