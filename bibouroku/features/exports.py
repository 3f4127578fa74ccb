"""References as files beside the pages: BibLaTeX, RIS and CSL-JSON.

========================  ====================================================
file                      holds
========================  ====================================================
``references.*``          all references
``references/<name>.*``   one, under the name of its page
``<memo>.*``              what a memo cites, in that order, with its reasons
========================  ====================================================

A digest of every file is kept beside the doctrees: so a build writes what has
changed, and removes what has no reference or memo any more.
"""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast
from urllib.parse import quote

from docutils import nodes
from markupsafe import Markup
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

import bibouroku
from bibouroku.bibliography.identifier import FOLDER, page_name
from bibouroku.exports.formats import FORMATS
from bibouroku.exports.record import Record
from bibouroku.features.bibliography_list import bibliography_list
from bibouroku.features.citation_domain import CITED_HERE, EVERYTHING, citation_domain
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.citation_reason import Reason
    from bibouroku.exports.formats import Format
    from bibouroku.features.citation_domain import CitationDomain

#: The builders that write a page for each document, beside which the files can lie.
BUILDERS: Final = frozenset({"html", "dirhtml"})
#: The name of the files that hold all references, without suffix.
WHOLE: Final = "references"
#: Where the digests are kept, in the folder of the doctrees.
DIGESTS: Final = "exports.json"


class ExportLink(NamedTuple):
    """A link to a file of references."""

    #: The format as readers know it.
    label: str
    #: The address, relative to the page.
    href: str
    media_type: str


class export_line(nodes.General, nodes.Element):  # noqa: N801 - a docutils node
    """A line of links to files; without text of its own, which the search index would hold."""


# ---- the files


class Export(NamedTuple):
    """A file to be written."""

    #: Its path below the output folder.
    name: str
    #: A digest of all that it is made from.
    digest: str
    #: Makes its content.
    text: Callable[[], str]


def exports(env: BuildEnvironment) -> Iterator[Export]:
    """Yield every file; each entry is made once, however many files hold it."""
    domain = citation_domain(env)
    reasons = {docname: reasons_in(env, docname) for docname in memo_domain(env).memos}
    for file_format in FORMATS:
        entries = Entries(domain, file_format)
        plain = {key: entries.entry(key) for key in domain.references}
        whole = file_format.joined(plain.values())
        yield Export(WHOLE + file_format.suffix, _digest(whole), partial(str, whole))
        digests = {key: _digest(text) for key, text in plain.items()}
        for key, text in plain.items():
            name = page_name(key) + file_format.suffix
            yield Export(name, digests[key], partial(file_format.joined, [text]))
        for docname, cited in reasons.items():
            made_from = [(digests[key], [why.property for why in cited[key]]) for key in cited]
            if cited and docname != WHOLE:
                digest = _digest(repr((bibouroku.__version__, made_from)))
                yield Export(docname + file_format.suffix, digest, partial(entries.file, cited))


class Entries:
    """The entries of references in one format."""

    def __init__(self, domain: CitationDomain, file_format: Format) -> None:
        """Begin without entries."""
        self._domain, self._format = domain, file_format
        self._made: dict[tuple[str, Sequence[Reason]], str] = {}

    def entry(self, key: str, reasons: Sequence[Reason] = ()) -> str:
        """Return the entry of the reference *key*, cited for *reasons*."""
        if (key, reasons) not in self._made:
            events = self._domain.histories.get(key, ())
            record = Record(self._domain.references[key], events, reasons)
            self._made[key, reasons] = self._format.entry(record)
        return self._made[key, reasons]

    def file(self, cited: Mapping[str, Sequence[Reason]]) -> str:
        """Return the file of what a memo cites."""
        return self._format.joined(self.entry(key, reasons) for key, reasons in cited.items())


