"""Every repair of ABlog: what it mends is still there to be mended, and is mended."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import ablog
import pytest
from ablog.blog import Blog
from ablog.post import UpdateNode, _get_update_dates, process_posts
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from bibouroku.features import ablog_seam
from bibouroku.features.ablog_seam import REPLACED
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from tests.features.conftest import Build, Site


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SphinxTestApp]:
    """Yield an application with ABlog as it comes."""
    folder = tmp_path_factory.mktemp("stock")
    (folder / "index.rst").write_text("Title\n=====\n", encoding="utf-8")
    (folder / "conf.py").write_text('extensions = ["ablog"]\n', encoding="utf-8")
    app = SphinxTestApp("html", srcdir=folder)
    yield app
    app.cleanup()


@pytest.fixture(scope="module")
def mended(first_build: tuple[Site, Build]) -> Any:
    """Return the application of the built site."""
    return first_build[1].app


def handlers(app: Any) -> set[Any]:
    """Return everything that listens to an event."""
    return {item.handler for listeners in app.events.listeners.values() for item in listeners}


@pytest.mark.parametrize("handler", REPLACED, ids=lambda handler: handler.__name__)
def test_ablog_still_connects_what_we_replace(
    stock: SphinxTestApp, mended: Any, handler: Callable[..., Any]
) -> None:
    assert handler in handlers(stock)
    assert handler not in handlers(mended)


def test_what_we_keep_of_ablog_is_connected(mended: Any) -> None:
    assert process_posts in handlers(mended)


def test_nothing_else_of_ablog_makes_pages_or_feeds(stock: SphinxTestApp) -> None:
    events = ("html-collect-pages", "build-finished", "html-page-context")
    ours = {
        item.handler
        for event in events
        for item in stock.events.listeners[event]
        if item.handler.__module__.startswith("ablog")
    }
    assert ours == set(REPLACED)


def test_ablog_still_calls_itself_unsafe_for_parallel_reading(
    stock: SphinxTestApp, mended: Any
) -> None:
    assert stock.extensions["ablog"].parallel_read_safe is False
    assert mended.extensions["ablog"].parallel_read_safe is True


def test_without_our_icon_setting_every_build_would_read_all_again(
    plain_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = ablog_seam.settle

    def settle_but_the_icons(app: Sphinx, config: Config) -> None:
        settle(app, config)
        config.fontawesome_included = False

    monkeypatch.setattr(ablog_seam, "settle", settle_but_the_icons)
    # the theme looks whether ablog is among the extensions
    settings: dict[str, Any] = {
        "html_theme": "sphinx_book_theme",
        "extensions": ["myst_parser", "ablog", "bibouroku"],
    }
    everything = {"index", "posts/only"}
    assert plain_site.build(**settings).read == everything
    assert plain_site.build(**settings).read == everything


def test_the_templates_of_ablog_are_left_out(stock: SphinxTestApp, mended: Any) -> None:
    templates = str(ablog.get_html_templates_path())

    def searched(app: Any) -> set[str]:
        return {str(place) for loader in app.builder.templates.loaders for place in
                ([*loader.searchpath] if hasattr(loader, "searchpath") else [])}  # fmt: skip

    assert templates in searched(stock)
    assert templates not in searched(mended)


def test_ablog_still_keeps_blogs_in_one_dictionary_which_we_clear(
    site: Site, new_site: Callable[[str], Site]
) -> None:
    kept = Blog._dict  # noqa: SLF001
    kept["left by an earlier build"] = None
    other = new_site("plain").build(blog_title="別のブログ")
    assert "left by an earlier build" not in kept
    assert Blog(other.app).blog_title == "別のブログ"
    assert site.page("posts/waves").text("title") == "波の話 — 小さなサイト"


def test_posts_are_kept_without_copies_of_their_text(mended: Any) -> None:
    posts = [post for posts in mended.env.ablog_posts.values() for post in posts]
    assert len(posts) == 4
    assert {post["doctree"] for post in posts} == {None}
    assert [post["excerpt"] for post in posts] == [[]] * 4


def test_posts_read_by_other_processes_are_taken(
    mended: Any, new_site: Callable[[str], Site]
) -> None:
    parallel = new_site("site").build(parallel=2).app.env
    assert parallel.ablog_posts == mended.env.ablog_posts
    assert memo_domain(parallel).memos == memo_domain(mended.env).memos


def test_ablog_is_given_a_day_for_every_memo(mended: Any) -> None:
    days = {name: str(posts[0]["date"])[:10] for name, posts in mended.env.ablog_posts.items()}
    assert days == {
        "posts/waves": "2017-01-01",
        "posts/light": "2020-08-01",
        "posts/claim": "2023-08-02",
        "posts/replication": "2023-08-22",
    }


def test_ablog_still_puts_an_english_title_on_notes() -> None:
    note = UpdateNode("", nodes.paragraph("", "text"), date="2023-11-01")
    section = nodes.section("", note)
    _get_update_dates(section, "posts/claim", "%Y-%m-%d")
    title = note[0]
    assert isinstance(title, nodes.title)
    assert title.astext().endswith("2023-11-01")


def test_no_page_shows_what_ablog_says(site: Site) -> None:
    words = ("Updated on", "更新日", "2023-11-01", "Posted in", "投稿日")
    for path in (site.output / "posts").glob("*.html"):
        text = site.page(f"posts/{path.stem}").text("article.bd-article")
        assert [word for word in words if word in text] == []


def test_the_environment_stays_small(site: Site) -> None:
    pickled: Path = site.folder / "_build" / "doctrees" / "environment.pickle"
    env = pickle.loads(pickled.read_bytes())  # noqa: S301 - our own file
    assert all(post["doctree"] is None for posts in env.ablog_posts.values() for post in posts)
