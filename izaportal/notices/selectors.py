"""What a person was told and mailed.

Notices stand below programmes, so callers hand over what the viewer sees: what is about another programme, or
is between who writes and who judges a report, is not there for others, also when it was told while the viewer
still had the role.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from izaportal.core.viewer import Viewer
from izaportal.notices.choices import MailMoment, MailState, NoticeKind, unchosen
from izaportal.notices.models import MailChoice, MailMessage, Notice

TROUBLED = (MailState.FAILED, MailState.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class Sees:
    """What a person sees now: programmes by slug with how they are called, and whose reports they write or
    judge. `privy` has programmes, and scopes such as `nml-o/mgn`."""

    programmes: Mapping[str, str]
    privy: frozenset[str] = frozenset()

    def shows(self, programme: str, scope: str) -> bool:
        is_open = not scope or scope in self.privy or programme in self.privy
        return is_open and (not programme or programme in self.programmes)

    def right_to(self, programme: str, scope: str) -> str:
        """Which of `privy` opens the scope."""
        return programme if programme in self.privy else scope

    @property
    def rows(self) -> Q:
        """The same, of rows."""
        is_open = Q(scope="") | Q(scope__in=self.privy) | Q(programme__in=self.privy)
        return is_open & (Q(programme="") | Q(programme__in=list(self.programmes)))


def notices_of(viewer: Viewer, *, sees: Sees) -> QuerySet[Notice]:
    """The viewer's own notices, newest first."""
    return Notice.objects.filter(user=viewer.user_id).filter(sees.rows).order_by("-id")


def unread_of(viewer: Viewer, *, sees: Sees) -> QuerySet[Notice]:
    return notices_of(viewer, sees=sees).filter(read_at__isnull=True)


def told_at(programme: str, occasions: Collection[str]) -> QuerySet[Notice]:
    """Who was told at these occasions (`once`), for who runs the programme; oldest first, with the people."""
    rows = Notice.objects.filter(programme=programme, once__in=occasions)
    return rows.select_related("user").defer("text").order_by("created_at", "user__name")


def is_mailed() -> bool:
    """Whether this portal sends mail at all; a demo writes it to files."""
    return settings.DEMO or bool(settings.EMAIL_HOST)


def mail_to(viewer: Viewer, *, sees: Sees) -> QuerySet[MailMessage]:
    """Messages addressed to the viewer, newest first."""
    rows = MailMessage.objects.filter(user=viewer.user_id).filter(sees.rows)
    rows = rows.filter(gathers__contained_by=list(sees.programmes), privy__contained_by=list(sees.privy))
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
