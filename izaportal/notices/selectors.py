"""What a person was told and mailed.

Notices stand below programmes, so callers hand over the slugs the viewer may see: what is about another
programme is not there, also when it was told while the viewer still had a role in it.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from izaportal.core.viewer import Viewer
from izaportal.notices.choices import MailMoment, MailState, NoticeKind, unchosen
from izaportal.notices.models import MailChoice, MailMessage, Notice

TROUBLED = (MailState.FAILED, MailState.UNCERTAIN)


def notices_of(viewer: Viewer, *, programmes: Collection[str]) -> QuerySet[Notice]:
    """The viewer's own notices, newest first."""
    return Notice.objects.filter(user=viewer.user_id).filter(_seen(programmes)).order_by("-id")


def unread_of(viewer: Viewer, *, programmes: Collection[str]) -> QuerySet[Notice]:
    return notices_of(viewer, programmes=programmes).filter(read_at__isnull=True)


def told_at(programme: str, occasions: Collection[str]) -> QuerySet[Notice]:
    """Who was told at these occasions (`once`), for who runs the programme; oldest first, with the people."""
    rows = Notice.objects.filter(programme=programme, once__in=occasions)
    return rows.select_related("user").defer("text").order_by("created_at", "user__name")


def is_mailed() -> bool:
    """Whether this portal sends mail at all; a demo writes it to files."""
    return settings.DEMO or bool(settings.EMAIL_HOST)


def mail_to(viewer: Viewer, *, programmes: Collection[str]) -> QuerySet[MailMessage]:
    """Messages addressed to the viewer, newest first."""
    rows = MailMessage.objects.filter(user=viewer.user_id).filter(_seen(programmes))
    rows = rows.filter(gathers__contained_by=list(programmes))
    return rows.select_related("user").order_by("-id")


def mail_to_anybody() -> QuerySet[MailMessage]:
    """For who runs a demo: every message, newest first."""
    return MailMessage.objects.select_related("user").order_by("-id")


def troubled_mail() -> QuerySet[MailMessage]:
    """For who runs the portal: what did not get out, without subject and text, which are not theirs."""
    rows = MailMessage.objects.filter(state__in=TROUBLED).select_related("user")
    return rows.defer("subject", "text").order_by("-id")


def mail_counts() -> dict[MailState, int]:
    """How many messages stand where; one query."""
    rows = MailMessage.objects.order_by().values_list("state").annotate(count=Count("id"))
    return {MailState(state): count for state, count in rows}


def mail_moments(viewer: Viewer) -> dict[NoticeKind, MailMoment]:
    """When the viewer wants mail, of every kind."""
    chosen = dict(MailChoice.objects.filter(user=viewer.user_id).values_list("kind", "moment"))
    return {kind: MailMoment(chosen.get(kind, unchosen(kind))) for kind in NoticeKind}


def moments_of(kind: NoticeKind, people: Iterable[UUID]) -> dict[UUID, MailMoment]:
    """When each of these people wants mail of the kind."""
    wanted = set(people)
    chosen = dict(MailChoice.objects.filter(kind=kind, user__in=wanted).values_list("user", "moment"))
    return {person: MailMoment(chosen.get(person, unchosen(kind))) for person in wanted}


def _seen(programmes: Collection[str]) -> Q:
    return Q(programme="") | Q(programme__in=programmes)
