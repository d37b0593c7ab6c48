"""The share of one municipality as it is shown anywhere: built of plain rows, whether stored or frozen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from funding.refund import RiskLevel
from funding.selectors.share_facts import SharedProject, ShareFacts
from funding.selectors.share_rows import ShareRow
from funding.share_figures import Figures, Part, Reason, figures_of, total_of
from funding.shares import KeyKind, split
from izaportal.core.quarter import Quarter
from kpis.selectors.status_rows import StatusRow


@dataclass(frozen=True, slots=True)
class KeyUsed:
    """The allocation key, and the municipality's part in percent, None while that is not agreed.

    `valid_from` is None of a key that is not known any more, or that holds since ever.
    """

    label: str
    percentage: Decimal | None
    illustrative: bool
    slug: str = ""
    kind: KeyKind | None = None
    valid_from: date | None = None


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

    row: StatusRow
    projects: tuple[str, ...]
    milestone_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """The freeze a share is told from: its id, its version and the day of its first version."""

    freeze: UUID | None
    version: int
    on: date | None


@dataclass(frozen=True, slots=True)
class QuarterTotal:
    """The total of a programme at a quarter. `fixed` is None while it is provisional, `as_of` while nothing
    was calculated."""

    quarter: Quarter
    fixed: Fixed | None
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
class Told:
    """What one municipality's share is told from: its own rows, and what holds for the whole programme."""

    rows: tuple[ShareRow, ...]
    statuses: tuple[StatusRow, ...]
    facts: ShareFacts


def report(owner: Owner, at: QuarterTotal, told: Told) -> ShareReport:
    """`at` is the total of the same rows."""
    own = {row.project: row for row in told.rows}
    projects = tuple(
        _project(one, own[one.slug], told.facts) for one in told.facts.projects if one.slug in own
    )
    indicators = tuple(_statuses(told, own.keys()))
    times = [*([at.as_of] if at.as_of else []), *_times(item.row.calculated_at for item in indicators)]
    return ShareReport(
        owner,
        replace(
            at,
            as_of=max(times, default=None),
            illustrative=at.illustrative or any(item.row.illustrative for item in indicators),
        ),
        _key(told),
        _budget_of(projects),
        tuple(sorted(projects, key=lambda item: item.name)),
        indicators,
    )


def quarter_total(
    quarter: Quarter, rows: Iterable[ShareRow], *, fixed: Fixed | None, has_spuk: bool
) -> QuarterTotal:
    listed = list(rows)
    return QuarterTotal(
        quarter,
        fixed,
        max(_times(row.calculated_at for row in listed), default=None),
        any(row.illustrative for row in listed),
        total_of(
            [_part(row) for row in listed],
            when_empty=Reason.NOT_CALCULATED if has_spuk else Reason.NOT_APPLICABLE,
        ),
    )


def _times(moments: Iterable[datetime | None]) -> list[datetime]:
    return [moment for moment in moments if moment is not None]


def _part(row: ShareRow) -> Part:
    return Part(row.amounts, has_part=row.percent is not None)


def _project(project: SharedProject, row: ShareRow, facts: ShareFacts) -> ProjectShare:
    budget = tuple(_budget(project, row, facts))
    return ProjectShare(
        project.slug,
        project.name,
        figures_of(_part(row)),
        project.level,
        budget,
        row.illustrative or any(year.illustrative for year in budget),
    )


def _budget(project: SharedProject, row: ShareRow, facts: ShareFacts) -> Iterable[YearBudget]:
    """Split by the key that split the figures."""
    key = next((key.rule for key in facts.keys if key.pk == row.key), None)
    for line in project.budget:
        parts = split(line.amount, key=key, members=facts.members).parts
        yield YearBudget(line.year, parts.get(row.code), line.illustrative)


def _statuses(told: Told, own: Iterable[str]) -> Iterable[StatusOfProjects]:
    """Of the indicators that belong to one of its own projects, in order of their code."""
    concerns = {concern.indicator: concern for concern in told.facts.concerns}
    mine = set(own)
    for row in sorted(told.statuses, key=lambda row: (row.code, row.slug)):
        concern = concerns.get(row.slug)
        if concern is not None and mine.intersection(concern.projects):
            yield StatusOfProjects(
                row,
                tuple(slug for slug in concern.projects if slug in mine),
                tuple(slug for slug in concern.milestone_of if slug in mine),
            )


def _key(told: Told) -> KeyUsed | None:
    """One key holds for a programme at a quarter, so any row tells it."""
    used = next((row for row in told.rows if row.key_label is not None), None)
    if used is None or used.key_label is None:
        return None
    plain = KeyUsed(used.key_label, used.percent, bool(used.key_illustrative))
    key = next((key for key in told.facts.keys if key.pk == used.key), None)
    return replace(plain, slug=key.slug, kind=key.kind, valid_from=key.valid_from) if key else plain


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
