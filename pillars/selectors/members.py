"""Who sits in a body, and so whom its meetings and decisions concern (ADR 25)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from izaportal.accounts.holders import (
    board_of,
    controllers_of,
    everybody_in,
    managers_of,
    secretaries_of,
)
from izaportal.accounts.models import User
from izaportal.core import clock
from izaportal.core.edits import type_of
from izaportal.core.viewer import Role, ScopeKind, Viewer
from pillars.models import BodyMember, BodyRole, GovernanceBody, Meeting, Programme, ProgrammeMunicipality
from pillars.selectors.meetings import keeps
from pillars.selectors.plan import meetings_from
from pillars.selectors.programmes import bodies, members_on, visible_ids

MEMBER_TYPE = type_of(BodyMember)
SEATED = ("has_members", "is_member", "is_board")
BODY_ROLES = [role.value for role in BodyRole]


def on(day: date | OuterRef, prefix: str = "") -> Q:
    """Memberships that hold on the day."""
    begun = Q(**{f"{prefix}starts_on__lte": day})
    return begun & (Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": day}))


def members_of(viewer: Viewer, body: GovernanceBody) -> QuerySet[BodyMember]:
    """All there are and were, with the person and for whom they sit."""
    rows = BodyMember.objects.filter(body__programme__in=visible_ids(viewer)).filter(body=body)
    return rows.select_related("user", "municipality", "organisation")


def member(viewer: Viewer, body: GovernanceBody, member_id: UUID) -> BodyMember:
    """Raises BodyMember.DoesNotExist, also for what may not be seen."""
    return members_of(viewer, body).get(pk=member_id)


def bodies_with_seats(viewer: Viewer, programme: Programme) -> QuerySet[GovernanceBody]:
    """Each with `seats`: how many members it has today; one query."""
    return bodies(viewer, programme).annotate(seats=Count("members", filter=on(clock.today(), "members__")))


def people_of(programme: Programme) -> QuerySet[User]:
    """Who may see the programme now: nobody else can be a member."""
    board = board_of(members_on(programme, clock.today()).values_list("code", flat=True))
    return User.objects.filter(pk__in=everybody_in(programme.slug) | board, is_active=True)


def sees_names(viewer: Viewer, body: GovernanceBody, rows: Iterable[BodyMember]) -> bool:
    """Who keeps the body or controls the programme, and its members of today among themselves; all others
    see roles alone. Needs the programme; `rows`: the members of the body."""
    runs = keeps(viewer, body.programme.slug, body.slug) or viewer.controls(body.programme.slug)
    today = clock.today()
    return runs or any(row.user_id == viewer.user_id and row.is_on(today) for row in rows)


def told_scope(programme: str, body: str) -> str:
    """Where the trail keeps who is a member of the body (slugs)."""
    return f"{programme}/overleg/{body}/leden"


def told_scopes(viewer: Viewer) -> frozenset[str]:
    """The same of the bodies of which the viewer is secretary."""
    keys = (key.partition("/") for key in viewer.keys(Role.SECRETARY, ScopeKind.BODY))
    return frozenset(told_scope(programme, body) for programme, _, body in keys)


def concerned(body: GovernanceBody, day: date) -> frozenset[UUID]:
    """Whom a meeting of the body on that day concerns: who keeps the body, and those of its members who may
    see the programme now. Without members on record every board member, and the controller."""
    programme = body.programme
    keepers = managers_of(programme.slug) | secretaries_of(programme.slug, body.slug)
    seated = frozenset(BodyMember.objects.filter(on(day), body=body).values_list("user", flat=True))
    if seated:
        return keepers | (seated & frozenset(people_of(programme).values_list("pk", flat=True)))
    board = board_of(members_on(programme, day).values_list("code", flat=True))
    return keepers | controllers_of(programme.slug) | board


def meetings_for(viewer: Viewer, first: date, last: date) -> list[Meeting]:
    """Meetings from the first to the last day that concern the viewer, by the same rule; one query beside
    that of the programmes they may see."""
    seated = BodyMember.objects.filter(on(OuterRef("held_on")), body=OuterRef("body"))
    board = ProgrammeMunicipality.objects.filter(
        programme=OuterRef("body__programme"),
        municipality__code__in=viewer.board_municipalities,
        validity__contains=OuterRef("held_on"),
    )
    rows = meetings_from(viewer, first).filter(held_on__lte=last)
    asked = (Exists(seated), Exists(seated.filter(user=viewer.user_id)), Exists(board))
    rows = rows.annotate(**dict(zip(SEATED, asked, strict=True)))
    return [row for row in rows if _concerns(viewer, row)]


def _concerns(viewer: Viewer, row: Meeting) -> bool:
    programme = row.body.programme.slug
    has_members, is_member, is_board = (getattr(row, name) for name in SEATED)
    if is_member or keeps(viewer, programme, row.body.slug):
        return True
    return not has_members and (is_board or viewer.controls(programme))
