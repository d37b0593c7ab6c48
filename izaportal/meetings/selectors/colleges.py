"""The colleges a decision asks, and what is written down of each."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from izaportal.core import clock
from izaportal.meetings.choices import Stance
from izaportal.meetings.models import CollegePosition
from pillars.selectors.programmes import members_on
from projects.models import Decision
from regions.models import Municipality


def colleges_of(decision: Decision) -> list[Municipality]:
    """Those that take part in the programme on the day of the decision, today when it has none; by name."""
    day = decision.decided_on or clock.today()
    return sorted(members_on(decision.programme, day), key=lambda one: one.name)


def values_of(members: Iterable[Municipality], positions: Mapping[UUID, CollegePosition]) -> dict[str, Any]:
    """What the fields of a form hold: `GM0984_stance` and so on."""
    found: dict[str, Any] = {}
    for one in members:
        row = positions.get(one.pk)
        found[f"{one.code}_stance"] = row.stance if row else Stance.UNKNOWN.value
        found[f"{one.code}_decided_on"] = row.decided_on if row else None
        found[f"{one.code}_reservation"] = row.reservation if row else ""
    return found
