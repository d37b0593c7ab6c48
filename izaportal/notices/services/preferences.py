"""When people want mail."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from izaportal.core.errors import NotAllowed
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import MailMoment, MailState, NoticeKind, waits_in
from izaportal.notices.models import MailChoice, MailMessage, Notice

UNSUBSCRIBED = "De ontvanger wil van deze soort geen mail meer."


@transaction.atomic
def choose_mail(*, actor: Viewer, moments: Mapping[NoticeKind, MailMoment]) -> None:
    """Keep the actor's own choice for these kinds. Raises NotAllowed for who is no person."""
    if actor.user_id is None:
        raise NotAllowed("Voorkeuren horen bij een persoon.")
    put_choices(actor.user_id, moments)


def put_choices(user: UUID, moments: Mapping[NoticeKind, MailMoment]) -> None:
    """Keep what the person chose, also for what waits already. Call within a transaction."""
    MailChoice.objects.bulk_create(
        (MailChoice(user_id=user, kind=kind, moment=moment) for kind, moment in moments.items()),
        update_conflicts=True,
        unique_fields=("user", "kind"),
        update_fields=("moment",),
    )
    for kind, moment in moments.items():
        _apply(user, kind, moment)


def _apply(user: UUID, kind: NoticeKind, moment: MailMoment) -> None:
    """What waits to be gathered goes with the new choice, at once meaning the next day; of what a person
    wants no more nothing is sent."""
    waiting = Notice.objects.filter(user=user, kind=kind).exclude(waits_for="")
    waiting.update(waits_for=waits_in(moment))
    if moment is MailMoment.NEVER:
        queued = MailMessage.objects.filter(user=user, kind=kind, state=MailState.QUEUED)
        queued.update(state=MailState.WITHDRAWN, error=UNSUBSCRIBED)
