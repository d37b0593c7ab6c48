"""The allocation keys of a programme over time, and what a simulation of another one needs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from psycopg.types.range import DateRange

from funding.choices import KEY_KINDS
from funding.models import AllocationKey, AllocationPart, RefundRisk
from funding.selectors.facts import key_in_force, key_rule
from funding.selectors.results import latest_risks
from funding.selectors.risk_rows import award_then
from funding.shares import AllocationKey as KeyRule
from funding.shares import KeyKind, add_shares, percentages
from funding.simulation import MOVED, ProjectAmounts
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import PeriodState, Programme, ProgrammeMunicipality, ReportingPeriod
from pillars.selectors.programmes import members_on, visible_ids
from regions.models import Population

KIND_WORDS = dict(KEY_KINDS)
SIZE_WORDS = {KeyKind.POPULATION: "Inwoners", KeyKind.EXPLICIT_AMOUNTS: "Bedrag in euro"}
Inhabitants = Mapping[int, Mapping[str, int]]
"""By year and CBS code."""


@dataclass(frozen=True, slots=True)
class KeyPart:
    """A member's part: what was agreed (percentage, euros or inhabitants; None for an equal key or where
    nothing is agreed) and the percentage it comes down to."""

    code: str
    name: str
    size: Decimal | None
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class KeyVersion:
    """A key with its parts for everybody who takes part while it holds.

    `until` is its last day, None without an end. `frozen`: quarters that were fixed by it, which keep it.
    """

    pk: UUID
    slug: str
    label: str
    kind: KeyKind
    since: date | None
    until: date | None
    population_year: int | None
    note: str
    illustrative: bool
    source: str
    parts: tuple[KeyPart, ...]
    frozen: tuple[Quarter, ...]

    @property
    def kind_words(self) -> str:
        return KIND_WORDS[self.kind]

    @property
    def size_word(self) -> str:
        """What the size of a part is called; empty where it is the percentage itself, or there is none."""
        return SIZE_WORDS.get(self.kind, "")

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of members that it gives no part."""
        return tuple(part.name for part in self.parts if part.percent is None and part.size is None)

    @property
    def is_editable(self) -> bool:
        """A key that fixed a quarter stays as it is."""
        return not self.frozen

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Divided:
    """What is divided at a quarter, and by which key now."""

    quarter: Quarter
    members: Mapping[str, str]
    key: KeyRule | None
    key_label: str
    projects: tuple[ProjectAmounts, ...]


def key_versions(viewer: Viewer, programme: Programme) -> list[KeyVersion]:
    """The last one first; five queries."""
    parts = AllocationPart.objects.select_related("municipality")
    keys = AllocationKey.objects.filter(programme__in=visible_ids(viewer)).filter(programme=programme)
    listed = list(keys.order_by("-validity").prefetch_related(Prefetch("parts", parts)))
    memberships = _memberships(programme)
    counted = inhabitants({code for code, _, _ in memberships}) if listed else {}
    frozen = frozen_quarters(programme)
    return [_version(key, memberships, counted, frozen) for key in listed]


def frozen_quarters(programme: Programme) -> list[Quarter]:
    rows = ReportingPeriod.objects.filter(programme=programme, state=PeriodState.FROZEN)
    return list(rows.order_by("quarter").values_list("quarter", flat=True))


def members_while(programme: Programme, validity: Any) -> dict[str, str]:
    """Names by CBS code of who takes part on some day of the range."""
    return {code: name for code, name, held in _memberships(programme) if _overlap(held, validity)}


def members_from(programme: Programme, day: date) -> dict[str, str]:
    """Names by CBS code of who takes part on the day or later."""
    return members_while(programme, DateRange(day, None))


def inhabitants(codes: Iterable[str]) -> Inhabitants:
    """Of these municipalities, every year that is known."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Population.objects.filter(municipality__code__in=list(codes)).order_by("-year")
    for year, code, count in rows.values_list("year", "municipality__code", "inhabitants"):
        found[year][code] = count
    return found


def divided(viewer: Viewer, programme: Programme, quarter: Quarter) -> Divided:
    """The stored figures of the quarter per project, as the municipal shares divide them."""
    members = {row.code: row.name for row in members_on(programme, quarter.last_day)}
    key = key_in_force(programme, quarter)
    risks: dict[str, list[RefundRisk]] = defaultdict(list)
    for row in latest_risks(viewer, programme, quarters=[quarter]):
        risks[row.grant.project.name].append(row)
    return Divided(
        quarter,
        members,
        key_rule(key, members),
        key.label if key else "",
        tuple(ProjectAmounts(name, _amounts(rows)) for name, rows in sorted(risks.items())),
    )


def _amounts(rows: Iterable[RefundRisk]) -> dict[str, Decimal | None]:
    """Sums over a project's grants of figures that were rounded once per grant."""
    listed = list(rows)
    awards = {"award": add_shares(award_then(row.derivation, row.grant.award) for row in listed).amount}
    return awards | {
        name: add_shares(getattr(row, name) for row in listed).amount for name in MOVED if name != "award"
    }


def _memberships(programme: Programme) -> list[tuple[str, str, Any]]:
    rows = ProgrammeMunicipality.objects.filter(programme=programme).order_by("municipality__name")
    return list(rows.values_list("municipality__code", "municipality__name", "validity"))


def _overlap(one: Any, other: Any) -> bool:
    """Of two ranges of days, upper bounds excluded; an open side has no end."""
    return _begins_before(one.lower, other.upper) and _begins_before(other.lower, one.upper)


def _begins_before(lower: date | None, upper: date | None) -> bool:
    return lower is None or upper is None or lower < upper


def _version(
    key: AllocationKey,
    memberships: Iterable[tuple[str, str, Any]],
    counted: Inhabitants,
    frozen: Iterable[Quarter],
) -> KeyVersion:
    members = {code: name for code, name, held in memberships if _overlap(held, key.validity)}
    rule = stored_rule(key, members, counted)
    upper = key.validity.upper
    percents = percentages(rule, members=members)
    return KeyVersion(
        pk=key.pk,
        slug=key.slug,
        label=key.label,
        kind=rule.kind,
        since=key.validity.lower,
        until=upper - timedelta(days=1) if upper else None,
        population_year=key.population_year,
        note=key.note,
        illustrative=key.illustrative,
        source=key.source_place,
        parts=tuple(
            KeyPart(code, name, _decimal(rule.known.get(code)), percents[code])
            for code, name in members.items()
        ),
        frozen=tuple(quarter for quarter in frozen if quarter.last_day in key.validity),
    )


def stored_rule(key: AllocationKey, members: Iterable[str], counted: Inhabitants) -> KeyRule:
    """As `key_rule`, with inhabitants that were read before."""
    kind = KeyKind(key.kind)
    if kind is KeyKind.POPULATION:
        known = counted.get(key.population_year or 0, {})
        return KeyRule(kind, {code: known.get(code) for code in members})
    sizes = {
        part.municipality.code: part.amount if part.percent is None else part.percent
        for part in key.parts.all()
    }
    return KeyRule(kind, sizes)


def _decimal(size: Any) -> Decimal | None:
    return None if size is None else Decimal(size)
