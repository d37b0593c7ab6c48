"""When people want mail."""

from collections.abc import Mapping

from django.db import transaction

from izaportal.core.errors import NotAllowed
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import MailMoment, NoticeKind
from izaportal.notices.models import MailChoice


@transaction.atomic
def choose_mail(*, actor: Viewer, moments: Mapping[NoticeKind, MailMoment]) -> None:
    """Keep the actor's own choice for these kinds. Raises NotAllowed for who is no person."""
    if actor.user_id is None:
        raise NotAllowed("Voorkeuren horen bij een persoon.")
    MailChoice.objects.bulk_create(
        (MailChoice(user_id=actor.user_id, kind=kind, moment=moment) for kind, moment in moments.items()),
        update_conflicts=True,
        unique_fields=("user", "kind"),
        update_fields=("moment",),
    )
