"""The small print: what is fixed, by which rules and settings, and how much of it was invented for show."""

from dataclasses import dataclass
from decimal import Decimal

from izaportal.core.formatting import date_nl, listed
from izaportal.reporting.selectors.board_rows import Rows
from pillars.selectors.quarters import Period

REFUND_PREFIX = "refund "


@dataclass(frozen=True, slots=True)
class Sources:
    frozen: str
    rules: str
    margin_pct: Decimal
    medium_pct: Decimal
    high_pct: Decimal
    illustrative: str

    @property
    def is_illustrative(self) -> bool:
        return bool(self.illustrative)


def sources(rows: Rows) -> Sources:
    return Sources(
        frozen=_frozen(rows.period),
        rules=_rules(rows),
        margin_pct=rows.margin_pct,
        medium_pct=rows.settings.medium_from_pct,
        high_pct=rows.settings.high_from_pct,
        illustrative=_illustrative(rows),
    )


def _rules(rows: Rows) -> str:
    """`status versie 1, afrekenrisico versie 1`; several when rules changed within the quarter."""
    kinds = (
        ("status", {row.rule_version for row in rows.now}),
        ("afrekenrisico", {row.rule_version.removeprefix(REFUND_PREFIX) for row in rows.current_risks}),
    )
    told = [f"{kind} versie {listed(sorted(versions))}" for kind, versions in kinds if versions]
    return ", ".join(told)


def _frozen(period: Period) -> str:
    if not period.is_frozen:
        return "Voorlopig: deze cijfers kunnen nog veranderen tot het kwartaal is vastgesteld."
    return (
        f"Vastgesteld op {date_nl(period.frozen_on)}. Deze cijfers veranderen niet meer; "
        "een correctie verschijnt als herziening, met oude en nieuwe waarde."
    )


def _illustrative(rows: Rows) -> str:
    """`15 van de 15 statussen en 2 van de 2 SPUK-subsidies rusten op verzonnen gegevens`."""
    kinds = (
        ("statussen", [row.illustrative for row in rows.now]),
        ("SPUK-subsidies", [row.illustrative for row in rows.current_risks]),
        ("gemeentelijke aandelen", [row.illustrative for row in rows.shares]),
    )
    parts = [f"{sum(marks)} van de {len(marks)} {kind}" for kind, marks in kinds if any(marks)]
    return listed(parts)
