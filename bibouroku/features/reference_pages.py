"""A page for every reference, ``references/<key>.html``, written again when what it shows changed.

A digest of what each page was made from is kept, so that a build writes exactly
the pages that differ. A book has no such pages.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import bibouroku
from bibouroku.bibliography.digitised_book import PLACED_BY
from bibouroku.bibliography.identifier import page_name
from bibouroku.blog.concordance import Citing
from bibouroku.blog.reference_page import reference_pages
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.front_page import site_pages
from bibouroku.features.memos import memo_domain
from bibouroku.features.passage_nodes import label_text
from bibouroku.features.reference_body import ReferenceBody
from bibouroku.features.written_files import begin_writing, digest, keep_digests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.reference_page import ReferencePage


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages that changed; remove those of references that are gone."""
    builder = cast("StandaloneHTMLBuilder", app.builder)
    common = shared(builder)
    domain = citation_domain(app.env)
    pages = {
        page_name(page.reference.key): page
        for page in reference_pages(domain.references, domain.histories, citings(app.env))
    }
    now = {name: digest(common + shown(app.env, page)) for name, page in pages.items()}
    fresh, gone = begin_writing(app, "reference-pages", now)
    for name, page in pages.items():
        if name not in fresh or not Path(builder.get_output_path(name)).is_file():
            yield name, context(builder, page), "page.html"
    for name in gone:
        Path(builder.get_output_path(name)).unlink(missing_ok=True)
    keep_digests(app, "reference-pages", now)


def citings(env: BuildEnvironment) -> Mapping[str, list[Citing]]:
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


def shared(builder: StandaloneHTMLBuilder) -> str:
    """Return in one text what all pages share: settings, templates, the program."""
    assert builder.templates is not None  # noqa: S101 - made when the builder was
    parts = (
        bibouroku.__version__,
        all_settings(builder),
        builder.templates.newest_template_mtime(),
        site_pages(builder.env),
    )
    return repr(parts)


def all_settings(builder: StandaloneHTMLBuilder) -> tuple[str, ...]:
    """Return digests of the settings for pages, of those for reading, and of the tags.

    Sphinx made the first of them, before the theme changes its options.
    """
    of_pages = builder.build_info
    of_reading = type(of_pages)(builder.config, builder.tags, frozenset({"env"}))
    return of_pages.config_hash, of_reading.config_hash, of_pages.tags_hash


def shown(env: BuildEnvironment, page: ReferencePage) -> str:
    """Return in one text all that *page* alone is made from."""
    domain = citation_domain(env)
    beside = dict.fromkeys(key for citing in page.citing for key in citing.beside)
    others = [
        (other.label, [other.text(name) for name in PLACED_BY], domain.histories.get(key))
        for key in beside
        if (other := domain.references.get(key))
    ]
    named = [citing.docname for citing in page.citing]
    runs = (run for citing in page.citing if citing.passage for run in citing.passage.runs)
    named += [run.text for run in runs if run.kind == "document"]
    titles = [env.titles[docname].astext() for docname in named if docname in env.titles]
    labels = [
        label_text(env, citing.docname, run.text)
        for citing in page.citing
        if citing.passage
        for run in citing.passage.runs
        if run.kind == "label"
    ]
    # repr writes a set in any order
    page_without_sets = replace(page, reference=replace(page.reference, others=frozenset()))
    more = sorted(page.reference.others)
    return repr((page_without_sets, more, others, titles, labels))


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
    app.setup_extension("bibouroku.features.export_links")
    app.setup_extension("bibouroku.features.front_page")
    app.setup_extension("bibouroku.features.passage_nodes")
    app.setup_extension("bibouroku.features.reference_nodes")
    app.connect("html-collect-pages", collect_pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