def reasons_in(env: BuildEnvironment, docname: str) -> Mapping[str, tuple[Reason, ...]]:
    """Return why a document cites each reference, by cite key in the order of citation."""
    domain = citation_domain(env)
    return {
        key: tuple(dict.fromkeys(citation.reason for citation in citations if citation.reason))
        for key, citations in domain.citations_in(docname).items()
        if key in domain.references
    }


def write_exports(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the files that changed, remove those that are none any more; yield no pages."""
    if app.builder.name in BUILDERS:
        kept, root = Path(app.doctreedir) / DIGESTS, Path(app.outdir)
        last, now = _digests(kept, root), dict[str, str]()
        for name, digest, text in exports(app.env):
            now[name] = digest
            if digest != last.get(name) or not (root / name).is_file():
                _write(root / name, text().encode())
        for name in last.keys() - now.keys():
            (root / name).unlink(missing_ok=True)
        if now != last:
            kept.write_text(json.dumps([str(root), now], indent=0), encoding="utf-8")
    yield from ()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _digests(kept: Path, root: Path) -> dict[str, str]:
    """Return the digests of the files last written to *root*; none if they cannot be read."""
    try:
        folder, files = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return {}
    return cast("dict[str, str]", files) if folder == str(root) else {}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


# ---- the links to them


def export_links(builder: Builder, pagename: str) -> list[ExportLink]:
    """Return the links of a page: to what a memo cites, to one reference, or to all.

    The page of a bibliography of the whole leads to all; a page without references to none.
    """
    name = _export_of(builder.env, pagename) if builder.name in BUILDERS else None
    if name is None:
        return []
    here = builder.get_target_uri(pagename)
    return [
        ExportLink(label, relative_uri(here, quote(name + suffix)), media_type)
        for label, suffix, media_type, *_ in FORMATS
    ]


def _export_of(env: BuildEnvironment, pagename: str) -> str | None:
    """Return the name, without suffix, of the files that belong to a page, if there are any."""
    domain = citation_domain(env)
    if domain.lists.get(pagename) == EVERYTHING:
        return WHOLE
    if pagename in memo_domain(env).memos:
        cites = any(key in domain.references for key in domain.keys_cited_in(pagename))
        return pagename if cites and pagename != WHOLE else None
    # apart from documents, this folder holds the pages of references
    is_reference = pagename.startswith(f"{FOLDER}/") and pagename not in env.found_docs
    return pagename if is_reference else None


class AddExportLines(SphinxPostTransform):
    """Put a line of links under each bibliography."""

    default_priority = 8  # before bibliographies are filled (9)
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Add the lines of one page."""
        builder = self.env._app.builder  # noqa: SLF001 - as Sphinx's own transforms
        for place in list(self.document.findall(bibliography_list)):
            if links := export_links(builder, place["docname"]):
                words = "このメモの文献" if place["scope"] == CITED_HERE else "すべての文献"
                place.parent.insert(
                    place.parent.index(place) + 1, export_line(words=words, links=links)
                )


def visit_line_html(self: Any, node: export_line) -> None:
    """Write the line."""
    links = Markup("・").join(
        Markup('<a href="{}" type="{}">{}</a>').format(link.href, link.media_type, link.label)
        for link in node["links"]
    )
    line = Markup('<p class="bibliography-exports">{}：{}</p>\n').format(node["words"], links)
    self.body.append(str(line))
    raise nodes.SkipNode


def skip(_self: Any, _node: nodes.Element) -> None:
    """Leave the line out where no files lie beside a page."""
    raise nodes.SkipNode


def add_context(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Tell the template of a page which files belong to it."""
    context["export_links"] = export_links(app.builder, pagename)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write files after the pages, and link the pages to them."""
    app.setup_extension("bibouroku.features.bibliography_list")
    app.setup_extension("bibouroku.features.memos")
    without = (skip, None)
    app.add_node(
        export_line,
        html=(visit_line_html, None),
        latex=without,
        text=without,
        man=without,
        texinfo=without,
    )
    app.add_post_transform(AddExportLines)
    app.connect("html-page-context", add_context)
    app.connect("html-collect-pages", write_exports)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
