"""Keeps what is typed in a report, field by field, of everybody who writes it; and opens a late one again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from izaportal.core import clock, events
from izaportal.core.editing import Conflict, Conflicted, Edit, merge
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.choices import Move
from izaportal.reporting.events import ReportMoved
from izaportal.reporting.models import QuarterReport, ReportState
from izaportal.reporting.report.questions import LONG
from izaportal.reporting.selectors.report_facts import report_facts
from izaportal.reporting.selectors.report_sheet import Drafted
from izaportal.reporting.selectors.reports import rights_on
from izaportal.reporting.services.report_trail import (
    locked_report,
    period_of,
    record,
    require_open,
    require_writer,
    user_id,
)
from pillars.models import PeriodState
from projects.models import Project

MOST_TYPED = 4 * LONG
TOO_LONG = f"Deze tekst is te lang om te bewaren. Kort hem in tot {LONG} tekens."


@dataclass(frozen=True, slots=True)
class Kept:
    """The report after keeping what was typed. `conflicts`: fields somebody else changed meanwhile, which are
    as the other left them."""

    report: QuarterReport
    drafted: Drafted
    conflicts: tuple[Conflict, ...] = ()


@transaction.atomic
def keep_draft(*, actor: Viewer, project: Project, quarter: Quarter, edits: Mapping[str, Edit]) -> Kept:
    """Store the fields that were changed, as typed, right or wrong; the first time the report begins.

    Fields the report does not have are left out. A field that both changed stays as stored and comes back
    as a conflict, so that both texts survive. Raises NotAllowed without the right, Refused when the report is
    locked, and Invalid for a text that is longer than anybody types.
    """
    rights = require_writer(project, actor=actor)
    if not QuarterReport.objects.filter(project=project, quarter=quarter).exists():
        require_open(project, rights=rights, quarter=quarter, report=None)
    report = _begun(actor, project, quarter)
    drafted = Drafted(report_facts(project, quarter), report.typed)
    stored = drafted.reading.texts
    asked = {name: _plain(edit) for name, edit in edits.items() if name in stored}
    if mistakes := [Mistake(name, TOO_LONG) for name, edit in asked.items() if len(edit.wanted) > MOST_TYPED]:
        raise Invalid(mistakes)
    changes, conflicts = _merged(stored, asked)
    if changes or conflicts:
        require_open(project, rights=rights, quarter=quarter, report=report)
    if changes:
        report.typed = {**report.typed, **changes}
        report.saved_at, report.saved_by_id = clock.now(), user_id(actor)
        report.save(update_fields=["typed", "saved_at", "saved_by"])
        drafted = Drafted(drafted.facts, report.typed)
    return Kept(report, drafted, conflicts)


@transaction.atomic
def reopen_report(
    *, actor: Viewer, project: Project, quarter: Quarter, until: date, reason: str
) -> QuarterReport:
    """Give the lead more time for one report, on record. Raises Invalid with every mistake at its field."""
    if not rights_on(actor, project).reopen:
        raise NotAllowed("Alleen de programmamanager en de controller heropenen een rapportage.")
    period = period_of(project, quarter)
    if period is None or period.state != PeriodState.OPEN or period.is_observed:
        raise Refused(f"{quarter.label} ontvangt geen rapportages; dan kan er geen worden heropend.")
    mistakes = []
    if until < clock.today():
        mistakes.append(Mistake("heropen.tot", "Kies vandaag of een dag die nog komt."))
    if not reason.strip():
        mistakes.append(Mistake("heropen.reden", "Schrijf waarom er meer tijd nodig is."))
    if mistakes:
        raise Invalid(mistakes)
    report = _begun(actor, project, quarter)
    before, report.open_until = report.open_until, until
    report.save(update_fields=["open_until"])
    days = (before and date_nl(before), date_nl(until))
    record(
        report,
        actor=actor,
        action=Move.REOPENED,
        fields={"indienen tot en met": days},
        reason=reason.strip(),
    )
    events.announce(ReportMoved(report.pk, None, Move.REOPENED, actor))
    return report


def _begun(actor: Viewer, project: Project, quarter: Quarter) -> QuarterReport:
    """The report, held; two who begin at the same moment begin one."""
    report, is_new = QuarterReport.objects.get_or_create(
        project=project, quarter=quarter, defaults={"saved_by_id": user_id(actor)}
    )
    report = locked_report(report.pk)
    if is_new:
        record(report, actor=actor, action="begonnen", fields={"status": (None, ReportState.CONCEPT.value)})
    return report


def _merged(
    stored: Mapping[str, str], asked: Mapping[str, Edit]
) -> tuple[dict[str, str], tuple[Conflict, ...]]:
    """What to store, and the fields that both changed: one of those keeps no other from being stored."""
    try:
        return merge(stored, asked), ()
    except Conflicted as both:
        fields = {conflict.field for conflict in both.conflicts}
        return merge(
            stored, {name: edit for name, edit in asked.items() if name not in fields}
        ), both.conflicts


def _plain(edit: Edit) -> Edit:
    return Edit(seen=plain_text(str(edit.seen)), wanted=plain_text(str(edit.wanted)))


def plain_text(text: str) -> str:
    """As it is stored: one kind of line end, and nothing a database cannot hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
