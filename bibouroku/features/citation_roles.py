"""The citing roles: sphinxcontrib-bibtex's, slips reported, and citations kept out of titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import clean_astext
from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain
from sphinxcontrib.bibtex.roles import CiteRole

from bibouroku.bibliography.citation_reason import UnknownReasonError, split_reason
from bibouroku.features.citation_domain import CitationDomain, citation_domain
from bibouroku.features.problems import note_problem_at

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    Found = tuple[list[nodes.Node], list[nodes.system_message]]


class CitationRole(CiteRole):
    """A citing role that reports a citation it cannot read, where the original ends the build."""

    def result_nodes(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        node: nodes.Element,
        is_ref: bool,  # noqa: FBT001 - Sphinx's
    ) -> Found:
        """Return the unresolved citation, or nothing when it cannot be read."""
        found: Found
        try:
            found = super().result_nodes(document, env, node, is_ref)  # type: ignore[no-untyped-call]
        except ValueError:
            remedy = "「キー{箇所}」をコンマで並べ、波括弧の対応を確かめる"
            note_problem_at(
                self, "malformed-citation", f"引用「{self.target}」を読めない。{remedy}"
            )
            return [], []
        self.take_reasons(citation_domain(env), node)
        return found

    def take_reasons(self, domain: CitationDomain, node: nodes.Element) -> None:
        """Note why each work is cited, and leave the bare keys."""
        ref = domain.citation_refs.pop()
        targets = []
        for target in ref.targets:
            try:
                reason, key = split_reason(target.key, domain.references)
            except UnknownReasonError as error:
                reason, key = None, target.key.partition(":")[2]
                note_problem_at(self, "unknown-citation-reason", str(error))
            if reason:
                domain.note_reason(ref.citation_ref_id, key, reason)
            if key != target.key:
                node["reftarget"] = node["reftarget"].replace(target.key, key, 1)
            targets.append(target._replace(key=key))
        domain.citation_refs.append(ref._replace(targets=targets))


class FootnoteRole(SphinxRole):
    """Stands for sphinxcontrib-bibtex's ``footcite``, which knows no locators and not our style."""

    def run(self) -> Found:
        """Report the role, and what to write instead."""
        message = f"{self.name}は使えない。脚注（[^n]）の中に{{cite:p}}を書く。箇所も書ける"
        note_problem_at(self, "footcite", message)
        return [], []


def forget_external(app: Sphinx, document: nodes.document) -> None:
    """Forget the citations of other projects' references (intersphinx): their entries are there."""
    domain = citation_domain(app.env)
    docname = app.env.current_document.docname
    links = document.findall(pending_xref)
    external = {name for link in links if link.get("intersphinx") for name in link["ids"]}
    if external and docname in domain.cited:
        held = domain.cited[docname]
        domain.cited[docname] = [ref for ref in held if ref.citation_ref_id not in external]


def keep_out_of_titles(app: Sphinx, document: nodes.document) -> None:
    """Take citations out of a page's titles and contents, which would show their keys."""
    env = app.env
    docname = env.current_document.docname
    for titles in (env.titles, env.longtitles, env.tocs):
        shown = titles.get(docname)
        for citation in list(shown.findall(is_citation_text)) if shown else ():
            citation.parent.remove(citation)
    keep_out_of_labels(env, document)


def keep_out_of_labels(env: BuildEnvironment, document: nodes.document) -> None:
    """Take citations out of the headings by which labels are shown elsewhere."""
    labels = env.domains.standard_domain.labels
    for title in document.findall(nodes.title):
        bare = title.deepcopy()
        citations = list(bare.findall(is_citation_text))
        for citation in citations:
            citation.parent.remove(citation)
        names = document.nameids if citations else {}
        for name, identifier in names.items():
            if identifier in title.parent["ids"] and name in labels:
                docname, anchor, _text = labels[name]
                labels[name] = docname, anchor, clean_astext(bare)


def is_citation_text(node: nodes.Node) -> bool:
    """Return whether *node* is the text of a citation that is not resolved."""
    return isinstance(node, nodes.inline) and {"xref", "cite"} <= set(node["classes"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Replace the roles."""
    app.setup_extension("bibouroku.features.citation_domain")
    for domain, role in ((CitationDomain, CitationRole()), (BibtexFootDomain, FootnoteRole())):
        app.add_role(domain.name, role, override=True)
        for name in domain.roles:
            app.add_role_to_domain(domain.name, name, role, override=True)
    app.connect("doctree-read", forget_external, priority=100)  # before passages are taken
    # after Sphinx (500) has taken the titles
    app.connect("doctree-read", keep_out_of_titles, priority=550)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
