"""What the map says of a development or a target, in words. Figures stay as the source gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from izaportal.core.formatting import NBSP, number

if TYPE_CHECKING:
    from regions.models import Development, ImpactTarget

NO_YEAR = "niet genoemd"
NO_FIGURE = "geen getal"


def level(lower: Decimal | None, upper: Decimal | None, unit: str) -> str:
    """`24,5 %`, `40 tot 57 dagen`; empty where the source gives none."""
    return _with_unit(_between(lower, upper, number), unit)


def change(lower: Decimal | None, upper: Decimal | None, unit: str) -> str:
    """With its sign, as it tells more from less: `+27 %`, `+20 tot +30 %`."""
    return _with_unit(_between(lower, upper, _signed), unit)


def said(row: Development) -> str:
    """What the region expects: its own words, or its figures."""
    return row.label or " ".join(filter(None, (row.qualifier, ", ".join(figures(row))))) or NO_FIGURE


def figures(row: Development) -> Iterator[str]:
    now = level(row.from_lower, row.from_upper, row.unit)
    then = level(row.to_lower, row.to_upper, row.unit)
    if now and then:
        yield f"van {now} naar {then}"
    elif now or then:
        yield f"nu {now}" if now else f"naar {then}"
    if difference := change(row.change_lower, row.change_upper, row.change_unit):
        yield difference


def years(row: Development) -> str:
    """`2023–2040`; of one year alone that year."""
    if row.from_year and row.to_year and row.from_year != row.to_year:
        return f"{row.from_year}–{row.to_year}"
    if row.to_year:
        return str(row.to_year)
    if row.from_year:
        return f"vanaf {row.from_year}" if row.label else str(row.from_year)
    return "" if row.label else NO_YEAR


def remarks(row: Development) -> str:
    """Of whom the figure is, beside what it was put, and what the source says of it."""
    return "; ".join(filter(None, _remarks(row)))


def _remarks(row: Development) -> Iterator[str]:
    yield row.population
    if row.scope:
        yield f"cijfer over {row.scope.name}"
    if row.benchmark:
        beside = level(row.benchmark_value, row.benchmark_value, row.benchmark_unit)
        yield f"{row.benchmark} {beside}" if beside else f"vergeleken met {row.benchmark}"
    if row.deviation is not None:
        yield f"afwijking {level(row.deviation, row.deviation, row.deviation_unit)}"
    yield row.note


def target(row: ImpactTarget) -> str:
    """`niet-rokers: 84 %, uiterlijk 2028`."""
    by = f"uiterlijk {row.by_year}" if row.by_year else ""
    told = (change if row.kind == "change" else level)(row.value, row.value, row.unit) or "gereed"
    size = "omvang van de groep, geen doel" if row.kind == "context" else ""
    return ", ".join(filter(None, (f"{row.measure}: {told}", by, size)))


def _between(lower: Decimal | None, upper: Decimal | None, shown: Callable[[Decimal], str]) -> str:
    if lower is None or upper is None:
        return ""
    return shown(lower) if lower == upper else f"{shown(lower)} tot {shown(upper)}"


def _signed(value: Decimal) -> str:
    return f"+{number(value)}" if value > 0 else number(value)


def _with_unit(text: str, unit: str) -> str:
    return f"{text}{NBSP}{unit}" if text and unit else text
