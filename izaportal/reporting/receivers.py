"""Turns what happens below into runs. The row is written with the change, the worker told after it."""

from collections.abc import Iterable

from django.db import transaction

from funding.events import MoneyChanged
from izaportal.core import events, runs
from izaportal.core.bulk import RowsLoaded
from izaportal.core.models import Run
from izaportal.core.quarter import Quarter
from izaportal.notices.events import MailQueued
from izaportal.reporting.choices import Move
from izaportal.reporting.events import ReportMoved
from izaportal.reporting.selectors.reports import report_by_id
from izaportal.reporting.services.recalculation import ask_for
from izaportal.reporting.services.report_notices import tell_of
from izaportal.reporting.services.turn_notices import tell_of_turns
from izaportal.reporting.tasks import deliver_mail, recalculate
from kpis.events import DefinitionChanged, StatusesChanged, ValuesApproved
from pillars.events import PeriodOpened
from pillars.models import Programme
from projects.events import ProjectChanged

# What results are calculated from, beside measurements, bookings and advances, which announce themselves.
CALCULATED_FROM = frozenset(
    {
        "regions.Population",
        "pillars.Programme",
        "pillars.ProgrammeMunicipality",
        "projects.Project",
        "projects.Milestone",
        "projects.Decision",
        "projects.Decision_projects",
        "kpis.Indicator",
        "kpis.Target",
        "funding.Grant",
        "funding.GrantMilestone",
        "funding.MilestoneIndicator",
        "funding.MilestoneVerdict",
        "funding.MilestoneForecast",
        "funding.PaymentCondition",
        "funding.AllocationKey",
        "funding.AllocationPart",
    }
)


@events.on(ValuesApproved)
def on_values_approved(event: ValuesApproved) -> None:
    programme = Programme.objects.get(slug=event.programme)
    _send(
        ask_for(
            programme,
            since=event.since,
            asked_by=event.actor,
            asked_for="meting goedgekeurd",
            indicators=event.indicators,
        )
    )


@events.on(DefinitionChanged)
def on_definition_changed(event: DefinitionChanged) -> None:
    programme = Programme.objects.get(slug=event.programme)
    _send(
        ask_for(
            programme,
            since=event.since,
            asked_by=event.actor,
            asked_for=event.what,
            indicators=event.indicators,
        )
    )


@events.on(StatusesChanged)
def on_statuses_changed(event: StatusesChanged) -> None:
    """Within the transaction of the results, so that a message and what it tells of live and die together."""
    tell_of_turns(event)


@events.on(MoneyChanged)
def on_money_changed(event: MoneyChanged) -> None:
    programme = Programme.objects.get(slug=event.programme)
    _send(
        ask_for(
            programme,
            since=Quarter.of(event.since),
            asked_by=event.actor,
            asked_for=event.what,
            grants=event.grants,
        )
    )


@events.on(ProjectChanged)
def on_project_changed(event: ProjectChanged) -> None:
    """Touches no indicator and no grant: only how the projects stand, by their milestones."""
    programme = Programme.objects.get(slug=event.programme)
    asked_for = "project gewijzigd"
    _send(ask_for(programme, asked_by=event.actor, asked_for=asked_for, indicators=(), grants=()))


@events.on(PeriodOpened)
def on_period_opened(event: PeriodOpened) -> None:
    programme = Programme.objects.get(slug=event.programme)
    asked_for = f"{event.quarter.label} geopend"
    _send(ask_for(programme, since=event.quarter, asked_by=event.actor, asked_for=asked_for))


@events.on(ReportMoved)
def on_report_moved(event: ReportMoved) -> None:
    """Whom it concerns is told. An approved report may change milestones, and so how its project stands."""
    report = report_by_id(event.report)
    tell_of(report, event)
    if event.moved != Move.APPROVED:
        return
    _send(
        ask_for(
            report.project.programme,
            since=report.quarter,
            asked_by=event.actor.name,
            asked_for="rapportage goedgekeurd",
            indicators=(),
            grants=(),
        )
    )


@events.on(RowsLoaded)
def on_rows_loaded(event: RowsLoaded) -> None:
    """A file may change targets, keys, verdicts or members: then everything of its programme is looked at."""
    if not event.models & CALCULATED_FROM:
        return
    asked_for = f"{event.title} ingelezen"
    programmes = (
        Programme.objects.filter(slug=event.programme) if event.programme else Programme.objects.all()
    )
    for programme in programmes.order_by("slug"):
        _send(ask_for(programme, asked_by=event.actor, asked_for=asked_for))


@events.on(MailQueued)
def on_mail_queued(event: MailQueued) -> None:
    """A broker that is away only delays: the outbox is looked at every minute."""
    transaction.on_commit(deliver_mail.delay, robust=True)


def _send(asked: Iterable[Run]) -> None:
    for run in asked:
        runs.send_after_commit(run, recalculate.delay)
