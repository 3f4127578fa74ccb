"""How the sources of a memo stand, counted."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.publication_status import histories
from bibouroku.blog.source_summary import status_counts

BIB = """
@article{claim, author = {Lee, S.}, title = {Claim}, date = {2023}, eprint = {2307.1}}
@article{again, author = {Abe, S.}, title = {Again}, date = {2023}}
@article{comment, author = {Zhu, S.}, title = {Comment}, date = {2023}, refutes = {claim, again}}
@article{fine, author = {Wu, H.}, title = {Fine}, date = {2023}}
@article{print, author = {Xu, H.}, title = {Print}, date = {2023}, eprint = {2307.2}}
@article{journal, author = {Xu, H.}, title = {J}, date = {2024}, doi = {1/x}, publishes = {early}}
@article{early, author = {Xu, H.}, title = {Early}, date = {2023}, eprint = {2307.3}}
"""
REFERENCES = {one.key: one for one in parse(BIB, "t.bib").values()}


@pytest.mark.parametrize(
    ("keys", "counts"),
    [
        ("claim again print", [("反証", 2, "again"), ("プレプリント", 1, "print")]),
        ("claim", [("反証", 1, "claim")]),
        ("fine comment early journal", []),
        ("", []),
    ],
)
def test_works_that_do_not_stand_are_counted_under_their_gravest_status(
    keys: str, counts: list[tuple[str, int, str]]
) -> None:
    cited = [REFERENCES[key] for key in keys.split()]
    found = status_counts(cited, histories(REFERENCES.values()))
    assert [(one.status.word, one.count, one.first) for one in found] == counts
