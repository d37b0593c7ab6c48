"""Users, their memberships and the tokens of municipalities."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from izaportal.accounts.models import ROLE_WORDS, ApiToken, Membership, User
from izaportal.accounts.selectors import token_hash
from izaportal.core import audit, clock
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Right, Viewer

LAST_USE_PRECISION = timedelta(minutes=5)
DOUBLE_CLICK = timedelta(seconds=10)
LONGEST_TOKEN_NAME = 100


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
def change_password(*, actor: Viewer, password: str) -> None:
    """The actor's own, which ends their other sessions. Whether it is strong is for the form to say."""
    if actor.user_id is None:
        raise NotAllowed("Een wachtwoord hoort bij een persoon.")
    user = User.objects.select_for_update().get(pk=actor.user_id)
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(
        actor=actor,
        subject=audit.Subject("gebruiker", str(user.pk), user.name),
        change=audit.Change("eigen wachtwoord gewijzigd"),
    )


@transaction.atomic
def create_api_token(
    *,
    actor: Viewer,
    municipality_code: str,
    name: str,
    expires_on: date | None = None,
    token_id: UUID | None = None,
) -> str:
    """Make a token bound to one municipality and return it: it cannot be read back later. It holds until the
    end of its last day.

    The same again for one `token_id` within seconds is a double click, of which a person sees the second
    answer alone: that one has another token in place of the first. Later, or for something else, it raises
    Refused.
    """
    _require_administrator(actor)
    if expires_on is not None and expires_on < clock.today():
        raise Refused("Kies een dag die nog komt.", place="expires_on")
    token = f"iza_{secrets.token_urlsafe(32)}"
    wanted = {
        "name": name,
        "municipality_code": municipality_code,
        "expires_at": end_of(expires_on) if expires_on else None,
    }
    row, is_new = ApiToken.objects.select_for_update().get_or_create(
        pk=token_id or uuid7(), defaults={**wanted, "token_hash": token_hash(token)}
    )
    if not is_new:
        _give_another(row, token, wanted)
        return token
    audit.record(
        actor=actor,
        subject=audit.Subject("API-token", str(row.pk), name),
        change=audit.Change("aangemaakt", {"gemeente": (None, municipality_code)}),
    )
    return token


def end_of(day: date) -> datetime:
    """The last moment of the day in Amsterdam."""
    return timezone.make_aware(datetime.combine(day, time.max))


def _give_another(row: ApiToken, token: str, wanted: Mapping[str, object]) -> None:
    is_used = row.last_used_at is not None or row.revoked_at is not None
    is_same = all(getattr(row, name) == value for name, value in wanted.items())
    if is_used or not is_same or clock.now() - row.created_at > DOUBLE_CLICK:
        raise Refused(
            "Dit token is al gemaakt en wordt maar één keer getoond. Trek het in en maak een nieuw."
        )
    row.token_hash = token_hash(token)
    row.save(update_fields=["token_hash"])


@transaction.atomic
def revoke_api_token(*, actor: Viewer, token_id: UUID, reason: str = "") -> ApiToken:
    """The token opens nothing from now on; doing it again changes nothing. Raises ApiToken.DoesNotExist."""
    _require_administrator(actor)
    row = ApiToken.objects.select_for_update().get(pk=token_id)
    if row.revoked_at is None:
        row.revoked_at = clock.now()
        row.save(update_fields=["revoked_at"])
        audit.record(
            actor=actor,
            subject=audit.Subject("API-token", str(row.pk), row.name),
            change=audit.Change("ingetrokken", {"gemeente": (row.municipality_code, None)}, reason=reason),
        )
    return row


def note_use(token: ApiToken) -> None:
    """Remember when a token was last used, to five minutes: not a write per request."""
    now = clock.now()
    if token.last_used_at is None or now - token.last_used_at > LAST_USE_PRECISION:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def _require_administrator(actor: Viewer) -> None:
    if not actor.runs_portal:
        raise NotAllowed("Alleen een beheerder mag gebruikers en tokens maken.")
