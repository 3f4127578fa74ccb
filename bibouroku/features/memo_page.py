"""What a memo's page says under its title: date, category, tags, series, notes.

The same words go to HTML and to the book; only the links differ, since a book
has no archive pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from bibouroku.bibliography.era_years import with_era
from bibouroku.blog.archive import slug
from bibouroku.features.addresses import link_within
from bibouroku.features.memos import memo_domain, memo_heading, quoted_title
from bibouroku.features.web_site import is_web_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.memo import Memo


class FillMemoHeadings(SphinxPostTransform):
    """Put date, category, tags, series and notes under the titles of memos."""

    default_priority = 9  # before ReferencesResolver (10)

    def run(self, **_kwargs: Any) -> None:
        """Fill the headings of one page, or of a whole book."""
        for place in list(self.document.findall(memo_heading)):
            memo = memo_domain(self.env).memos.get(place["docname"])
            place.replace_self(self.heading(memo) if memo else [])

    def heading(self, memo: Memo) -> list[nodes.Node]:
        """Return the paragraphs under the title of *memo*."""
        found: list[nodes.Node] = [self.date_line(memo)]
        if series := self.series_line(memo):
            found.append(series)
        if memo.updates:
            found.append(self.as_of_line(memo))
        return found

    def date_line(self, memo: Memo) -> nodes.paragraph:
        """Return date, category and tags."""
        line = nodes.paragraph(classes=["memo-date-line"])
        # a book stands beside others, dated by era; the site links its dates
        builder = self.env._app.builder  # noqa: SLF001
        words = memo.date.japanese if is_web_site(builder) else with_era(memo.date)
        line += nodes.inline(text=words, classes=["memo-date"])
        line += nodes.Text("・")
        line += self.archive_link(memo, memo.category, "category", "memo-category")
        for tag in memo.tags:
            line += nodes.Text(" ")
            line += self.archive_link(memo, tag, "tag", "memo-tag")
        return line

    def archive_link(self, memo: Memo, name: str, kind: str, css: str) -> nodes.Node:
        """Return *name*, linked to its archive page where there is one."""
        builder = self.env._app.builder  # noqa: SLF001 - as Sphinx's own transforms
        shown = nodes.Text(name)
        if builder.format != "html":
            return nodes.inline("", "", shown, classes=[css])
        page = f"{self.config.blog_path}/{kind}/{slug(name)}"
        try:
            uri = builder.get_relative_uri(memo.docname, page)
        except NoUri:  # a book that knows no address of the site
            return nodes.inline("", "", shown, classes=[css])
        return nodes.reference("", "", shown, refuri=uri, internal=True, classes=[css])

    def series_line(self, memo: Memo) -> nodes.paragraph | None:
        """Return the series with links to what came before (前回) and after (続報)."""
        series = memo_domain(self.env).archive().series_of(memo)
        if len(series) < 2:  # noqa: PLR2004 - a series of one is none
            return None
        here = series.index(memo)
        line = nodes.paragraph(classes=["memo-series"])
        line += nodes.strong(text=f"連載「{memo.series}」")
        line += nodes.Text(f"（全{len(series)}回の第{here + 1}回）")
        for words, position in (("前回", here - 1), ("続報", here + 1)):
            if 0 <= position < len(series):
                line += nodes.Text(f" {words}：")
                line += self.memo_link(memo.docname, series[position])
        return line

    def memo_link(self, here: str, memo: Memo) -> nodes.Node:
        """Return the title of *memo* as a link."""
        builder = self.env._app.builder  # noqa: SLF001
        title = quoted_title(self.env, memo.docname)
        return link_within(builder, here, memo.docname, "", title)

    def as_of_line(self, memo: Memo) -> nodes.paragraph:
        """Return the line that says when the text was written, and where later news stands."""
        builder = self.env._app.builder  # noqa: SLF001
        line = nodes.paragraph(classes=["memo-as-of"])
        line += nodes.strong(text=f"この文章は{memo.date.japanese}の時点で書かれている。")
        line += nodes.Text("その後の知らせは追記で示す：")
        for number, update in enumerate(memo.updates):
            if number:
                line += nodes.Text("、")
            words = nodes.Text(update.date.japanese)
            line += make_refnode(builder, memo.docname, memo.docname, update.anchor, words)
        line += nodes.Text("。")
        return line


def stale_memos(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the memos whose neighbours or series changed since the last build.

    Any page may link to any other by its title: all are stale when one got a new title or went.
    """
    domain = memo_domain(env)
    everything = domain.archive()
    now = {
        docname: [
            (other.docname, other.title)
            for other in (*everything.series_of(memo), *everything.neighbours[docname])
            if other
        ]
        for docname, memo in domain.memos.items()
    }
    last = domain.data.get("last_around", {})
    domain.data["last_around"] = now
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    last_titles = domain.data.get("last_titles", {})
    domain.data["last_titles"] = titles
    if any(titles.get(docname) != title for docname, title in last_titles.items()):
        return sorted(env.found_docs)
    return [docname for docname in now if docname in last and now[docname] != last[docname]]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Fill headings when pages are written."""
    app.setup_extension("bibouroku.features.memos")
    app.add_post_transform(FillMemoHeadings)
    app.connect("env-updated", stale_memos)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
