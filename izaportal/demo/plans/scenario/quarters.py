"""Periods, measurements, meetings and decisions of the scenario, and the freezing of its past quarters."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from izaportal.core import clock
from izaportal.core.bulk import ImportBatch
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.demo.plans.scenario.source import INVENTED
from izaportal.reporting.models import Freeze, Publication
from izaportal.reporting.services.freeze import freeze_quarter
from izaportal.reporting.services.publishing import publish_quarter
from kpis.models import Indicator, MeasurementState
from kpis.services.measurements import load_measurements
from pillars.models import GovernanceBody, Meeting, PeriodState, Programme
from pillars.services import plan as pillars
from pillars.services.periods import open_period
from projects.models import DecisionKind, Project
from projects.services import plan as projects

Data = Mapping[str, Any]
WHY_PUBLIC = "Voorbeeld van een openbare pagina."
KINDS = {
    "doorgaan": DecisionKind.CONTINUE,
    "bijsturen": DecisionKind.ADJUST,
    "opschalen": DecisionKind.SCALE_UP,
    "samenvoegen": DecisionKind.MERGE,
    "stoppen": DecisionKind.STOP,
}


def open_periods(actor: Viewer, data: Data, programme: Programme) -> None:
    """Every quarter of the scenario, open: past ones are frozen after they are calculated."""
    for key, period in data["periods"].items():
        open_period(
            actor=actor,
            programme=programme,
            quarter=Quarter.parse(key),
            submit_until=date.fromisoformat(period["submit_until"]),
        )


def days_of_freezing(data: Data) -> dict[Quarter, date]:
    """The day on which each past quarter of the scenario was frozen."""
    return {
        Quarter.parse(key): date.fromisoformat(period["frozen_on"])
        for key, period in data["periods"].items()
        if period["frozen_on"]
    }


def freeze_past(actor: Viewer, data: Data, programme: Programme) -> None:
    """Freeze what the scenario says is frozen, on its own days; once."""
    frozen = set(Freeze.objects.filter(programme=programme).values_list("quarter", flat=True))
    for key, period in data["periods"].items():
        quarter = Quarter.parse(key)
        if period["state"] == PeriodState.FROZEN and quarter not in frozen:
            with clock.pretending(date.fromisoformat(period["frozen_on"])):
                freeze_quarter(actor=actor, programme=programme, quarter=quarter)


def publish_last(actor: Viewer, programme: Programme) -> bool:
    """Make the last frozen quarter public, unless anybody decided on it before; whether it was done now."""
    last = Freeze.objects.filter(programme=programme).order_by("-quarter", "-version").first()
    if last is None or Publication.objects.filter(programme=programme).exists():
        return False
    publish_quarter(actor=actor, programme=programme, quarter=last.quarter, freeze=last.pk, reason=WHY_PUBLIC)
    return True


def save_measurements(
    batch: ImportBatch, data: Data, programme: Programme, indicators: Mapping[str, Indicator]
) -> None:
    approved = [
        _measurement(indicators[slug], Quarter.parse(key), value)
        for slug, values in data["measurements"].items()
        for key, value in values.items()
    ]
    submitted = [
        _measurement(indicators[slug], Quarter(2026, 3), value)
        for slug, value in data["measurements_submitted_2026_q3"].items()
    ]
    load_measurements(batch, programme=programme, rows=approved, state=MeasurementState.APPROVED)
    load_measurements(batch, programme=programme, rows=submitted, state=MeasurementState.SUBMITTED)


def save_meetings(
    batch: ImportBatch,
    data: Data,
    *,
    programme: Programme,
    bodies: Mapping[str, GovernanceBody],
    projects_by_slug: Mapping[str, Project],
) -> None:
    meetings = pillars.save_meetings(
        batch,
        [
            {
                "body": bodies[item["body"]],
                "held_on": date.fromisoformat(item["date"]),
                "quarter": Quarter.parse(item["quarter"]),
                **INVENTED,
            }
            for item in data["meetings"]
        ],
    )
    decisions = projects.save_decisions(
        batch,
        [
            _decision(item, programme, meetings[date.fromisoformat(item["meeting"])])
            for item in data["decisions"]
        ],
    )
    projects.link_decisions(
        batch,
        {decisions[_slug(item)].pk: [projects_by_slug[item["project"]].pk] for item in data["decisions"]},
    )


def _decision(item: Data, programme: Programme, meeting: Meeting) -> dict[str, Any]:
    return {
        "programme": programme,
        "slug": _slug(item),
        "kind": KINDS[item["kind"]],
        "label": item["text"],
        "decided_on": meeting.held_on,
        "decided_by": "",
        "owner_role": item.get("owner_role", ""),
        "deadline": date.fromisoformat(item["deadline"]) if "deadline" in item else None,
        "meeting": meeting,
        "body": meeting.body,
        **INVENTED,
    }


def _slug(item: Data) -> str:
    return f"{item['project']}-{item['meeting']}"


def _measurement(indicator: Indicator, quarter: Quarter, value: str) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "quarter": quarter,
        "municipality": None,
        "value": Decimal(value),
        **INVENTED,
    }
