"""The share of one municipality as it is shown anywhere, built of stored rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from funding.models import MunicipalShare
from funding.refund import RiskLevel
from funding.selectors.municipal import Period, ProjectBudget
from funding.selectors.share_figures import SHARE_FIGURES, Figures, Part, Reason, figures_of, total_of
from funding.shares import AllocationKey as KeyRule
from funding.shares import add_shares, split
from funding.totals import latest_settings, stored_settings, total_level
from izaportal.core.quarter import Quarter
from kpis.models import Indicator, IndicatorStatus

COLUMNS = {"spent": "at_stake"}  # what is spent up to the quarter is what is at stake


@dataclass(frozen=True, slots=True)
class KeyUsed:
    """The allocation key, and the municipality's part in percent, None while that is not agreed."""

    label: str
    percentage: Decimal | None
    illustrative: bool


@dataclass(frozen=True, slots=True)
class YearBudget:
    """The municipality's part of a year's state money in euros, None while no part is agreed."""

    year: int
    amount: Decimal | None
    illustrative: bool


@dataclass(frozen=True, slots=True)
class ProjectShare:
    """`level` is that of the whole project, not of the municipality's part."""

    slug: str
    name: str
    figures: Figures
    level: RiskLevel | None
    budget: tuple[YearBudget, ...]
    illustrative: bool


@dataclass(frozen=True, slots=True)
class StatusOfProjects:
    """An indicator's status, and the slugs of the projects it belongs to, by a milestone or their pillar."""

    indicator: Indicator
    status: IndicatorStatus
    projects: tuple[str, ...]
    milestone_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuarterTotal:
    """The total of a programme at a quarter. `as_of` is None while nothing was calculated."""

    quarter: Quarter
    frozen_on: date | None
    as_of: datetime | None
    illustrative: bool
    total: Figures


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose share of which programme."""

    code: str
    municipality: str
    programme: str
    programme_name: str


@dataclass(frozen=True, slots=True)
class ShareReport:
    """The share at one quarter."""

    owner: Owner
    at: QuarterTotal
    key: KeyUsed | None
    budget: tuple[YearBudget, ...]
    projects: tuple[ProjectShare, ...]
    indicators: tuple[StatusOfProjects, ...]


@dataclass(frozen=True, slots=True)
class ShareHistory:
    """The totals per quarter, oldest first."""

    owner: Owner
    quarters: tuple[QuarterTotal, ...]


@dataclass(frozen=True, slots=True)
class Splits:
    """What the budget of a project is split with."""

    budgets: Sequence[ProjectBudget]
    keys: Mapping[UUID, KeyRule]
    members: frozenset[str]
    code: str

    def of(self, row: MunicipalShare) -> tuple[YearBudget, ...]:
        key = self.keys.get(row.key_id) if row.key_id is not None else None
        return tuple(
            YearBudget(
                line.year,
                split(line.amount, key=key, members=self.members).parts.get(self.code),
                line.illustrative,
            )
            for line in self.budgets
            if line.project == row.project_id
        )


def report(
    owner: Owner,
    period: Period,
    rows: list[MunicipalShare],
    splits: Splits,
    found: list[IndicatorStatus],
) -> ShareReport:
    slugs = {row.project_id: row.project.slug for row in rows}
    pillars = {row.project_id: row.project.pillar_id for row in rows}
    projects = tuple(sorted((_project(row, splits) for row in rows), key=lambda item: item.name))
    at = quarter_total(period, rows)
    times = [*([at.as_of] if at.as_of else []), *(row.calculated_at for row in found)]
    return ShareReport(
        owner,
        replace(
            at,
            as_of=max(times, default=None),
            illustrative=at.illustrative or any(row.illustrative for row in found),
        ),
        _key(rows),
        _budget_of(projects),
        projects,
        tuple(
            sorted(
                (_status(row, slugs, pillars) for row in found),
                key=lambda item: (item.indicator.code, item.indicator.slug),
            )
        ),
    )


def quarter_total(period: Period, rows: list[MunicipalShare]) -> QuarterTotal:
    when_empty = Reason.NOT_CALCULATED if period.has_spuk else Reason.NOT_APPLICABLE
    return QuarterTotal(
        period.quarter,
        period.frozen_on,
        max((row.calculated_at for row in rows), default=None),
        any(row.illustrative for row in rows),
        total_of([_part(row) for row in rows], when_empty=when_empty),
    )


def _part(row: MunicipalShare) -> Part:
    amounts = {name: getattr(row, COLUMNS.get(name, name)) for name in SHARE_FIGURES}
    return Part(amounts, has_part=row.percent is not None)


def _project(row: MunicipalShare, splits: Splits) -> ProjectShare:
    budget = splits.of(row)
    return ProjectShare(
        row.project.slug,
        row.project.name,
        figures_of(_part(row)),
        _level(getattr(row, "risks", [])),
        budget,
        row.illustrative or any(year.illustrative for year in budget),
    )


def _level(risks: Sequence[Mapping[str, Any]]) -> RiskLevel | None:
    """Of the project's grants together, by the thresholds that were stored with them."""
    return total_level(
        add_shares(_amount(risk["expected"]) for risk in risks).amount,
        award=add_shares(_amount(risk["maximum"]) for risk in risks).amount,
        settings=latest_settings((UUID(risk["id"]), stored_settings(risk["settings"])) for risk in risks),
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _key(rows: Iterable[MunicipalShare]) -> KeyUsed | None:
    """One key holds for a programme at a quarter, so any row tells it."""
    used = next((row for row in rows if row.key is not None), None)
    if used is None or used.key is None:
        return None
    return KeyUsed(used.key.label, used.percent, used.key.illustrative)


def _budget_of(projects: Iterable[ProjectShare]) -> tuple[YearBudget, ...]:
    """Sums over the projects; a year with a part that is not agreed has no sum."""
    years: dict[int, list[YearBudget]] = {}
    for project in projects:
        for line in project.budget:
            years.setdefault(line.year, []).append(line)
    return tuple(
        YearBudget(year, _sum(line.amount for line in lines), any(line.illustrative for line in lines))
        for year, lines in sorted(years.items())
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    total = Decimal("0.00")
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


def _status(
    row: IndicatorStatus, slugs: Mapping[UUID, str], pillars: Mapping[UUID, UUID | None]
) -> StatusOfProjects:
    indicator = row.indicator
    linked = {pk for pk in getattr(row, "linked", []) if pk in slugs}
    by_pillar = {pk for pk, pillar in pillars.items() if pillar is not None and pillar == indicator.pillar_id}
    own = {pk for pk in slugs if pk == indicator.project_id}
    belongs = linked | by_pillar | own
    return StatusOfProjects(
        indicator,
        row,
        tuple(sorted(slugs[pk] for pk in belongs)),
        tuple(sorted(slugs[pk] for pk in linked)),
    )
