"""Miniature sites, each built in a folder of its own with the real theme and extensions."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp, _clean_up_global_state

from bibouroku.features.problems import EXIT_STATUS, BrokenSourcesExit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bs4 import Tag
    from sphinx.application import Sphinx

ROOTS: Final = Path(__file__).parents[1] / "roots"


@contextmanager
def clean_process() -> Iterator[None]:
    """Leave no directives and roles behind, even when a build exits."""
    try:
        yield
    finally:
        _clean_up_global_state()


def uncoloured_lines(told: str) -> list[str]:
    """Return the lines of what a build told, without colours and blank lines."""
    return [line for line in re.sub(r"\x1b\[[0-9;]*m", "", told).splitlines() if line.strip()]


@dataclass
class Build:
    """What one build did."""

    #: The documents read, and those whose pages were written.
    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    warnings: str = ""
    app: Any = None

    def watch(self, app: Sphinx) -> None:
        """Note what *app* reads and writes."""

        def note_read(_app: Sphinx, docname: str, _content: list[str]) -> None:
            self.read.add(docname)

        def note_written(
            _app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], doctree: Any
        ) -> None:
            if doctree is not None:
                self.written.add(pagename)

        app.connect("source-read", note_read)
        app.connect("html-page-context", note_written)


@dataclass(frozen=True)
class Page:
    """A page as a browser gets it."""

    path: Path

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page, parsed as HTML5."""
        return BeautifulSoup(self.path.read_bytes(), "html5lib")

    def all(self, css: str) -> list[Tag]:
        """Return the elements that *css* selects."""
        return list(self.soup.select(css))

    def one(self, css: str) -> Tag:
        """Return the only element that *css* selects."""
        (found,) = self.all(css)
        return found

    def texts(self, css: str) -> list[str]:
        """Return the text of each element that *css* selects, white space run together."""
        return [" ".join(tag.get_text().split()) for tag in self.all(css)]

    def text(self, css: str) -> str:
        """Return the text of the only element that *css* selects."""
        (found,) = self.texts(css)
        return found

    def links(self, css: str = "a") -> list[str]:
        """Return where the links that *css* selects lead to, unquoted."""
        return [unquote(str(tag["href"])) for tag in self.all(css) if tag.has_attr("href")]


