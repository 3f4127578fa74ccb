"""The front page, its older pages, archives, and what the side column shows of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from markupsafe import escape

from bibouroku.blog.archive import memo_month, months, newest_first, slug
from bibouroku.features.index_entries import reading_domain
from bibouroku.features.leads import lead_html
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.archive import Group
    from bibouroku.blog.memo import Memo

LIST_TEMPLATE: Final = "bibouroku/memo-list.html"
GROUP_TEMPLATE: Final = "bibouroku/memo-group.html"
INDEX_TEMPLATE: Final = "bibouroku/memo-groups.html"
#: The index by reading (``index_page``), which every page names when there is one.
INDEX_PAGE: Final = "genindex"
INDEX_TITLE: Final = "索引"
#: The newest memos that the side column names.
RECENT: Final = 8


def page_count(memos: int, per_page: int) -> int:
    """Return how many pages *memos* fill; at least one."""
    return max(1, -(-memos // per_page))


def list_pagename(number: int, root_doc: str) -> str:
    """Return the name of page *number* (from 1) of the front page."""
    return root_doc if number == 1 else f"page/{number}"


def list_context(app: Sphinx, number: int) -> dict[str, Any]:
    """Return what page *number* of the front page shows."""
    memos = newest_first(memo_domain(app.env).memos.values())
    size = app.config.bibouroku_memos_per_page
    last = page_count(len(memos), size)
    pagename = list_pagename(number, app.config.root_doc)
    shown = memos[(number - 1) * size : number * size]
    root = "../" * pagename.count("/")
    return {
        "memo_cards": [(memo, lead_html(app, memo.docname, root)) for memo in shown],
        "page_number": number,
        "page_count": last,
        "newer_page": list_pagename(number - 1, app.config.root_doc) if number > 1 else None,
        "older_page": list_pagename(number + 1, app.config.root_doc) if number < last else None,
    }


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield older pages and archives that are missing; all, unless as new as the front page."""
    builder, fresh = cast("StandaloneHTMLBuilder", app.builder), are_fresh(app)
    for pagename, context, template in archives(app):
        if not fresh or not Path(builder.get_output_path(pagename)).is_file():
            yield pagename, context(), template


def archive_pages(app: Sphinx) -> set[str]:
    """Return the names of all older pages and archives."""
    return {pagename for pagename, _context, _template in archives(app)}


def archives(app: Sphinx) -> Iterator[tuple[str, Callable[[], dict[str, Any]], str]]:
    """Yield name, maker of the context, and template of older pages and archives."""
    domain = memo_domain(app.env)
    if not domain.memos:
        return
    everything = domain.archive()
    count = page_count(len(everything.memos), app.config.bibouroku_memos_per_page)
    for number in range(2, count + 1):
        pagename = list_pagename(number, app.config.root_doc)
        yield pagename, partial(older_context, app, number), LIST_TEMPLATE
    kinds = (
        ("分類", everything.categories), ("タグ", everything.tags), ("年", everything.years),
    )  # fmt: skip
    for kind, groups in kinds:
        for group in groups:
            yield group.pagename, partial(group_context, app, kind, group), GROUP_TEMPLATE
    context = {"title": "すべてのメモ", "body": "", "kinds": kinds}
    yield app.config.blog_path, partial(dict, context), INDEX_TEMPLATE


def older_context(app: Sphinx, number: int) -> dict[str, Any]:
    """Return what an older page of the front page shows, as a page of its own."""
    return {"title": f"メモ（{number}頁目）", "body": "", **list_context(app, number)}


def are_fresh(app: Sphinx) -> bool:
    """Return whether archives and feeds are as new as the front page.

    The front page is written again whenever a memo, a template or a setting changes.
    """
    builder = cast("StandaloneHTMLBuilder", app.builder)
    front, last = (
        Path(builder.get_output_path(name)) for name in (app.config.root_doc, app.config.blog_path)
    )
    return last.is_file() and last.stat().st_mtime_ns >= front.stat().st_mtime_ns


