"""The pictures of link previews."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bibouroku.blog.card_image import LEFT, WIDTH, Card, holds, picture
from bibouroku.blog.lettering import ACCENT, INK_INDEX, PAPER

if TYPE_CHECKING:
    from pathlib import Path

CARD = Card("光と熱の話", "小さなサイト", "2023年8月・物理")


def opened(card: Card) -> Image.Image:
    """Return the picture of *card*."""
    return Image.open(BytesIO(picture(card))).convert("RGB")


def title_box(card: Card) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of the title, which alone is all ink."""
    image = Image.open(BytesIO(picture(card)))
    ink = bytes(255 if index == INK_INDEX else 0 for index in range(256))
    return Image.frombytes("L", image.size, image.tobytes().translate(ink)).getbbox()


def test_a_card_has_the_size_and_colours_of_the_site() -> None:
    image = opened(CARD)
    assert image.size == (1200, 630)
    assert image.getpixel((5, 300)) == ACCENT
    assert image.getpixel((1190, 10)) == PAPER


def test_the_same_words_give_the_same_bytes() -> None:
    assert picture(CARD) == picture(Card(CARD.title, CARD.site, CARD.foot))
    assert len(picture(CARD)) < 60_000


@pytest.mark.parametrize("title", ["光と熱の話", "光と熱の話" * 12, "光" * 400, "x" * 300, ""])
def test_a_title_stays_between_site_and_date(title: str) -> None:
    box = title_box(Card(title, "サイト", "日付"))
    assert bool(box) == bool(title)
    assert box is None or (box[1] > 100 and box[2] <= WIDTH - LEFT and box[3] < 630 - 122)


def test_a_bracket_that_begins_a_title_is_not_indented() -> None:
    lefts = [
        box[0] for title in ("「光」の話", "日の話") if (box := title_box(Card(title, "", "")))
    ]
    assert abs(lefts[0] - lefts[1]) <= 6


def test_a_title_is_smaller_rather_than_broken_in_a_word() -> None:
    whole, broken = (
        title_box(Card(title, "", ""))
        for title in ("「ペンタダイヤモンド」に関する騒動", "「ペンタダイヤモンド」のこと騒動")
    )
    assert whole
    assert broken
    assert whole[3] - whole[1] < broken[3] - broken[1]


def test_letters_that_one_face_lacks_come_from_another() -> None:
    assert title_box(Card("\u2c7f", "", "")) != title_box(Card("\U0010fffd", "", ""))


@pytest.mark.parametrize(
    ("card", "same"),
    [
        (CARD, True),
        (Card("別の題", CARD.site, CARD.foot), False),
        (Card(CARD.title, "別のサイト", CARD.foot), False),
        (Card(CARD.title, CARD.site, "2023年9月・物理"), False),
    ],
)
def test_a_card_knows_its_words(tmp_path: Path, card: Card, same: bool) -> None:  # noqa: FBT001
    path = tmp_path / "card.png"
    path.write_bytes(picture(CARD))
    assert holds(path, card) is same


def test_a_card_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert not holds(tmp_path / "none.png", CARD)
