"""The page of what became of references, as a chapter of the book before its bibliography.

It tells what the page tells (``fallout``): memos that rest on fallen sources, and all news by
date. Works lead to their entries in the list of the whole, memos to their chapters, both with
pages. A book without that list has no such chapter, nor one of which nothing is to be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.bibliography.identifier import anchor
from bibouroku.features.citation_domain import EVERYTHING, citation_domain
from bibouroku.features.fallout import TITLE, page_view
from bibouroku.features.memos import memo_domain, quoted_title
from bibouroku.features.status_mark import status_mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.features.fallout import View

#: What labels of the chapter begin with: no document has this name.
NAME: Final = "(fallout)"
INTRODUCTION: Final = (
    "撤回、取り下げ、反証のあった文献を支えとして引くメモと、そのメモを通して寄りかかるメモを挙げる。"
    "批判や議論のための引用とリンクは数えない。「公開時すでに」「公開後に」は、"
    "メモの日付と知らせの日付を比べたものである。"
)
NONE_LEANS: Final = "撤回、取り下げ、反証のあった文献を支えとして引くメモはない。"


class AddFallout(SphinxPostTransform):
    """Put the chapter before the bibliography of the whole."""

    default_priority = 745  # when references are resolved, before links tell pages (750)
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Treat one book."""
        files = {place["docname"]: place for place in self.document.findall(addnodes.start_of_file)}
        lists = citation_domain(self.env).lists
        whole = min((name for name in files if lists.get(name) == EVERYTHING), default=None)
        if whole is None or not memo_domain(self.env).memos.keys() & files.keys():
            return
        view = page_view(self.env)
        if view["changes"]:
            place = files[whole]
            chapter = FalloutChapter(self.env, whole, files).chapter(view)
            place.parent.insert(place.parent.index(place), chapter)


class FalloutChapter:
    """Makes the chapter from what the page shows."""

    def __init__(self, env: BuildEnvironment, whole: str, files: Iterable[str]) -> None:
        """Take the document with all entries, and the documents of the book."""
        self.env = env
        self.whole, self.files = whole, frozenset(files)

    def chapter(self, view: View) -> addnodes.start_of_file:
        """Return the chapter as a file of the book."""
        section = nodes.section("", nodes.title(text=TITLE), ids=["fallout"], docname=NAME)
        section += nodes.paragraph(text=INTRODUCTION)
        section += heading("支えとして引くメモ")
        section += (
            listed(map(self.affected, view["direct"]))
            if view["direct"]
            else nodes.paragraph(text=NONE_LEANS)
        )
        if view["indirect"]:
            section += heading("ほかのメモを通して寄りかかるメモ")
            section += listed(map(self.affected, view["indirect"]))
        section += heading("文献のその後")
        section += listed(map(self.change, view["changes"]))
        return addnodes.start_of_file("", section, docname=NAME)

    def affected(self, row: View) -> nodes.list_item:
        """Return a memo with the fallen sources on which it rests, and by what ways."""
        below = [self.source(source) for source in row["sources"]]
        below += [self.way(way) for way in row["ways"]]
        first = line([nodes.Text(f"{row['date']} "), self.memo(row)])
        lower = nodes.bullet_list("", *(nodes.list_item("", each) for each in below))
        return nodes.list_item("", first, lower)

    def source(self, source: View) -> nodes.paragraph:
        """Return a fallen source with the notices that say so."""
        found = [
            status_mark(source["status"], source["words"]), nodes.Text(" "), *self.work(source),
            nodes.Text("："),
        ]  # fmt: skip
        notices = [[self.entry(one), nodes.Text(one["details"])] for one in source["notices"]]
        found += [*joined(notices), nodes.Text("。")]
        if source["excuse"]:
            found.append(nodes.Text(f"なお支えになる理由：{source['excuse']}。"))
        return line(found)

    def way(self, way: View) -> nodes.paragraph:
        """Return through which memos a memo rests on fallen sources."""
        found: list[nodes.Node] = [nodes.Text("このメモ")]
        *memos, last = way["memos"]
        for memo in memos:
            found += [nodes.Text(" → "), self.memo(memo)]
        if way["left_out"]:
            found.append(nodes.Text(f" → （間に{way['left_out']}本）"))
        found += [nodes.Text(" → "), self.memo(last), nodes.Text(" → ")]
        found += joined([self.entry(source)] for source in way["sources"])
        return line(found)

    def change(self, change: View) -> nodes.list_item:
        """Return what became of works, by which notice, and the memos that cite them."""
        found = [
            nodes.Text(f"{change['date']} "), status_mark(change["status"], change["word"]),
            nodes.Text(" "), *joined(self.work(work) for work in change["works"]),
            nodes.Text("："), self.entry(change["notice"]),
            nodes.Text(f"{change['notice']['fell']}。"),
        ]  # fmt: skip
        if change["memos"]:
            memos = joined([self.memo(memo)] for memo in change["memos"])
            found += [nodes.Text("引いているメモ："), *memos, nodes.Text("。")]
        return nodes.list_item("", line(found))

    def memo(self, memo: View) -> nodes.Node:
        """Return the title of a memo, linked to its chapter if the book has it."""
        title = quoted_title(self.env, memo["docname"])
        if memo["docname"] not in self.files:
            return title
        return nodes.reference("", "", title, refuri=f"%{memo['docname']}", internal=True)

    def work(self, work: View) -> list[nodes.Node]:
        """Return label and title of a work."""
        return [self.entry(work), nodes.Text(work["title"])]

    def entry(self, work: View) -> nodes.reference:
        """Return the label of a work, linked to its entry."""
        goal = f"%{self.whole}#{anchor(work['key'])}"
        return nodes.reference("", work["label"], refuri=goal, internal=True)


def heading(words: str) -> nodes.rubric:
    """Return a heading without a number, which sections of such a chapter would borrow."""
    return nodes.rubric("", words, **{"heading-level": 2})


def listed(items: Iterable[nodes.list_item]) -> nodes.container:
    """Return a list in the type of lists of works."""
    return nodes.container("", nodes.bullet_list("", *items), classes=["fallout-list"])


def line(content: list[nodes.Node]) -> nodes.paragraph:
    """Return a line whose links tell their pages, whatever other lines told."""
    return nodes.paragraph("", "", *content, classes=["fallout-line"])


def joined(parts: Iterable[list[nodes.Node]]) -> list[nodes.Node]:
    """Return *parts* with commas between."""
    found: list[nodes.Node] = []
    for part in parts:
        found += [*([nodes.Text("、")] if found else []), *part]
    return found


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the chapter to books only."""
    app.setup_extension("bibouroku.features.fallout")
    app.setup_extension("bibouroku.features.status_mark")
    app.add_post_transform(AddFallout)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
