"""References as files beside the pages: BibLaTeX, RIS and CSL-JSON.

========================  ====================================================
file                      holds
========================  ====================================================
``references.*``          all references
``references/<name>.*``   one, under the name of its page
``<memo>.*``              what a memo cites, in that order, with its reasons
========================  ====================================================

A digest of every file is kept: so a build writes what has changed, and removes
what has no reference or memo any more.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import bibouroku
from bibouroku.bibliography.identifier import page_name
from bibouroku.exports.formats import FORMATS
from bibouroku.exports.record import Record
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.memos import memo_domain
from bibouroku.features.written_files import begin_writing, digest, keep_digests, write_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.citation_reason import Reason
    from bibouroku.exports.formats import Format
    from bibouroku.features.citation_domain import CitationDomain

#: The builders that write a page for each document, beside which the files can lie.
BUILDERS: Final = frozenset({"html", "dirhtml"})
#: The name of the files that hold all references, without suffix.
WHOLE: Final = "references"


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
        yield Export(WHOLE + file_format.suffix, digest(whole), partial(str, whole))
        digests = {key: digest(text) for key, text in plain.items()}
        for key, text in plain.items():
            name = page_name(key) + file_format.suffix
            yield Export(name, digests[key], partial(file_format.joined, [text]))
        for docname, cited in reasons.items():
            made_from = [(digests[key], [why.property for why in cited[key]]) for key in cited]
            if cited and docname != WHOLE:
                name, made = docname + file_format.suffix, repr((bibouroku.__version__, made_from))
                yield Export(name, digest(made), partial(entries.file, cited))


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
        root = Path(app.outdir)
        made = list(exports(app.env))
        now = {export.name: export.digest for export in made}
        fresh, gone = begin_writing(app, "exports", now)
        for name, _digest, text in made:
            if name not in fresh or not (root / name).is_file():
                write_changed(root / name, text().encode())
        for name in gone:
            (root / name).unlink(missing_ok=True)
        keep_digests(app, "exports", now)
    yield from ()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write files after the pages."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.memos")
    app.connect("html-collect-pages", write_exports)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
