"""The rules that ``bibouroku lint`` checks; each yields the problems it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from bibouroku.bibliography.reference import Reference

from bibouroku.bibliography.digitised_book import PlaceError, parse_frames
from bibouroku.problem import Problem, unknown_cite_key

#: Fields by which a reader can find the work.
IDENTIFIERS: Final = ("doi", "eprint", "url", "ndlpid", "isbn")
#: Fields about our own checking, which belong in notes and not in print data.
PRIVATE_FIELDS: Final = frozenset(
    {"confidence", "seenat", "seen", "seenkind", "verifiedfrom", "verifiedfields",
     "recalledfields", "recalled", "unverified", "sourcequality", "conflict", "disputed",
     "yomistatus", "eradatenorm", "status"}
)  # fmt: skip


def unfindable(references: Mapping[str, Reference], path: str) -> Iterator[Problem]:
    """Every entry says where its work can be found."""
    for reference in references.values():
        if not any(reference.text(name) for name in IDENTIFIERS):
            yield Problem(
                path,
                reference.line,
                "unfindable-reference",
                f"「{reference.key}」に所在がない。{'、'.join(IDENTIFIERS)}のどれかを書く",
            )


def untitled(references: Mapping[str, Reference], path: str) -> Iterator[Problem]:
    """Every entry has a title."""
    for reference in references.values():
        if not reference.text("title"):
            message = f"「{reference.key}」にtitleがない。書く"
            yield Problem(path, reference.line, "missing-title", message)


def private(references: Mapping[str, Reference], path: str) -> Iterator[Problem]:
    """No entry carries notes about our own checking."""
    for reference in references.values():
        for name in sorted(PRIVATE_FIELDS & reference.fields.keys()):
            message = f"「{reference.key}」の{name}は調べの覚えで、載せるものではない。消す"
            yield Problem(path, reference.line, "private-field", message)


def broken_frames(references: Mapping[str, Reference], path: str) -> Iterator[Problem]:
    """Every map of pages to frames can be read."""
    for reference in references.values():
        if written := reference.text("frames"):
            try:
                parse_frames(written)
            except PlaceError as error:
                message = f"「{reference.key}」のframesが読めない。{error}"
                yield Problem(path, reference.line, "broken-frames", message)


def uncited(
    references: Mapping[str, Reference], cited: Collection[str], path: str
) -> Iterator[Problem]:
    """Every entry is cited by a memo, or marked as background reading."""
    for reference in references.values():
        if reference.key not in cited and not reference.is_background:
            yield Problem(
                path,
                reference.line,
                "uncited-reference",
                f"「{reference.key}」はどこからも引用されていない。"
                "引用するか、keywords = {background}と書くか、消す",
            )


def unknown_keys(
    citations: Collection[tuple[int, str]], references: Mapping[str, Reference], path: str
) -> Iterator[Problem]:
    """Every cited key has an entry."""
    for line, key in citations:
        if key not in references:
            yield Problem(path, line, *unknown_cite_key(key))
