"""The script of the cards as it is sent."""

from __future__ import annotations

import pytest

from bibouroku.features.citation_cards import sent


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("/* A\n   B */\na();\n", "a();\n"),
        ("a(); // why\n  // more\n  b();\n", "a();b();\n"),
        ("if (a)\n  b(c,\n    d);\n", "if (a)b(c,d);\n"),
        ("return a\n  ? b\n  : c;\n", "return a? b: c;\n"),
        ("else\n  run();\n", "else run();\n"),
        ('go("https://a.b//c");\n', 'go("https://a.b//c");\n'),
    ],
)
def test_the_script_is_sent_without_comments_and_breaks(written: str, left: str) -> None:
    assert sent(written) == left
