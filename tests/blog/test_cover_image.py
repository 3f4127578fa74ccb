"""The picture on the cover of the electronic book."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bibouroku.blog.cover_image import HEIGHT, LEFT, WIDTH, Cover, picture
from bibouroku.blog.lettering import ACCENT, INK_INDEX, PAPER

COVER = Cover("光と熱の話", "一文で言うもの。", "山田太郎", "2023年8月")


def title_box(title: str) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of a title that stands alone; all but ink left out."""
    image = Image.open(BytesIO(picture(Cover(title, "", "", ""))))
    ink = bytes(255 if index == INK_INDEX else 0 for index in range(256))
    return Image.frombytes("L", image.size, image.tobytes().translate(ink)).getbbox()


def test_a_cover_has_the_shape_that_shops_ask_for() -> None:
    image = Image.open(BytesIO(picture(COVER))).convert("RGB")
    assert image.size == (1600, 2560)
    assert image.getpixel((5, 300)) == ACCENT
    assert image.getpixel((1590, 10)) == PAPER


def test_the_same_words_give_the_same_bytes() -> None:
    assert picture(COVER) == picture(COVER)
    assert picture(COVER) != picture(replace(COVER, date="2023年9月"))


@pytest.mark.parametrize("title", ["光", "光と熱の話" * 12, "光" * 400, "x" * 300])
def test_a_title_stays_above_the_author(title: str) -> None:
    box = title_box(title)
    assert box
    assert box[0] >= LEFT - 10
    assert box[2] <= WIDTH - LEFT + 10
    assert box[3] < HEIGHT - 420
