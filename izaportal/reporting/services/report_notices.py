"""Tells people what happened to a report: managers that it came in, its writers what became of it."""

from uuid import UUID

from django.urls import reverse

from izaportal.accounts.holders import leads_of, managers_of
from izaportal.core.formatting import date_long
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify
from izaportal.reporting.choices import Move
from izaportal.reporting.events import ReportMoved
from izaportal.reporting.models import QuarterReport, ReportSubmission
from izaportal.reporting.report.questions import SECTION_WORDS, Section
from pillars.models import ReportingPeriod

FOR_MANAGERS = frozenset({Move.SUBMITTED, Move.WITHDRAWN})


def tell_of(report: QuarterReport, event: ReportMoved) -> int:
    """How many were told; needs the report's project, programme and pillar."""
    programme = report.project.programme.slug
    move = Move(event.moved)
    for_managers = move in FOR_MANAGERS
    return notify(
        _managers(report) if for_managers else _writers(report, event.submission),
        actor=event.actor,
        message=Message(
            NoticeKind.REPORT_SUBMITTED if for_managers else NoticeKind.REPORT_DECIDED,
            f"Rapportage {report.quarter.label} van {report.project} is {move.value}",
            _text(report, event),
            reverse(
                "report",
                kwargs={"programme": programme, "project": report.project.slug, "quarter": report.quarter},
            ),
            programme,
            scope="" if move is Move.APPROVED else f"{programme}/{report.project.slug}",
        ),
    )


def _managers(report: QuarterReport) -> frozenset[UUID]:
    pillar = report.project.pillar
    return managers_of(report.project.programme.slug, pillar.slug if pillar else "")


def _writers(report: QuarterReport, submission: UUID | None) -> frozenset[UUID]:
    """The leads of the project, and who handed it in when that was somebody else."""
    leads = leads_of(report.project.programme.slug, report.project.slug)
    if submission is None:
        return leads
    author = ReportSubmission.objects.get(pk=submission).submitted_by_id
    return leads | {author} if author else leads


def _text(report: QuarterReport, event: ReportMoved) -> str:
    if event.moved == Move.SUBMITTED:
        return f"{event.actor.name} diende de rapportage in. {_judge_until(report)}"
    if event.moved == Move.RETURNED and event.submission is not None:
        remarks = ReportSubmission.objects.get(pk=event.submission).remarks.all()
        told = (f"{SECTION_WORDS[Section(row.section)]}: {row.text}" for row in remarks)
        return "\n".join(["Verbeter de rapportage en dien haar opnieuw in.", *told])
    if event.moved == Move.REOPENED:
        return f"U kunt de rapportage indienen tot en met {date_long(report.open_until)}."
    if event.moved == Move.APPROVED:
        return f"{event.actor.name} keurde de rapportage goed. De cijfers tellen nu mee."
    return f"{event.actor.name} trok de rapportage in; zij is weer een concept."


def _judge_until(report: QuarterReport) -> str:
    rows = ReportingPeriod.objects.filter(programme=report.project.programme_id, quarter=report.quarter)
    until = rows.values_list("approve_until", flat=True).first()
    return f"Beoordeel haar uiterlijk {date_long(until)}." if until else ""
