"""Who may enter or change what of an indicator, and why something is locked (in Dutch)."""

from datetime import date

from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Role, ScopeKind, Viewer
from kpis.models import Indicator
from pillars.locking import Change, LockKind, lock_of
from pillars.models import Programme, ReportingPeriod
from projects.models import Project

# Locks of the quarter that leave a manager free.
STILL_CORRECTED = (LockKind.CLOSED, LockKind.EXPIRED)


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

    Asks nothing about rights: see `may_report`. A manager may still correct until the quarter is frozen;
    `until` is a later day that was agreed for the viewer.
    """
    period = ReportingPeriod.objects.filter(programme=indicator.programme_id, quarter=quarter).first()
    lock = lock_of(quarter, period, Change(until=until), today=clock.today())
    is_free = lock is None or (lock.kind in STILL_CORRECTED and manages(viewer, indicator))
    return "" if is_free else str(lock)


def _led_slugs(viewer: Viewer, programme: str) -> list[str]:
    led = (right.key.split("/") for right in viewer.rights if right.role is Role.PROJECT_LEAD)
    return [slug for owner, slug in led if owner == programme]
