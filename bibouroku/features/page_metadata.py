"""What the heads of pages tell machines: of a memo itself, of a reference the work, of the site.

A page without it is to Zotero and Google Scholar a web page without author and date. The head
of a memo depends on the memo and on the works that it cites, which are written again together.

Whoever makes a PDF of a memo puts its path below the output folder into ``memo_pdf`` of the
template's context, before this feature asks; no page speaks of a PDF that nobody has made.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sphinx.util.osutil import relative_uri

from bibouroku.bibliography.identifier import page_name
from bibouroku.bibliography.meta_tag import MetaTag, iso_date
from bibouroku.bibliography.style_words import quoted
from bibouroku.blog import card_image, head_link, linked_data, metadata
from bibouroku.blog.archive import slug
from bibouroku.blog.head_link import MARKDOWN, File, HeadLink
from bibouroku.blog.linked_data import Surroundings
from bibouroku.blog.metadata import Picture, WebPage
from bibouroku.exports import highwire, schema_org
from bibouroku.exports.formats import FORMATS
from bibouroku.exports.record import Record
from bibouroku.features.addresses import page_address, site_address
from bibouroku.features.card_images import SITE_CARD, card_file
from bibouroku.features.citation_domain import citation_domain
from bibouroku.features.exports import BUILDERS, reasons_in
from bibouroku.features.markdown_copies import markdown_file
from bibouroku.features.memos import memo_domain
from bibouroku.features.self_citations import citation_files
from bibouroku.features.update_notes import updates_in
from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.blog.memo import Memo
    from bibouroku.blog.reference_page import ReferencePage

#: Pages that are not for search engines.
HIDDEN: Final = frozenset({"404", "search"})


def add_metadata(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the template of a page ``meta_tags``, ``head_links`` and ``data_island``."""
    if pagename in HIDDEN:
        context["meta_tags"] = [MetaTag("robots", "noindex")]
        context["pageurl"] = None
        return
    page = web_page(app, pagename, context)
    context["pageurl"] = page.address or context.get("pageurl")
    context["head_links"] = head_link.language_links(page.address, page.language_tag)
    memo = memo_domain(app.env).memos.get(pagename)
    if memo:
        _add_memo(app, memo, page, context, doctree)
    elif shown := context.get("reference_page"):
        _add_reference(app, shown, page, context)
    elif pagename == app.config.root_doc:
        said = app.config.bibouroku_description
        context["meta_tags"] = metadata.page_tags(page, page.site, said)
        context["data_island"] = linked_data.data_island(linked_data.site_data(page, said))
    else:
        named = app.env.titles.get(pagename)
        title = named.astext() if named else context.get("title", "")
        context["meta_tags"] = metadata.page_tags(page, title, _description(app, title, context))


def web_page(app: Sphinx, pagename: str, context: Mapping[str, Any]) -> WebPage:
    """Return what is known of a page; without the address of the site neither its own."""
    config = app.config
    if not config.html_baseurl or app.builder.name not in BUILDERS:
        return WebPage(config.project, config.language)
    memo = memo_domain(app.env).memos.get(pagename)
    words = f"{memo.title}（{config.project}）" if memo else config.project
    pdf = context.get("memo_pdf", "")
    return WebPage(
        site=config.project,
        language=config.language,
        address=page_address(app, pagename),
        site_address=site_address(app),
        picture=Picture(
            file_address(app, card_file(pagename) if memo else SITE_CARD),
            words,
            card_image.WIDTH,
            card_image.HEIGHT,
        ),
        pdf=file_address(app, pdf) if pdf else "",
    )


def file_address(app: Sphinx, name: str, pagename: str = "") -> str:
    """Return the address of a file below the output folder.

    It leads from the page *pagename*, or from the root, where that of the site is not known.
    """
    if app.config.html_baseurl:
        return site_address(app) + quote(name)
    here = app.builder.get_target_uri(pagename) if pagename else ""
    return relative_uri(here, quote(name))


def _description(app: Sphinx, title: str, context: Mapping[str, Any]) -> str:
    """Return what a page called *title* holds that is neither memo nor reference."""
    memos = [memo for memo, _lead in context.get("memo_cards", ())]
    if shown := (context["group"].memos if "group" in context else memos):
        return metadata.list_description(shown)
    return f"{app.config.project}の{quoted(title)}。{app.config.bibouroku_description}"


