"""Tells whom it concerns that an agenda stands, a meeting moves or is off, or a decision was recorded."""

from uuid import UUID

from django.urls import reverse

from izaportal.accounts.holders import board_of, controllers_of, leads_of, managers_of, secretaries_of
from izaportal.core.formatting import date_long
from izaportal.core.viewer import Viewer
from izaportal.meetings.events import AgendaFixed, DecisionRecorded, MeetingCancelled
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify
from pillars.events import MeetingMoved
from pillars.models import GovernanceBody, Meeting, Programme
from pillars.selectors.programmes import members_on
from projects.models import Decision


def tell_of_agenda(event: AgendaFixed) -> int:
    """The board, and who runs the programme; how many were told."""
    meeting = Meeting.objects.select_related("body__programme").get(pk=event.meeting)
    subject = f"Agenda van {meeting.body} op {date_long(meeting.held_on)} is vastgesteld"
    text = "De punten liggen vast; bij elk punt staat waarom het er staat."
    return _tell_attending(meeting, event.actor, subject, text, once=f"agenda/{meeting.pk}")


def tell_of_moving(event: MeetingMoved) -> int:
    """Who attends, where and when it is now, and what they knew."""
    meeting = Meeting.objects.select_related("body__programme").get(pk=event.meeting)
    day = date_long(meeting.held_on)
    if meeting.held_on != event.was:
        subject = f"{meeting.body} is verplaatst naar {day}"
        was = f"De vergadering stond gepland op {date_long(event.was)}."
    else:
        subject, was = f"{meeting.body} op {day}: andere tijd of plaats", ""
    time = f", {meeting.starts_at:%H:%M} uur" if meeting.starts_at else ""
    place = f", {meeting.place}" if meeting.place else ""
    text = "\n".join(filter(None, (f"Nu: {day}{time}{place}.", was, event.reason)))
    return _tell_attending(meeting, event.actor, subject, text)


def tell_of_cancelling(event: MeetingCancelled) -> int:
    """Who attends, and why it is off, or that it is held after all."""
    meeting = Meeting.objects.select_related("body__programme").get(pk=event.meeting)
    where = f"{meeting.body} op {date_long(meeting.held_on)}"
    if event.is_revived:
        return _tell_attending(meeting, event.actor, f"{where} gaat toch door", "De agenda geldt weer.")
    text = f"{meeting.cancelled_reason}\nWat op de agenda stond, komt op die van de volgende vergadering."
    return _tell_attending(meeting, event.actor, f"{where} gaat niet door", text)


def tell_of_decision(event: DecisionRecorded) -> int:
    """The board, who runs the programme, and who leads or manages the projects it is about."""
    rows = Decision.objects.select_related("programme", "body", "meeting", "owner", "replaces")
    decision = rows.prefetch_related("projects__pillar").get(pk=event.decision)
    programme, meeting = decision.programme, decision.meeting
    if meeting is None or decision.body is None:
        return 0
    people = set(_attending(decision.body, meeting))
    for project in decision.projects.all():
        people |= leads_of(programme.slug, project.slug)
        people |= managers_of(programme.slug, project.pillar.slug if project.pillar else "")
    message = Message(
        NoticeKind.DECISION,
        f"Besluit van {decision.body}: {decision.get_kind_display()}",
        "\n".join(filter(None, (decision.label, _replaces(decision), _follow_up(decision)))),
        reverse("decision", args=(programme.slug, decision.slug)),
        programme.slug,
        once=f"decision/{decision.pk}",
    )
    return notify(people, actor=event.actor, message=message)


def _tell_attending(meeting: Meeting, actor: Viewer, subject: str, text: str, *, once: str = "") -> int:
    programme = meeting.body.programme.slug
    url = reverse("meeting", args=(programme, meeting.pk))
    message = Message(NoticeKind.DECISION, subject, text, url, programme, once)
    return notify(_attending(meeting.body, meeting), actor=actor, message=message)


def _attending(body: GovernanceBody, meeting: Meeting) -> frozenset[UUID]:
    programme: Programme = body.programme
    codes = members_on(programme, meeting.held_on).values_list("code", flat=True)
    runners = managers_of(programme.slug) | controllers_of(programme.slug)
    return runners | secretaries_of(programme.slug, body.slug) | board_of(codes)


def _replaces(decision: Decision) -> str:
    old = decision.replaces
    return f"Vervangt ‘{old.label}’ ({old.get_kind_display()}). {decision.replaces_why}" if old else ""


def _follow_up(decision: Decision) -> str:
    owner = decision.owner or decision.owner_role
    if not owner or decision.deadline is None:
        return ""
    return f"{owner} volgt dit op, uiterlijk {date_long(decision.deadline)}."
