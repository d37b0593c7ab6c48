"""Database fields for the portal's value types."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from izaportal.core.numbers import rounded
from izaportal.core.quarter import Quarter

if TYPE_CHECKING:
    _QuarterBase = models.Field[Any, Any]
else:
    _QuarterBase = models.Field  # Django's fields take type arguments only while types are checked


@lru_cache(maxsize=1024)
def _stored_quarter(key: str) -> Quarter:
    """Remembered: thousands of rows hold the same few."""
    return Quarter.parse(key)


class QuarterField(_QuarterBase):
    """A quarter as `char(7)`, `2026-Q2`; pair it with `quarter_is_valid`."""

    description = "Kwartaal"

    def db_type(self, connection: Any) -> str:
        return "char(7)"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Quarter | None:
        return None if value is None else _stored_quarter(value)

    def to_python(self, value: Any) -> Quarter | None:
        if value is None or isinstance(value, Quarter):
            return value
        try:
            return Quarter.parse(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str | None:
        if value is None:
            return None
        return (value if isinstance(value, Quarter) else Quarter.parse(value)).key

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


class SomeOfField(models.JSONField):
    """A list of some of its choices."""

    def validate(self, value: Any, model_instance: Any) -> None:
        for item in value:
            super().validate(item, model_instance)


def quarter_is_valid(name: str, field: str = "quarter") -> models.CheckConstraint:
    """The constraint every QuarterField comes with."""
    return models.CheckConstraint(name=name, condition=Q(**{f"{field}__regex": "^[12][0-9]{3}-Q[1-4]$"}))


Required: TypeAlias = "models.DecimalField[Decimal | int | str, Decimal]"
Nullable: TypeAlias = "models.DecimalField[Decimal | int | str | None, Decimal | None]"


@overload
def money(*, null: Literal[True], **options: Any) -> Nullable: ...
@overload
def money(**options: Any) -> Required: ...
def money(**options: Any) -> Any:
    """Euros to the cent, up to 10¹² with sign."""
    return models.DecimalField(max_digits=14, decimal_places=2, **options)


@overload
def measure(*, null: Literal[True], **options: Any) -> Nullable: ...
@overload
def measure(**options: Any) -> Required: ...
def measure(**options: Any) -> Any:
    """A measured or agreed value in the indicator's own unit."""
    return models.DecimalField(max_digits=20, decimal_places=6, **options)


MEASURE_PLACES, TOO_LARGE = 6, Decimal(10) ** 14


def why_no_measure(value: Decimal) -> str:
    """Why a value does not fit in a `measure` field (Dutch); empty when it does."""
    if not value.is_finite() or abs(value) >= TOO_LARGE:
        return "Dit getal is te groot."
    return "" if rounded(value, MEASURE_PLACES) == value else "Gebruik hoogstens zes decimalen."


@overload
def percentage(*, null: Literal[True], **options: Any) -> Nullable: ...
@overload
def percentage(**options: Any) -> Required: ...
def percentage(**options: Any) -> Any:
    """Percent, 0 to 100, at most six decimals."""
    return models.DecimalField(max_digits=9, decimal_places=6, **options)


def enum_choices(kind: type[StrEnum], labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Django choices for a rule's enum; every member must have a Dutch word."""
    return [(member.value, labels[member]) for member in kind]
