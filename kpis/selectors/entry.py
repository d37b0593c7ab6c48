"""Who may enter or change what of an indicator, and why something is locked (in Dutch)."""

from datetime import date

from izaportal.core import clock
from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Role, ScopeKind, Viewer
from kpis.models import Indicator
from pillars.models import PeriodState, Programme, ReportingPeriod
from projects.models import Project


def may_create(viewer: Viewer, programme: Programme) -> bool:
    """Managers of the programme or of one of its pillars."""
    pillars = viewer.keys(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR)
    return viewer.manages(programme.slug) or any(key.startswith(f"{programme.slug}/") for key in pillars)


def manages(viewer: Viewer, indicator: Indicator) -> bool:
    """Whether the viewer manages the indicator's programme or its pillar."""
    pillar = indicator.pillar.slug if indicator.pillar else None
    return viewer.manages(indicator.programme.slug, pillar)


def leads(viewer: Viewer, indicator: Indicator) -> bool:
    """Whether the viewer leads the project the indicator belongs to."""
    scope = scope_of(indicator)
    return bool(scope) and viewer.leads(scope)


def scope_of(indicator: Indicator) -> str:
    """The key of the project it is part of (`nml-o/mgn`); empty when it is of a pillar or the programme."""
    project = indicator.project
    return f"{indicator.programme.slug}/{project.slug}" if project else ""


def may_edit(viewer: Viewer, indicator: Indicator) -> bool:
    """Managers all of it; the lead of its project what does not decide how it is judged."""
    return manages(viewer, indicator) or leads(viewer, indicator)


def may_report(viewer: Viewer, indicator: Indicator) -> bool:
    """Managers and the lead of its project; of an indicator of a whole pillar the leads of its projects."""
    if may_edit(viewer, indicator):
        return True
    slugs = _led_slugs(viewer, indicator.programme.slug)
    if not slugs or indicator.project_id is not None or indicator.pillar_id is None:
        return False
    return Project.objects.filter(
        programme=indicator.programme_id, pillar=indicator.pillar_id, slug__in=slugs
    ).exists()


def why_no_value(viewer: Viewer, indicator: Indicator, quarter: Quarter, *, until: date | None = None) -> str:
    """Why the viewer cannot enter a value for the quarter now; empty when it is possible.

    Asks nothing about rights: see `may_report`. A manager may still correct after the day of submission;
    `until` is a later day that was agreed for the viewer.
    """
    period = ReportingPeriod.objects.filter(programme=indicator.programme_id, quarter=quarter).first()
    if period is None:
        return f"{quarter.label} is niet geopend voor rapportage."
    if period.state == PeriodState.FROZEN:
        return (
            f"{quarter.label} is vastgesteld op {date_nl(period.frozen_on)}; "
            "een wijziging kan alleen als herziening of in het volgende kwartaal."
        )
    if period.is_observed:
        return f"{quarter.label} loopt nog; een waarde invullen kan vanaf {date_nl(period.submit_from)}."
    return "" if manages(viewer, indicator) else _why_too_late(period, until or period.submit_until)


def _why_too_late(period: ReportingPeriod, until: date) -> str:
    label = period.quarter.label
    if period.state == PeriodState.CLOSED:
        day = date_nl(period.closed_on)
        return f"{label} is gesloten op {day}; vraag de programmamanager om een correctie."
    if clock.today() > until:
        day = date_nl(until)
        return f"De termijn voor {label} is verlopen op {day}; vraag het de programmamanager."
    return ""


def _led_slugs(viewer: Viewer, programme: str) -> list[str]:
    led = (right.key.split("/") for right in viewer.rights if right.role is Role.PROJECT_LEAD)
    return [slug for owner, slug in led if owner == programme]
