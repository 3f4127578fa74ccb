"""A page for every reference, ``references/<key>.html``, written again when what it shows changed.

What each page was made from is kept as a digest beside the doctrees, so that a
build writes exactly the pages that differ. A book has no such pages.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import bibouroku
from bibouroku.bibliography.identifier import page_name
from bibouroku.blog.concordance import Citing
from bibouroku.blog.reference_page import reference_pages
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.front_page import site_pages
from bibouroku.features.memos import memo_domain
from bibouroku.features.reference_body import ReferenceBody

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.reference_page import ReferencePage

#: Where the digests are kept, in the folder of the doctrees.
DIGESTS: Final = "reference-pages.json"


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages that changed; remove those of references that are gone."""
    kept = Path(app.doctreedir) / DIGESTS
    last = read_digests(kept)
    now: dict[str, str] = {}
    builder = cast("StandaloneHTMLBuilder", app.builder)
    common = common_digest(builder)
    domain = citation_domain(app.env)
    for page in reference_pages(domain.references, domain.histories, citing(app.env)):
        name = page_name(page.reference.key)
        now[name] = digest(app.env, page, common)
        if now[name] != last.get(name) or not Path(builder.get_output_path(name)).is_file():
            yield name, context(builder, page), "page.html"
    for name in last.keys() - now.keys():
        Path(builder.get_output_path(name)).unlink(missing_ok=True)
    if now != last:
        kept.write_text(json.dumps(now, indent=0, sort_keys=True), encoding="utf-8")


def read_digests(path: Path) -> dict[str, str]:
    """Return the digests of the pages as last written; none if they cannot be read."""
    try:
        held: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held


def citing(env: BuildEnvironment) -> Mapping[str, list[Citing]]:
    """Return every place that cites a reference, by cite key."""
    domain, memos = citation_domain(env), memo_domain(env).memos
    found: dict[str, list[Citing]] = defaultdict(list)
    for docname in domain.citing_documents():
        memo, passages = memos.get(docname), domain.passages.get(docname, {})
        keys = {ref.citation_ref_id: [t.key for t in ref.targets] for ref in domain.cited[docname]}
        for key, citations in domain.citations_in(docname).items():
            for citation in citations:
                passage = passages.get(citation.id)
                ids = [run.id for run in passage.runs if run.id] if passage else []
                beside = tuple(key for identifier in ids for key in keys.get(identifier, ()))
                date = memo.date if memo else None
                found[key].append(Citing(docname, date, citation, passage, beside))
    return found


def common_digest(builder: StandaloneHTMLBuilder) -> str:
    """Return a digest of what all pages share: settings, templates, the program."""
    assert builder.templates is not None  # noqa: S101 - made when the builder was
    shared = (
        bibouroku.__version__,
        builder.build_info.config_hash,
        builder.build_info.tags_hash,
        builder.templates.newest_template_mtime(),
        [(name, builder.env.titles[name].astext()) for name in site_pages(builder.env)],
    )
    return repr(shared)


def digest(env: BuildEnvironment, page: ReferencePage, common: str) -> str:
    """Return a digest of all that *page* is made from."""
    domain = citation_domain(env)
    beside = dict.fromkeys(key for place in page.citing for key in place.beside)
    others = [
        (domain.references[key].label, domain.histories.get(key))
        for key in beside
        if key in domain.references
    ]
    shown = [place.docname for place in page.citing]
    runs = (run for place in page.citing if place.passage for run in place.passage.runs)
    shown += [run.text for run in runs if run.kind == "document"]
    titles = [env.titles[docname].astext() for docname in shown if docname in env.titles]
    # repr writes a set in any order
    page_without_sets = replace(page, reference=replace(page.reference, others=frozenset()))
    more = sorted(page.reference.others)
    whole = repr((common, page_without_sets, more, others, titles))
    return hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()[:32]


def context(builder: StandaloneHTMLBuilder, page: ReferencePage) -> dict[str, Any]:
    """Return what the template of the page needs."""
    body = ReferenceBody(builder, page).document()
    # Sphinx would number these headings as those of the document written last
    builder.fignumbers, builder.secnumbers = {}, {}
    heading = page.reference.text("title") or page.reference.key
    return {
        "title": f"{page.reference.label}：{heading}",
        "body": builder.render_partial(body)["fragment"],
        "reference_page": page,
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write the pages after those of the documents."""
    app.setup_extension("bibouroku.features.front_page")
    app.setup_extension("bibouroku.features.passage_nodes")
    app.setup_extension("bibouroku.features.reference_nodes")
    app.connect("html-collect-pages", collect_pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
