"""A memo as a reference: how others cite it.

The memo becomes what an entry of ``references.bib`` becomes, BibLaTeX's ``@online`` of the
subtype ``blog``, so that the exports write it as they write any other work.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.reference import Reference
from bibouroku.bibliography.style_words import quoted
from bibouroku.blog.metadata import author_persons

if TYPE_CHECKING:
    from bibouroku.blog.memo import Memo
    from bibouroku.blog.metadata import WebPage

#: How BibLaTeX names the languages of sites.
BABEL: Final = {"ja": "japanese", "en": "english", "ko": "korean", "de": "german", "fr": "french"}


def self_reference(memo: Memo, page: WebPage) -> Reference:
    """Return *memo* as a work that can be cited; its key is the name of its file."""
    fields = {
        "title": memo.title,
        "entrysubtype": "blog",
        "organization": page.site,
        "url": page.address,
        "langid": BABEL.get(page.language, ""),
        "language": "" if page.language in BABEL else page.language.replace("_", "-"),
        "abstract": memo.description,
    }
    return Reference(
        key=PurePosixPath(memo.docname).name,
        type="online",
        fields={name: value for name, value in fields.items() if value},
        persons={"author": author_persons(memo, page)},
        date=memo.date,
    )


def self_citation(memo: Memo, page: WebPage) -> str:
    """Return how to cite *memo* in a Japanese text: author（date）「title」『site』.

    The site is not named twice, where it is the author. The address follows, for those who
    make a link of it.
    """
    names = "・".join(author.full for author in author_persons(memo, page))
    site = "" if names == page.site else f"『{page.site}』"
    return f"{names}（{memo.date.japanese}）{quoted(memo.title)}{site}"
