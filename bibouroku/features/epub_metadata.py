"""What an EPUB says of itself: title, date, identity, and what it offers to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, uuid5

from sphinx.builders.html import convert_locale_to_language_tag

from bibouroku.bibliography.meta_tag import iso_date
from bibouroku.blog.archive import keywords, newest_date
from bibouroku.ebook.package import Accessibility, Metadata
from bibouroku.features.addresses import site_address
from bibouroku.features.memos import memo_domain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from bibouroku.ebook.page import Facts

#: What Sphinx gives a setting that conf.py leaves out.
UNKNOWN: Final = "unknown"


def is_set(config: Config, name: str) -> bool:
    """Return whether conf.py or the command line sets *name*."""
    # Sphinx tells nowhere else what conf.py set
    return name in config._raw_config or name in config.overrides  # noqa: SLF001


def language(config: Config) -> str:
    """Return the language of the book as BCP 47 has it."""
    return convert_locale_to_language_tag(config.epub_language) or "ja"


def identifier(app: Sphinx) -> str:
    """Return what conf.py names, else what the address of the site, or the title, gives.

    The same book keeps it from revision to revision (EPUB 3.3, 5.5.3.1.1).
    """
    config = app.config
    if config.epub_identifier not in {"", UNKNOWN}:
        return str(config.epub_identifier)
    name = f"{site_address(app)}#epub" if config.html_baseurl else f"epub:{config.epub_title}"
    return uuid5(NAMESPACE_URL, name).urn


def metadata(app: Sphinx, day: dt.date) -> Metadata:
    """Return what the package document says of the book, last changed on *day*."""
    config, memos = app.config, list(memo_domain(app.env).memos.values())
    newest = newest_date(memos)

    def given(name: str) -> str:
        return str(getattr(config, name)) if is_set(config, name) else ""

    return Metadata(
        title=config.epub_title,
        identifier=identifier(app),
        language=language(config),
        modified=f"{day.isoformat()}T00:00:00Z",
        creator=config.epub_author,
        title_reading=config.bibouroku_title_reading,
        creator_reading=config.bibouroku_author_reading,
        contributor=given("epub_contributor"),
        date=iso_date(newest) if newest else "",
        publisher=given("epub_publisher"),
        rights=config.epub_copyright,
        description=given("epub_description") or config.bibouroku_description,
        source=site_address(app) if config.html_baseurl else "",
        subjects=tuple(keywords(memos)),
    )


def accessibility(pages: Collection[Facts], *, has_index: bool) -> Accessibility:
    """Return what the book offers, as far as *pages* bear it out."""
    pictures = sum(page.pictures for page in pages)
    told = not any(page.pictures_without_words for page in pages)
    found: dict[str, Any] = {
        "tableOfContents": True,
        "structuralNavigation": True,
        "readingOrder": True,
        "displayTransformability": True,
        "unlocked": True,
        "alternativeText": told and pictures,
        "MathML": any(page.has_mathml for page in pages),
        "rubyAnnotations": any(page.has_ruby for page in pages),
        "index": has_index,
    }
    return Accessibility(
        modes=("textual", "visual") if pictures else ("textual",),
        sufficient=(("textual",) if told else ()) + (("textual,visual",) if pictures else ()),
        features=tuple(name for name, holds in found.items() if holds),
        hazards=("none",),
        summary=summary(found),
    )


def summary(found: dict[str, Any]) -> str:
    """Return the same in words."""
    lines = [
        "本文は組み直しのできる文字で、目次から章と節へ移れる。引用と注は、文献や注との間を行き来できる。"
    ]
    if found["MathML"]:
        lines.append("数式はMathMLで、LaTeXの代替テキストがある。")
    if found["alternativeText"]:
        lines.append("図には代替テキストがある。")
    if found["rubyAnnotations"]:
        lines.append("読みはルビで示す。")
    lines.append("文献の撤回や反証の印は、色だけでなく言葉でも示す。動きや音はない。")
    return "".join(lines)
