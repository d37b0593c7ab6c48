"""Users, their memberships and the tokens of municipalities."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from izaportal.accounts.models import ROLE_WORDS, ApiToken, Membership, User
from izaportal.accounts.selectors import live, token_hash
from izaportal.core import audit, clock
from izaportal.core.errors import NotAllowed
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer

LAST_USE_PRECISION = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Person:
    """Who is to come in. Without an e-mail address somebody gets notices in the portal only."""

    username: str
    name: str
    email: str = ""
    is_demo: bool = False


@transaction.atomic
def create_user(*, actor: Viewer, person: Person, password: str, rights: Sequence[Right]) -> User:
    """A new person with memberships. Raises NotAllowed unless the actor runs the installation."""
    _require_administrator(actor)
    user = User.objects.create(
        username=person.username,
        name=person.name,
        email=person.email,
        is_demo=person.is_demo,
        password=make_password(password),
    )
    Membership.objects.bulk_create(
        Membership(user=user, role=right.role, scope_kind=right.kind, scope_key=right.key) for right in rights
    )
    audit.record(
        actor=actor,
        subject=audit.Subject("gebruiker", str(user.pk), user.name),
        change=audit.Change(
            "aangemaakt",
            {"rollen": (None, [f"{ROLE_WORDS[right.role]} {right.key}".strip() for right in rights])},
        ),
    )
    return user


@transaction.atomic
def create_api_token(
    *, actor: Viewer, municipality_code: str, name: str, expires_at: datetime | None = None
) -> str:
    """Make a token bound to one municipality and return it: it cannot be read back later."""
    _require_administrator(actor)
    token = f"iza_{secrets.token_urlsafe(32)}"
    row = ApiToken.objects.create(
        name=name,
        municipality_code=municipality_code,
        token_hash=token_hash(token),
        expires_at=expires_at,
    )
    audit.record(
        actor=actor,
        subject=audit.Subject("API-token", str(row.pk), name),
        change=audit.Change("aangemaakt", {"gemeente": (None, municipality_code)}),
    )
    return token


@transaction.atomic
def revoke_api_tokens(*, actor: Viewer, municipality_code: str, name: str) -> int:
    """End the municipality's tokens of this name from now on; answers how many still held."""
    _require_administrator(actor)
    now = clock.now()
    named = ApiToken.objects.filter(live(now), municipality_code=municipality_code, name=name)
    rows = list(named.select_for_update().order_by("pk"))
    for row in rows:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        audit.record(
            actor=actor,
            subject=audit.Subject("API-token", str(row.pk), name),
            change=audit.Change("ingetrokken", {"gemeente": (municipality_code, None)}),
        )
    return len(rows)


def note_use(token: ApiToken) -> None:
    """Remember when a token was last used, to five minutes: not a write per request."""
    now = clock.now()
    if token.last_used_at is None or now - token.last_used_at > LAST_USE_PRECISION:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def _require_administrator(actor: Viewer) -> None:
    if not actor.holds(Role.ADMINISTRATOR, (ScopeKind.INSTALLATION, "")):
        raise NotAllowed("Alleen een beheerder mag gebruikers en tokens maken.")
