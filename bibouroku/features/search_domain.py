"""What is searched in documents: the text of their sections, kept when they are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, cast

from docutils import nodes
from sphinx import addnodes

from bibouroku.bibliography.latex_symbol import sign
from bibouroku.features.bibliography_list import bibliography_list
from bibouroku.features.document_domain import DocumentDomain
from bibouroku.features.passages import SKIPPED, is_citation, is_shown_otherwise, unwrapped
from bibouroku.features.ruby import ruby

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

Kind = TypeVar("Kind", bound=nodes.Node)
#: Around a name that will be shown as the label of a work, a title or a number, not known yet.
CITED, DOCUMENT, LABEL = MARKS = "\ue000\ue001\ue002"
RESERVED: Final = re.compile(f"[{MARKS}]")
#: Nodes after which a new piece of text begins.
BLOCKS: Final = (
    nodes.paragraph, nodes.entry, nodes.term, nodes.line, nodes.caption, nodes.title,
    nodes.literal_block, nodes.math_block, nodes.definition, nodes.list_item,
)  # fmt: skip
#: Nodes whose text is found elsewhere, or is none.
LEFT_OUT: Final = tuple(
    {*SKIPPED, nodes.comment, nodes.substitution_definition, nodes.label, addnodes.index}
    - {nodes.image}
)
#: Commands of LaTeX that say how a formula looks.
LOOKS: Final = re.compile(
    r"\\(?:mathrm|mathbf|mathit|mathsf|text|operatorname|left|right|[dt]?frac|quad|qquad"
    r"|begin\{\w*\*?\}|end\{\w*\*?\})(?![A-Za-z])|\\[^A-Za-z]|[{}_^&$]"
)
FRACTION: Final = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
#: Braces after an index or a font, with nothing else inside.
INNER: Final = re.compile(
    r"(?:([_^])|\\(?:mathrm|mathbf|mathit|mathsf|text|operatorname)\s*)\{([^{}]*)\}"
)
COMMAND: Final = re.compile(r"\\([A-Za-z]+)")


class SearchedSection(NamedTuple):
    """A section of a document as it was read."""

    anchor: str
    heading: str
    text: str
    #: The readings of words in it that have them (ruby).
    readings: str = ""
    #: The words that it is listed under in the index.
    index_words: tuple[str, ...] = ()
    #: Whether it lists works: it holds a bibliography.
    lists_works: bool = False
    #: Whether it is a term of the glossary.
    is_term: bool = False


class SearchDomain(DocumentDomain):
    """Holds the text of all documents."""

    name = "bibouroku-search"
    label = "searched text"
    kept = ("sections",)

    @property
    def sections(self) -> dict[str, list[SearchedSection]]:
        """The sections by document name, in reading order."""
        return cast("dict[str, list[SearchedSection]]", self.data["sections"])


def search_domain(env: BuildEnvironment) -> SearchDomain:
    """Return the domain of *env*."""
    return cast("SearchDomain", env.domains["bibouroku-search"])


def keep_sections(app: Sphinx, document: nodes.document) -> None:
    """Keep the text of the document just read."""
    docname = app.env.current_document.docname
    search_domain(app.env).sections[docname] = list(sections(document))


def sections(document: nodes.document) -> Iterator[SearchedSection]:
    """Yield the sections of *document*, and the terms that it defines."""
    found = list(document.findall(nodes.section))
    for number, section in enumerate(found):
        title = section.next_node(nodes.title)
        heading = text_of(title) if title else ""
        anchor = section["ids"][0] if number and section["ids"] else ""
        own = [child for child in section if not isinstance(child, nodes.section)]
        # MyST leaves footnotes behind all sections
        own += [] if number else [node for node in document if isinstance(node, nodes.footnote)]
        text = "".join(raw_text(child) for child in own if not isinstance(child, nodes.title))
        yield SearchedSection(
            anchor,
            heading,
            joined(text),
            readings="　".join(node.astext() for node in inside(own, ruby)),
            index_words=tuple(index_words(inside(own, addnodes.index))),
            lists_works=any(inside(own, bibliography_list)),
        )
    for item in document.findall(nodes.definition_list_item):
        if isinstance(item.parent.parent, addnodes.glossary):
            yield from glossary_terms(item)


def inside(own: Iterable[nodes.Node], kind: type[Kind]) -> Iterator[Kind]:
    """Yield the nodes of a *kind* in *own* nodes of a section."""
    for child in own:
        yield from child.findall(kind)


def index_words(entries: Iterable[addnodes.index]) -> Iterator[str]:
    """Yield the words that *entries* list, none of which is a glossary's own term."""
    for node in entries:
        for kind, value, *_ in node["entries"]:
            if kind in {"single", "pair", "triple"}:
                yield from (word.strip() for word in value.split(";"))


def glossary_terms(item: nodes.definition_list_item) -> Iterator[SearchedSection]:
    """Yield the terms that share one definition."""
    meaning = joined("".join(raw_text(child) for child in item.findall(nodes.definition)))
    for term in item.findall(nodes.term):
        yield SearchedSection(next(iter(term["ids"]), ""), text_of(term), meaning, is_term=True)


def text_of(node: nodes.Element) -> str:
    """Return the text of *node* on one line."""
    return joined("".join(map(raw_text, node.children)))


def raw_text(node: nodes.Node) -> str:
    """Return the text of *node*, a line to a block."""
    if isinstance(node, nodes.Text):
        return RESERVED.sub("", unwrapped(node.astext()))
    if isinstance(node, (nodes.math, nodes.math_block)):
        text = formula(node.astext())
    elif isinstance(node, ruby):  # the reading comes at the end of the section
        text = "".join(base for base, _reading in node["parts"])
    elif isinstance(node, nodes.image):
        text = unwrapped(RESERVED.sub("", node.get("alt", "")))
    elif isinstance(node, addnodes.pending_xref) and is_citation(node):
        text = f"{CITED}{node['reftarget']}{CITED}"
    elif isinstance(node, addnodes.pending_xref) and is_shown_otherwise(node):
        mark = DOCUMENT if node["refdomain"] == "doc" else LABEL
        text = f"{mark}{node['reftarget']}{mark}"
    elif isinstance(node, (*LEFT_OUT, addnodes.glossary)):
        text = ""
    elif isinstance(node, nodes.row):
        text = "\n" + "｜".join(joined(raw_text(cell)) for cell in node.children) + "\n"
    else:
        text = "".join(map(raw_text, node.children))
    return f"\n{text}\n" if isinstance(node, BLOCKS) else text


def formula(latex: str) -> str:
    r"""Return the letters of a formula: Cu2S for ``\mathrm{Cu_2S}``, θ for ``\theta``, 1/2."""
    last = None
    while last != latex:  # from the innermost fractions outwards
        last, latex = latex, FRACTION.sub(r"\1/\2", INNER.sub(r"\1\2", latex))
    bare = LOOKS.sub("", latex)
    return re.sub(
        r"\s+", " ", COMMAND.sub(lambda name: f" {sign(name[1]) or name[1]} ", bare)
    ).strip()


def joined(text: str) -> str:
    """Return *text* with one space between its blocks."""
    return re.sub(r" *\n[ \n]*", " ", text).strip()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Keep sections when documents are read."""
    app.setup_extension("bibouroku.features.bibliography_list")
    app.setup_extension("bibouroku.features.passages")
    app.setup_extension("bibouroku.features.ruby")
    app.add_domain(SearchDomain)
    # after update notes have their titles (550)
    app.connect("doctree-read", keep_sections, priority=560)
    return {
        "version": "1",
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
