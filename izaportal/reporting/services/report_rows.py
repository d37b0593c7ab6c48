"""Puts what a submission says in rows that others ask."""

from uuid import UUID

from izaportal.core.viewer import Viewer
from izaportal.reporting.models import (
    AspectJudgement,
    DecisionRequest,
    JudgedAs,
    MilestoneOutlook,
    ReportSubmission,
    RiskAssessment,
)
from izaportal.reporting.report.items import MilestoneItem, Outlook, RiskItem
from izaportal.reporting.report.judged import NO_DECISION, AspectItem, DecisionItem
from izaportal.reporting.report.questions import Answers
from izaportal.reporting.selectors.report_sheet import Drafted
from izaportal.reporting.services.report_trail import user_id


def save_rows(submission: ReportSubmission, drafted: Drafted, *, actor: Viewer) -> None:
    """Of a report without mistakes."""
    answers, items = drafted.reading.answers, drafted.reading.sheet.items
    milestones = {row.slug: row.pk for row in drafted.facts.milestones}
    risks = {row.slug: row.pk for row in drafted.facts.risks}
    MilestoneOutlook.objects.bulk_create(
        _outlook(submission, item, milestones[item.slug], answers)
        for item in items
        if isinstance(item, MilestoneItem)
    )
    RiskAssessment.objects.bulk_create(
        _assessment(submission, item, risks[item.slug], answers)
        for item in items
        if isinstance(item, RiskItem)
    )
    AspectJudgement.objects.bulk_create(
        judgement(item, answers, submission=submission, judged_as=JudgedAs.PROPOSED, by=user_id(actor))
        for item in items
        if isinstance(item, AspectItem)
    )
    for item in items:
        if isinstance(item, DecisionItem) and answers.text(f"{item.key}.soort") != NO_DECISION:
            _request(submission, item, answers).save(force_insert=True)


def judgement(
    item: AspectItem, answers: Answers, *, submission: ReportSubmission, judged_as: JudgedAs, by: UUID | None
) -> AspectJudgement:
    """Steering only where the colour asks for it, a reason only where it differs from what was computed."""
    colour = answers.text(f"{item.key}.kleur")

    def told(part: str) -> str:
        return answers.text(f"{item.key}.{part}")

    return AspectJudgement(
        submission=submission,
        aspect=item.aspect,
        judged_as=judged_as,
        computed=item.computed,
        sentence=item.sentence,
        colour=colour,
        reason=told("reden") if item.differs(answers) else "",
        cause=told("oorzaak") if item.needs_steering(answers) else "",
        consequence=told("gevolg") if item.needs_steering(answers) else "",
        steering=told("bijsturing") if item.needs_steering(answers) else "",
        judged_by_id=by,
    )


def _outlook(
    submission: ReportSubmission, item: MilestoneItem, milestone: UUID, answers: Answers
) -> MilestoneOutlook:
    state = answers.text(f"{item.key}.stand")
    is_to_come = state in (Outlook.PLANNED, Outlook.LATE)
    return MilestoneOutlook(
        submission=submission,
        milestone_id=milestone,
        state=state,
        expected_on=answers.day(f"{item.key}.verwacht") if is_to_come else None,
        reached_on=answers.day(f"{item.key}.gehaald") if state == Outlook.REACHED else None,
        note=answers.text(f"{item.key}.toelichting"),
    )


def _assessment(submission: ReportSubmission, item: RiskItem, risk: UUID, answers: Answers) -> RiskAssessment:
    return RiskAssessment(
        submission=submission,
        risk_id=risk,
        likelihood=int(answers.text(f"{item.key}.kans")),
        impact=int(answers.text(f"{item.key}.gevolg")),
        note=answers.text(f"{item.key}.toelichting"),
    )


def _request(submission: ReportSubmission, item: DecisionItem, answers: Answers) -> DecisionRequest:
    return DecisionRequest(
        submission=submission,
        kind=answers.text(f"{item.key}.soort"),
        question=answers.text(f"{item.key}.vraag"),
        why=answers.text(f"{item.key}.waarom"),
    )
