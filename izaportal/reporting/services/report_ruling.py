"""Judges a submitted report: approves all of it in one transaction, or sends it back with what is wrong."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from izaportal.core import clock, events
from izaportal.core.errors import Invalid, Mistake, Refused
from izaportal.core.viewer import Viewer
from izaportal.reporting.choices import Move
from izaportal.reporting.events import ReportMoved
from izaportal.reporting.models import (
    AspectJudgement,
    JudgedAs,
    QuarterReport,
    ReportRemark,
    ReportState,
    ReportSubmission,
    Ruling,
)
from izaportal.reporting.report.judged import AspectItem
from izaportal.reporting.report.questions import LONG, SECTION_WORDS, Section
from izaportal.reporting.selectors.report_judging import judging
from izaportal.reporting.services.report_booking import book_report
from izaportal.reporting.services.report_rows import judgement
from izaportal.reporting.services.report_trail import (
    locked_report,
    record,
    require_open_period,
    require_ruler,
    user_id,
)
from kpis.models import MeasurementState
from kpis.services.measurements import approve_measurement, return_measurement
from projects.services.reported import Reported, take_over


@transaction.atomic
def approve_report(
    *, actor: Viewer, submission_id: UUID, judgements: Mapping[str, str] | None = None
) -> ReportSubmission:
    """Make everything the report says count: values, spending, milestones, risks; all or nothing.

    `judgements` are the manager's, by field as typed; what is not given is as proposed. Approving twice
    changes nothing the second time. Raises NotAllowed without the right, Refused when this submission is not
    the one that waits or the quarter is shut, Invalid with every mistake at its field.
    """
    report, submission = _held(submission_id)
    require_ruler(report.project, actor=actor)
    if submission.ruling == Ruling.APPROVED:
        return submission
    _require_waiting(report, submission)
    judged = judging(submission, judgements or {})
    if judged.mistakes:
        raise Invalid(judged.mistakes)
    for measurement in submission.measurements.exclude(state=MeasurementState.APPROVED).order_by("pk"):
        approve_measurement(actor=actor, measurement_id=measurement.pk)
    book_report(actor=actor, report=report, submission=submission)
    _take_over(actor, report, submission)
    AspectJudgement.objects.bulk_create(
        judgement(item, judged.answers, submission=submission, judged_as=JudgedAs.SETTLED, by=user_id(actor))
        for item in judged.sheet.items
        if isinstance(item, AspectItem)
    )
    _rule(actor, report, submission, (Ruling.APPROVED, ReportState.APPROVED, Move.APPROVED))
    return submission


@transaction.atomic
def return_report(*, actor: Viewer, submission_id: UUID, remarks: Mapping[Section, str]) -> ReportSubmission:
    """Send the report back, with what is wrong per section; its values do not count.

    Returning twice changes nothing the second time. Raises NotAllowed, Refused as `approve_report`, and
    Invalid without any remark.
    """
    report, submission = _held(submission_id)
    require_ruler(report.project, actor=actor)
    if submission.ruling == Ruling.RETURNED:
        return submission
    _require_waiting(report, submission)
    said = {section: text.strip() for section, text in remarks.items() if text.strip()}
    if mistakes := _remark_mistakes(said):
        raise Invalid(mistakes)
    ReportRemark.objects.bulk_create(
        ReportRemark(submission=submission, section=section, text=text) for section, text in said.items()
    )
    why = said.get(Section.MEASUREMENTS) or "De rapportage is teruggestuurd: " + "; ".join(said.values())
    for measurement in submission.measurements.filter(
        state=MeasurementState.SUBMITTED, superseded_at__isnull=True
    ).order_by("pk"):
        return_measurement(actor=actor, measurement_id=measurement.pk, remark=why)
    _rule(actor, report, submission, (Ruling.RETURNED, ReportState.RETURNED, Move.RETURNED), said)
    return submission


def _held(submission_id: UUID) -> tuple[QuarterReport, ReportSubmission]:
    """Read again once the report is held, as another may have ruled in the meantime."""
    found = ReportSubmission.objects.only("report_id").get(pk=submission_id)
    report = locked_report(found.report_id)
    return report, ReportSubmission.objects.prefetch_related("judgements").get(pk=submission_id)


def _require_waiting(report: QuarterReport, submission: ReportSubmission) -> None:
    if submission.ruling:
        raise Refused(f"Deze versie is al {submission.get_ruling_display()}; kijk naar de nieuwste.")
    require_open_period(report.project, report.quarter)


def _remark_mistakes(said: Mapping[Section, str]) -> list[Mistake]:
    if not said:
        return [Mistake("opmerking", "Schrijf bij minstens één onderdeel wat er beter moet.")]
    return [
        Mistake(f"opmerking.{section}", f"Dit is te lang; {LONG} tekens is het meeste.")
        for section, text in said.items()
        if len(text) > LONG
    ]


def _take_over(actor: Viewer, report: QuarterReport, submission: ReportSubmission) -> None:
    outlooks, assessments = submission.milestone_outlooks.all(), submission.risk_assessments.all()
    take_over(
        actor=actor,
        project=report.project,
        reported=Reported(
            milestones={
                row.milestone_id: {"state": row.state, "reached_on": row.reached_on} for row in outlooks
            },
            risks={row.risk_id: {"likelihood": row.likelihood, "impact": row.impact} for row in assessments},
        ),
        reason=f"Rapportage {report.quarter.label}",
    )


def _rule(
    actor: Viewer,
    report: QuarterReport,
    submission: ReportSubmission,
    outcome: tuple[Ruling, ReportState, Move],
    said: Mapping[Section, str] | None = None,
) -> None:
    ruling, state, move = outcome
    submission.ruling, submission.ruled_at, submission.ruled_by_id = ruling, clock.now(), user_id(actor)
    submission.save(update_fields=["ruling", "ruled_at", "ruled_by"])
    before, report.state = report.state, state
    report.save(update_fields=["state"])
    reason = "; ".join(f"{SECTION_WORDS[section]}: {text}" for section, text in (said or {}).items())
    record(report, actor=actor, action=move, fields={"status": (before, state.value)}, reason=reason)
    events.announce(ReportMoved(report.pk, submission.pk, move, actor))
