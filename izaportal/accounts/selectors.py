"""Who is who, and with which rights."""

import hashlib

from django.db.models import QuerySet

from izaportal.accounts.models import ApiToken, Membership, User
from izaportal.core import clock
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer


def viewer_of(user: User) -> Viewer:
    """The viewer a signed-in person is; one query."""
    memberships = Membership.objects.filter(user=user).values_list("role", "scope_kind", "scope_key")
    rights = frozenset(Right(Role(role), ScopeKind(kind), key) for role, kind, key in memberships)
    return Viewer(id=str(user.pk), name=user.name, rights=rights)


def viewer_of_token(token: ApiToken) -> Viewer:
    """An API client of a municipality: its own share and nothing else."""
    right = Right(Role.MUNICIPALITY, ScopeKind.MUNICIPALITY, token.municipality_code)
    return Viewer(id=str(token.pk), name=f"API: {token.name}", rights=frozenset({right}))


def token_hash(token: str) -> str:
    """Tokens are 256 random bits, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def live_token(token: str) -> ApiToken | None:
    """The token if it exists, is not revoked and has not expired; one query."""
    row = ApiToken.objects.filter(token_hash=token_hash(token)).first()
    return row if row is not None and row.is_alive(clock.now()) else None


def api_tokens(viewer: Viewer) -> QuerySet[ApiToken]:
    """All there are and were, newest first; for who runs the installation."""
    rows = ApiToken.objects.order_by("-id")
    return rows if viewer.runs_portal else rows.none()


def username_is_taken(username: str) -> bool:
    """Whatever the capitals."""
    return User.objects.filter(username__iexact=username).exists()