@dataclass(frozen=True)
class Site:
    """A miniature site: its sources, and what is built of them."""

    folder: Path

    @property
    def output(self) -> Path:
        """The folder of the pages."""
        return self.folder / "_build" / "html"

    def build(self, *, parallel: int = 0, **settings: Any) -> Build:
        """Build the pages; *settings* replace those of conf.py."""
        done, told = Build(), StringIO()
        overrides = {"nitpicky": True, **settings}
        with clean_process():
            done.app = SphinxTestApp(
                "html", srcdir=self.folder, confoverrides=overrides, parallel=parallel, warning=told
            )
            done.watch(done.app)
            done.app.build()
        done.warnings = told.getvalue()
        return done

    def refused(self, *, parallel: int = 0) -> list[str]:
        """Build the pages of broken sources; return the lines told."""
        told = StringIO()
        with pytest.raises(BrokenSourcesExit) as stopped, clean_process():
            SphinxTestApp("html", srcdir=self.folder, warning=told, parallel=parallel).build()
        assert stopped.value.code == EXIT_STATUS
        return uncoloured_lines(told.getvalue())

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace *old* in a source, where it stands once, by *new*."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def page(self, name: str) -> Page:
        """Return a page by its name, without suffix."""
        return Page(self.output / f"{name}.html")

    def pages(self) -> dict[str, Page]:
        """Return all pages by name."""
        found = (path.relative_to(self.output) for path in self.output.rglob("*.html"))
        names = [path.with_suffix("").as_posix() for path in found if path.parts[0] != "_static"]
        return {name: self.page(name) for name in names}

    def feed(self, name: str = "blog") -> Path:
        """Return the file of a feed by the name of its page."""
        return self.output / name / "atom.xml"

    def search_files(self) -> dict[str, Any]:
        """Return what the files of the search index hand over, by name."""
        found = {}
        for path in sorted((self.output / "search-index").iterdir()):
            name, data = json.loads(f"[{path.read_text(encoding='utf-8')[16:-3]}]")
            assert path.name == f"{name}.js"
            found[name] = data
        return found

    def search_terms(self) -> dict[str, str]:
        """Return where the terms of the search index stand, by term."""
        parts = (part for name, part in self.search_files().items() if name.startswith("part-"))
        return {term: places for part in parts for term, places in part.items()}

    def files(self) -> dict[str, bytes]:
        """Return all that is built, by path."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def dead_links(self) -> set[tuple[str, str]]:
        """Return page and address of every link within the site that leads nowhere."""
        pages = {f"{name}.html": page for name, page in self.pages().items()}
        ids = {name: {str(tag["id"]) for tag in page.all("[id]")} for name, page in pages.items()}
        dead = set()
        for name, page in pages.items():
            base = str(page.all("base")[0]["href"]) if page.all("base") else f"/site/{name}"
            for link in page.links("a") + page.links("link"):
                address = urlsplit(urljoin(base, link))
                # the theme's scripts answer to the bare #
                if address.scheme or link == "#":
                    continue
                target = address.path.removeprefix("/site/") or "index.html"
                exists = (self.output / target).is_file()
                if not exists or (address.fragment and address.fragment not in ids[target]):
                    dead.add((name, link))
        return dead


def differing(site: Site, tmp_path: Path) -> set[str]:
    """Return the files that a new build of the same sources would make otherwise."""
    fresh = type(site)(tmp_path / "fresh")
    shutil.copytree(site.folder, fresh.folder, ignore=shutil.ignore_patterns("_build", "_figures"))
    fresh.build()
    new, old = fresh.files(), site.files()
    return {name for name in new.keys() | old.keys() if new.get(name) != old.get(name)}


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """Return a function that copies the root ``test-<name>`` to a folder of its own."""

    def copied(name: str) -> Site:
        folder = tmp_path_factory.mktemp(name) / "site"
        shutil.copytree(ROOTS / f"test-{name}", folder)
        return Site(folder)

    return copied


@pytest.fixture(scope="session")
def first_build(new_site: Callable[[str], Site]) -> tuple[Site, Build]:
    """Return the root ``test-site`` built once, for tests that only look, and that build."""
    site = new_site("site")
    return site, site.build()


@pytest.fixture(scope="session")
def site(first_build: tuple[Site, Build]) -> Site:
    """Return the root ``test-site``, built; not to be changed."""
    return first_build[0]


@pytest.fixture
def plain_site(new_site: Callable[[str], Site]) -> Site:
    """Return the root ``test-plain``, not yet built, for a test that changes it."""
    return new_site("plain")


@pytest.fixture
def own_site(new_site: Callable[[str], Site]) -> Site:
    """Return the root ``test-site``, not yet built, for a test that changes it."""
    return new_site("site")


@pytest.fixture
def memos(new_site: Callable[[str], Site]) -> Site:
    """Return the root ``test-offprints`` with its three memos, for a test that changes it."""
    return new_site("offprints")


@pytest.fixture(scope="module")
def untouched(new_site: Callable[[str], Site]) -> tuple[Site, Path]:
    """Return a built site and a copy of all its files."""
    site = new_site("site")
    site.build()
    copy = site.folder.with_name("copy")
    shutil.copytree(site.folder, copy)
    return site, copy


@pytest.fixture
def built(untouched: tuple[Site, Path]) -> Site:
    """Return a built site that the test may change: at the same place, where its state is valid."""
    site, copy = untouched
    shutil.rmtree(site.folder)
    shutil.copytree(copy, site.folder)
    return site


@pytest.fixture
def copied(rootdir: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that copies a miniature site into a folder of the test."""

    def copy(name: str) -> Path:
        shutil.copytree(rootdir / f"test-{name}", tmp_path / name)
        return tmp_path / name

    return copy
