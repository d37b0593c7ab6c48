"""How figures are written: as text, so that no reader makes a float of money."""

from datetime import UTC
from decimal import Decimal
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from izaportal.core.numbers import plain
from izaportal.core.quarter import KEY_PATTERN, Quarter

MONEY_PATTERN = r"^-?[0-9]+\.[0-9]{2}$"
NUMBER_PATTERN = r"^-?[0-9]+(\.[0-9]+)?$"
QUARTER_PATTERN = r"^[12][0-9]{3}-Q[1-4]$"


@extend_schema_field({"type": "string", "pattern": MONEY_PATTERN, "example": "96732.00"})
class MoneyField(serializers.Field[Decimal, Any, str, Any]):
    """Euros with two decimals."""

    def to_representation(self, value: Decimal) -> str:
        return f"{value:.2f}"


@extend_schema_field({"type": "string", "pattern": NUMBER_PATTERN, "example": "12.5"})
class NumberField(serializers.Field[Decimal, Any, str, Any]):
    """A measured value, a bound or a percentage, as precise as it is."""

    def to_representation(self, value: Decimal) -> str:
        return plain(value)


@extend_schema_field({"type": "string", "pattern": QUARTER_PATTERN, "example": "2026-Q2"})
class QuarterField(serializers.Field[Quarter, str, str, Any]):
    """A quarter by its key; `2026-Q2` in and out."""

    default_error_messages: ClassVar[dict[str, Any]] = {"format": "Schrijf een kwartaal als 2026-Q2."}

    def to_internal_value(self, data: str) -> Quarter:
        if KEY_PATTERN.fullmatch(data) is None:
            self.fail("format")
        return Quarter.parse(data)

    def to_representation(self, value: Quarter) -> str:
        return value.key


class MomentField(serializers.DateTimeField):
    """A moment in UTC, whatever the time zone of the screens."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default_timezone=UTC, **options)
