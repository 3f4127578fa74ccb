"""What is wrong in a source file, told so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: where it is, what it is, and how to mend it."""

    #: The file, as the author knows it.
    path: str
    #: The line, counted from 1; 0 when the whole file is meant.
    line: int
    #: The name of the broken rule, for example ``unknown-cite-key``.
    code: str
    #: What is wrong and the remedy, in Japanese, without line breaks.
    message: str

    def __str__(self) -> str:
        """Return the one line that is printed: ``path:line: message [code]``."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {' '.join(self.message.split())} [{self.code}]"


class ProblemsFoundError(Exception):
    """Raised when a source file cannot be used; carries every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep *problems*, sorted by place."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def decoded(path: Path, shown_as: str, code: str) -> str:
    """Return the text of the file *path*, which is UTF-8 with or without a mark.

    Raises ``ProblemsFoundError`` with *code* and the first line that is not.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = "UTF-8として読めない。UTF-8で保存し直す"
        raise ProblemsFoundError([Problem(shown_as, line, code, message)]) from error


def unknown_cite_key(key: str) -> tuple[str, str]:
    """Return code and message of the problem that *key* is cited, and no entry has it."""
    message = f"引用キー「{key}」の項目が文献ファイルにない。綴りを直すか項目を加える"
    return "unknown-cite-key", message