def group_context(app: Sphinx, kind: str, group: Group) -> dict[str, Any]:
    """Return what the page of a category, tag or year shows."""
    by_month: dict[int, list[Memo]] = {}
    for memo in group.memos:
        by_month.setdefault(memo_month(memo), []).append(memo)
    if kind == "年":
        start, _, end = group.name.partition("-")
        title = f"{start}年から{end}年までのいつかのメモ" if end else f"{start}年のメモ"
    else:
        title = f"{kind}「{group.name}」のメモ"
    return {
        "title": title,
        "body": "",
        "kind": kind,
        "group": group,
        "by_month": sorted(by_month.items(), reverse=True) if kind == "年" else [(0, group.memos)],
        "feed_page": f"{group.pagename}/atom.xml" if kind != "年" else None,
        "app_baseurl": app.config.html_baseurl,
    }


def add_context(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> str | None:
    """Tell every page of the site's memos, and a memo of itself; the front page lists memos."""
    domain = memo_domain(app.env)
    everything = domain.archive() if domain.memos else None
    context["slug"] = slug
    context["blog_path"] = app.config.blog_path
    # feeds need the address of the site: without one there are none to link to
    context["has_feeds"] = bool(app.config.html_baseurl)
    context["archive"] = everything
    context["recent_memos"] = everything.memos[:RECENT] if everything else ()
    context["months"] = months
    context["site_pages"] = [
        {"name": name, "link": app.builder.get_relative_uri(pagename, name), "title": title}
        for name, title in site_pages(app.env)
    ]
    context["memo"] = memo = domain.memos.get(pagename)
    if memo:
        older, newer = domain.archive().neighbours[pagename]
        context["prev"] = _link(app, pagename, older)
        context["next"] = _link(app, pagename, newer)
    if pagename != app.config.root_doc or not everything:
        return None
    # the front page bears the site's name already: docstitle would add it again
    context.update(list_context(app, 1), prev=None, next=None, docstitle="")
    return LIST_TEMPLATE


def site_pages(env: BuildEnvironment) -> list[tuple[str, str]]:
    """Return name and title of the pages of the site: those of the front page's toctree, the index.

    Memos are not among them, which archives list.
    """
    memos = memo_domain(env).memos
    listed = env.toctree_includes.get(env.config.root_doc, [])
    found = [(name, env.titles[name].astext()) for name in listed if name not in memos]
    return [*found, (INDEX_PAGE, INDEX_TITLE)] if reading_domain(env).is_filled else found


def _link(app: Sphinx, pagename: str, memo: Memo | None) -> dict[str, str] | None:
    if memo is None:
        return None
    # the theme prints the title as it is
    link = app.builder.get_relative_uri(pagename, memo.docname)
    return {"link": link, "title": escape(memo.title)}


def _listed(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the pages that each toctree lists, but memos, which go by their dates."""
    memos = memo_domain(env).memos
    return {
        docname: [name for name in listed if name not in memos]
        for docname, listed in sorted(env.toctree_includes.items())
    }


def stale_pages(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages with the side column of the site, when a memo changed."""
    domain = memo_domain(env)
    leads = {docname: [str(part) for part in lead] for docname, lead in domain.leads.items()}
    now = ({docname: repr(memo) for docname, memo in domain.memos.items()}, leads)
    moved = now != domain.data.get("last_shown")
    domain.data["last_shown"] = now
    # every page names those beside it and those of the site
    order = {**_listed(env), INDEX_PAGE: [str(reading_domain(env).is_filled)]}
    reordered = order != domain.data.get("last_order", order)
    domain.data["last_order"] = order
    if reordered:
        return sorted(env.found_docs)
    return sorted(env.found_docs - domain.memos.keys()) if moved else []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register pages and context."""
    app.setup_extension("bibouroku.features.index_entries")
    app.setup_extension("bibouroku.features.memo_page")
    app.add_config_value("bibouroku_memos_per_page", 10, "html", types=frozenset({int}))
    app.connect("env-updated", stale_pages)
    # last of all pages, after the feeds (500): what it writes last says that all are fresh
    app.connect("html-collect-pages", collect_pages, priority=900)
    app.connect("html-page-context", add_context)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
