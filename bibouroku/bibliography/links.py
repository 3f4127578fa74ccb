"""Where a reference can be read: DOI, arXiv, National Diet Library, other archives, an address.

The archives of ``eprinttype`` are those that BibLaTeX knows (``biblatex.def``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from bibouroku.bibliography.reference import Reference

DOI_RESOLVER: Final = "https://doi.org/"
ARXIV: Final = "https://arxiv.org/abs/"
#: The address of an item of the NDL Digital Collections; a frame n of it is ``…/1/n``.
NDL: Final = "https://dl.ndl.go.jp/pid/"
#: Addresses of what other archives hold, by ``eprinttype``.
ARCHIVES: Final = {
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "hdl": ("hdl", "https://hdl.handle.net/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id="),
}
#: What some write before the DOI itself.
BEFORE_DOI: Final = re.compile(r"^\s*(https?://((dx|www)\.)?doi\.org/|doi:)", re.IGNORECASE)
#: What may stand in a URL unquoted, the percent sign of what is quoted already included.
URL_SAFE: Final = "%/:?#[]@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Link:
    """An address with the words that lead to it."""

    #: ``doi``, ``arxiv``, ``ndl``, a key of ``ARCHIVES``, or ``url``.
    kind: str
    #: What is shown, on paper too.
    text: str
    url: str


def links(reference: Reference) -> tuple[Link, ...]:
    """Return the links of *reference*; the plain address only where nothing lasting is known."""
    lasting = (_doi(reference), _arxiv(reference), _ndl(reference), _archived(reference))
    found = [link for link in lasting if link]
    if not found and (url := safe_url(reference.text("url") or "")):
        found.append(Link("url", re.sub(r"^https?://", "", url).rstrip("/"), url))
    return tuple(found)


def safe_url(url: str) -> str | None:
    """Return *url* with only ASCII in it, or ``None`` unless it is an http(s) address."""
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    return quote(url, safe=URL_SAFE)


def _doi(reference: Reference) -> Link | None:
    doi = BEFORE_DOI.sub("", reference.text("doi") or "").strip()
    return Link("doi", f"doi:{doi}", DOI_RESOLVER + quote(doi, safe="/:;()._-")) if doi else None


def _arxiv(reference: Reference) -> Link | None:
    eprint = re.sub(r"^arXiv:", "", reference.text("eprint") or "", flags=re.IGNORECASE).strip()
    if not eprint or (reference.text("eprinttype") or "").lower() != "arxiv":
        return None
    return Link("arxiv", f"arXiv:{eprint}", ARXIV + quote(eprint, safe="/."))


def _ndl(reference: Reference) -> Link | None:
    pid = reference.text("ndlpid") or ""
    return (
        Link("ndl", f"国立国会図書館 pid/{pid}", NDL + pid)
        if re.fullmatch(r"[0-9]+", pid)
        else None
    )


def _archived(reference: Reference) -> Link | None:
    kind = (reference.text("eprinttype") or "").lower()
    number = (reference.text("eprint") or "").strip()
    if kind not in ARCHIVES or not number:
        return None
    name, address = ARCHIVES[kind]
    return Link(kind, f"{name}:{number}", address + quote(number, safe="/."))
