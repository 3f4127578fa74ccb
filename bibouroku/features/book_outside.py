"""What a book refers to and leaves out: the words and numbers of the web, linked there.

Sphinx would print names of labels, and ``??`` for equations. Where conf.py does not say
where the site is, the words stand without a link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from bibouroku.features.addresses import published_address
from bibouroku.features.cross_references import Places
from bibouroku.features.memo_links import target_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.features.memo_links import Link


class Goal(NamedTuple):
    """Where a reference leads, and by which words it says so if its author chose none."""

    docname: str
    anchor: str
    words: str


class LeadOutside(SphinxPostTransform):
    """Resolve the references to what is not in the book."""

    default_priority = 4  # before Sphinx makes references to equations numbers of the book (5)
    builders = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Treat one book."""
        files = {place["docname"] for place in self.document.findall(addnodes.start_of_file)}
        files.add(self.env.docname)
        places = Places(self.env)
        for link in list(self.document.findall(addnodes.pending_xref)):
            named = target_of(link, link.get("refdoc", self.env.docname))
            kind = link.get("reftype", "")
            goal = self.goal(places, named, kind) if named else None
            if goal and goal.docname not in files:
                chosen = link.get("refexplicit") and kind != "numref"
                words: list[nodes.Node] = [nodes.Text(goal.words)]
                link.replace_self(self.led(goal, link.children if chosen else words))

    def goal(self, places: Places, named: Link, kind: str) -> Goal | None:
        """Return where a reference of this *kind* leads; ``None`` if nobody knows."""
        if named.kind == "doc":
            title = self.env.titles.get(named.target)
            return Goal(named.target, "", title.astext()) if title else None
        if named.kind == "equation":
            docname, _ = places.math.equations.get(named.target, ("", 0))
            anchor = nodes.make_id(f"equation-{named.target}")
            words = f"({named.target})"
        else:
            label = named.target.lower()
            docname, anchor = places.standard.anonlabels.get(label, ("", ""))
            words = places.standard.labels.get(label, ("", "", named.target))[2]
        if docname and kind in {"eq", "numref"}:
            for what, number in places.numbers(docname, anchor):
                form = self.config.numfig_format.get(what, "(%s)")
                words = form.replace("%s", ".".join(map(str, number)))
        return Goal(docname, anchor, words) if docname else None

    def led(self, goal: Goal, content: list[nodes.Node]) -> list[nodes.Node]:
        """Return *content* linked to the web, if the site has an address."""
        address = published_address(self.config, goal.docname)
        if not address:
            return content
        address += f"#{goal.anchor}" if goal.anchor else ""
        return [nodes.reference("", "", *content, refuri=address)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Treat books only."""
    app.setup_extension("bibouroku.features.cross_references")
    app.setup_extension("bibouroku.features.memo_links")
    app.add_post_transform(LeadOutside)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
