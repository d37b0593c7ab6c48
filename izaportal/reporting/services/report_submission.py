"""Hands a report in, and takes it back as long as nobody judged it."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from izaportal.core import clock, events
from izaportal.core.errors import Invalid, Mistake, Refused
from izaportal.core.fingerprint import fingerprint
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.reporting.choices import Move
from izaportal.reporting.events import ReportMoved
from izaportal.reporting.models import QuarterReport, ReportState, ReportSubmission, Ruling
from izaportal.reporting.report.measured import CONFIRMATION, MeasuredValue
from izaportal.reporting.report.questions import Section
from izaportal.reporting.selectors.report_facts import report_facts
from izaportal.reporting.selectors.report_sheet import Drafted
from izaportal.reporting.services.report_rows import save_rows
from izaportal.reporting.services.report_trail import (
    locked_report,
    record,
    require_open,
    require_writer,
    user_id,
    waiting_submission,
)
from kpis.models import Indicator, Measurement
from kpis.services.submissions import NewValue, submit_measurements
from kpis.services.withdrawal import withdraw_measurements
from projects.models import Project

PARTS = {"value": "", "numerator": "teller", "denominator": "noemer", "confirmation": CONFIRMATION}


@transaction.atomic
def submit_report(*, actor: Viewer, project: Project, quarter: Quarter) -> ReportSubmission:
    """Hand in what was typed: its values wait for approval, nothing of it counts yet.

    A second click finds it submitted and changes nothing. Raises NotAllowed without the right, Refused with
    the lock that holds, and Invalid with every mistake at its field.
    """
    rights = require_writer(project, actor=actor)
    report = _begun_report(project, quarter)
    if report.state == ReportState.SUBMITTED:
        return waiting_submission(report)
    require_open(project, rights=rights, quarter=quarter, report=report)
    drafted = Drafted(report_facts(project, quarter), report.typed)
    if mistakes := drafted.reading.mistakes:
        raise Invalid(mistakes)
    content = drafted.reading.content
    submission = ReportSubmission.objects.create(
        report=report,
        number=report.submissions.count() + 1,
        content=content,
        fingerprint=fingerprint(content),
        submitted_by_id=user_id(actor),
    )
    submission.measurements.set(_hand_in(actor, drafted, report))
    save_rows(submission, drafted, actor=actor)
    report.typed = {**report.typed, **_handed_in(drafted)}
    report.save(update_fields=["typed"])
    _move(actor, report, ReportState.SUBMITTED)
    events.announce(ReportMoved(report.pk, submission.pk, Move.SUBMITTED, actor))
    return submission


@transaction.atomic
def withdraw_report(*, actor: Viewer, report_id: UUID) -> QuarterReport:
    """Make a submitted report a draft again; its values no longer wait.

    Withdrawing twice changes nothing the second time. Raises NotAllowed, and Refused once it was judged.
    """
    report = locked_report(report_id)
    require_writer(report.project, actor=actor)
    if report.state == ReportState.CONCEPT:
        return report
    if report.state != ReportState.SUBMITTED:
        raise Refused(f"Deze rapportage is al {report.get_state_display()}; intrekken kan niet meer.")
    submission = waiting_submission(report)
    own = submission.measurements.order_by().values_list("pk", flat=True)
    withdraw_measurements(actor=actor, measurement_ids=list(own))
    submission.ruling, submission.ruled_at = Ruling.WITHDRAWN, clock.now()
    submission.ruled_by_id = user_id(actor)
    submission.save(update_fields=["ruling", "ruled_at", "ruled_by"])
    _move(actor, report, ReportState.CONCEPT, action="ingetrokken")
    events.announce(ReportMoved(report.pk, submission.pk, Move.WITHDRAWN, actor))
    return report


def _begun_report(project: Project, quarter: Quarter) -> QuarterReport:
    pk = QuarterReport.objects.filter(project=project, quarter=quarter).values_list("pk", flat=True).first()
    if pk is None:
        raise Refused("Er is nog niets ingevuld.")
    return locked_report(pk)


def _handed_in(drafted: Drafted) -> dict[str, str]:
    """What was only proposed by the form was handed in too, and stays when the report comes back; but a
    judgement that nobody changed keeps following what is computed."""
    sheet = drafted.reading.sheet
    return {
        name: text
        for name, text in drafted.reading.texts.items()
        if sheet.questions[name].section is not Section.JUDGEMENT
    }


def _hand_in(actor: Viewer, drafted: Drafted, report: QuarterReport) -> list[Measurement]:
    """All values of all indicators, or none: mistakes come back at the fields of the report."""
    indicators = {one.indicator.slug: one.indicator for one in drafted.facts.counted}
    stored: list[Measurement] = []
    mistakes: list[Mistake] = []
    for slug, values in drafted.values.items():
        try:
            stored += _hand_in_of(actor, indicators[slug], values, report)
        except Invalid as invalid:
            mistakes += _at_fields(slug, invalid)
        except Refused as refusal:
            mistakes.append(Mistake(f"meting.{slug}", str(refusal)))
    if mistakes:
        raise Invalid(mistakes)
    return stored


def _hand_in_of(
    actor: Viewer, indicator: Indicator, values: list[MeasuredValue], report: QuarterReport
) -> list[Measurement]:
    if not values:
        return []
    return submit_measurements(
        actor=actor,
        indicator=indicator,
        quarter=report.quarter,
        values=[_new_value(value) for value in values],
        until=report.open_until,
    )


def _new_value(value: MeasuredValue) -> NewValue:
    """Of a fraction only its parts: the value follows from them."""
    is_fraction = value.numerator is not None
    return NewValue(
        id=uuid7(),
        value=None if is_fraction else value.value,
        municipality=value.municipality,
        numerator=value.numerator,
        denominator=value.denominator,
        confirmation=value.confirmation,
    )


def _at_fields(slug: str, invalid: Invalid) -> Iterator[Mistake]:
    """`GM0984.value` of kpi-1-1 is the field `meting.kpi-1-1.GM0984`."""
    for mistake in invalid.mistakes:
        *municipality, part = mistake.place.split(".")
        names = ["meting", slug, *municipality, PARTS.get(part, "")]
        yield Mistake(".".join(name for name in names if name), mistake.message)


def _move(actor: Viewer, report: QuarterReport, state: ReportState, *, action: str = "") -> None:
    before, report.state = report.state, state
    report.save(update_fields=["state"])
    record(
        report,
        actor=actor,
        action=action or str(state.label),
        fields={"status": (before, state.value)},
    )
