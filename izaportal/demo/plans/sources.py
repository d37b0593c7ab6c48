"""What every plan's mapping needs: sources, days, ranges."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from kpis.targets import due_day


def source(document: str, place: str = "") -> dict[str, str]:
    """The fields every sourced row carries."""
    return {"source_document": document, "source_place": place}


def from_day(day: date) -> DateRange:
    """From that day on, without end."""
    return DateRange(day, None, "[)")


def day_of(value: date | str | None) -> date | None:
    """The last day of what a plan names: a day, a month, a quarter, a year; open for what it cannot be."""
    if value is None or isinstance(value, date):
        return value
    return due_day(value)


def text(value: Any) -> str:
    """What the document says, or nothing."""
    return "" if value is None else str(value)


def plain(value: Any) -> Any:
    """A value for a JSON column: decimals and days as text."""
    if isinstance(value, Decimal | date):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value
