"""What settled grants come down to, and what goes back per municipality: split per project, then added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F

from funding.models import Advance, Grant, Settlement
from funding.selectors.facts import NET_ADVANCES, key_in_force, key_rule
from funding.settlement import Outcome
from funding.shares import ShareSum, Split, add_shares, split
from izaportal.core.money import ZERO, add
from izaportal.core.quarter import Quarter
from pillars.models import Programme
from pillars.selectors.programmes import members_on


@dataclass(frozen=True, slots=True)
class ProjectRecovery:
    """What goes back of a project's grants, and its parts; `decided_on` is its last decision, of which the
    key splits."""

    project: str
    decided_on: date
    split: Split
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class MunicipalRecovery:
    """`parts`: in the order of the projects; None is *n.t.b.*"""

    code: str
    name: str
    parts: tuple[Decimal | None, ...]
    total: ShareSum


@dataclass(frozen=True, slots=True)
class Recoveries:
    projects: tuple[ProjectRecovery, ...]
    municipalities: tuple[MunicipalRecovery, ...]

    @property
    def total(self) -> Decimal:
        return add(one.split.amount for one in self.projects)


def outcomes(settlements: Mapping[Grant, Settlement]) -> dict[UUID, Outcome]:
    """By grant; one query. What was received counts up to and including the day of the decision."""
    rows = Advance.objects.filter(
        grant__in=list(settlements), received_on__lte=F("grant__settlement__decided_on")
    )
    received = dict(rows.order_by().values_list("grant").annotate(total=NET_ADVANCES))
    return {
        grant.pk: Outcome(grant.award, received.get(grant.pk, ZERO), row.settled_amount)
        for grant, row in settlements.items()
    }


def recoveries(
    programme: Programme, settlements: Mapping[Grant, Settlement], found: Mapping[UUID, Outcome]
) -> Recoveries:
    """Of the settled grants from which something goes back."""
    by_project: dict[UUID, list[Grant]] = defaultdict(list)
    for grant in settlements:
        if found[grant.pk].recovered:
            by_project[grant.project_id].append(grant)
    names: dict[str, str] = {}
    projects = tuple(
        _recovery(programme, grants, settlements, found, names) for grants in by_project.values()
    )
    rows = tuple(_municipality(code, name, projects) for name, code in sorted(_by_name(names)))
    return Recoveries(projects, rows)


def _by_name(names: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((name, code) for code, name in names.items())


def _recovery(
    programme: Programme,
    grants: Iterable[Grant],
    settlements: Mapping[Grant, Settlement],
    found: Mapping[UUID, Outcome],
    names: dict[str, str],
) -> ProjectRecovery:
    """Adds the names of the members to `names`."""
    listed = list(grants)
    day = max(settlements[grant].decided_on for grant in listed)
    members = {row.code: row.name for row in members_on(programme, day)}
    names.update(members)
    key = key_in_force(programme, Quarter.of(day))
    divided = split(
        add(found[grant.pk].recovered for grant in listed), key=key_rule(key, members), members=members
    )
    is_illustrative = key is not None and key.illustrative
    return ProjectRecovery(listed[0].project.name, day, divided, is_illustrative)


def _municipality(code: str, name: str, projects: Iterable[ProjectRecovery]) -> MunicipalRecovery:
    parts = tuple(one.split.parts.get(code, ZERO) for one in projects)
    return MunicipalRecovery(code, name, parts, add_shares(parts))
