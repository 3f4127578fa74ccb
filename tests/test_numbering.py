"""Numbers that begin anew in each memo."""

from __future__ import annotations

from bibouroku.features.numbering import restarted


def test_numbers_of_a_document_begin_at_one_in_their_order() -> None:
    numbers = {"figure": {"b": (7,), "a": (5,)}, "table": {"t": (12,)}}
    assert restarted(numbers) == {"figure": {"b": (2,), "a": (1,)}, "table": {"t": (1,)}}


def test_two_names_of_one_figure_keep_one_number() -> None:
    assert restarted({"figure": {"id1": (4,), "fig": (4,), "next": (5,)}}) == {
        "figure": {"id1": (1,), "fig": (1,), "next": (2,)}
    }


def test_numbers_are_ordered_as_numbers() -> None:
    assert restarted({"figure": {"ten": (10,), "nine": (9,), "deep": (9, 2)}})["figure"] == {
        "ten": (3,),
        "nine": (1,),
        "deep": (2,),
    }


def test_a_document_without_figures_has_no_numbers() -> None:
    assert restarted({}) == {}
