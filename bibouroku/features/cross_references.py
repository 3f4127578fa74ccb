"""Pages that show a number or a heading of another page are written again when that changes.

Sphinx writes a page again when its own numbers change, not when it names those of
another: 図2, 式(3), the heading under a label, the place of a term of the glossary.
(For titles of pages, see ``memo_page``.)
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref

from bibouroku.features.document_domain import DocumentDomain
from bibouroku.features.numbering import restarted

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

#: What a cross-reference names: a label, an equation, a term or a document, and a part of that.
Target = tuple[str, str]
#: The kind of what is numbered, and its number.
Number = tuple[str, tuple[int, ...]]


class CrossReferenceDomain(DocumentDomain):
    """Holds what the cross-references of each document name."""

    name = "crossreference"
    label = "cross-references"
    data_version = 1
    kept: ClassVar = ("targets",)

    @property
    def targets(self) -> dict[str, list[Target]]:
        """What documents name, by document."""
        return cast("dict[str, list[Target]]", self.data["targets"])


class Places:
    """Where targets are, and the numbers and headings by which they are shown."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Look into *env*, whose documents are all read."""
        self.env = env
        self.standard, self.math = env.domains.standard_domain, env.domains.math_domain
        self._numbered: dict[str, dict[str, list[Number]]] = {}

    def shown(self, target: Target) -> tuple[Any, ...]:
        """Return all that a cross-reference to *target* may show, whatever its role."""
        name, part = target
        equation = self.math.equations.get(name, ("", 0))
        found: list[Any] = [
            equation,
            self.numbers(equation[0], nodes.make_id(f"equation-{name}")),
            self.standard.objects.get(("term", name.lower())),
        ]
        for label in (name, name.lower(), part):
            docname, anchor = self.standard.anonlabels.get(label, ("", ""))
            heading = self.standard.labels.get(label)
            found += [docname, anchor, heading, self.numbers(docname, anchor)]
        # of a heading MyST keeps line, id and text
        headings = self.env.metadata.get(name, {}).get("myst_slugs", {}) if part else {}
        found += [held[1:] for slug, held in headings.items() if part in {slug, held[1]}]
        return tuple(found)

    def numbers(self, docname: str, anchor: str) -> list[Number]:
        """Return kind and number of what stands at *anchor*, as pages show them."""
        if docname not in self._numbered:
            by_anchor: dict[str, list[Number]] = defaultdict(list)
            counted = restarted(self.env.toc_fignumbers.get(docname, {}))
            for kind, numbers in counted.items():
                for place, number in numbers.items():
                    by_anchor[place].append((kind, number))
            self._numbered[docname] = by_anchor
        return self._numbered[docname].get(anchor, [])


def keep_targets(app: Sphinx, document: nodes.document) -> None:
    """Keep what the cross-references of the document just read name."""
    found = {
        (str(link.get("reftarget", "")), str(link.get("reftargetid") or ""))
        for link in document.findall(pending_xref)
        if link.get("refdomain") != "cite"
    }
    if found:
        docname = app.env.current_document.docname
        cross_reference_domain(app.env).targets[docname] = sorted(found)


def stale_documents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents whose cross-references show other than at the last build."""
    if app.builder.format != "html":  # a book is always made as a whole
        return []
    domain, places = cross_reference_domain(env), Places(env)
    now = {
        docname: [places.shown(target) for target in targets]
        for docname, targets in domain.targets.items()
    }
    last = domain.data.get("last_shown", {})
    domain.data["last_shown"] = now
    return [docname for docname, shown in now.items() if docname in last and last[docname] != shown]


def cross_reference_domain(env: BuildEnvironment) -> CrossReferenceDomain:
    """Return the domain of *env*."""
    return cast("CrossReferenceDomain", env.domains["crossreference"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Keep targets when documents are read, compare what they show when all are."""
    app.add_domain(CrossReferenceDomain)
    app.setup_extension("bibouroku.features.numbering")
    app.connect("doctree-read", keep_targets)
    # after Sphinx (500) has numbered figures, tables and equations
    app.connect("env-get-updated", stale_documents, priority=600)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
