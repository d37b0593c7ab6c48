"""Decisions as lines of a list, each with how far it is: of the log, a meeting, a project, a programme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core import clock
from izaportal.core.formatting import date_long
from izaportal.meetings.choices import ENDED, FollowUp

if TYPE_CHECKING:
    from projects.models import Decision

TO_BE_TAKEN = "point"  # projects.models.DecisionKind


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """`state` is empty when no follow-up was agreed on."""

    row: Decision
    url: str
    when: str
    owner: str
    state: str
    is_late: bool
    is_replaced: bool


def decision_lines(rows: Iterable[Decision], programme: str) -> tuple[DecisionLine, ...]:
    """The rows have `state` (`with_state`), owner, body, conditions and projects; `programme` is a slug."""
    return tuple(decision_line(row, programme, getattr(row, "state", None)) for row in rows)


def is_replaced(row: Decision) -> bool:
    """Whether another took its place; needs `replaced_by` selected."""
    return getattr(row, "replaced_by", None) is not None


def decision_line(row: Decision, programme: str, state: str | None) -> DecisionLine:
    """`state` None: nobody did anything yet. Needs `replaced_by` selected."""
    reached = FollowUp(state or FollowUp.OPEN)
    replaced = is_replaced(row)
    is_followed = (row.deadline is not None or state is not None) and not replaced
    is_past = row.deadline is not None and row.deadline < clock.today()
    return DecisionLine(
        row=row,
        url=reverse("decision", args=(programme, row.slug)),
        when=_when(row),
        owner=owner_of(row),
        state="vervangen" if replaced else str(reached.label) if is_followed else "",
        is_late=is_followed and reached not in ENDED and is_past,
        is_replaced=replaced,
    )


def owner_of(row: Decision) -> str:
    return ", ".join(filter(None, (str(row.owner) if row.owner else "", row.owner_role)))


def _when(row: Decision) -> str:
    if row.decided_on is not None:
        return date_long(row.decided_on)
    return "nog te nemen" if row.kind == TO_BE_TAKEN else "datum niet vermeld"
