"""What the figures of a quarter rest on: settings, members, definitions, targets, values, stored results."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from funding.models import MunicipalShare, RefundRisk
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import ProjectStanding
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.standings import latest_standings
from kpis.models import Indicator, IndicatorStatus, Measurement, MeasurementState, Target
from kpis.selectors.facts import targets_in_force
from pillars.models import Programme
from pillars.selectors.programmes import members_on

READER = Viewer.system("vaststellen")


@dataclass(frozen=True, slots=True)
class Settings:
    """What statuses and refund risks are judged with: percentages, and credits between 0 and 1."""

    margin_pct: Decimal
    risk_medium_pct: Decimal
    risk_high_pct: Decimal
    credit_on_track: Decimal
    credit_at_risk: Decimal
    credit_off_track: Decimal


@dataclass(frozen=True, slots=True)
class MemberRow:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """How an indicator was defined."""

    slug: str
    code: str
    name: str
    kind: str
    unit: str
    direction: str
    accumulation: str
    frequency: str
    is_change: bool
    baseline: Decimal | None
    phasing: tuple[Decimal, ...]
    counts: bool
    headline: bool
    disaggregated: bool
    is_weighted: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target version that was in force; `indicator` is a slug."""

    pk: UUID
    indicator: str
    year: int | None
    quarter: Quarter | None
    due: date | None
    version: int
    valid_from: date
    state: str
    source_text: str
    lower: Decimal | None
    upper: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """An approved value that counted; `municipality` is a CBS code, empty for the programme as a whole."""

    pk: UUID
    indicator: str
    quarter: Quarter
    municipality: str
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    decided_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A stored result that the board saw; its `derivation` only when it is of the frozen quarter itself."""

    pk: UUID
    fingerprint: str
    rule_version: str
    derivation: Any


@dataclass(frozen=True, slots=True)
class Basis:
    settings: Settings
    members: tuple[MemberRow, ...]
    indicators: tuple[IndicatorRow, ...]
    targets: tuple[TargetRow, ...]
    measurements: tuple[MeasurementRow, ...]
    statuses: tuple[ResultRow, ...]
    risks: tuple[ResultRow, ...]
    shares: tuple[ResultRow, ...]
    standings: tuple[ResultRow, ...] = ()


SETTINGS = (
    "margin_pct", "risk_medium_pct", "risk_high_pct", "credit_on_track", "credit_at_risk", "credit_off_track",
)  # fmt: skip
INDICATOR_FIELDS = (
    "slug", "code", "name", "kind", "unit", "direction", "accumulation", "frequency", "is_change", "baseline",
    "phasing", "counts", "headline", "disaggregated", "is_weighted",
)  # fmt: skip
MEASUREMENT_FIELDS = (
    "pk", "indicator__slug", "quarter", "municipality__code", "value", "numerator", "denominator",
    "decided_at", "decided_by__name",
)  # fmt: skip


def read_basis(programme: Programme, rows: Rows) -> Basis:
    """For jobs, so without viewer; eight queries."""
    quarter = rows.quarter
    shown = [row.pk for listed in rows.statuses.values() for row in listed.values()]
    return Basis(
        settings=settings_of(programme),
        members=tuple(MemberRow(row.code, row.name) for row in members_on(programme, quarter.last_day)),
        indicators=read_definitions(programme),
        targets=read_targets(programme, quarter),
        measurements=read_measurements(programme, quarter),
        statuses=status_results(shown, quarter),
        risks=risk_results([row.pk for row in rows.risks], quarter),
        shares=share_results(row.pk for row in rows.shares if row.pk is not None),
        standings=standing_results(latest_standings(READER, programme, quarters=[quarter]), quarter),
    )


def settings_of(programme: Programme) -> Settings:
    return Settings(*(getattr(programme, name) for name in SETTINGS))


def read_definitions(programme: Programme) -> tuple[IndicatorRow, ...]:
    rows = Indicator.objects.filter(programme=programme).order_by("slug").values(*INDICATOR_FIELDS)
    return tuple(IndicatorRow(**row | {"phasing": tuple(row["phasing"])}) for row in rows)


def read_targets(programme: Programme, quarter: Quarter) -> tuple[TargetRow, ...]:
    known = Target.objects.filter(indicator__programme=programme).select_related("indicator")
    rows = sorted(targets_in_force(known, quarter), key=lambda row: row.pk)
    return tuple(
        TargetRow(
            row.pk,
            row.indicator.slug,
            row.year,
            row.quarter,
            row.due,
            row.version,
            row.valid_from,
            row.state,
            row.source_text,
            row.lower,
            row.upper,
            row.reason,
        )
        for row in rows
    )


def read_measurements(programme: Programme, quarter: Quarter) -> tuple[MeasurementRow, ...]:
    """Everything approved and in force up to and including the quarter."""
    rows = Measurement.objects.filter(
        indicator__programme=programme,
        quarter__lte=quarter,
        state=MeasurementState.APPROVED,
        superseded_at__isnull=True,
    ).order_by("pk")
    return tuple(_measurement(*row) for row in rows.values_list(*MEASUREMENT_FIELDS))


def _measurement(*row: Any) -> MeasurementRow:
    pk, indicator, quarter, code, *others, name = row
    told = (pk, indicator, quarter, code or "", *others, name or "")
    return MeasurementRow(*told)


def status_results(pks: Iterable[UUID], quarter: Quarter) -> tuple[ResultRow, ...]:
    rows = IndicatorStatus.objects.filter(pk__in=list(pks)).order_by("pk")
    return _results(rows.values_list("pk", "fingerprint", "rule_version", "explanation", "quarter"), quarter)


def risk_results(pks: Iterable[UUID], quarter: Quarter) -> tuple[ResultRow, ...]:
    rows = RefundRisk.objects.filter(pk__in=list(pks)).order_by("pk")
    return _results(rows.values_list("pk", "fingerprint", "rule_version", "derivation", "quarter"), quarter)


def share_results(pks: Iterable[UUID]) -> tuple[ResultRow, ...]:
    rows = MunicipalShare.objects.filter(pk__in=list(pks)).order_by("pk")
    return tuple(ResultRow(*row, None) for row in rows.values_list("pk", "fingerprint", "rule_version"))


def standing_results(rows: QuerySet[ProjectStanding], quarter: Quarter) -> tuple[ResultRow, ...]:
    found = rows.values_list("pk", "fingerprint", "rule_version", "explanation", "quarter")
    return tuple(sorted(_results(found, quarter), key=lambda row: row.pk))


def _results(rows: Iterable[tuple[Any, ...]], quarter: Quarter) -> tuple[ResultRow, ...]:
    """A derivation of an earlier quarter stands in that quarter's own freeze."""
    return tuple(
        ResultRow(pk, fingerprint, version, derivation if at == quarter else None)
        for pk, fingerprint, version, derivation, at in rows
    )
