"""The page from which a controller freezes a quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.readiness import Readiness
from izaportal.web import states
from izaportal.web.crumbs import quarter_crumbs
from izaportal.web.fact import Fact
from izaportal.web.link import Link
from pillars.locking import Change, Lock, lock_of

if TYPE_CHECKING:
    from pillars.models import Programme, ReportingPeriod


@dataclass(frozen=True, slots=True)
class FreezingPage:
    """`readiness` is None of a quarter that is frozen; `term` says that approving may still go on."""

    quarter: Quarter
    lead: str
    crumbs: tuple[Link, ...]
    state: str
    lock: Lock | None
    readiness: Readiness | None
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...]
    dashboard_url: str
    period_url: str
    publish_url: str

    @property
    def is_frozen(self) -> bool:
        return self.state == states.FROZEN

    @property
    def is_closed(self) -> bool:
        return self.state == states.CLOSED

    @property
    def is_open(self) -> bool:
        return self.state == states.OPEN


def build(
    programme: Programme, period: ReportingPeriod, readiness: Readiness | None, *, today: date
) -> FreezingPage:
    place = {"programme": programme.slug, "quarter": period.quarter}
    dashboard = reverse("dashboard", kwargs=place)
    return FreezingPage(
        quarter=period.quarter,
        lead=programme.name,
        crumbs=quarter_crumbs(programme, period.quarter, "Vaststellen"),
        state=period.state,
        lock=lock_of(period.quarter, period, Change(), today=today),
        readiness=readiness,
        facts=tuple(_facts(readiness)) if readiness else (),
        warnings=tuple(_warnings(period, readiness, today)) if readiness else (),
        dashboard_url=dashboard,
        period_url=reverse("period", kwargs=place),
        publish_url=reverse("publish-quarter", kwargs=place),
    )


def _facts(found: Readiness) -> Iterator[Fact]:
    unmeasured = f", waarvan {found.unmeasured} zonder meting" if found.unmeasured else ""
    yield Fact("Indicatoren met hun status", f"{found.indicators}{unmeasured}")
    yield Fact("SPUK-subsidies met hun afrekenrisico", str(found.grants))
    yield Fact("Gemeenten met hun aandeel", str(found.municipalities))
    yield Fact("Genomen besluiten", str(found.decisions))
    yield Fact("Ook vastgelegd", "streefwaarden, metingen, marge en risicogrenzen, verdeelsleutel, begroting")


def _warnings(period: ReportingPeriod, found: Readiness, today: date) -> Iterator[str]:
    """What does not stop a freeze, and is good to know before it."""
    if found.waiting:
        many = found.waiting > 1
        waiting = f"{found.waiting} ingediende metingen wachten" if many else "1 ingediende meting wacht"
        yield f"{waiting} nog op goedkeuring; {'die tellen' if many else 'die telt'} niet mee."
    if today <= period.approve_until:
        yield f"Goedkeuren kan nog tot en met {date_nl(period.approve_until)}."
