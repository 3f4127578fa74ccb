"""Memos in the build: front matter in, typed memos out, the line under the title.

ABlog keeps its part (posts, updates); it is fed a plain day where a memo knows
only a month, and what it would show of that day is replaced.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.util.docutils import SphinxDirective
from sphinx.util.matching import Matcher

from bibouroku.blog import front_matter
from bibouroku.blog.archive import Archive, archive
from bibouroku.blog.memo import Memo, Update
from bibouroku.features.document_domain import DocumentDomain
from bibouroku.features.problems import note_problem
from bibouroku.features.update_notes import updates_in
from bibouroku.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.front_matter import FrontMatter


class MemoDomain(DocumentDomain):
    """Holds the memos read, and the leads that front page and feeds show."""

    name = "memo"
    label = "memos"
    data_version = 2
    kept = ("memos", "leads", "front_matters")
    _archive: Archive | None = None

    @property
    def memos(self) -> dict[str, Memo]:
        """The memos by document name."""
        return cast("dict[str, Memo]", self.data["memos"])

    @property
    def leads(self) -> dict[str, list[nodes.paragraph]]:
        """The paragraphs before a memo's first heading, unresolved, by document name."""
        return cast("dict[str, list[nodes.paragraph]]", self.data["leads"])

    @property
    def front_matters(self) -> dict[str, FrontMatter]:
        """The front matter of memos that are being read."""
        return cast("dict[str, FrontMatter]", self.data["front_matters"])

    def archive(self) -> Archive:
        """Return all memos and their groups; made once, when all memos are read."""
        if self._archive is None:
            self._archive = archive(self.memos.values(), self.env.config.blog_path)
        return self._archive

    def keep(self, memo: Memo) -> None:
        """Keep a memo just read."""
        self.memos[memo.docname] = memo
        self._archive = None

    def clear_doc(self, docname: str) -> None:
        """Forget a memo that will be read again."""
        self._archive = None
        super().clear_doc(docname)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take what another process read."""
        self._archive = None
        super().merge_domaindata(docnames, otherdata)


def memo_domain(env: BuildEnvironment) -> MemoDomain:
    """Return the domain of *env*."""
    return cast("MemoDomain", env.domains["memo"])


def quoted_title(env: BuildEnvironment, docname: str) -> nodes.Node:
    """Return the title of a memo in the brackets of titles; formulas in it stay formulas."""
    title = env.titles[docname]
    if all(isinstance(child, nodes.Text) for child in title.children):
        return nodes.Text(f"『{title.astext()}』")
    parts = [child.deepcopy() for child in title.children]
    return nodes.inline("", "", nodes.Text("『"), *parts, nodes.Text("』"))


class memo_heading(nodes.General, nodes.Element):  # noqa: N801 - a docutils node
    """Stands under a memo's title for date, category, tags, series and notes."""


def is_memo(config: Config, docname: str) -> bool:
    """Return whether *docname* matches ABlog's pattern of posts."""
    return Matcher(_patterns(config))(f"{docname}.md")


def leave_out_drafts(app: Sphinx, config: Config) -> None:
    """Exclude drafts from the build, unless they are asked for."""
    if config.bibouroku_show_drafts:
        return
    root = Path(app.srcdir)
    drafts = [
        path.relative_to(root).as_posix()
        for pattern in _patterns(config)
        for path in sorted(root.glob(pattern))
        if front_matter.draft_in(path.read_text(encoding="utf-8", errors="replace"))
    ]
    config.exclude_patterns = [*config.exclude_patterns, *drafts]


def read_front_matter(app: Sphinx, docname: str, content: list[str]) -> None:
    """Check a memo's front matter, and give ABlog a day for its date."""
    if not is_memo(app.config, docname):
        return
    path = str(app.env.doc2path(docname, base=False))
    found, problems = front_matter.read(content[0], path)
    for problem in problems:
        note_problem(app.env, problem)
    if found:
        memo_domain(app.env).front_matters[docname] = found
        content[0] = front_matter.with_day(content[0], found.date)
    else:
        content[0] = front_matter.without(content[0])


def note_memo(app: Sphinx, document: nodes.document) -> None:
    """Keep the memo just read, and reserve the place under its title."""
    env = app.env
    docname = env.current_document.docname
    domain = memo_domain(env)
    found = domain.front_matters.pop(docname, None)
    section = next(iter(document.findall(nodes.section)), None)
    if found is None:
        return
    if section is None:
        path = str(env.doc2path(docname, base=False))
        note_problem(env, Problem(path, 0, "missing-title", "題がない。「# 題」の行を加える"))
        return
    memo = Memo(
        docname=docname,
        title=env.titles[docname].astext(),
        date=found.date,
        category=found.category,
        tags=found.tags,
        series=found.series,
        description=found.description,
        author=found.author or app.config.author,
        citation_reason=found.citation_reason,
        updates=tuple(Update(note["edtf_date"], note["ids"][0]) for note in updates_in(document)),
    )
    domain.keep(memo)
    domain.leads[docname] = lead(section)
    section.insert(1, memo_heading(docname=docname))


def lead(section: nodes.section) -> list[nodes.paragraph]:
    """Return copies of the paragraphs before the first heading below the title.

    Their ids stay: by its own a citation is known until it is resolved.
    """
    found: list[nodes.paragraph] = []
    for child in section.children:
        if isinstance(child, nodes.section):
            break
        if isinstance(child, nodes.paragraph):
            found.append(child.deepcopy())
    for paragraph in found:
        for note in list(paragraph.findall(nodes.footnote_reference)):
            note.parent.remove(note)
    return found


class MemoToctree(SphinxDirective):
    """``memo-toctree``: every memo as a chapter, oldest first; shown in the book only."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return a hidden toctree; it is made again whenever a memo comes, goes or changes."""
        docnames = [name for name in sorted(self.env.found_docs) if is_memo(self.config, name)]
        self.env.glob_toctrees.add(self.env.docname)
        for name in docnames:
            self.env.note_dependency(str(self.env.doc2path(name, base=False)))
        ordered = sorted(docnames, key=self.order)
        tree = toctree(
            parent=self.env.docname, entries=[(None, name) for name in ordered],
            includefiles=ordered, maxdepth=-1, glob=False, hidden=True, numbered=0,
            titlesonly=False, caption=None, includehidden=False, rawentries=[],
        )  # fmt: skip
        self.set_source_info(tree)
        return [nodes.compound("", tree, classes=["toctree-wrapper"])]

    def order(self, docname: str) -> tuple[str, str]:
        """Return what chapters are sorted by."""
        date = front_matter.date_in(
            Path(self.env.doc2path(docname)).read_text(encoding="utf-8", errors="replace")
        )
        return (date.earliest.isoformat() if date else "", docname)


def _patterns(config: Config) -> list[str]:
    pattern = config.blog_post_pattern
    return [pattern] if isinstance(pattern, str) else list(pattern)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, and read memos."""
    app.setup_extension("bibouroku.features.problems")
    app.setup_extension("bibouroku.features.ablog_seam")
    app.setup_extension("bibouroku.features.update_notes")
    app.add_config_value("bibouroku_show_drafts", default=False, rebuild="env")
    app.add_domain(MemoDomain)
    app.add_node(memo_heading)
    app.add_directive("memo-toctree", MemoToctree)
    app.connect("config-inited", leave_out_drafts)
    app.connect("source-read", read_front_matter)
    # after ABlog (500) has turned updates into notes
    app.connect("doctree-read", note_memo, priority=600)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True,
            "parallel_write_safe": True}  # fmt: skip
