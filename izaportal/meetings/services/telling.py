"""Tells whom it concerns that they sit in a body, an agenda stands, a meeting moves or is off, or a decision
was recorded."""

from django.urls import reverse

from izaportal.accounts.holders import board_of, controllers_of, leads_of, managers_of
from izaportal.core import clock
from izaportal.core.formatting import date_long
from izaportal.core.viewer import Viewer
from izaportal.meetings.events import AgendaFixed, DecisionRecorded, MeetingCancelled
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify
from pillars.events import MeetingMoved, MemberSeated
from pillars.models import BodyMember, Meeting
from pillars.selectors.members import concerned
from pillars.selectors.programmes import members_on
from projects.models import Decision


def tell_of_seat(event: MemberSeated) -> int:
    """The new member, unless they left already."""
    rows = BodyMember.objects.select_related("body__programme", "municipality", "organisation")
    member = rows.get(pk=event.member)
    if member.ends_on is not None and member.ends_on < clock.today():
        return 0
    body, programme = member.body, member.body.programme.slug
    behalf = f" namens {member.behalf}" if member.behalf else ""
    message = Message(
        NoticeKind.SEAT,
        f"U bent lid van {body}",
        f"Als {member.get_role_display()}{behalf}, vanaf {date_long(member.starts_on)}. "
        "U krijgt bericht van de vergaderingen, agenda’s en besluiten.",
        reverse("body-members", args=(programme, body.slug)),
        programme,
        once=f"seat/{member.pk}",
    )
    return notify([member.user_id], actor=event.actor, message=message)


def tell_of_agenda(event: AgendaFixed) -> int:
    """Whom the meeting concerns; how many were told."""
    meeting = Meeting.objects.select_related("body__programme").get(pk=event.meeting)
    subject = f"Agenda van {meeting.body} op {date_long(meeting.held_on)} is vastgesteld"
    text = "De punten liggen vast; bij elk punt staat waarom het er staat."
    return _tell(meeting, event.actor, _about(meeting, subject, text, once=f"agenda/{meeting.pk}"))


def tell_of_moving(event: MeetingMoved) -> int:
    """Where and when it is now, and what they knew: whom it concerns on its day, and on the day it was."""
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
    message = _about(meeting, subject, text)
    people = [concerned(meeting.body, on) for on in {meeting.held_on, event.was}]
    return notify(frozenset().union(*people), actor=event.actor, message=message)


def tell_of_cancelling(event: MeetingCancelled) -> int:
    """Why it is off, or that it is held after all."""
    meeting = Meeting.objects.select_related("body__programme").get(pk=event.meeting)
    where = f"{meeting.body} op {date_long(meeting.held_on)}"
    if event.is_revived:
        message = _about(meeting, f"{where} gaat toch door", "De agenda geldt weer.")
        return _tell(meeting, event.actor, message)
    text = f"{meeting.cancelled_reason}\nWat op de agenda stond, komt op die van de volgende vergadering."
    return _tell(meeting, event.actor, _about(meeting, f"{where} gaat niet door", text))


def tell_of_decision(event: DecisionRecorded) -> int:
    """Whom its meeting concerns, the controller, who leads or manages the projects it is about, and when the
    colleges decide on it too the board of every municipality."""
    rows = Decision.objects.select_related("programme", "body", "meeting", "owner", "replaces")
    decision = rows.prefetch_related("projects__pillar").get(pk=event.decision)
    programme, meeting = decision.programme, decision.meeting
    if meeting is None or decision.body is None:
        return 0
    people = concerned(decision.body, meeting.held_on) | controllers_of(programme.slug)
    if decision.asks_colleges:
        people |= board_of(members_on(programme, meeting.held_on).values_list("code", flat=True))
    for project in decision.projects.all():
        people |= leads_of(programme.slug, project.slug)
        people |= managers_of(programme.slug, project.pillar.slug if project.pillar else "")
    told = (decision.label, _replaces(decision), _follow_up(decision), _asked(decision))
    message = Message(
        NoticeKind.DECISION,
        f"Besluit van {decision.body}: {decision.get_kind_display()}",
        "\n".join(filter(None, told)),
        reverse("decision", args=(programme.slug, decision.slug)),
        programme.slug,
        once=f"decision/{decision.pk}",
    )
    return notify(people, actor=event.actor, message=message)


def _about(meeting: Meeting, subject: str, text: str, *, once: str = "") -> Message:
    programme = meeting.body.programme.slug
    url = reverse("meeting", args=(programme, meeting.pk))
    return Message(NoticeKind.DECISION, subject, text, url, programme, once)


def _tell(meeting: Meeting, actor: Viewer, message: Message) -> int:
    return notify(concerned(meeting.body, meeting.held_on), actor=actor, message=message)


def _replaces(decision: Decision) -> str:
    old = decision.replaces
    return f"Vervangt ‘{old.label}’ ({old.get_kind_display()}). {decision.replaces_why}" if old else ""


def _follow_up(decision: Decision) -> str:
    owner = decision.owner or decision.owner_role
    if not owner or decision.deadline is None:
        return ""
    return f"{owner} volgt dit op, uiterlijk {date_long(decision.deadline)}."


def _asked(decision: Decision) -> str:
    return "De colleges besluiten hier zelf ook over." if decision.asks_colleges else ""
