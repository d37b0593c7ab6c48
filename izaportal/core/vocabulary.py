"""The Dutch words of things and their fields, read where they are defined: at the models.

The trail names a thing by its model's verbose name and a field by its name or its verbose name.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import localtime

from izaportal.core.fields import QuarterField
from izaportal.core.formatting import date_nl, euro_cents, number, number_of
from izaportal.core.quarter import Quarter

if TYPE_CHECKING:
    Field: TypeAlias = models.Field[Any, Any]
else:
    Field = models.Field  # Django's fields take type arguments only while types are checked
NOTHING = "leeg"
CENTS = 2
LONG_TEXT = 80


@cache
def models_by_word() -> dict[str, type[models.Model]]:
    """Every model by what the trail calls it."""
    return {str(model._meta.verbose_name): model for model in apps.get_models()}


def plural_of(word: str, count: int) -> str:
    """`1 project`, `12 projecten`; a thing that is no model keeps its word."""
    model = models_by_word().get(word)
    many = str(model._meta.verbose_name_plural) if model is not None else word
    return number_of(count, word, many)


def field_of(word: str, name: str) -> Field | None:
    """The field of the thing, by its name or by its verbose name."""
    model = models_by_word().get(word)
    return _fields(model).get(name) if model is not None else None


def field_word(word: str, name: str) -> str:
    """What a field of the thing is called on screen; a name that no field has is a word already."""
    field = field_of(word, name)
    return word_of(field) if field is not None else name.replace("_", " ")


def word_of(field: Field) -> str:
    """Its verbose name; of a relation without one what it leads to, of a slug what it is for."""
    named = str(field.verbose_name)
    if named != field.name.replace("_", " "):
        return named
    if isinstance(field, models.SlugField):
        return "naam in het adres"
    return str(field.related_model._meta.verbose_name) if field.related_model else named


def in_order(word: str, names: Iterable[str]) -> list[str]:
    """The names in the order in which the model has their fields; what is no field comes last."""
    model = models_by_word().get(word)
    order = {name: place for place, name in enumerate(_fields(model))} if model is not None else {}
    return sorted(names, key=lambda name: order.get(name, len(order)))


@cache
def names_by_word() -> dict[str, frozenset[str]]:
    """Every word of a field, with the names under which the trail may hold it."""
    found: dict[str, set[str]] = {}
    for model in apps.get_models():
        for field in _own_fields(model):
            found.setdefault(word_of(field).lower(), set()).update((field.name, str(field.verbose_name)))
    return {word: frozenset(names) for word, names in found.items()}


def is_long_text(word: str, name: str, *values: Any) -> bool:
    """Whether the difference is better read word by word than as one value and another."""
    if not all(isinstance(value, str) and value for value in values):
        return False
    field = field_of(word, name)
    return isinstance(field, models.TextField) or max(map(len, values)) > LONG_TEXT


def value_words(word: str, name: str, value: Any) -> str:
    """A value of the trail as people read it: choices and references by their words, figures in Dutch."""
    if value is None or value in ("", [], {}):
        return NOTHING
    field = field_of(word, name)
    if isinstance(value, list):
        return "; ".join(value_words(word, name, item) for item in value)
    if isinstance(value, dict):
        return _of_mapping(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return _of_field(field, str(value)) if field is not None else str(value)


def _of_mapping(value: dict[str, Any]) -> str:
    if "label" in value:
        return str(value["label"])
    return "; ".join(
        f"{key}: {item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)}"
        for key, item in value.items()
    )


def _of_field(field: Field, text: str) -> str:
    """What cannot be read as the field reads it now (an old row may hold anything) is shown as it is."""
    if isinstance(field, ArrayField):
        return _of_field(field.base_field, text)
    if field.choices:
        return str(dict(field.flatchoices).get(text, text))
    try:
        return _typed(field, text)
    except (ValueError, InvalidOperation):
        return text


def _typed(field: Field, text: str) -> str:
    if isinstance(field, models.DecimalField):
        amount = Decimal(text)
        return euro_cents(amount) if field.decimal_places == CENTS else number(amount)
    if isinstance(field, QuarterField):
        return Quarter.parse(text).label
    if isinstance(field, models.DateTimeField):
        return _moment(parse_datetime(text), text)
    if isinstance(field, models.DateField):
        day = parse_date(text)
        return date_nl(day) if day is not None else text
    return text


def _moment(moment: datetime | None, text: str) -> str:
    return f"{localtime(moment):%d-%m-%Y %H:%M}" if moment is not None and moment.tzinfo else text


def _fields(model: type[models.Model]) -> dict[str, Field]:
    """By verbose name and by name, in the model's order; of two fields of one word the first."""
    found: dict[str, Field] = {}
    for field in _own_fields(model):
        found.setdefault(str(field.verbose_name), field)
        found[field.name] = field
    return found


def _own_fields(model: type[models.Model]) -> list[Field]:
    return [field for field in (*model._meta.fields, *model._meta.many_to_many) if not field.primary_key]
