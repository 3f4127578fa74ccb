"""The colour profile in every PDF."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

from bibouroku.archive.srgb import NAME, profile


def test_it_is_a_profile_that_colour_management_reads() -> None:
    read = ImageCms.ImageCmsProfile(BytesIO(profile()))
    assert ImageCms.getProfileDescription(read).strip() == NAME
    assert read.profile.version == 4.2
    assert read.profile.device_class == "mntr"
    assert read.profile.xcolor_space == "RGB "


def test_its_colours_are_those_of_srgb() -> None:
    image = Image.new("RGB", (6, 256))
    ramps = [(1, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (0, 1, 1)]
    for column, (red, green, blue) in enumerate(ramps):
        for value in range(256):
            image.putpixel((column, value), (red * value, green * value, blue * value))
    ours = ImageCms.ImageCmsProfile(BytesIO(profile()))
    shown = ImageCms.profileToProfile(image, ours, ImageCms.createProfile("sRGB"))
    assert shown is not None
    differences = [abs(a - b) for a, b in zip(image.tobytes(), shown.tobytes(), strict=True)]
    assert max(differences) <= 1


def test_its_bytes_are_always_the_same() -> None:
    assert profile() == profile()
    assert int.from_bytes(profile()[:4]) == len(profile())
