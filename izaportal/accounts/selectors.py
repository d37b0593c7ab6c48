"""Who is who, and with which rights."""

import hashlib
from datetime import datetime

from django.db.models import Q

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
    return ApiToken.objects.filter(live(clock.now()), token_hash=token_hash(token)).first()


def live(now: datetime) -> Q:
    """Tokens that hold at this moment."""
    return Q(revoked_at__isnull=True) & (Q(expires_at__isnull=True) | Q(expires_at__gt=now))


def username_is_taken(username: str) -> bool:
    """Whatever the capitals."""
    return User.objects.filter(username__iexact=username).exists()
