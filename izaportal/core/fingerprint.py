"""The fingerprint of a rule's input: the same input gives the same 64 characters, on every machine."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType
from typing import Any

from izaportal.core.numbers import plain
from izaportal.core.quarter import Quarter

Writer = Callable[[Any], object]
_writers: dict[type, Writer] = {}


def fingerprint(facts: object) -> str:
    """SHA-256 (hex) over the canonical JSON of the facts. Leave ids and times out of them."""
    return hashlib.sha256(canonical_json(facts).encode()).hexdigest()


def canonical_json(facts: object) -> str:
    """Sorted keys, numbers as strings in one spelling, UTF-8, no spaces; floats and times are refused."""
    return json.dumps(as_plain(facts), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def as_plain(value: object) -> object:
    """A rule's input or result as data to store: dataclasses as dicts, numbers and dates as text."""
    return _writer(type(value))(value)


def as_data(facts: Mapping[str, object]) -> dict[str, object]:
    """Named facts as one JSON object to store."""
    return {name: as_plain(value) for name, value in facts.items()}


def _writer(kind: type) -> Writer:
    """How values of a type are written; settled once per type, as a recalculation writes thousands."""
    known = _writers.get(kind)
    if known is None:
        known = _writers[kind] = _new_writer(kind)
    return known


def _new_writer(kind: type) -> Writer:
    if dataclasses.is_dataclass(kind) and kind is not Quarter:
        names = tuple(field.name for field in dataclasses.fields(kind))
        return lambda value: {name: as_plain(getattr(value, name)) for name in names}
    return next((write for kinds, write in WRITERS if issubclass(kind, kinds)), _refuse)


def _refuse(value: object) -> object:
    raise TypeError(f"hoort niet in een vingerafdruk: {value!r}")


# The first that fits: an enum may be a text, a moment is a date, and True is a number.
WRITERS: tuple[tuple[tuple[type, ...], Writer], ...] = (
    ((Enum,), lambda value: str(value.value)),
    ((str, int, NoneType), lambda value: value),
    ((Decimal,), plain),
    ((datetime,), _refuse),
    ((Fraction, Quarter, date), str),
    ((Mapping,), lambda value: {str(key): as_plain(item) for key, item in value.items()}),
    ((list, tuple), lambda value: [as_plain(item) for item in value]),
)
