"""Which programmes a viewer may see, and the frame their pages stand in."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from izaportal.core import clock
from izaportal.core.viewer import Viewer
from pillars.models import GovernanceBody, Pillar, Programme, ReportingPeriod
from regions.models import Municipality


def visible_programmes(viewer: Viewer) -> QuerySet[Programme]:
    """Programmes in which the viewer has a role, or in which a municipality of theirs takes part today.

    Each with `has_periods`: whether there is a quarter to report on.
    """
    periods = ReportingPeriod.objects.filter(programme=OuterRef("pk"))
    everything = Programme.objects.select_related("region", "lead_municipality").annotate(
        has_periods=Exists(periods)
    )
    if viewer.is_system:
        return everything
    mine = Q(slug__in=viewer.programme_slugs)
    if viewer.board_municipalities:
        through_municipality = Programme.objects.filter(
            municipality_memberships__municipality__code__in=viewer.board_municipalities,
            municipality_memberships__validity__contains=clock.today(),
        )
        mine |= Q(pk__in=through_municipality.values("pk"))
    return everything.filter(mine)


def seen_by(viewer: Viewer) -> tuple[Programme, ...]:
    """The visible programmes, read once per viewer, and a viewer lives no longer than a request or a job."""
    return viewer.remember("programmes", lambda: tuple(visible_programmes(viewer)))


def visible_ids(viewer: Viewer) -> list[UUID]:
    """Their ids: what every other selector narrows its rows to."""
    return [seen.pk for seen in seen_by(viewer)]


def programme(viewer: Viewer, slug: str) -> Programme:
    """Raises Programme.DoesNotExist for what is not there and for what may not be seen alike."""
    found = next((seen for seen in seen_by(viewer) if seen.slug == slug), None)
    if found is None:
        raise Programme.DoesNotExist
    return found


def periods(viewer: Viewer, programme: Programme) -> QuerySet[ReportingPeriod]:
    """Quarters of the programme, oldest first."""
    return ReportingPeriod.objects.filter(programme__in=visible_ids(viewer)).filter(programme=programme)


def pillars(viewer: Viewer, programme: Programme) -> QuerySet[Pillar]:
    """Pillars in the plan's order; the coordination (number 0) last, as the plans do."""
    return Pillar.objects.filter(programme__in=visible_ids(viewer)).filter(programme=programme)


def members_on(programme: Programme, day: date) -> QuerySet[Municipality]:
    """Municipalities that take part in the programme on that day, by CBS code.

    Membership of a programme is public; no viewer needed.
    """
    return Municipality.objects.filter(
        programme_memberships__programme=programme, programme_memberships__validity__contains=day
    ).order_by("code")


def bodies(viewer: Viewer, programme: Programme) -> QuerySet[GovernanceBody]:
    return GovernanceBody.objects.filter(programme__in=visible_ids(viewer)).filter(programme=programme)
