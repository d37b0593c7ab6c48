"""The last stored statuses as plain frozen rows: what a board sees of an indicator at a quarter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Field, IntegerField, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import IndicatorStatus
from kpis.selectors.statuses import latest_statuses
from kpis.status import Status
from pillars.models import Programme


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The last stored status of an indicator at a quarter, with what names the indicator.

    `margin_pct` is the margin it was judged with, `effect` the promise of the plan that it measures, if any,
    `headline_order` its place among the headline indicators.
    """

    pk: UUID
    quarter: Quarter
    status: Status
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    projected: Decimal | None
    early_warning: bool
    sentence: str
    illustrative: bool
    rule_version: str
    slug: str
    code: str
    short_name: str
    full_name: str
    unit: str
    decimals: int
    counts: bool
    headline: bool
    pillar: str | None
    pillar_number: int | None
    margin_pct: Decimal | None = None
    calculated_at: datetime | None = None
    effect: str = ""
    headline_order: int | None = None

    @property
    def name(self) -> str:
        return self.short_name or self.full_name

    @property
    def title(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def label(self) -> str:
        """What a sentence calls it: its code, or its name when the plan gives none."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class EarlierStatus:
    """What a page tells of a quarter before its own: how it went, and not why."""

    quarter: Quarter
    slug: str
    status: Status
    value: Decimal | None
    unit: str
    counts: bool


def _as_judged(name: str, kind: "type[Field[Any, Any]]") -> Coalesce:
    """What the indicator was like when it was judged; older results do not keep that. Read by the database:
    a thousand explanations are slow to read here."""
    then = Cast(KT(f"explanation__definition__{name}"), kind())
    return Coalesce(then, f"indicator__{name}", output_field=kind())


STATUS_FIELDS = (
    "pk", "quarter", "status", "value", "lower", "upper", "projected", "early_warning", "sentence",
    "illustrative", "rule_version", "indicator__slug", "indicator__code", "indicator__short_name",
    "indicator__name", _as_judged("unit", TextField), _as_judged("decimals", IntegerField),
    _as_judged("counts", BooleanField), _as_judged("headline", BooleanField),
    "indicator__pillar__slug", "indicator__pillar__number", KT("explanation__margin_pct"),
    Cast("calculated_at", TextField()), "indicator__effect", "indicator__headline_order",
)  # fmt: skip
"""The moment as text, which Python reads in a tenth of the time that the driver takes for one."""

EARLIER_FIELDS = (
    "quarter", "indicator__slug", "status", "value", _as_judged("unit", TextField),
    _as_judged("counts", BooleanField),
)  # fmt: skip


def status_rows(
    viewer: Viewer, programme: Programme, *, quarters: Iterable[Quarter]
) -> tuple[StatusRow, ...]:
    """One per indicator and quarter, in the plan's order; one query."""
    return read_statuses(latest_statuses(viewer, programme, quarters=quarters))


def earlier_statuses(
    viewer: Viewer, programme: Programme, *, quarters: Iterable[Quarter]
) -> tuple[EarlierStatus, ...]:
    """One per indicator and quarter, in no order; one query, none without quarters."""
    found = _values(latest_statuses(viewer, programme, quarters=quarters), EARLIER_FIELDS)
    return tuple(
        EarlierStatus(quarter, slug, Status(status), value, unit, counts)
        for quarter, slug, status, value, unit, counts in found
    )


def read_statuses(rows: QuerySet[IndicatorStatus]) -> tuple[StatusRow, ...]:
    """In the plan's order."""
    found = _values(rows, STATUS_FIELDS)
    return tuple(sorted((status_row(*row) for row in found), key=_plan_order))


def _values(rows: QuerySet[IndicatorStatus], fields: tuple[Any, ...]) -> QuerySet[Any, Any]:
    """Values, because three models a row would cost more than the query itself."""
    return rows.defer(None).select_related(None).values_list(*fields)


def status_row(*row: Any) -> StatusRow:
    """Of the values of STATUS_FIELDS, with status, margin and moment read."""
    pk, quarter, status, *others, margin, moment, effect, order = row
    margin_pct = None if margin is None else Decimal(margin)
    calculated_at = datetime.fromisoformat(moment)
    told = (pk, quarter, Status(status), *others, margin_pct, calculated_at, effect, order)
    return StatusRow(*told)


def _plan_order(row: StatusRow) -> tuple[bool, int, str, str]:
    """By pillar, then code; the coordination (0) and what has no pillar last."""
    return (not row.pillar_number, row.pillar_number or 0, row.code, row.slug)


def headlines(rows: Iterable[StatusRow]) -> tuple[StatusRow, ...]:
    """The chosen ones in the order that was chosen; what has no place comes last, as it was given."""
    chosen = (row for row in rows if row.headline)
    return tuple(sorted(chosen, key=lambda row: (row.headline_order is None, row.headline_order or 0)))
