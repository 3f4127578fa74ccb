"""Puts the written pages of an EPUB together: contents, package document, container."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sphinx.errors import ConfigError
from sphinx.util.logging import getLogger

from bibouroku.ebook import division
from bibouroku.ebook.container import container
from bibouroku.ebook.links import broken_links, repeated_ids
from bibouroku.ebook.navigation import Entry, Landmark, navigation, ncx
from bibouroku.ebook.package import MEDIA_TYPES, Item, package
from bibouroku.ebook.page import facts
from bibouroku.features.epub_metadata import accessibility, language, metadata
from bibouroku.features.epub_pages import headings
from bibouroku.features.front_page import INDEX_PAGE
from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bibouroku.ebook.page import Facts
    from bibouroku.features.epub_builder import BookBuilder

logger = getLogger(__name__)

CONTENTS: Final = "nav.xhtml"
NCX: Final = "toc.ncx"
#: Pages that the contents do not name, for they come before them.
UNLISTED: Final = frozenset({division.COVER, division.TITLE_PAGE})
#: The kinds of pages that readers offer beside the contents, each by its first page.
PLACES: Final = (
    division.COVER, division.TITLE_PAGE, division.CHAPTER, division.GLOSSARY,
    division.BIBLIOGRAPHY, division.INDEX, division.COLOPHON,
)  # fmt: skip


def write(builder: BookBuilder) -> None:
    """Write the book from the files that the builder has written."""
    folder = Path(builder.outdir)
    files = {name: _read(builder, name) for name in resources(builder)}
    for page in builder.pages:
        files[f"{page}.xhtml"] = builder.get_output_path(page).read_bytes()
    entries = contents(builder)
    spoken = language(builder.config)
    files[CONTENTS] = navigation(entries, landmarks(builder), spoken, builder.sheets)
    known = {name: facts(data) for name, data in files.items() if name.endswith(".xhtml")}
    warn(known, files)
    told = metadata(builder._app, builder.day)  # noqa: SLF001 - as Sphinx's own builders
    files[NCX] = ncx(entries, told.title, told.identifier, told.language)
    offered = accessibility(known.values(), has_index=INDEX_PAGE in builder.pages)
    vertical = builder.config.epub_writing_mode == "vertical"
    document = package(
        told, offered, list(items(builder, files, known)), "rtl" if vertical else "ltr"
    )
    write_changed(folder / CONTENTS, files[CONTENTS])
    book = container(document, files, builder.day)
    write_changed(folder / f"{builder.config.epub_basename}.epub", book)


def resources(builder: BookBuilder) -> list[str]:
    """Return the paths of all files but the pages: pictures and style sheets."""
    shown = (f"{builder.imagedir}/{name}" for name in builder.images.values())
    return sorted({*shown, *builder.sheets, builder.cover_picture})


def _read(builder: BookBuilder, name: str) -> bytes:
    """Return a file of the output, or one that conf.py names, of its static ones."""
    path = builder.outdir / name
    if name.startswith("_static/"):
        folders = [Path(builder.confdir) / folder for folder in builder.config.html_static_path]
        found = [held for folder in folders if (held := folder / name[8:]).is_file()]
        if not found:
            message = f"EPUBのファイル「{name}」がない。html_static_pathのフォルダに置く"
            raise ConfigError(message)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found[-1], path)
    return path.read_bytes()


def contents(builder: BookBuilder) -> list[Entry]:
    """Return the contents of the book: its pages, with the headings in them."""
    depth = builder.config.epub_tocdepth - 1
    found = []
    for page in builder.pages.values():
        if page.division not in UNLISTED:
            address = builder.get_target_uri(page.name)
            below = headings(builder.env, page.name, address, depth)
            found.append(Entry(page.title, address, below))
    return found


def landmarks(builder: BookBuilder) -> list[Landmark]:
    """Return the main places of the book."""
    found = [Landmark("toc", "目次", f"{CONTENTS}#toc")]
    for place in PLACES:
        pages = (page for page in builder.pages.values() if page.division == place)
        if page := next(pages, None):
            is_body = place == division.CHAPTER
            kind, title = ("bodymatter", "本文") if is_body else (place.type, page.title)
            found.append(Landmark(kind, title, builder.get_target_uri(page.name)))
    return found


def items(
    builder: BookBuilder, files: Mapping[str, bytes], known: Mapping[str, Facts]
) -> Iterator[Item]:
    """Yield the files of the book: pages in the order of reading, then the rest."""
    xhtml = MEDIA_TYPES[".xhtml"]
    order: list[str] = []
    for page in builder.pages.values():
        if page.division.matter != division.FRONT and CONTENTS not in order:
            order.append(CONTENTS)
        order.append(f"{page.name}.xhtml")
    for name in order:
        properties = (
            f"nav {known[name].properties}".strip()
            if name == CONTENTS
            else (known[name].properties)
        )
        yield Item(quote(name), xhtml, properties, in_spine=True)
    for name in sorted(files.keys() - set(order)):
        is_cover = name == builder.cover_picture
        kind = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower())
        if kind is None:
            message = f"EPUBに入れられない種類のファイルがある：{name}。PNGかSVGにする"
            raise ConfigError(message)
        yield Item(quote(name), kind, "cover-image" if is_cover else "")


def warn(known: Mapping[str, Facts], files: Mapping[str, bytes]) -> None:
    """Warn of links that lead nowhere, and of ids that stand twice on a page."""
    for name, address in broken_links(known, files):
        logger.warning(
            "EPUBの「%s」から「%s」へのリンクの先がない。宛先を直す",
            name, address, type="bibouroku", subtype="epub",
        )  # fmt: skip
    for name, page in known.items():
        for repeated in repeated_ids(page):
            logger.warning(
                "EPUBの「%s」に同じid「%s」が二つある。名（:name:）を変える",
                name, repeated, type="bibouroku", subtype="epub",
            )  # fmt: skip
