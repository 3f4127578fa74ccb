"""Comments of a ``.bib`` file: what stands behind ``%``, as biber reads it.

BibTeX itself, and pybtex with it, knows no comments: it takes an ``@`` in one
for an entry.
"""

from __future__ import annotations

import re
from typing import Final

SIGN: Final = re.compile(r'[{})"%]|@\s*\w+\s*\(')


def without_comments(text: str) -> str:
    """Return *text* without comments; every line stays where it is.

    A comment fills its line, or stands between the fields of an entry. A ``%``
    inside a value belongs to the value.
    """
    nesting = _Nesting()
    return "\n".join(nesting.read(line) for line in text.split("\n"))


class _Nesting:
    """Where in a ``.bib`` file the reader stands: 0 between entries, 1 in one, 2 in a value."""

    def __init__(self) -> None:
        self.depth = 0
        self.quoted = False
        #: Whether the entry is one in parentheses.
        self.round = False

    def read(self, line: str) -> str:
        """Return *line* up to its comment."""
        for match in SIGN.finditer(line):
            sign = match[0]
            alone = not line[: match.start()].strip()
            if sign == "%" and self.may_comment(alone=alone):
                return line[: match.start()]
            self.pass_sign(sign)
        return line

    def may_comment(self, *, alone: bool) -> bool:
        """Return whether a ``%`` begins a comment here."""
        return not self.quoted and (self.depth == 1 or (self.depth == 0 and alone))

    def pass_sign(self, sign: str) -> None:
        """Note one sign of a line."""
        if sign == "{":
            self.depth += 1
        elif sign == "}":
            self.depth = max(0, self.depth - 1)
        elif sign == '"':
            self.quoted = self.quoted != (self.depth == 1)
        elif sign.startswith("@") and self.depth == 0:
            self.depth, self.round = 1, True
        elif sign == ")" and self.round and self.depth == 1 and not self.quoted:
            self.depth, self.round = 0, False
