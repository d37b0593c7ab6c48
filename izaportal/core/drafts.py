"""Keeps what people typed and did not store yet, so that no closed lid or lost session costs them a text."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from izaportal.core import clock
from izaportal.core.errors import Refused
from izaportal.core.models import Draft
from izaportal.core.viewer import Viewer

Typed: TypeAlias = Mapping[str, Sequence[str]]
MOST_CHARACTERS, MOST_OF_PLACE = 200_000, 300
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "next", "kept", "username", "password"})


def keep(viewer: Viewer, place: str, typed: Typed) -> Draft:
    """Remember what was typed at a place (a path), instead of what was kept of it before.

    Raises Refused above 200,000 characters, and for what is no place of the portal. Characters that nobody
    types and PostgreSQL cannot hold are left out.
    """
    if not place.startswith("/") or len(place) > MOST_OF_PLACE:
        raise Refused("Van deze plaats wordt geen concept bewaard.")
    kept = {
        _storable(name): [_storable(text) for text in values]
        for name, values in typed.items()
        if name not in NOT_TYPED
    }
    if sum(len(text) for values in kept.values() for text in values) > MOST_CHARACTERS:
        raise Refused("Dit is te veel tekst om als concept te bewaren.")
    draft, _ = Draft.objects.update_or_create(
        user_id=_owner(viewer), place=place, defaults={"typed": kept, "saved_at": clock.now()}
    )
    return draft


def find(viewer: Viewer, place: str) -> Draft | None:
    return Draft.objects.filter(user_id=_owner(viewer), place=place).first()


def drop(viewer: Viewer, place: str) -> None:
    """Once it is stored, or thrown away by who typed it."""
    Draft.objects.filter(user_id=_owner(viewer), place=place).delete()


def _storable(text: str) -> str:
    """Without NUL and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _owner(viewer: Viewer) -> UUID:
    """Raises Refused for who is nobody in particular."""
    if viewer.id is None:
        raise Refused("Meld u aan om een concept te bewaren.")
    return UUID(viewer.id)
