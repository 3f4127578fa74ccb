"""What the build knows of references and citations, as sphinxcontrib-bibtex's domain extended.

The roles and their grammar stay sphinxcontrib-bibtex's. This domain keeps the
citations by document, takes the references from our own reader, and resolves
every citation to its entry: in the memo's own list where there is one, else in
the bibliography of the whole site.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from pybtex.database import BibliographyData
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime
from sphinxcontrib.bibtex.domain import BibtexDomain

from bibouroku.bibliography import bibtex_file
from bibouroku.bibliography.identifier import page_name
from bibouroku.bibliography.passage import Citation
from bibouroku.bibliography.publication_status import histories
from bibouroku.features import citation_text
from bibouroku.features.memos import memo_domain
from bibouroku.features.problems import note_problem, stop_with
from bibouroku.linter.memo_source import line_citing
from bibouroku.problem import Problem, ProblemsFoundError, unknown_cite_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from pybtex.richtext import BaseText
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.roles import CitationRef

    from bibouroku.bibliography.citation_reason import Reason
    from bibouroku.bibliography.passage import Passage
    from bibouroku.bibliography.publication_status import Event
    from bibouroku.bibliography.reference import Reference

#: What a ``bibliography`` directive lists: what its document cites, or everything.
CITED_HERE, EVERYTHING = "here", "everything"
#: The front matter of a page that shows how to cite: its citations are told of nowhere else.
EXAMPLES = "citation_examples"


class CitationDomain(BibtexDomain):
    """Holds references and citations, and makes every link between them."""

    data_version = 104
    #: The document with the list of all references; known when all is read.
    _whole: str | None = None
    _keys: dict[str, AbstractSet[str]]
    #: What the style printed for each reference in this build, by cite key.
    printed: dict[str, BaseText]
    initial_data: ClassVar[dict[str, Any]] = {
        **BibtexDomain.initial_data,
        "references": {},
        "histories": {},
        # docname -> the citations read in it
        "cited": {},
        # docname -> (citation, cite key) -> why
        "reasons": {},
        # docname -> citation -> the sentence in which it stands
        "passages": {},
        # docname -> CITED_HERE or EVERYTHING, of documents with a bibliography
        "lists": {},
        # documents to write again because a reference changed
        "stale": set(),
    }

    @property
    def references(self) -> Mapping[str, Reference]:
        """The references by cite key."""
        return cast("Mapping[str, Reference]", self.data["references"])

    @property
    def histories(self) -> Mapping[str, tuple[Event, ...]]:
        """What befell each reference, by cite key."""
        return cast("Mapping[str, tuple[Event, ...]]", self.data["histories"])

    @property
    def cited(self) -> dict[str, list[CitationRef]]:
        """The citations by the document that holds them, in reading order."""
        return cast("dict[str, list[CitationRef]]", self.data["cited"])

    @property
    def lists(self) -> dict[str, str]:
        """What the bibliography of a document lists, by document."""
        return cast("dict[str, str]", self.data["lists"])

    @property
    def citation_refs(self) -> list[CitationRef]:
        """The citations of the document being read: where the roles put theirs."""
        return self.cited.setdefault(self.env.docname, [])

    def keys_cited_in(self, docname: str) -> list[str]:
        """Return the distinct cite keys of a document, in order of first citation."""
        keys = (target.key for ref in self.cited.get(docname, ()) for target in ref.targets)
        return list(dict.fromkeys(keys))

    def note_reason(self, citation_ref_id: str, key: str, reason: Reason) -> None:
        """Keep why the document being read cites *key* at one place."""
        self.data["reasons"].setdefault(self.env.docname, {})[citation_ref_id, key] = reason

    @property
    def passages(self) -> dict[str, dict[str, Passage]]:
        """The sentences that cite, by document and by the id of the citation."""
        return cast("dict[str, dict[str, Passage]]", self.data["passages"])

    def reason_of(self, docname: str, citation_ref_id: str, key: str) -> Reason | None:
        """Return why *docname* cites *key* at one place: what it says there, else its default."""
        said: Reason | None = self.data["reasons"].get(docname, {}).get((citation_ref_id, key))
        memo = memo_domain(self.env).memos.get(docname)
        return said or (memo.citation_reason if memo else None)

    def citations_in(self, docname: str) -> dict[str, list[Citation]]:
        """Return the citations of a document by cite key, in reading order."""
        found: dict[str, list[Citation]] = {}
        for ref in self.cited.get(docname, ()):
            for target in ref.targets:
                reason = self.reason_of(docname, ref.citation_ref_id, target.key)
                found.setdefault(target.key, []).append(
                    Citation(ref.citation_ref_id, target.key, target.pre, target.post, reason)
                )
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield the references for ``objects.inv``: other projects can cite them by their keys."""
        for key, reference in self.references.items():
            # -1: the bibliography has them, so the search need not
            yield key, reference.label, "citation", page_name(key), "", -1

    def citing_documents(self) -> list[str]:
        """Return the documents that cite, but those whose citations are examples, by name."""
        said = self.env.metadata
        return [name for name in sorted(self.cited) if not said[name].get(EXAMPLES)]

    def documents_by_key(self) -> dict[str, list[str]]:
        """Return the documents that cite a reference, by cite key."""
        found: dict[str, list[str]] = {}
        for docname in self.citing_documents():
            for key in self.keys_cited_in(docname):
                found.setdefault(key, []).append(docname)
        return found

    def clear_doc(self, docname: str) -> None:
        """Forget a document that will be read again."""
        self.cited.pop(docname, None)
        self.data["reasons"].pop(docname, None)
        self.passages.pop(docname, None)
        self.lists.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take what another process read."""
        for name in ("cited", "lists", "passages", "reasons"):
            self.data[name].update(
                {docname: held for docname, held in otherdata[name].items() if docname in docnames}
            )

    def load_references(self, path: Path, shown_as: str) -> None:
        """Read the bibliography, and note the documents that cite what changed in it."""
        new = bibtex_file.load(path, shown_as)
        befell = histories(new.values())
        changed = _changed(self.references, new) | _changed(self.histories, befell)
        self.printed = {}
        self.data["references"] = new
        self.data["histories"] = befell
        self.data["stale"] = {
            docname for docname in self.cited if not changed.isdisjoint(self.keys_cited_in(docname))
        }

    def note_read(self, path: Path, encoding: str) -> None:
        """Tell sphinxcontrib-bibtex that it has read *path*, as it is now, and found no entries.

        Its parser stops at files that ours reads, and nothing asks for what it found.
        """
        read = {path.resolve(): BibFile(get_mtime(path.resolve()), {})}
        self.data["bibdata"] = BibData(encoding, read, BibliographyData())

    def env_updated(self) -> Iterable[str]:
        """Report unknown cite keys; return the documents that a change elsewhere makes stale."""
        for docname, refs in self.cited.items():
            for key in {target.key for ref in refs for target in ref.targets}:
                if key not in self.references:
                    note_problem(self.env, unknown_key(self.env, docname, key))
        whole = {docname for docname, scope in self.lists.items() if scope == EVERYTHING}
        self._whole, self._keys = min(whole, default=None), {}
        now = {docname: self.keys_cited_in(docname) for docname in self.citing_documents()}
        moved = now != self.data.get("last_cited") or self.data["references_changed"]
        self.data["last_cited"] = now
        stale: set[str] = self.data["stale"]
        if self._whole != self.data.get("last_whole", self._whole):
            stale |= self.cited.keys() | self.lists.keys()
        self.data["last_whole"] = self._whole
        return (stale | (whole if moved else set())) & self.env.found_docs

    def resolve_xref(  # type: ignore[override]  # noqa: PLR0913, PLR0917 - Sphinx's
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,  # noqa: ARG002
    ) -> nodes.Element:
        """Return the citation as it reads in the text, each reference linked to its entry."""
        return citation_text.resolved(self, typ, target, node, fromdocname, builder)

    def list_for(self, key: str, docname: str) -> str | None:
        """Return the document whose bibliography has the entry that *docname* cites as *key*."""
        own = self.lists.get(docname)
        if own == EVERYTHING:
            return docname
        if own == CITED_HERE and key in self._cited_in(docname):
            return docname
        return self._whole

    def _cited_in(self, docname: str) -> AbstractSet[str]:
        """Return the cite keys of a document; asked for each citation, so kept."""
        if docname not in self._keys:
            self._keys[docname] = frozenset(self.keys_cited_in(docname))
        return self._keys[docname]


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> set[str]:
    """Return the keys whose values differ."""
    return {key for key in new.keys() | old.keys() if new.get(key) != old.get(key)}


def citation_domain(env: BuildEnvironment) -> CitationDomain:
    """Return the domain of *env*."""
    return cast("CitationDomain", env.domains["cite"])


def problem_citing(
    env: BuildEnvironment, docname: str, key: str, code: str, message: str
) -> Problem:
    """Return a problem at the line where *docname* cites *key*."""
    path = Path(env.doc2path(docname))
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return Problem(str(env.doc2path(docname, base=False)), line_citing(text, key), code, message)


def unknown_key(env: BuildEnvironment, docname: str, key: str) -> Problem:
    """Return the problem of *docname* citing a key that no entry has."""
    return problem_citing(env, docname, key, *unknown_cite_key(key))


def load_references(app: Sphinx) -> None:
    """Read the bibliography named in conf.py; stop the build if it cannot be used."""
    files = app.config.bibtex_bibfiles
    if not files or len(files) != 1:
        message = "bibtex_bibfilesに文献ファイルを一つだけ書く（例 ['references.bib']）"
        stop_with([Problem("conf.py", 0, "bibtex-bibfiles", message)])
    domain = citation_domain(app.env)
    before = domain.references
    path = Path(app.confdir) / files[0]
    domain.note_read(path, app.config.bibtex_encoding)
    try:
        domain.load_references(path, files[0])
    except ProblemsFoundError as error:
        stop_with(error.problems)
    domain.data["references_changed"] = before != domain.references


def setup(app: Sphinx) -> ExtensionMetadata:
    """Extend sphinxcontrib-bibtex's domain."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.setup_extension("bibouroku.features.book_pages")
    app.setup_extension("bibouroku.features.citation_text")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.problems")
    app.add_domain(CitationDomain, override=True)
    # before sphinxcontrib-bibtex (500), which need not read the same file
    app.connect("builder-inited", load_references, priority=100)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
