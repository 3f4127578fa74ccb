"""From one name of a BibTeX list to a person.

BibTeX takes the last word of a name without a comma for the family name. Names in Han,
Hiragana and Hangul have the family name first, with a space as without a comma: ``寺田 寅彦``,
as catalogues write it. Foreign names in Katakana keep their own order.
"""

from __future__ import annotations

import re
from typing import Final

from pybtex.database import Person as BibtexPerson

from bibouroku.bibliography.latex_text import plain
from bibouroku.bibliography.reference import CJK, KATAKANA, Person

#: One part of a name in BibLaTeX's extended form: ``family=Harman``.
PART: Final = re.compile(r"\s*([a-z-]+)\s*=\s*(.*?)\s*", re.DOTALL)
#: The number by which DBLP tells people of the same name apart: ``Wei Wang 0001``.
HOMONYM: Final = re.compile(r"\s+[0-9]{4}$")
#: ``von Last, Jr, First`` has two commas.
MOST_COMMAS: Final = 2


def person(name: str) -> Person:
    """Return the person that *name* writes: ``姓, 名``, ``First von Last``, ``family=…, given=…``.

    Raises ``ValueError``, with a Japanese message that names the fault, for what is no name.
    """
    stripped = HOMONYM.sub("", name.strip())
    if _enclosed(stripped):
        found = Person(plain(stripped), literal=True)
    else:
        parts = _between_commas(stripped)
        found = _extended(parts) or _classic(stripped, commas=len(parts) - 1)
    if not found.family:
        message = f"名「{name}」に姓がない。「姓, 名」と書く"
        raise ValueError(message)
    return found


def _extended(parts: list[str]) -> Person | None:
    """Return the person of ``family=…, given=…, prefix=…, suffix=…``, or ``None``."""
    matches = [match for part in parts if (match := PART.fullmatch(part))]
    if len(matches) < len(parts):
        return None
    named = {match[1]: plain(match[2].strip('"')) for match in matches}
    if not {"family", "given"} & named.keys():
        return None
    family = " ".join(filter(None, (named.get("prefix"), named.get("family"))))
    given = ", ".join(filter(None, (named.get("given"), named.get("suffix"))))
    return Person(family, given) if family else Person(given)


def _classic(name: str, *, commas: int) -> Person:
    if commas > MOST_COMMAS:
        message = f"名「{name}」にコンマが多い。人と人のあいだはandで区切る"
        raise ValueError(message)
    if not commas and (words := _family_first(plain(name))):
        return Person(*words)
    parsed = BibtexPerson(name)
    family = " ".join(parsed.prelast_names + parsed.last_names)
    given = " ".join(parsed.first_names + parsed.middle_names)
    suffix = " ".join(parsed.lineage_names)
    return Person(plain(family), plain(", ".join(filter(None, (given, suffix)))))


def _family_first(name: str) -> tuple[str, str] | None:
    """Return family and given name of a *name* in the order of East Asia, if it is one."""
    family, *given = name.split()
    if not given or not all(CJK.search(word) for word in (family, *given)):
        return None
    return None if KATAKANA.fullmatch(family + "".join(given)) else (family, "".join(given))


def _enclosed(name: str) -> bool:
    """Return whether one pair of braces holds the whole name, as for an organisation."""
    depth = 0
    for position, letter in enumerate(name):
        depth += (letter == "{") - (letter == "}")
        if depth <= 0:
            return bool(position) and position == len(name) - 1
    return False


def _between_commas(name: str) -> list[str]:
    """Return the parts of *name* between commas outside braces."""
    parts, depth = [""], 0
    for letter in name:
        depth += (letter == "{") - (letter == "}")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
