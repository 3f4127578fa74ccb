"""Anchors and page names from cite keys: stable, without collisions, safe in HTML and URLs."""

from __future__ import annotations

import hashlib
import re
from typing import Final

#: The folder of the references' pages, and the page in it that lists them all.
FOLDER: Final = "references"
INDEX: Final = f"{FOLDER}/index"
#: File systems take names of up to 255 bytes; a suffix must have room.
LONGEST_NAME: Final = 200


def anchor(key: str) -> str:
    """Return the anchor of the entry *key*: ASCII letters, digits and hyphens stay.

    Every other character becomes its code point between underscores, so two
    keys never share an anchor: ``長岡1903`` → ``ref-_9577__5ca1_1903``.
    """
    return "ref-" + re.sub(r"[^A-Za-z0-9-]", lambda match: f"_{ord(match[0]):x}_", key)


def page_name(key: str) -> str:
    """Return the name of the page of the reference *key*, without suffix.

    ASCII letters, digits, hyphens, underscores and dots within stay; every
    other character becomes its code point between tildes, so two keys never
    share a page: ``長岡1903`` → ``references/~9577~~5ca1~1903``. A name too
    long for file systems ends in a digest of the key.
    """
    escaped = r"^\.|\.$|[^A-Za-z0-9_.-]"
    if f"{FOLDER}/{key}".casefold() == INDEX:  # taken by the list of all references
        escaped = "^."
    name = re.sub(escaped, lambda match: f"~{ord(match[0]):x}~", key)
    if len(name) > LONGEST_NAME:  # "~~~" stands in no other name
        name = (
            f"{name[:150]}~~~{hashlib.sha256(key.encode(errors='surrogatepass')).hexdigest()[:32]}"
        )
    return f"{FOLDER}/{name}"
