"""The book (PDF): its date, and what it says of itself.

TeX gets what it puts into the PDF by itself; for the last step (``bibouroku.archive``) each
``<name>.tex`` has a ``<name>.meta.json`` beside it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from bibouroku.archive.metadata import Metadata, metadata_file
from bibouroku.bibliography.era_years import with_era
from bibouroku.bibliography.latex_text import plain
from bibouroku.bibliography.meta_tag import iso_date
from bibouroku.blog.archive import keywords
from bibouroku.blog.metadata import authors
from bibouroku.features.addresses import site_address
from bibouroku.features.book_date import book_date
from bibouroku.features.latex_repairs import spelt
from bibouroku.features.memos import memo_domain
from bibouroku.features.written_files import write_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

    from bibouroku.bibliography.edtf_date import EdtfDate
    from bibouroku.blog.memo import Memo

#: The engine whose primitive fixes the identifier.
ENGINE: Final = "lualatex"
#: TeX that keeps dates, which would be those of the clock, out of a PDF.
UNDATED: Final = "\\pdfvariable suppressoptionalinfo 96\n"
#: What TeX would read as its own in a list of keywords.
OF_TEX: Final = dict.fromkeys(map(ord, "\\{}%#~^&$_"), " ")


def date_book(app: Sphinx, builder: Builder) -> None:
    """Give the book its date, in print and in the PDF's metadata."""
    if builder.name != "latex":
        return
    memos = list(memo_domain(app.env).memos.values())
    date = book_date(app.env)
    context: dict[str, Any] = builder.context  # type: ignore[attr-defined]
    if not app.config.today:
        context["date"] = with_era(date) if date else ""
    if app.config.latex_engine == ENGINE:
        context["preamble"] += preamble(app.config.project, date, keywords(memos))
    for target, metadata in documents(app, memos, date):
        file = metadata_file(Path(app.outdir) / target)
        write_changed(file, metadata.written().encode())


def documents(
    app: Sphinx, memos: Sequence[Memo], date: EdtfDate | None
) -> Iterator[tuple[str, Metadata]]:
    """Yield the name of each file for TeX, and what its PDF says of itself."""
    for start, target, title, author, *_ in app.config.latex_documents:
        memo = memo_domain(app.env).memos.get(start)
        if memo:
            yield target, memo_metadata(app, memo)
        elif start in app.env.titles:
            named = plain(title) or spoken(app.env.titles[start])
            yield target, book_metadata(app, named, author, memos, date)


def book_metadata(
    app: Sphinx, title: str, author: str, memos: Sequence[Memo], date: EdtfDate | None
) -> Metadata:
    r"""Return what the PDF of a book of *memos* says; *author* is LaTeX, with ``\and``."""
    names = (plain(name).strip() for name in re.split(r"\\and\b", author))
    day = date.earliest if date else None
    return Metadata(
        title=title,
        created=day,
        modified=day,
        date=iso_date(date) if date else "",
        authors=tuple(filter(None, names)),
        description=app.config.bibouroku_description,
        keywords=tuple(keywords(memos)),
        address=site_address(app) if app.config.html_baseurl else "",
        **_of_the_site(app),
    )


def memo_metadata(app: Sphinx, memo: Memo, address: str = "") -> Metadata:
    """Return what the PDF of one memo says; *address* is that of its page on the web."""
    return Metadata(
        title=spoken(app.env.titles[memo.docname]),
        created=memo.date.earliest,
        modified=memo.modified.earliest,
        date=iso_date(memo.date),
        authors=tuple(authors(memo)),
        description=memo.description,
        keywords=tuple(keywords([memo])),
        address=address,
        **_of_the_site(app),
    )


def spoken(title: nodes.Element) -> str:
    """Return a title in plain letters, its formulas too, as the outline has it."""
    return "".join(
        spelt(text) if isinstance(text.parent, nodes.math) else str(text)
        for text in title.findall(nodes.Text)
    )


def _of_the_site(app: Sphinx) -> dict[str, str]:
    config = app.config
    return {
        "language": config.language,
        "publisher": config.project,
        "rights": config.copyright if isinstance(config.copyright, str) else "",
        "licence": config.bibouroku_license,
    }


def preamble(title: str, date: EdtfDate | None, words: Iterable[str]) -> str:
    """Return TeX that fixes dates, keywords and identity of the PDF.

    Otherwise the clock and the folder of the build would be in it.
    """
    moment = f"D:{date.earliest.isoformat().replace('-', '')}000000Z" if date else ""
    identity = hashlib.sha256(f"{title} {moment}".encode()).hexdigest()[:32].upper()
    listed = ", ".join(word.translate(OF_TEX) for word in words)
    dates = f"pdfcreationdate={{{moment}}},pdfmoddate={{{moment}}}," if date else ""
    return (
        f"\n\\hypersetup{{{dates}pdfkeywords={{{listed}}}}}\n"
        f"\\pdfvariable trailerid {{[<{identity}> <{identity}>]}}\n"
        f"{'' if date else UNDATED}"
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Date books before they are written."""
    app.setup_extension("bibouroku.features.latex_repairs")
    app.setup_extension("bibouroku.features.memos")
    app.setup_extension("bibouroku.features.page_metadata")
    app.connect("write-started", date_book)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
