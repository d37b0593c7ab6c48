"""What a plan says of itself: figures, sums, contradictions, movements, members, sources."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from izaportal.core.viewer import Viewer
from pillars.models import (
    AgendaAction,
    Challenge,
    Contradiction,
    Meeting,
    Movement,
    Pillar,
    PlanFigure,
    Programme,
    ProgrammeMunicipality,
    ProgrammeOrganisation,
    ProgrammeVersion,
    ReportingPeriod,
    SumCheck,
)
from pillars.selectors.programmes import visible_ids

SEVERITIES = ("hoog", "midden", "laag", "onbekend")


def pillars_with_movements(viewer: Viewer, programme: Programme) -> QuerySet[Pillar]:
    """Pillars in the plan's order with movements and challenges; three queries."""
    rows = Pillar.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    return rows.prefetch_related(
        Prefetch("movements", queryset=Movement.objects.order_by("slug")), "challenges"
    )


def figures_of(viewer: Viewer, programme: Programme) -> QuerySet[PlanFigure]:
    """Stated figures of the programme as a whole and of its pillars."""
    rows = PlanFigure.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    return rows.select_related("pillar").order_by("pillar__number", "id")


def sum_checks_of(viewer: Viewer, programme: Programme) -> QuerySet[SumCheck]:
    return SumCheck.objects.filter(programme__in=visible_ids(viewer), programme=programme)


def contradictions_of(viewer: Viewer, programme: Programme) -> list[Contradiction]:
    """The most severe first."""
    rows = Contradiction.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    return sorted(rows, key=lambda row: (SEVERITIES.index(row.severity), row.slug))


def versions_of(viewer: Viewer, programme: Programme) -> QuerySet[ProgrammeVersion]:
    return ProgrammeVersion.objects.filter(programme__in=visible_ids(viewer), programme=programme)


def challenges_of(viewer: Viewer, programme: Programme) -> QuerySet[Challenge]:
    return Challenge.objects.filter(programme__in=visible_ids(viewer), programme=programme)


def actions_of(viewer: Viewer, programme: Programme) -> QuerySet[AgendaAction]:
    """The work agenda, as the plan orders it."""
    return AgendaAction.objects.filter(programme__in=visible_ids(viewer), programme=programme)


def municipalities_of(viewer: Viewer, programme: Programme, day: date) -> QuerySet[ProgrammeMunicipality]:
    """Members on that day, by name."""
    rows = ProgrammeMunicipality.objects.filter(
        programme__in=visible_ids(viewer), programme=programme, validity__contains=day
    )
    return rows.select_related("municipality").order_by("municipality__name")


def organisations_of(viewer: Viewer, programme: Programme) -> QuerySet[ProgrammeOrganisation]:
    rows = ProgrammeOrganisation.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    return rows.select_related("organisation").order_by("organisation__name")


def periods_everywhere(viewer: Viewer) -> QuerySet[ReportingPeriod]:
    """Periods of all programmes the viewer may see, oldest first."""
    rows = ReportingPeriod.objects.filter(programme__in=visible_ids(viewer))
    return rows.select_related("programme").order_by("programme__short_name", "quarter")


def meetings_from(viewer: Viewer, day: date, *, programmes: Iterable[Programme] = ()) -> QuerySet[Meeting]:
    """Meetings to be held on or after the day, first one first, of all programmes seen or only of these."""
    rows = Meeting.objects.filter(body__programme__in=visible_ids(viewer), cancelled_at=None)
    rows = rows.filter(held_on__gte=day)
    wanted = list(programmes)
    if wanted:
        rows = rows.filter(body__programme__in=wanted)
    return rows.select_related("body__programme").order_by("held_on")


def contradictions_about(viewer: Viewer, programme: Programme, ref: str) -> list[Contradiction]:
    """Those that name the pillar, project or indicator by its slug."""
    return [row for row in contradictions_of(viewer, programme) if ref in row.refs]
