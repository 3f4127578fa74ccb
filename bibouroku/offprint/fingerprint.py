"""A digest of values, the same in every process on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from typing import Any


def fingerprint(*values: Any) -> str:
    """Return a digest of *values*: of what they are made of, whatever the order of their sets."""
    text = repr([canonical(value) for value in values])
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def canonical(value: Any) -> Any:
    """Return *value* as lists and plain values whose ``repr`` depends on its content alone.

    Of a field that does not count when values are compared nothing is kept; of what is made of
    nothing that is known, a function for example, its type.
    """
    if is_dataclass(value) and not isinstance(value, type):
        held = [canonical(getattr(value, each.name)) for each in fields(value) if each.compare]
        return [type(value).__name__, *held]
    if isinstance(value, Mapping):
        return sorted(([canonical(key), canonical(held)] for key, held in value.items()), key=repr)
    if isinstance(value, AbstractSet):
        return sorted(map(canonical, value), key=repr)
    if isinstance(value, list | tuple):
        return [canonical(held) for held in value]
    if value is None or isinstance(value, str | bytes | int | float):
        return value
    return type(value).__name__
