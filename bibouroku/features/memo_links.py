"""Links between memos, and why: on which memos a memo leans.

A link leans on the memo that it leads to, as a citation without a reason does,
unless a CiTO property says otherwise, written as the class of the link:
``[前稿](lk99-claim.md){.disputes}``. A link to a newer memo or in an update
note is news and no support.

MyST keeps the class of links to files. It drops that of ``[…](#label)``, and
roles have none, so these always lean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from sphinx.addnodes import pending_xref
from sphinx.util import docname_join

from bibouroku.bibliography.citation_reason import reason_named
from bibouroku.features.document_domain import DocumentDomain
from bibouroku.features.memos import memo_domain
from bibouroku.features.update_notes import updates_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class Link(NamedTuple):
    """A link that leans on what it leads to."""

    #: The kind of the target: ``doc``, ``label`` or ``equation``.
    kind: str
    #: The document, the label or the name of the equation.
    target: str


class MemoLinkDomain(DocumentDomain):
    """Holds the links by the document in which they stand."""

    name = "memolink"
    label = "links between memos"
    data_version = 3
    kept = ("links", "naming")

    @property
    def links(self) -> dict[str, list[Link]]:
        """The links that lean on their targets, by document, in reading order."""
        return cast("dict[str, list[Link]]", self.data["links"])

    @property
    def naming(self) -> dict[str, list[Link]]:
        """All links within the site, also those that lean on nothing, by document."""
        return cast("dict[str, list[Link]]", self.data["naming"])


def keep_links(app: Sphinx, document: nodes.document) -> None:
    """Keep the links of the document just read, and which of them lean on their targets."""
    env = app.env
    domain = memo_link_domain(env)
    docname = env.current_document.docname
    news = {id(link) for note in updates_in(document) for link in note.findall(pending_xref)}
    named = [
        (link, target)
        for link in document.findall(pending_xref)
        if (target := target_of(link, docname))
    ]
    leaning = [target for link, target in named if id(link) not in news and leans(link)]
    for kept, found in (
        (domain.naming, [target for _, target in named]), (domain.links, leaning),
    ):  # fmt: skip
        if found:
            kept[docname] = list(dict.fromkeys(found))


def leans(link: pending_xref) -> bool:
    """Return whether the classes of *link* leave it a support: none names a critical reason."""
    reasons = [reason for name in link["classes"] if (reason := reason_named(name))]
    return all(reason.leans for reason in reasons)


def target_of(link: pending_xref, docname: str) -> Link | None:
    """Return what *link*, standing in *docname*, leads to, or ``None`` if to no document."""
    kind, target = link.get("reftype"), str(link.get("reftarget", ""))
    match link.get("refdomain"), kind:
        case "doc", "myst":
            return Link("doc", target)
        case "std", "doc":
            return Link("doc", docname_join(docname, target))
        case ("std", "ref" | "numref") | (None, "myst"):
            return Link("label", target)
        case "math", "eq":
            return Link("equation", target)
    return None


def leaning_links(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the memos on which each memo leans by its links, by document name."""
    found: dict[str, list[str]] = {}
    for docname, target in _between_memos(env, memo_link_domain(env).links):
        if _may_precede(env, target, docname):  # one whose date may be earlier counts
            found.setdefault(docname, []).append(target)
    return found


def naming_memos(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the memos that link to each memo, for whatever reason, by document name."""
    found: dict[str, list[str]] = {}
    for docname, target in dict.fromkeys(_between_memos(env, memo_link_domain(env).naming)):
        found.setdefault(target, []).append(docname)
    return found


def _between_memos(
    env: BuildEnvironment, links: Mapping[str, Iterable[Link]]
) -> Iterator[tuple[str, str]]:
    """Yield from which memo to which other a link leads."""
    memos = memo_domain(env).memos
    labels = env.domains.standard_domain.anonlabels
    equations = env.domains.math_domain.equations
    for docname, held in links.items():
        if docname not in memos:
            continue
        for link in held:
            match link.kind:
                case "doc":
                    target = link.target
                case "label":
                    target = labels.get(link.target, labels.get(link.target.lower(), ("",)))[0]
                case _:
                    target = equations.get(link.target, ("",))[0]
            if target in memos and target != docname:
                yield docname, target


def memo_link_domain(env: BuildEnvironment) -> MemoLinkDomain:
    """Return the domain of *env*."""
    return cast("MemoLinkDomain", env.domains["memolink"])


def _may_precede(env: BuildEnvironment, one: str, other: str) -> bool:
    memos = memo_domain(env).memos
    return memos[one].date.earliest <= memos[other].date.latest


def setup(app: Sphinx) -> ExtensionMetadata:
    """Keep links when documents are read."""
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.update_notes")
    app.add_domain(MemoLinkDomain)
    app.connect("doctree-read", keep_links)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
