"""What the pages of a book are, in the words of two vocabularies.

``epub:type`` comes from the EPUB 3 Structural Semantics Vocabulary, ``role`` from the Digital
Publishing WAI-ARIA Module 1.1; ``epub:type`` alone says nothing to a screen reader.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Division(NamedTuple):
    """A kind of page."""

    #: The part of the book that it belongs to.
    matter: str
    #: Its ``epub:type``.
    type: str
    #: Its role; ``""`` where the module has none.
    role: str


FRONT: Final = "frontmatter"
BODY: Final = "bodymatter"
BACK: Final = "backmatter"

COVER: Final = Division(FRONT, "cover", "")
TITLE_PAGE: Final = Division(FRONT, "titlepage", "")
PREFACE: Final = Division(FRONT, "preface", "doc-preface")
CHAPTER: Final = Division(BODY, "chapter", "doc-chapter")
APPENDIX: Final = Division(BACK, "appendix", "doc-appendix")
GLOSSARY: Final = Division(BACK, "glossary", "doc-glossary")
BIBLIOGRAPHY: Final = Division(BACK, "bibliography", "doc-bibliography")
INDEX: Final = Division(BACK, "index", "doc-index")
COLOPHON: Final = Division(BACK, "colophon", "doc-colophon")