def _add_memo(
    app: Sphinx, memo: Memo, page: WebPage, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell of a memo."""
    context["meta_tags"] = metadata.memo_tags(memo, page)
    if app.builder.name not in BUILDERS:
        return
    cited = cited_records(app, memo).values()
    context["meta_tags"] += [highwire.reference_tag(record) for record in cited]
    around = surroundings(app, memo, page, doctree)
    context["data_island"] = linked_data.data_island(linked_data.memo_data(memo, page, around))
    linkset = linkset_file(memo.docname) if page.address else ""
    links = head_link.memo_links(
        page.address,
        around.described_by,
        pdf=page.pdf,
        authors=filter(None, map(around.author_addresses.get, metadata.authors(memo))),
        license_address=around.license_address,
        linkset=file_address(app, linkset) if linkset else "",
    )
    if linkset:
        write_changed(Path(app.outdir) / linkset, head_link.linkset(page.address, links).encode())
    copies = [
        HeadLink("alternate", file.address, file.media_type, file.label)
        for file in around.encodings
        if file.media_type == MARKDOWN
    ]
    context["head_links"] += [*links, *copies]


def _add_reference(
    app: Sphinx, shown: ReferencePage, page: WebPage, context: dict[str, Any]
) -> None:
    """Tell of the work that a page is about."""
    histories = citation_domain(app.env).histories
    record = Record(shown.reference, histories.get(shown.reference.key, ()))
    tags = highwire.tags(record)
    context["meta_tags"] = tags + metadata.work_tags(page, record.full_title(), tags)
    corrections = [
        (
            f"{event.fate.word}：{event.by.label}",
            iso_date(event.date) if event.date else "",
            page_address(app, page_name(event.by.key)) if page.address else "",
        )
        for event in record.events
        if event.counts and event.fate.status in linked_data.CORRECTING
    ]
    work = _named(app, shown.reference.key, schema_org.work(record))
    data = linked_data.reference_data(work, page.address, corrections)
    context["data_island"] = linked_data.data_island(data)
    if app.builder.name in BUILDERS:
        name = page_name(shown.reference.key)
        files = [
            File(file_address(app, name + each.suffix, name), each.media_type) for each in FORMATS
        ]
        context["head_links"] += head_link.reference_links(files)


def cited_records(app: Sphinx, memo: Memo) -> dict[str, Record]:
    """Return the works that *memo* cites, by cite key."""
    domain = citation_domain(app.env)
    return {
        key: Record(domain.references[key], domain.histories.get(key, ()))
        for key in reasons_in(app.env, memo.docname)
    }


def surroundings(
    app: Sphinx, memo: Memo, page: WebPage, doctree: nodes.document | None
) -> Surroundings:
    """Return what belongs to *memo*, whose resolved text is *doctree*."""
    config = app.config
    reasons = reasons_in(app.env, memo.docname)
    category = f"{config.blog_path}/category/{slug(memo.category)}"
    label = "この記事（Markdown）"
    copy = file_address(app, markdown_file(memo.docname), memo.docname)
    encodings = [File(copy, MARKDOWN, label)]
    if page.pdf:
        encodings.append(File(page.pdf, "application/pdf", "この記事（PDF）"))
    return Surroundings(
        cited={
            key: _named(app, key, schema_org.cited_work(record))
            for key, record in cited_records(app, memo).items()
        },
        based_on=[
            key
            for key, why in reasons.items()
            if any(reason.property in linked_data.BASES for reason in why)
        ],
        notes=_notes(doctree),
        encodings=encodings,
        described_by=_described_by(app, memo),
        above=[(page_address(app, category), memo.category)] if page.address else (),
        author_addresses={page.site: page.site_address, **config.bibouroku_author_urls},
        license_address=config.bibouroku_license,
    )


def _described_by(app: Sphinx, memo: Memo) -> Sequence[File]:
    names = zip(citation_files(memo.docname), FORMATS, strict=True)
    return [
        File(file_address(app, name, memo.docname), each.media_type, each.label)
        for name, each in names
    ]


def _named(app: Sphinx, key: str, work: dict[str, Any]) -> dict[str, Any]:
    """Return the *work* of a reference, named by the address of its page here."""
    if not app.config.html_baseurl:
        return work
    return {"@id": f"{page_address(app, page_name(key))}#work", **work}


def _notes(doctree: nodes.document | None) -> dict[str, str]:
    """Return the texts of the notes of a memo without their titles, by their anchors."""
    notes = updates_in(doctree) if doctree else []
    return {
        note["ids"][0]: "\n".join(" ".join(part.astext().split()) for part in note.children[1:])
        for note in notes
    }


def linkset_file(docname: str) -> str:
    """Return the path of the file with the typed links of a memo."""
    return f"{docname}.linkset.json"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add metadata to pages when they are written."""
    app.setup_extension("bibouroku.features.card_images")
    app.setup_extension("bibouroku.features.citation_domain")
    app.setup_extension("bibouroku.features.exports")
    app.setup_extension("bibouroku.features.markdown_copies")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.reference_pages")
    app.setup_extension("bibouroku.features.self_citations")
    app.setup_extension("bibouroku.features.update_notes")
    app.add_config_value("bibouroku_author_urls", {}, "html", types=frozenset({dict}))
    app.add_config_value("bibouroku_description", "", "html", types=frozenset({str}))
    app.add_config_value("bibouroku_license", "", "html", types=frozenset({str}))
    app.connect("html-page-context", add_metadata)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
