"""Index entries with readings: ``index`` as Sphinx has it, and the terms of glossaries.

A reading stands behind its word, ``語 : よみ``, in a glossary or in any entry, once in
the whole site. Readings are kept here and taken out of what Sphinx shows.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.index import IndexRole
from sphinx.transforms import SphinxTransform
from sphinx.util.logging import getLogger

from bibouroku.bibliography.sort_key import without_length_marks
from bibouroku.blog.index_by_reading import (
    IndexEntry,
    Place,
    is_reading,
    line_naming,
    needs_reading,
    sort_key,
    split_reading,
)
from bibouroku.features.citation_domain import EXAMPLES
from bibouroku.features.document_domain import DocumentDomain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = getLogger(__name__)


class Written(NamedTuple):
    """An index entry as its author wrote it."""

    #: What Sphinx calls it: ``single``, ``pair``, ``triple``, ``see``, ``seealso``.
    kind: str
    #: Words with the readings given here, ``""`` where there is none.
    words: tuple[tuple[str, str], ...]
    anchor: str
    main: bool


class ReadingDomain(DocumentDomain):
    """Holds the index entries of documents, and the readings of words."""

    name = "reading"
    label = "readings"
    kept = ("entries",)
    _readings: dict[str, str] | None = None

    @property
    def entries(self) -> dict[str, list[Written]]:
        """The index entries by document name, in reading order."""
        return cast("dict[str, list[Written]]", self.data["entries"])

    @property
    def readings(self) -> dict[str, str]:
        """The readings of words; of two different ones that of the first document by name."""
        if self._readings is None:
            found: dict[str, str] = {}
            for _, written in self.all_written():
                for word, reading in written.words:
                    if reading:
                        found.setdefault(word, reading)
            self._readings = found
        return self._readings

    def all_written(self) -> Iterator[tuple[str, Written]]:
        """Yield every entry with its document, by document name."""
        for docname in sorted(self.entries):
            for written in self.entries[docname]:
                yield docname, written

    def listed(self, docname: str) -> list[IndexEntry]:
        """Return what the index lists of a document: nothing of one that shows examples."""
        if self.env.metadata[docname].get(EXAMPLES):
            return []
        written = self.entries.get(docname, ())
        return [entry for one in written for entry in _entries(docname, one)]

    @property
    def is_filled(self) -> bool:
        """Whether the index lists anything."""
        return any(self.listed(docname) for docname in self.entries)


def _entries(docname: str, one: Written) -> Iterator[IndexEntry]:
    """Yield the headings under which an entry is listed."""
    words = tuple(word for word, _ in one.words)
    place = Place(docname, one.anchor, one.main)
    if one.kind in {"see", "seealso"}:
        yield IndexEntry(words[:1], see=words[-1], also=one.kind == "seealso")
    elif one.kind == "single":
        yield IndexEntry(words, place)
    else:  # each word in turn, the others below it
        for turn in range(len(words)):
            first, *rest = words[turn:] + words[:turn]
            yield IndexEntry((first, "、".join(rest)), place)


def reading_domain(env: BuildEnvironment) -> ReadingDomain:
    """Return the domain of *env*."""
    return cast("ReadingDomain", env.domains["reading"])


class ReadingIndexRole(IndexRole):
    """``index``: Sphinx's role, which shows the word without its reading."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return entry, target and the word."""
        if not self.has_explicit_title:
            self.title = split_reading(self.title)[0]
        return super().run()


class TakeReadings(SphinxTransform):
    """Keep the entries of a document, take readings out of them, and sort glossaries."""

    default_priority = 510  # after Sphinx sorted glossaries (500), before it keeps entries (850)

    def apply(self, **_kwargs: Any) -> None:
        """Treat one document."""
        found = [
            written
            for node in self.document.findall(addnodes.index)
            for written in self.taken(node)
        ]
        if found:
            reading_domain(self.env).entries[self.env.docname] = found
        readings = {word: reading for one in found for word, reading in one.words if reading}
        for glossary in self.document.findall(addnodes.glossary):
            if glossary["sorted"]:
                listed = cast("nodes.definition_list", glossary[0])
                listed[:] = sorted(listed, key=lambda item: _term_key(item, readings))

    def taken(self, node: addnodes.index) -> Iterator[Written]:
        """Yield the entries of *node*, which loses their readings."""
        bare = []
        for kind, value, anchor, main, key in node["entries"]:
            # the key of a glossary's term is its reading
            parts = [(value, key)] if key else [split_reading(part) for part in value.split(";")]
            bare.append((kind, "; ".join(word for word, _ in parts), anchor, main, None))
            yield Written(kind, tuple(parts), anchor, bool(main))
        node["entries"] = bare


