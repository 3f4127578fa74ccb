"""Of what the PDF of a memo is made, as a digest that needs no TeX.

The build of the PDFs notes it with each; the site, which knows the same, links only to
PDFs of just these sources. It covers all that a memo's PDF shows:

* its file and the files it depends on (computations, figures, inclusions);
* the works it cites and what became of them, and what it asks of the whole bibliography;
* titles, headings and numbers of other pages that it names, its place in its series, the memos
  that name it or go with it;
* settings, styles and code. What TeX itself is stays out: the site may be built without.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.util import docname_join

from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.cross_references import Places, cross_reference_domain
from bibouroku.features.evidence_domain import evidence_domain
from bibouroku.features.memo_links import naming_memos
from bibouroku.features.memos import memo_domain
from bibouroku.features.related_memos import related_to
from bibouroku.offprint.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.memo import Memo

#: Settings that a PDF shows, by name or by how their names begin.
SETTINGS: Final = (
    "author", "bibouroku_", "bibtex_default_style", "blog_path", "copyright", "html_baseurl",
    "html_file_suffix", "html_link_suffix", "language", "latex_", "math_", "myst_", "numfig",
    "project", "today", "trim_",
)  # fmt: skip
#: Settings that name files of this machine, or say nothing of a memo's PDF.
NOT_OF_A_MEMO: Final = frozenset({
    "latex_additional_files", "latex_documents", "bibouroku_memo_pdfs", "bibouroku_tag_date",
})  # fmt: skip
PROGRAMS: Final = ("docutils", "myst-parser", "pybtex", "sphinx")


def fingerprints(app: Sphinx) -> dict[str, str]:
    """Return for each memo a digest of what its PDF is made of, by document."""
    env = app.env
    shared = fingerprint(code(), settings(app.config), styles(Path(app.confdir), app.config))
    places, naming = Places(env), naming_memos(env)
    return {
        docname: fingerprint(shared, files_of(env, docname), content_of(env, memo, places, naming))
        for docname, memo in memo_domain(env).memos.items()
    }


def content_of(
    env: BuildEnvironment, memo: Memo, places: Places, naming: Mapping[str, Sequence[str]]
) -> list[Any]:
    """Return what *memo* shows that is not in its own files."""
    domain, docname = citation_domain(env), memo.docname
    keys = domain.keys_cited_in(docname)
    targets = cross_reference_domain(env).targets.get(docname, [])
    named = {name for target, _part in targets for name in (target, docname_join(docname, target))}
    memos, everything = memo_domain(env).memos, memo_domain(env).archive()
    return [
        memo,
        [domain.references.get(key) for key in keys],
        [domain.histories.get(key, ()) for key in keys],
        evidence_domain(env).answers.get(docname, []),
        [places.shown(target) for target in targets],
        {name: env.titles[name].astext() for name in named if name in env.titles},
        [(other.docname, other.title) for other in everything.series_of(memo)],
        [(name, memos[name].title, memos[name].date) for name in naming.get(docname, ())],
        [(one.memo.docname, one.memo.title, one.reason) for one in related_to(env, docname)],
    ]


def files_of(env: BuildEnvironment, docname: str) -> dict[str, str]:
    """Return digests of the files of a document, by their paths below the sources."""
    root = Path(env.srcdir)
    paths = {root / name for name in env.dependencies.get(docname, ())}
    return {
        path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name: held
        for path in sorted({Path(env.doc2path(docname)), *paths})
        if (held := file_digest(path))
    }


def settings(config: Config) -> dict[str, Any]:
    """Return the settings that every PDF depends on."""
    return {
        name: getattr(config, name)
        for name in config.values
        if name.startswith(SETTINGS) and name not in NOT_OF_A_MEMO
    }


def styles(confdir: Path, config: Config) -> dict[str, str]:
    """Return digests of the files that TeX gets beside the text, by name."""
    folder = Path(str(files("bibouroku"))) / "latex"
    paths = [*folder.iterdir(), *(confdir / name for name in config.latex_additional_files)]
    return {path.name: file_digest(path) for path in paths}


@cache
def code() -> list[str]:
    """Return digests of this extension, and the versions of what it stands on."""
    package = Path(str(files("bibouroku")))
    paths = (path for path in package.rglob("*") if path.suffix in {".py", ".po"})
    return [*map(version, PROGRAMS), *(file_digest(path) for path in sorted(paths))]


def file_digest(path: Path) -> str:
    """Return a digest of the content of a file; nothing if there is none."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Need what memos, citations and cross-references are kept by."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.cross_references")
    app.setup_extension("bibouroku.features.evidence_domain")
    app.setup_extension("bibouroku.features.memo_links")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.related_memos")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
