"""The tokens as the page lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from izaportal.accounts.models import ApiToken


@dataclass(frozen=True, slots=True)
class TokenLine:
    """`revoke_url` is empty of one that opens nothing any more."""

    name: str
    municipality: str
    made_at: datetime
    expires_at: datetime | None
    used_at: datetime | None
    state: str
    revoke_url: str


def lines(tokens: Iterable[ApiToken], names: Mapping[str, str], now: datetime) -> list[TokenLine]:
    """`names`: of municipalities by CBS code."""
    return [
        TokenLine(
            name=row.name,
            municipality=f"{names.get(row.municipality_code, '')} ({row.municipality_code})".strip(),
            made_at=row.created_at,
            expires_at=row.expires_at,
            used_at=row.last_used_at,
            state=_state(row, now),
            revoke_url=reverse("revoke-api-token", args=(row.pk,)) if row.is_alive(now) else "",
        )
        for row in tokens
    ]


def _state(row: ApiToken, now: datetime) -> str:
    if row.revoked_at is not None:
        return "ingetrokken"
    return "geldig" if row.is_alive(now) else "verlopen"