def _term_key(item: nodes.Node, readings: dict[str, str]) -> tuple[int, str, str]:
    term = next(iter(item.findall(nodes.term))).astext()
    return sort_key(term, readings.get(term, ""))


def check_readings(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of words that cannot be filed, and of readings that are none or are two."""
    domain = reading_domain(env)
    domain._readings = None  # noqa: SLF001 - of what was read before
    if not app.config.language.startswith("ja"):
        return
    told: set[str] = set()
    for docname, written in domain.all_written():
        for word, reading in written.words:
            message = _fault(word, reading, domain.readings.get(word, ""))
            if message and message not in told:
                told.add(message)
                source = Path(env.doc2path(docname)).read_text(encoding="utf-8", errors="replace")
                location = (docname, line_naming(source, word) or None)
                logger.warning(message, location=location, type="bibouroku", subtype="reading")


def _fault(word: str, reading: str, known: str) -> str:
    """Return what is wrong with the reading of a word, with the remedy, or ``""``."""
    if reading and not is_reading(reading):
        return f"索引の語「{word}」の読み「{reading}」が仮名でない。「{word} : よみ」と仮名で書く"
    if reading and reading != known:
        return f"索引の語「{word}」の読みが「{known}」と「{reading}」の二つある。一つにそろえる"
    if needs_reading(word) and not known:
        return f"索引の語「{word}」に読みがない。どこか一か所に「{word} : よみ」と書く"
    return ""


# ---- the book


def visit_index_latex(self: Any, node: addnodes.index) -> None:
    """Write the entries with their readings, by which upmendex sorts them."""
    readings = reading_domain(self.builder.env).readings
    if not node.get("inline", True):
        self.body.append("\n")
    for kind, value, _anchor, main, _key in node["entries"]:
        words = [word.strip() for word in value.split(";")]
        self.body += _latex_entries(self, kind, words, readings, "|spxpagem" if main else "")
    if not node.get("inline", True):
        self.body.append(r"\ignorespaces ")
    raise nodes.SkipNode


def _latex_entries(
    self: Any, kind: str, words: list[str], readings: dict[str, str], mark: str
) -> Iterable[str]:
    """Yield the commands of one entry."""

    def filed(word: str) -> str:
        reading = without_length_marks(readings.get(word) or word)
        shown = _index_sign(self.encode(word))
        return rf"{_index_sign(self.encode(reading))}@\spxentry{{{shown}}}"

    if kind in {"see", "seealso"}:
        yield rf"\index{{{filed(words[0])}|{kind}{{{_index_sign(self.encode(words[-1]))}}}}}"
    elif kind == "single":
        yield rf"\index{{{'!'.join(map(filed, words))}{mark}}}"
    else:
        for turn in range(len(words)):
            first, *rest = words[turn:] + words[:turn]
            yield rf"\index{{{filed(first)}!{filed('、'.join(rest))}{mark}}}"


def _index_sign(tex: str) -> str:
    """Return *tex* with the signs that mean something to the program that sorts the index."""
    tex = tex.replace(r"\{", r"\sphinxleftcurlybrace{}").replace(r"\}", r"\sphinxrightcurlybrace{}")
    tex = re.sub('(["@!])', r'"\1', tex).replace("|", r"\textbar{}")
    # as TeX writes an entry that it has read in an argument: all of a word must look the same
    return re.sub(r"(\\[A-Za-z]+)\{\}", r"\1 {}", tex)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take readings when documents are read."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.add_domain(ReadingDomain)
    app.add_role("index", ReadingIndexRole(), override=True)
    app.add_transform(TakeReadings)
    app.add_node(addnodes.index, override=True, latex=(visit_index_latex, None))
    app.connect("env-updated", check_readings)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True,
            "parallel_write_safe": True}  # fmt: skip
