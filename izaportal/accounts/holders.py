"""Who holds a role somewhere: whom to tell. Scopes are keys, as in `izaportal.core.viewer`."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from izaportal.accounts.models import Membership, User
from izaportal.core.viewer import INSIDE_A_PROGRAMME, Role, ScopeKind


def who_may_enter(ids: Iterable[UUID]) -> QuerySet[User]:
    """Those of the people who can sign in; a demo's people only while the portal is a demo."""
    return _entering().filter(pk__in=set(ids))


def _entering() -> QuerySet[User]:
    rows = User.objects.filter(is_active=True)
    return rows if settings.DEMO else rows.filter(is_demo=False)


def holders(role: Role, *scopes: tuple[ScopeKind, str]) -> frozenset[UUID]:
    """People with the role on any of the scopes."""
    wanted = Q(pk__in=[])
    for kind, key in scopes:
        wanted |= Q(scope_kind=kind, scope_key=key)
    return frozenset(Membership.objects.filter(wanted, role=role).values_list("user", flat=True))


def managers_of(programme: str, pillar: str = "") -> frozenset[UUID]:
    """Programme managers of the whole programme, and of this pillar of it."""
    scopes = [(ScopeKind.PROGRAMME, programme)]
    if pillar:
        scopes.append((ScopeKind.PILLAR, f"{programme}/{pillar}"))
    return holders(Role.PROGRAMME_MANAGER, *scopes)


def controllers_of(programme: str) -> frozenset[UUID]:
    return holders(Role.CONTROLLER, (ScopeKind.PROGRAMME, programme))


def leads_of(programme: str, *projects: str) -> frozenset[UUID]:
    """Leads of any of these projects (slugs)."""
    return holders(Role.PROJECT_LEAD, *((ScopeKind.PROJECT, f"{programme}/{slug}") for slug in projects))


def leads_in(programme: str) -> dict[str, frozenset[UUID]]:
    """Leads of every project of the programme that has one, by the project's slug; one query."""
    rows = Membership.objects.filter(
        role=Role.PROJECT_LEAD, scope_kind=ScopeKind.PROJECT, scope_key__startswith=f"{programme}/"
    )
    found: dict[str, set[UUID]] = {}
    for key, user in rows.values_list("scope_key", "user"):
        found.setdefault(key.split("/", 1)[1], set()).add(user)
    return {slug: frozenset(people) for slug, people in found.items()}


def is_led(programme: str, project: str) -> Exists:
    """Whether somebody who can sign in leads the project at hand; the names of the columns with its slugs."""
    key = Concat(OuterRef(programme), Value("/"), OuterRef(project), output_field=CharField())
    leads = Membership.objects.filter(role=Role.PROJECT_LEAD, scope_kind=ScopeKind.PROJECT)
    return Exists(leads.filter(scope_key=key, user__in=_entering()))


def managers_in(programme: str) -> dict[str, frozenset[UUID]]:
    """Managers by the slug of their pillar, those of the whole programme under the empty one; one query."""
    rows = Membership.objects.filter(role=Role.PROGRAMME_MANAGER).filter(
        Q(scope_kind=ScopeKind.PROGRAMME, scope_key=programme)
        | Q(scope_kind=ScopeKind.PILLAR, scope_key__startswith=f"{programme}/")
    )
    found: dict[str, set[UUID]] = {}
    for key, user in rows.values_list("scope_key", "user"):
        found.setdefault(key.partition("/")[2], set()).add(user)
    return {pillar: frozenset(people) for pillar, people in found.items()}


def everybody_in(programme: str) -> frozenset[UUID]:
    """Whoever holds a role of any kind in the programme or in a part of it; one query."""
    inside = Q(scope_kind=ScopeKind.PROGRAMME, scope_key=programme) | Q(
        scope_kind__in=INSIDE_A_PROGRAMME, scope_key__startswith=f"{programme}/"
    )
    return frozenset(Membership.objects.filter(inside).values_list("user", flat=True))


def secretaries_of(programme: str, body: str) -> frozenset[UUID]:
    return holders(Role.SECRETARY, (ScopeKind.BODY, f"{programme}/{body}"))


def board_of(municipalities: Iterable[str]) -> frozenset[UUID]:
    """Board members of these municipalities (CBS codes)."""
    return holders(Role.BOARD_MEMBER, *((ScopeKind.MUNICIPALITY, code) for code in municipalities))


def administrators() -> frozenset[UUID]:
    return holders(Role.ADMINISTRATOR, (ScopeKind.INSTALLATION, ""))
