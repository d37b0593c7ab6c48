"""The colleges a decision asks, and what is written down of each."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from izaportal.core import clock
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import Stance
from izaportal.meetings.models import CollegePosition
from pillars.selectors.programmes import members_on, visible_ids
from projects.models import Decision
from regions.models import Municipality


def colleges_of(decision: Decision) -> list[Municipality]:
    """Those that take part in the programme on the day of the decision, today when it has none; by name."""
    day = decision.decided_on or clock.today()
    return sorted(members_on(decision.programme, day), key=lambda one: one.name)


def waiting_for(viewer: Viewer, codes: Collection[str]) -> QuerySet[Decision]:
    """Decisions taken that ask a college of these municipalities of which nothing is known yet, each with
    `college` (its name); oldest first, one query."""
    taking_part = "programme__municipality_memberships"
    on = f"{taking_part}__municipality"
    said = CollegePosition.objects.filter(decision=OuterRef("pk"), municipality=OuterRef(on))
    rows = Decision.standing.filter(
        programme__in=visible_ids(viewer),
        asks_colleges=True,
        **{f"{on}__code__in": list(codes), f"{taking_part}__validity__contains": F("decided_on")},
    )
    last = Subquery(said.order_by("-number").values("stance")[:1])
    rows = rows.annotate(college=F(f"{on}__name"), said=last)
    rows = rows.filter(Q(said=None) | Q(said=Stance.UNKNOWN)).select_related("programme", "body")
    return rows.order_by("decided_on", "slug", "college")


def values_of(members: Iterable[Municipality], positions: Mapping[UUID, CollegePosition]) -> dict[str, Any]:
    """What the fields of a form hold: `GM0984_stance` and so on."""
    found: dict[str, Any] = {}
    for one in members:
        row = positions.get(one.pk)
        found[f"{one.code}_stance"] = row.stance if row else Stance.UNKNOWN.value
        found[f"{one.code}_decided_on"] = row.decided_on if row else None
        found[f"{one.code}_reservation"] = row.reservation if row else ""
    return found
