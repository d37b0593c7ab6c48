"""What tests of agendas share: the demo's next meeting, a value that is approved, what is on the agenda."""

from contextlib import AbstractContextManager
from decimal import Decimal

from django.test import TestCase

from izaportal.core import clock
from izaportal.core.editing import Edit
from izaportal.core.quarter import Quarter
from izaportal.meetings.choices import Stance
from izaportal.meetings.models import AgendaItem
from izaportal.reporting.services.recalculation import ask_for, carry_out
from kpis.models import Indicator, Measurement, MeasurementState
from pillars.models import Meeting, Programme
from projects.models import Decision
from tests.factories.kpis import MeasurementFactory
from tests.fixtures.database import DEMO_DAY

Q3 = Quarter(2026, 3)
BEHIND, ON_TRACK = 400, 700  # of indicator 1-1 at Q3 2026: 660 is due, less than 594 is off track


def next_meeting() -> Meeting:
    return Meeting.objects.select_related("body__programme").get(body__slug="pho", held_on="2026-11-26")


def approve(value: int, slug: str = "kpi-1-1") -> None:
    """A value in the place of what was approved, and what the worker does about it."""
    indicator = Indicator.objects.get(programme__slug="nml-o", slug=slug)
    earlier = Measurement.objects.filter(indicator=indicator, quarter=Q3, state=MeasurementState.APPROVED)
    earlier.filter(superseded_at=None).update(superseded_at=clock.now())
    MeasurementFactory.create(indicator=indicator, quarter=Q3, value=Decimal(value), approved=True)
    recalculate()


def recalculate() -> None:
    programme = Programme.objects.get(slug="nml-o")
    for run in ask_for(programme, since=Q3, asked_by="proef", asked_for="proef"):
        with committed():
            carry_out(run.pk)


def committed() -> AbstractContextManager[object]:
    """What waits for the commit is done at the end of the block."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def items(kind: str = "", *, meeting: Meeting | None = None) -> list[AgendaItem]:
    """In their order, of the next meeting, also what was withdrawn."""
    rows = AgendaItem.objects.filter(agenda__meeting=meeting or next_meeting())
    return list(rows.filter(kind=kind) if kind else rows)


def codes_of(decision: Decision) -> list[str]:
    rows = decision.programme.municipality_memberships.values_list("municipality__code", flat=True)
    return sorted(rows)


def agree(codes, stance=Stance.AGREED, day=DEMO_DAY):
    said = {"stance": stance.value, "decided_on": day, "reservation": "Mits gedekt"}
    seen = {"stance": "unknown", "decided_on": None, "reservation": ""}
    return {f"{code}_{part}": Edit(seen[part], said[part]) for code in codes for part in said}
