"""The fingerprint of a rule's input: the same input gives the same 64 characters, on every machine."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from izaportal.core.numbers import plain
from izaportal.core.quarter import Quarter


def fingerprint(facts: object) -> str:
    """SHA-256 (hex) over the canonical JSON of the facts. Leave ids and times out of them."""
    return hashlib.sha256(canonical_json(facts).encode()).hexdigest()


def canonical_json(facts: object) -> str:
    """Sorted keys, numbers as strings in one spelling, UTF-8, no spaces; floats and times are refused."""
    return json.dumps(as_plain(facts), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def as_plain(value: object) -> object:
    """A rule's input or result as data to store: dataclasses as dicts, numbers and dates as text."""
    if isinstance(value, Mapping):
        return {str(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type | Quarter):
        return {field.name: as_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return _scalar(value)


def as_data(facts: Mapping[str, object]) -> dict[str, object]:
    """Named facts as one JSON object to store."""
    return {name: as_plain(value) for name, value in facts.items()}


def _scalar(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Fraction | Quarter) or (isinstance(value, date) and not isinstance(value, datetime)):
        return str(value)
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"hoort niet in een vingerafdruk: {value!r}")
