"""The formats that references go out in, and what each is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bibouroku.exports import biblatex, csl_json, ris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bibouroku.exports.record import Record


class Format(NamedTuple):
    """A format of bibliographic data."""

    #: What readers know it by.
    label: str
    #: The end of its files' names.
    suffix: str
    #: Its media type, as Signposting and DOI content negotiation name it.
    media_type: str
    #: Makes the entry of one record.
    entry: Callable[[Record], str]
    #: Makes a file of entries.
    joined: Callable[[Iterable[str]], str]


FORMATS: Final = (
    Format("BibTeX", ".bib", "application/x-bibtex", biblatex.entry, biblatex.joined),
    Format("RIS", ".ris", "application/x-research-info-systems", ris.entry, ris.joined),
    Format(
        "CSL-JSON",
        ".json",
        "application/vnd.citationstyles.csl+json",
        csl_json.entry,
        csl_json.joined,
    ),
)
