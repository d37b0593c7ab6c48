"""What gives cause to discuss something at a meeting, as of today. For jobs, so without viewer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from funding.credit import ObligationKind
from funding.duty import DutyState
from funding.models import DutyToReport, GrantMilestone, MilestoneIndicator, MilestoneVerdict
from funding.refund import Source
from izaportal.core import clock
from izaportal.core.formatting import date_long, euro
from izaportal.core.quarter import Quarter
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.composing import Cause, off_track
from izaportal.meetings.models import Agenda, AgendaItem, ItemDecision
from izaportal.meetings.selectors.judged import last_judged
from izaportal.reporting.models import DecisionRequest, Freeze, Ruling
from kpis.models import IndicatorStatus
from kpis.status import Status
from pillars.models import Meeting
from projects.models import DecisionKind


def causes_for(meeting: Meeting) -> list[Cause]:
    """What the body should discuss at this meeting, but for what it had on an agenda that was fixed before.

    Needs the meeting's quarter, and its body with programme.
    """
    quarter, programme = meeting.quarter, meeting.body.programme_id
    if quarter is None:
        return []
    had, since = _had_before(meeting), _before(meeting)
    found = [
        *_off_track(programme, quarter),
        *_requests(programme, quarter, since),
        *_restatements(programme, since),
        *_duties(programme),
        *_held_over(meeting),
        *_put_off(meeting),
    ]
    return [cause for cause in found if cause.key not in had]


@dataclass(frozen=True, slots=True)
class _Before:
    """The meeting before: the quarter it looked back on, and until when something could be put before it."""

    quarter: Quarter
    until: datetime


def _before(meeting: Meeting) -> _Before | None:
    rows = Meeting.objects.filter(body=meeting.body_id, held_on__lt=meeting.held_on, quarter__isnull=False)
    rows = rows.filter(cancelled_at=None)
    last = rows.order_by("-held_on").first()
    if last is None or last.quarter is None:
        return None
    agenda = Agenda.objects.filter(meeting=last, fixed_at__isnull=False).first()
    fixed_at = agenda.fixed_at if agenda else None
    return _Before(last.quarter, fixed_at or _start_of(last.held_on))


def _had_before(meeting: Meeting) -> set[str]:
    rows = AgendaItem.objects.filter(agenda__meeting__body=meeting.body_id, agenda__fixed_at__isnull=False)
    rows = rows.filter(agenda__meeting__cancelled_at=None, withdrawn_at=None)
    rows = rows.exclude(agenda__meeting=meeting).exclude(cause="")
    return set(rows.values_list("cause", flat=True))


def _off_track(programme: UUID, quarter: Quarter) -> Iterator[Cause]:
    """Result obligations of state grants of which an indicator is off track at the last quarter judged, or
    that the insurer refused. What the insurer confirmed, or the state settled, is over."""
    links = MilestoneIndicator.objects.select_related("indicator")
    verdicts = MilestoneVerdict.objects.filter(given_on__lte=clock.today()).order_by("given_on", "id")
    rows = GrantMilestone.objects.filter(
        grant__project__programme=programme,
        grant__source=Source.SPUK,
        obligation=ObligationKind.RESULT,
        grant__settlement__isnull=True,
    ).select_related("grant__project__programme")
    milestones = rows.prefetch_related(Prefetch("indicator_links", links), Prefetch("verdicts", verdicts))
    listed = list(milestones.order_by("grant__project__slug", "due", "slug"))
    judged = last_judged(
        {link.indicator_id for milestone in listed for link in milestone.indicator_links.all()}, quarter
    )
    for milestone in listed:
        cause = _go_no_go(milestone, judged)
        if cause is not None:
            yield cause


def _go_no_go(milestone: GrantMilestone, judged: dict[UUID, IndicatorStatus]) -> Cause | None:
    verdict = next(reversed(milestone.verdicts.all()), None)
    if verdict is not None:
        return None if verdict.achieved else _refused(milestone, verdict)
    found = (judged.get(link.indicator_id) for link in milestone.indicator_links.all())
    behind = [row for row in found if row is not None and row.status == Status.OFF_TRACK]
    if not behind:
        return None
    latest = max(behind, key=lambda row: row.quarter)
    told = " ".join(f"{row.indicator} in {row.quarter.label}: {row.sentence}" for row in behind)
    project = milestone.grant.project
    return Cause(
        key=off_track(milestone.pk, latest.quarter),
        kind=ItemKind.GO_NO_GO,
        title=f"{project.name}: doorgaan, bijsturen of stoppen?",
        why=f"{told} {_hangs(milestone)}",
        url=reverse("indicator", args=(project.programme.slug, latest.indicator.slug)),
        project=project.pk,
        illustrative=any(row.illustrative for row in behind),
    )


def _refused(milestone: GrantMilestone, verdict: MilestoneVerdict) -> Cause:
    project = milestone.grant.project
    return Cause(
        key=f"refused/{milestone.pk}",
        kind=ItemKind.GO_NO_GO,
        title=f"{project.name}: doorgaan, bijsturen of stoppen?",
        why=f"De zorgverzekeraar vond op {date_long(verdict.given_on)} dat het resultaat niet is behaald. "
        f"{_hangs(milestone)}",
        url=reverse("grant", args=(project.programme.slug, project.slug, milestone.grant.slug)),
        project=project.pk,
        illustrative=verdict.illustrative,
    )


def _hangs(milestone: GrantMilestone) -> str:
    return f"Aan de mijlpaal ‘{milestone.label}’ hangt {euro(milestone.amount)}."


def _requests(programme: UUID, quarter: Quarter, before: _Before | None) -> Iterator[Cause]:
    """What approved reports ask the board to decide, about quarters that were not discussed yet, or approved
    too late for the meeting that did."""
    rows = DecisionRequest.objects.filter(
        submission__report__project__programme=programme,
        submission__report__quarter__lte=quarter,
        submission__ruling=Ruling.APPROVED,
        submission__ruled_at__lt=_end_of_today(),
    ).select_related("submission__report__project__programme")
    if before is not None:
        late = Q(submission__ruled_at__gte=before.until)
        rows = rows.filter(Q(submission__report__quarter__gt=before.quarter) | late)
    for row in rows.order_by("submission__report__project__slug", "submission__ruled_at"):
        report = row.submission.report
        place = (report.project.programme.slug, report.project.slug, report.quarter)
        yield Cause(
            key=f"request/{row.pk}",
            kind=ItemKind.REQUEST,
            title=f"{report.project.name}: {row.question}",
            why=f"{_sentence(row.why)} Gevraagd in de rapportage over {report.quarter.label}: "
            f"{row.get_kind_display()}.",
            url=f"{reverse('report', args=place)}#besluit",
            project=report.project_id,
        )


def _restatements(programme: UUID, before: _Before | None) -> Iterator[Cause]:
    """The last version of every quarter that was corrected after it was frozen, since the meeting before."""
    rows = Freeze.objects.filter(programme=programme, frozen_at__lt=_end_of_today())
    if before is not None:
        rows = rows.filter(frozen_at__gte=before.until)
    last = rows.order_by("quarter", "-version").distinct("quarter").select_related("programme")
    for row in last.defer("content"):
        if row.version > 1:
            address = reverse("dashboard", args=(row.programme.slug, row.quarter))
            yield Cause(
                key=f"restated/{row.pk}",
                kind=ItemKind.RESTATEMENT,
                title=f"Herziening van {row.quarter.label} (versie {row.version})",
                why=row.reason,
                url=f"{address}?freeze={row.pk}",
            )


def _duties(programme: UUID) -> Iterator[Cause]:
    """What must be reported to the state and is not yet."""
    rows = DutyToReport.objects.filter(
        milestone__grant__project__programme=programme,
        state=DutyState.OPEN,
        opened_on__lte=clock.today(),
    ).select_related("milestone__grant__project__programme")
    for row in rows.order_by("report_by", "id"):
        project = row.milestone.grant.project
        yield Cause(
            key=f"duty/{row.pk}",
            kind=ItemKind.DUTY,
            title=f"{project.name}: melden aan het Rijk over ‘{row.milestone.label}’",
            why=f"{_sentence(row.reason)} Melden uiterlijk {date_long(row.report_by)}.",
            url=reverse("duty", kwargs={"programme": project.programme.slug, "duty": row.pk}),
            project=project.pk,
            illustrative=row.illustrative,
        )


def _held_over(meeting: Meeting) -> Iterator[Cause]:
    """What the body put off at an earlier meeting."""
    rows = ItemDecision.objects.filter(
        item__agenda__meeting__body=meeting.body_id,
        item__agenda__meeting__held_on__lt=meeting.held_on,
        decision__kind=DecisionKind.HOLD,
        decision__replaced_by=None,
    ).select_related("item", "decision")
    by_item = {row.item_id: row for row in rows.order_by("decision__recorded_at")}
    for row in by_item.values():
        day = row.decision.decided_on
        yield Cause(
            key=f"held/{row.item_id}",
            kind=ItemKind.HELD_OVER,
            title=row.item.title,
            why=f"Aangehouden op {date_long(day)}: {row.decision.label}",
            url=row.item.url,
            project=row.item.project_id,
            illustrative=row.item.illustrative,
        )


def _put_off(meeting: Meeting) -> Iterator[Cause]:
    """What people put on the agenda of a meeting that is cancelled."""
    rows = AgendaItem.objects.filter(
        agenda__meeting__body=meeting.body_id,
        agenda__meeting__cancelled_at__isnull=False,
        kind=ItemKind.OWN,
        withdrawn_at=None,
    ).select_related("agenda__meeting")
    for row in rows.order_by("agenda__meeting__held_on", "position"):
        from_day = f"Stond op de agenda van {date_long(row.agenda.meeting.held_on)}, die niet doorging."
        yield Cause(
            key=f"put-off/{row.pk}",
            kind=ItemKind.PUT_OFF,
            title=row.title,
            why="\n".join(filter(None, (row.why, from_day))),
            url=row.url,
            project=row.project_id,
            illustrative=row.illustrative,
        )


def note_from_cancelled(agenda: Agenda, cause: Cause) -> str:
    """What the secretary noted with the same thing on the agenda of a meeting that is cancelled."""
    rows = AgendaItem.objects.filter(
        agenda__meeting__body=agenda.meeting.body_id, agenda__meeting__cancelled_at__isnull=False
    )
    own = cause.key.removeprefix("put-off/") if cause.kind == ItemKind.PUT_OFF else None
    noted = rows.filter(Q(cause=cause.key) | Q(pk=own)).exclude(note="")
    last = noted.order_by("agenda__meeting__cancelled_at").last()
    return last.note if last else ""


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _end_of_today() -> datetime:
    return timezone.make_aware(datetime.combine(clock.today(), time.max))


def _sentence(text: str) -> str:
    """With a full stop, unless whoever typed it ended it themselves."""
    typed = text.strip()
    return typed if typed.endswith((".", "?", "!", "…")) else f"{typed}."
