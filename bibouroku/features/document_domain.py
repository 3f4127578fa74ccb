"""A domain that keeps what documents hold: the part that all our domains have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes


class DocumentDomain(Domain):
    """Forgets a document that is read again, and takes what other processes read."""

    #: The names in ``data`` of what is kept by document name.
    kept: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        """Begin with nothing kept."""
        cls.initial_data = {name: {} for name in cls.kept}

    def resolve_any_xref(self, *_args: Any, **_kwargs: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: no role of this domain is a link."""
        return []

    def clear_doc(self, docname: str) -> None:
        """Forget a document that will be read again."""
        for name in self.kept:
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take what another process read."""
        for name in self.kept:
            found = otherdata[name]
            self.data[name].update({docname: found[docname] for docname in docnames & found.keys()})
