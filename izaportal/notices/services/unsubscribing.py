"""Being mailed no more by a link in the mail itself, without signing in.

The link is signed and does one thing: it switches off mail of one kind, or all gathered mail, of one person.
Who has it can do no more with it, and it tells nothing about the person.
"""

from dataclasses import dataclass
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse

from izaportal.accounts.models import User
from izaportal.notices.choices import GATHERED, MailMoment, NoticeKind, unchosen
from izaportal.notices.models import MailChoice
from izaportal.notices.services.preferences import put_choices

SIGNER = Signer(salt="izaportal.notices.unsubscribe")


class NoSuchLinkError(LookupError):
    """The link was not made by this portal, or its person is gone."""


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """`kind` None: all that is gathered."""

    user: UUID
    kind: NoticeKind | None

    @property
    def what(self) -> str:
        return str(self.kind.label) if self.kind else "Dag- en weekoverzichten"


def unsubscribe_url(user: UUID, kind: str) -> str:
    """A whole address; `kind` is empty for a mail that gathers several."""
    token = SIGNER.sign_object([user.hex, kind])
    return urljoin(settings.PORTAL_URL, reverse("preferences:unsubscribe", kwargs={"token": token}))


def read_token(token: str) -> Unsubscription:
    """Raises NoSuchLinkError for what this portal did not sign."""
    try:
        user, kind = SIGNER.unsign_object(token)
        return Unsubscription(UUID(hex=user), NoticeKind(kind) if kind else None)
    except (BadSignature, ValueError, TypeError) as wrong:
        raise NoSuchLinkError(token) from wrong


@transaction.atomic
def unsubscribe(found: Unsubscription) -> None:
    """Mail of the kind no more; doing it again changes nothing, and notices in the portal go on.

    Raises NoSuchLinkError when the person is gone.
    """
    if not User.objects.filter(pk=found.user).exists():
        raise NoSuchLinkError("deze persoon")
    kinds = [found.kind] if found.kind else _gathered(found.user)
    put_choices(found.user, dict.fromkeys(kinds, MailMoment.NEVER))


def _gathered(user: UUID) -> list[NoticeKind]:
    chosen = dict(MailChoice.objects.filter(user=user).values_list("kind", "moment"))
    return [kind for kind in NoticeKind if chosen.get(kind, unchosen(kind)) in GATHERED]
