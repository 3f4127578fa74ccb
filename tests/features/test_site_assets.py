"""What pages of miniature sites load: with sphinx-book-theme, and with another theme."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import pytest

from bibouroku.features import site_assets

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibouroku.stylesheet import Sheet
    from tests.features.conftest import Site


#: Settings that change a style sheet.
OTHER_COLOURS: Final[dict[str, Any]] = {"html_theme_options": {"pygments_light_style": "vs"}}


def loaded(site: Site, page: str = "index") -> list[str]:
    """Return the sheets and scripts that a page loads, without their digests."""
    tags = site.page(page).all('link[rel="stylesheet"], script[src]')
    return [str(tag.get("href") or tag.get("src")).partition("?")[0] for tag in tags]


def test_a_page_loads_one_sheet_and_no_script_of_the_theme(site: Site) -> None:
    names = loaded(site)
    assert [name for name in names if name.endswith(".css")] == ["_static/site.css"]
    assert names[1] == "_static/color-scheme.js"
    assert not [name for name in names if "theme" in name or "doctools" in name]


def test_no_page_has_code_or_styles_of_its_own(site: Site) -> None:
    for name, page in site.pages().items():
        inline = page.all('script:not([src]):not([type="application/ld+json"]), style, [style]')
        assert inline == [], name


def test_a_page_tells_its_policy_before_it_loads(site: Site) -> None:
    policy = site.page("index").one('meta[http-equiv="Content-Security-Policy"]')
    assert str(policy["content"]).startswith("default-src 'self'; base-uri 'self';")
    assert policy.find_previous("link") is None


@pytest.mark.parametrize(
    ("policy", "told"), [("", []), ("img-src 'self' \"<x>", ["img-src 'self' \"<x>"])]
)
def test_a_site_chooses_its_policy(own_site: Site, policy: str, told: list[str]) -> None:
    own_site.build(bibouroku_content_security_policy=policy)
    found = own_site.page("index").all('meta[http-equiv="Content-Security-Policy"]')
    assert [tag["content"] for tag in found] == told


def test_a_site_keeps_its_own_sheets_and_scripts(own_site: Site) -> None:
    static = own_site.folder / "own"
    static.mkdir()
    for name in ("mine.css", "mine.js", "doctools.js"):
        (static / name).write_text("/* mine */", encoding="utf-8")
    build = own_site.build(
        html_static_path=["own"], html_css_files=["mine.css"], html_js_files=["mine.js"]
    )
    names = loaded(own_site)
    assert build.warnings == ""
    assert names.index("_static/site.css") < names.index("_static/mine.css")
    assert "_static/mine.js" in names
    assert (own_site.output / "_static" / "doctools.js").read_text("utf-8") == "/* mine */"


@pytest.mark.parametrize("name", ["print.css", "search.js"])
def test_a_static_file_that_one_of_ours_would_replace_is_warned_of(
    own_site: Site, name: str
) -> None:
    (own_site.folder / "own").mkdir()
    (own_site.folder / "own" / name).write_text("", "utf-8")
    warned = own_site.build(html_static_path=["own"]).warnings
    assert f"html_static_pathの{name}は、拡張の持つファイルと同じ名である。別の名にする" in warned


def test_all_that_a_page_loads_is_there(site: Site) -> None:
    for name in loaded(site) + [str(tag["href"]) for tag in site.page("index").all('[rel="icon"]')]:
        assert (site.output / name).is_file(), name


def test_a_second_build_writes_no_file_that_pages_load(own_site: Site) -> None:
    own_site.build()
    static = sorted((own_site.output / "_static").rglob("*.*"))
    before = {path: path.stat().st_mtime_ns for path in static}
    page = own_site.folder / "posts" / "waves.md"
    os.utime(page, (page.stat().st_atime + 9, page.stat().st_mtime + 9))
    own_site.build()
    assert sorted((own_site.output / "_static").rglob("*.*")) == static
    sheet = own_site.output / "_static" / "site.css"
    assert sheet.stat().st_mtime_ns == before[sheet]


def test_sheets_are_joined_again_only_if_they_changed(
    own_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined: list[tuple[Sheet, ...]] = []

    def join(parts: tuple[Sheet, ...], _extensions: frozenset[str]) -> str:
        joined.append(parts)
        return "p { color: red }"

    monkeypatch.setattr(site_assets, "site_sheet", join)
    counts = []
    sheet = own_site.output / "_static" / "site.css"
    builds: list[dict[str, Any]] = [{}, {}, OTHER_COLOURS, OTHER_COLOURS]
    for settings in builds:
        own_site.build(**settings)
        counts.append(len(joined))
    assert counts == [1, 1, 2, 2]
    sheet.unlink()
    own_site.build(**OTHER_COLOURS)
    assert len(joined) == 3
    assert sheet.read_text("utf-8") == "p { color: red }"


def test_another_theme_keeps_all_that_is_its_own(new_site: Callable[[str], Site]) -> None:
    site = new_site("plain")
    site.build()
    names = loaded(site)
    assert {"_static/basic.css", "_static/bibouroku.css", "_static/doctools.js"} <= set(names)
    assert not (site.output / "_static" / "site.css").exists()
    assert site.page("index").all("meta[http-equiv], .site-nav") == []
