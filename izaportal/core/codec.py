"""Plain frozen dataclasses as JSON data and back, exactly: what was written is read as an equal value.

Typed by the annotations alone. Decimals, fractions, days, moments, ids, quarters and enums are texts; a
mapping is a list of pairs, because its order is part of what is kept. A field that was not known when
something was written takes its default, so that what is kept stays readable when rows grow.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from izaportal.core.quarter import Quarter

Kind = TypeVar("Kind")
Read = Callable[[Any], Any]
Write = Callable[[Any], Any]

JSON_ITSELF = (str, int, bool, types.NoneType)
TEXTS: dict[type, tuple[Write, Read]] = {
    Decimal: (str, Decimal),
    Fraction: (str, Fraction),
    Quarter: (str, Quarter.parse),
    UUID: (str, UUID),
    date: (date.isoformat, date.fromisoformat),
    datetime: (datetime.isoformat, datetime.fromisoformat),
}


def canonical(data: object) -> str:
    """JSON in its only spelling: sorted keys, no spaces, UTF-8; numbers that lose digits are refused."""
    return json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_refuse
    )


def encode(kind: Any, value: object) -> Any:
    """The value, which is of this annotated kind, as JSON data."""
    return _codec(kind)[0](value)


def decode(kind: type[Kind], data: Any) -> Kind:
    """The value that was encoded. Raises KeyError, TypeError or ValueError for data of another shape."""
    annotated: Any = kind
    value: Kind = _codec(annotated)[1](data)
    return value


@cache
def _codec(kind: Any) -> tuple[Write, Read]:
    """How values of an annotated type are written and read; settled once per type."""
    if kind in TEXTS:
        return TEXTS[kind]
    if kind in JSON_ITSELF:
        return _checked(kind)
    if kind is Any:
        return _as_is, _as_is
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is not None:
        return _container(origin, get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return (lambda member: member.value), kind
    if is_dataclass(kind):
        return _dataclass(kind)
    raise TypeError(f"geen vorm om te bewaren: {kind!r}")


def _refuse(value: object) -> object:
    raise TypeError(f"geen JSON: {value!r}")


def _as_is(value: Any) -> Any:
    """JSON data that was stored as such, such as a derivation."""
    return value


def _checked(kind: type) -> tuple[Write, Read]:
    def same(value: Any) -> Any:
        if not isinstance(value, kind):
            raise TypeError(f"geen {kind.__name__}: {value!r}")
        return value

    return same, same


def _optional(kind: Any) -> tuple[Write, Read]:
    given = [part for part in get_args(kind) if part is not types.NoneType]
    if len(given) != 1:
        raise TypeError(f"een keuze uit meer soorten is niet terug te lezen: {kind!r}")
    write, read = _codec(given[0])
    return (
        lambda value: None if value is None else write(value),
        lambda data: None if data is None else read(data),
    )


def _container(origin: Any, of: tuple[Any, ...]) -> tuple[Write, Read]:
    if issubclass(origin, Mapping):
        return _mapping(*of)
    if origin is frozenset:
        write, read = _codec(of[0])
        return (lambda value: sorted(map(write, value))), (lambda data: frozenset(map(read, data)))
    if origin is tuple and of[-1] is Ellipsis:
        write, read = _codec(of[0])
        return (lambda value: [write(item) for item in value]), (lambda data: tuple(map(read, data)))
    if origin is tuple:
        return _row([_codec(part) for part in of])
    raise TypeError(f"geen vorm om te bewaren: {origin!r}")


def _mapping(key: Any, value: Any) -> tuple[Write, Read]:
    (write_key, read_key), (write, read) = _codec(key), _codec(value)
    return (
        lambda found: [[write_key(name), write(item)] for name, item in found.items()],
        lambda data: {read_key(name): read(item) for name, item in data},
    )


def _row(parts: list[tuple[Write, Read]]) -> tuple[Write, Read]:
    """A tuple of so many values, each of its own kind."""
    return (
        lambda value: [write(item) for (write, _), item in zip(parts, value, strict=True)],
        lambda data: tuple(read(item) for (_, read), item in zip(parts, data, strict=True)),
    )


def _dataclass(kind: Any) -> tuple[Write, Read]:
    hints = get_type_hints(kind)
    parts = [(field, *_codec(hints[field.name])) for field in fields(kind)]
    writers = [(field.name, write) for field, write, _ in parts]
    readers = [(field.name, read, _default(field)) for field, _, read in parts]

    def write_all(value: Any) -> dict[str, Any]:
        if type(value) is not kind:
            raise TypeError(f"geen {kind.__name__}: {value!r}")
        return {name: write(getattr(value, name)) for name, write in writers}

    def read_all(data: Mapping[str, Any]) -> Any:
        return kind(*[read(data[name]) if name in data else default(name) for name, read, default in readers])

    return write_all, read_all


def _default(field: "Field[Any]") -> Callable[[str], Any]:
    """What a field that was not written holds; KeyError for one that must be given."""
    if field.default is not MISSING:
        return lambda _: field.default
    factory = field.default_factory
    if factory is not MISSING:
        return lambda _: factory()
    return _missing


def _missing(name: str) -> Any:
    raise KeyError(name)
