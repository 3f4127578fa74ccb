"""Problems, as they are told to authors."""

from __future__ import annotations

import pytest

from bibouroku.problem import Problem, ProblemsFoundError


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("a.md", 3, "bad", "悪い。直す"), "a.md:3: 悪い。直す [bad]"),
        (Problem("a.md", 0, "bad", "悪い"), "a.md: 悪い [bad]"),
        (Problem("a.md", 1, "bad", "悪い\n  箇所"), "a.md:1: 悪い 箇所 [bad]"),
    ],
)
def test_a_problem_is_one_line(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_the_error_tells_all_problems_by_place() -> None:
    error = ProblemsFoundError(
        [Problem("b", 1, "x", "y"), Problem("a", 10, "x", "y"), Problem("a", 9, "x", "y")]
    )
    assert str(error).splitlines() == ["a:9: y [x]", "a:10: y [x]", "b:1: y [x]"]
