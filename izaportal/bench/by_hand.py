"""The figures that a recalculation stores, worked out by one hand-written SQL statement, and compared."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from funding.models import MunicipalShare, RefundRisk
from izaportal.core.quarter import Quarter
from kpis.models import IndicatorStatus
from pillars.models import Programme

STATEMENT = Path(__file__).with_name("figures.sql").read_text(encoding="utf-8")
OF_STATUS = ("value", "lower", "upper", "margin", "projected")
OF_RISK = (
    "maximum", "at_stake", "unsecured", "settled", "unspent", "prefinanced", "due_gap", "expected",
    "expected_low", "advances",
)  # fmt: skip
OF_SHARE = ("percent", "award", "maximum", "at_stake", "unsecured", "unspent", "due_gap", "expected")

# What, quarter, thing and municipality; the status or level, whether it warns, and the figures.
Key = tuple[str, str, UUID, UUID | None]
Found = dict[Key, tuple[str, bool, tuple[Decimal | None, ...]]]


def by_hand(programme: Programme, quarters: Iterable[Quarter]) -> Found:
    """Of every indicator, state grant, and project and municipality of the programme."""
    keys = [quarter.key for quarter in quarters]
    asked: dict[str, str | list[str]] = {"programme": programme.slug, "quarters": keys}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, asked)
        return {
            (what, at, thing, municipality): (word, warns, tuple(figures))
            for what, at, thing, municipality, word, warns, figures in cursor.fetchall()
        }


def stored(programme: Programme, quarters: Iterable[Quarter]) -> Found:
    """The last results of the same."""
    within: dict[str, Any] = {"quarter__in": list(quarters)}
    statuses = IndicatorStatus.objects.filter(indicator__programme=programme, **within).order_by("id")
    risks = RefundRisk.objects.filter(grant__project__programme=programme, **within).order_by("id")
    shares = MunicipalShare.objects.filter(project__programme=programme, **within).order_by("id")
    found: Found = {}
    for status in statuses.defer("explanation", "sentence"):
        place = ("status", status.quarter.key, status.indicator_id, None)
        found[place] = status.status, status.early_warning, _figures(status, OF_STATUS)
    for risk in risks.defer("derivation"):
        found["risk", risk.quarter.key, risk.grant_id, None] = risk.level, False, _figures(risk, OF_RISK)
    for share in shares:
        key = ("share", share.quarter.key, share.project_id, share.municipality_id)
        found[key] = "", False, _figures(share, OF_SHARE)
    return found


def differences(programme: Programme, quarters: Iterable[Quarter]) -> list[str]:
    """A line for every result that is not the same both ways, or that only one of them has."""
    listed = list(quarters)
    expected, found = by_hand(programme, listed), stored(programme, listed)
    return [
        f"{key}: SQL {expected.get(key)}, opgeslagen {found.get(key)}"
        for key in expected | found
        if expected.get(key) != found.get(key)
    ]


def _figures(row: Any, names: Iterable[str]) -> tuple[Decimal | None, ...]:
    return tuple(getattr(row, name) for name in names)
