r"""What the text of a memo needs to stand alone in a PDF, with the words and numbers of the web.

Links out of the memo lead to the web, and there to the best place; equations have the numbers
of the page, one for a whole block of ``\begin{align}``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.bibliography.identifier import anchor, page_name
from bibouroku.features.addresses import published_address
from bibouroku.features.citation_domain import EVERYTHING, citation_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: The builder that these transforms are for.
BUILDER: Final = "offprints"
#: Begins the address of what is elsewhere, on a site without an address.
NOWHERE: Final = "elsewhere:"
#: A block of amsmath that is numbered line by line.
NUMBERED: Final = re.compile(
    r"\\begin\{(align|alignat|equation|flalign|gather|multline)\}(.*)\\end\{\1\}\s*", re.DOTALL
)


class EquationsElsewhere(SphinxPostTransform):
    """Resolve references to the equations of other documents as a page does."""

    default_priority = 4  # before Sphinx makes them numbers within the file (5)
    builders = (BUILDER,)

    def run(self, **_kwargs: Any) -> None:
        """Resolve those of one memo."""
        domain, here = self.env.domains.math_domain, self.env.docname
        builder = self.env._app.builder  # noqa: SLF001 - as Sphinx's own transforms
        for link in list(self.document.findall(addnodes.pending_xref)):
            kind, target = link.get("reftype"), link.get("reftarget")
            if link.get("refdomain") != "math" or kind not in {"eq", "numref"}:
                continue
            if domain.equations.get(target, (here,))[0] != here:
                found = domain.resolve_xref(self.env, here, builder, kind, target, link, link)
                link.replace_self(found or [])


class TextOfOffprints(SphinxPostTransform):
    """Prepare what is resolved for a PDF of its own."""

    default_priority = 700  # when references are resolved, before repairs for LaTeX (760)
    builders = (BUILDER,)

    def run(self, **_kwargs: Any) -> None:
        """Prepare one memo."""
        self.spell_numbers()
        self.lead_elsewhere()
        for block in self.document.findall(nodes.math_block):
            number_as_one(block)

    def spell_numbers(self) -> None:
        """Let numbers elsewhere be text: TeX does not know them."""
        for link in list(self.document.findall(addnodes.number_reference)):
            if "refuri" in link:
                plain = nodes.reference("", "", *link.children, refuri=link["refuri"])
                link.replace_self(plain)

    def lead_elsewhere(self) -> None:
        """Lead to pages of references rather than to a long list; unlink what leads nowhere."""
        domain = citation_domain(self.env)
        pages = {
            f"{published_address(self.config, listed)}#{anchor(key)}": page_name(key)
            for listed, scope in domain.lists.items()
            if scope == EVERYTHING
            for key in domain.references
        }
        for link in list(self.document.findall(nodes.reference)):
            address = link.get("refuri", "")
            if address.startswith(NOWHERE):
                link.replace_self(link.children)
            elif address in pages:
                link["refuri"] = published_address(self.config, pages[address])


def number_as_one(block: nodes.math_block) -> None:
    """Give a block of amsmath the one number that it has on its page."""
    found = NUMBERED.fullmatch(block.astext()) if block.get("number") else None
    if found and block.get("nowrap"):
        kind, lines = found.groups()
        block[:] = [nodes.Text(
            rf"\stepcounter{{equation}}\begin{{{kind}*}}{lines}\tag{{\theequation}}\end{{{kind}*}}"
        )]  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add both transforms."""
    app.setup_extension("bibouroku.features.citation_domain")
    app.add_post_transform(EquationsElsewhere)
    app.add_post_transform(TextOfOffprints)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
