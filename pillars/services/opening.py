"""Opens the quarters that began: by themselves, and the first one of a programme by its controller."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from izaportal.core import clock
from izaportal.core.errors import Refused
from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme, ProgrammeState, ReportingPeriod
from pillars.services.periods import open_period, require_control

ENDED = (ProgrammeState.STOPPED, ProgrammeState.SETTLED)


@transaction.atomic
def open_begun_quarters(*, actor: Viewer) -> list[ReportingPeriod]:
    """Of every programme that reports: each quarter that began since its last one, none after its end year.

    Doing it again opens nothing more, and a missed day is made up for.
    """
    last = dict(ReportingPeriod.objects.order_by().values_list("programme").annotate(Max("quarter")))
    running = Programme.objects.filter(pk__in=last).exclude(state__in=ENDED).order_by("slug")
    return [
        open_period(actor=actor, programme=programme, quarter=quarter)
        for programme in running
        for quarter in _begun_since(last[programme.pk], programme)
    ]


@transaction.atomic
def open_first_quarter(*, actor: Viewer, programme: Programme, quarter: Quarter) -> ReportingPeriod:
    """With its first quarter a programme begins to report; later ones open by themselves.

    Raises Refused when it reports already, or when the quarter has not begun or is outside its years.
    """
    require_control(programme, actor=actor)
    if ReportingPeriod.objects.filter(programme=programme).exclude(quarter=quarter).exists():
        raise Refused("Dit programma rapporteert al; een volgend kwartaal opent vanzelf op zijn eerste dag.")
    if quarter.first_day > clock.today():
        raise Refused(f"{quarter.label} begint op {date_nl(quarter.first_day)}; openen kan vanaf die dag.")
    if not programme.start_year <= quarter.year <= programme.end_year:
        years = f"van {programme.start_year} tot en met {programme.end_year}"
        raise Refused(f"{quarter.label} valt buiten het programma, dat loopt {years}.")
    return open_period(actor=actor, programme=programme, quarter=quarter)


def _begun_since(last: Quarter, programme: Programme) -> Iterable[Quarter]:
    until = min(Quarter.of(clock.today()), Quarter(programme.end_year, 4))
    return Quarter.span(last.next, until)
