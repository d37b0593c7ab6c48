"""Who can come in: what the sign-in page of a demo and the start page of an administrator tell."""

from dataclasses import dataclass

from django.db.models import Count

from izaportal.accounts.models import ROLE_WORDS, Membership, User
from izaportal.core.viewer import Role


@dataclass(frozen=True, slots=True)
class DemoUser:
    username: str
    name: str


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How many people hold a role, whatever it holds for."""

    role: str
    people: int


def demo_users() -> list[DemoUser]:
    """Nobody unless the demo was loaded."""
    rows = User.objects.filter(is_demo=True, is_active=True).order_by("username")
    return [DemoUser(row.username, row.name) for row in rows]


def role_counts() -> list[RoleCount]:
    """In the order of the roles; a role that nobody holds is left out."""
    rows = Membership.objects.filter(user__is_active=True).values("role")
    counts = {row["role"]: row["people"] for row in rows.annotate(people=Count("user", distinct=True))}
    return [RoleCount(ROLE_WORDS[role], counts[role]) for role in Role if role in counts]


def people_count() -> int:
    return User.objects.filter(is_active=True).count()
