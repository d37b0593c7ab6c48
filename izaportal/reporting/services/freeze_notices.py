"""Tells everybody in a programme that a quarter was frozen, or restated, and where to see it."""

from django.urls import reverse

from izaportal.accounts.holders import board_of, everybody_in
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify
from izaportal.reporting.models import Freeze
from pillars.selectors.programmes import members_on


def tell_of_freeze(made: Freeze, *, actor: Viewer) -> int:
    """How many were told, board members of the municipalities included. Call it in the transaction."""
    programme = made.programme
    members = members_on(programme, made.quarter.last_day).values_list("code", flat=True)
    people = everybody_in(programme.slug) | board_of(members)
    is_restated = made.version > 1
    label = made.quarter.label
    message = Message(
        kind=NoticeKind.PERIOD,
        subject=f"{label} is {'herzien' if is_restated else 'vastgesteld'}",
        text=_restated(made)
        if is_restated
        else "De cijfers staan vast. Bekijk het dashboard van dit kwartaal.",
        url=reverse("dashboard", kwargs={"programme": programme.slug, "quarter": made.quarter}),
        programme=programme.slug,
        once=f"frozen/{programme.slug}/{made.quarter}/{made.version}",
    )
    return notify(people, actor=actor, message=message)


def _restated(made: Freeze) -> str:
    return f"Versie {made.version} vervangt de vorige. Reden: {made.reason}"
