"""Anchors from cite keys: stable, without collisions, safe in HTML, LaTeX and URLs."""

from __future__ import annotations

import re


def anchor(key: str) -> str:
    """Return the anchor of the entry *key*: ASCII letters, digits and hyphens stay.

    Every other character becomes its code point between underscores, so two
    keys never share an anchor: ``長岡1903`` → ``ref-_9577__5ca1_1903``.
    """
    return "ref-" + re.sub(r"[^A-Za-z0-9-]", lambda match: f"_{ord(match[0]):x}_", key)
